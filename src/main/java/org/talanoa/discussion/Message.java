package org.talanoa.discussion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;

/**
 * What a reader of the room may know of a message. Immutable.
 *
 * @param number 1, 2, 3 … in its thread, without holes
 * @param revision the thread's revision that brought the message into this state
 * @param at when it was said
 * @param edited when its words were last changed
 * @param answers the number of the message it replies to
 * @param redacted whether a keeper of order has blacked out a part of its words
 * @param sponsors who stands behind it, under their own names
 * @param tellings what it tells, as those who speak in the room have marked it
 * @param seating the room's seating revision known to whoever changed it last
 */
public record Message(
    RoomId room,
    ThreadId thread,
    int number,
    long revision,
    Instant at,
    Byline by,
    Body body,
    Optional<Instant> edited,
    Optional<Integer> answers,
    Map<Reaction, List<PersonId>> reactions,
    boolean pinned,
    List<Attachment> attachments,
    Optional<Poll> poll,
    boolean redacted,
    List<PersonId> sponsors,
    List<Telling> tellings,
    long seating) {
  public Message {
    sponsors = List.copyOf(sponsors);
    tellings = List.copyOf(tellings);
    reactions = Map.copyOf(reactions);
    attachments = List.copyOf(attachments);
  }
}
