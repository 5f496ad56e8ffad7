/**
 * The trust pulse: now and then the people of a room say on seven statements how safe it is to
 * speak there; what is shown of it is never anybody's answer.
 *
 * <p>Owns the collections {@code pulses} (the plan of each room and what was published), {@code
 * pulsetallies} (the sums of rounds that are open) and {@code pulsemarks} (who is not asked again
 * yet); the last two are sealed. Rounds open and close by the clock alone.
 *
 * <p><b>What is stored.</b> No single answer, at any time. A round's tally begins with chance
 * ({@code Noise}) that is drawn once and kept nowhere else; an answer is added to its seven sums. A
 * mark says that somebody has answered and until when they rest; it knows neither the time nor the
 * answer, and is deleted once it is over. A round that closes leaves one result that never changes;
 * its tally is deleted, and the database's file written anew, since older states of a file would
 * tell what was added when.
 *
 * <p><b>What is shown.</b> Nothing before the close, not even how many have answered. Afterwards,
 * to the people of the room alone and to all of them the same, the mean for each statement rounded
 * to half points and the turnout as a band, where at least five have answered; otherwise that they
 * were too few. No filter, no spread, nobody's share. What else is said of a round is computed from
 * these figures.
 *
 * <p><b>Who learns nothing for certain.</b> A member, a keeper or several of them together, who
 * answer themselves, know who came and left, see every view at every moment, and even know all
 * other answers: the chance in each sum reaches everywhere, so that every result could have come of
 * every answer. How much likelier one answer can become than another is bounded: for one statement
 * of one round by e to the half of their distance, so that a guess at somebody's answer out of the
 * seven is right in at most 41 of 100 cases even for whoever knows all the others', and hardly
 * better than without any view for everybody else. It adds up where somebody always answers alike:
 * all the others together would come to know that in the course of many rounds. That all have
 * answered is known where a room of five has a result.
 *
 * <p><b>Rooms that overlap.</b> Pulses belong to rooms, never to an alliance. Whoever has answered
 * is asked again, in whatever room, only when that round has been closed for a week; so no answer
 * stands in two results, and there is nothing to be subtracted.
 *
 * <p><b>Who is not met.</b> Whoever has the installation's key and copies its database file or a
 * replica set's log again and again while a round is open can see what each answer adds.
 *
 * <p>Who may speak in the room may answer; who keeps order in it plans; observers see nothing.
 */
@NullMarked
package org.talanoa.pulse;

import org.jspecify.annotations.NullMarked;
