/**
 * Rooms, their kinds of confidentiality, and who sits in them: the one place where access is
 * decided.
 *
 * <p>Owns the collections {@code rooms}, {@code places} and {@code restraints}, all held in memory
 * and kept current by the feed; restraints are sealed with the installation's key. {@link
 * org.talanoa.room.Rooms} gives proofs: a {@link org.talanoa.room.Seat} to listen, a {@link
 * org.talanoa.room.Voice} to speak, a {@link org.talanoa.room.Chair} to keep order, {@link
 * org.talanoa.room.Seats} to search. Whoever holds a proof may do what it says, for one act; proofs
 * are never kept. What may be done is said by one pure function, {@code HouseRules}.
 *
 * <p>A room carries a seating revision, raised by every admission, removal, acceptance of its norms
 * and restraint, so that a node that is behind notices. Never knows what is said in a room.
 */
@NullMarked
package org.talanoa.room;

import org.jspecify.annotations.NullMarked;
