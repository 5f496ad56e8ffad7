/**
 * Accounts, sign-in, invitations, access tokens, and how often somebody may do something.
 *
 * <p>Owns the collections {@code people}, {@code signins}, {@code invitations}, {@code tokens} and
 * {@code erasures} (who is being forgotten). Every feature has a {@link org.talanoa.people.Keeper}
 * that hands out and forgets what it stores of a person; {@link org.talanoa.people.Erasure} has
 * them forget, and has the database's file written anew. People are held in memory so that a name
 * costs nothing. A {@link org.talanoa.people.Person} is the proof that a request is made by this
 * person; it is made here only. Secrets (passwords, sign-in tokens, invitation and access tokens)
 * are stored as hashes only and never logged.
 *
 * <p>Signing in takes the same work for an unknown address as for a wrong password, and says the
 * same. Sign-ins are kept in the database, so that they survive a restart. Never knows of alliances
 * and rooms: what an invitation leads to is carried as opaque names.
 */
@NullMarked
package org.talanoa.people;

import org.jspecify.annotations.NullMarked;
