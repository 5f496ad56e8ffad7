/**
 * Trust-building activities: exercises as data, and their course in a room, live or over days.
 *
 * <p>Owns the collections {@code activities}, {@code contributions} and {@code exercises}. The
 * first two are sealed with the installation's key, because they hold who wrote what in private. An
 * {@link org.talanoa.activity.Exercise} is made of few parts; the library is read from resources,
 * organisers compose their own of the same parts. {@code Conduct} is the one pure function from the
 * state of an activity, an act and the time to its next state; {@link
 * org.talanoa.activity.Activities} runs it under {@code Together}, one change of an activity at a
 * time, so that each phase ends once, on whichever node is first. Deadlines are moments of the
 * server's clock; nobody has to be connected for one to pass.
 *
 * <p>A contribution is a document of its own, durable before it is acknowledged, and the same key
 * of the same person in the same phase is the same contribution. What was written for a phase is
 * shown only when a short time after its end is over, all at once; what comes later is kept and
 * marked as late. What is to be shown without names never leaves this package with its author, is
 * ordered by a keyed hash and not by time, and is shown only where at least three have written;
 * what of it comes late is shown to its author alone.
 *
 * <p>Whoever facilitates and is not seen for a while is replaced: first by whoever helps, then by
 * who keeps order, then by who has been there longest. Joining is by name in every kind of room,
 * and only those who have joined are shown who is there.
 *
 * <p>Never asks about permission: every use case takes the proof. A harvest is posted by {@link
 * org.talanoa.discussion.Posting} like anything else that people write.
 */
@NullMarked
package org.talanoa.activity;

import org.jspecify.annotations.NullMarked;
