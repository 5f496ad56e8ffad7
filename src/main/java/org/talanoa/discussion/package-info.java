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
 * org.talanoa.discussion.Byline}. Never asks about permission: every use case takes the proof.
 */
@NullMarked
package org.talanoa.discussion;

import org.jspecify.annotations.NullMarked;
