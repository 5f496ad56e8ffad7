/**
 * Threads and messages: the numbered list, its revisions, reactions, read marks, drafts, polls and
 * attachments.
 *
 * <p>Owns the collections {@code threads}, {@code messages}, {@code marks}, {@code drafts}, {@code
 * bookmarks}, {@code letters}, {@code waiting}, {@code consents}, {@code originals} and {@code
 * attachments}; what one person reads, begins to write, keeps or will say later is sealed with the
 * installation's key. A message's identity is its thread and its number; the unique {@code _id}
 * decides who gets a number. Every change in a thread raises the thread's revision; a reader that
 * holds revision and number asks {@link org.talanoa.discussion.Discussions#since} for what it
 * lacks.
 *
 * <p>The heads of threads are held in memory, because rooms are listed by latest activity and no
 * index of the embedded database could serve that; messages are fetched by exact ids.
 *
 * <p>Never tells who wrote under a pseudonym: what leaves this package is a {@link
 * org.talanoa.discussion.Byline}. A pseudonymous message is signed with a name and a mark, a keyed
 * hash of person and thread; its author is recognised by computing the mark again, and {@code
 * Authors}, which moderation alone may use, finds them among all persons in the same way. Where the
 * installation's key is replaced, the former one is kept below it and still recognises; where it is
 * lost, names stay as they are and nobody can change, or be found behind, what was said under them.
 * Where somebody is forgotten, their marks are destroyed. A moved message takes its name and the
 * thread it was given in along, so that no two names are known to be one person's.
 *
 * <p>What a message tells is marked with it ({@link org.talanoa.discussion.Telling}), for all of it
 * or for a part, by offsets into its plain words. Marks move with the message and with the words
 * that are meant, belong to the room, and name nobody.
 *
 * <p>Where a room or a thread hides who holds which position, {@code HiddenRanks} tells doors of
 * whom it is not to be seen anywhere else either.
 *
 * <p>What people write by any door goes through {@link org.talanoa.discussion.Posting}, which asks
 * for the pace of the room and whether somebody has to approve it first. Never asks about
 * permission: every use case takes the proof.
 */
@NullMarked
package org.talanoa.discussion;

import org.jspecify.annotations.NullMarked;
