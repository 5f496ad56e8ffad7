/**
 * Alliances and who belongs to them, in which role.
 *
 * <p>Owns the collections {@code alliances} and {@code members}. Both are small and are held in
 * memory, kept current by the feed; the database is written first. A {@link
 * org.talanoa.alliance.Membership} is the proof that a person belongs to an alliance now; it is
 * made here only, is meant for one act, and is never kept.
 *
 * <p>An alliance distinguishes kinds of tacit knowledge ({@link org.talanoa.alliance.TacitKinds}):
 * those of the house, and its own, which stand with the alliance. What is marked by a kind is not
 * known here. So stand the wordings that mean the same in it ({@link
 * org.talanoa.alliance.Synonyms}); what is found by them is not known here either.
 *
 * <p>Never knows of rooms: what a new member sees first is the door's business.
 */
@NullMarked
package org.talanoa.alliance;

import org.jspecify.annotations.NullMarked;
