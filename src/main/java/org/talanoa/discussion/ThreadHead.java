package org.talanoa.discussion;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.talanoa.people.PersonId;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;

/**
 * What is known of a thread without reading its messages. Immutable.
 *
 * @param last the number of its last message, and so the count of its messages
 * @param revision raised by every change in the thread
 * @param about the number of the message that the latest change was made to, or 0 where it was made
 *     to the head alone
 * @param at when the last message was said
 * @param question whether the first message asks something
 * @param answered whether somebody else than the first author has spoken since
 * @param pins the numbers of pinned messages, ascending
 * @param silent the numbers of messages that nobody has to read, because they say nothing any more
 *     or were read elsewhere before
 * @param calls the latest messages that call somebody, ascending
 * @param spoke the number of the latest message of each who has spoken under their own name
 * @param pseudonyms the names under which somebody has spoken who does not say who they are
 * @param rankHidden whether nobody is to see here who holds which position, until it is closed
 * @param movedTo where the thread goes on, when it was merged with or moved to another
 * @param seating the room's seating revision known to whoever changed it last
 */
public record ThreadHead(
    ThreadId id,
    RoomId room,
    String title,
    int last,
    long revision,
    int about,
    Instant startedAt,
    Instant at,
    Byline by,
    Byline lastBy,
    boolean locked,
    boolean question,
    boolean answered,
    List<Integer> pins,
    Numbers silent,
    List<Call> calls,
    Map<PersonId, Integer> spoke,
    Pseudonyms pseudonyms,
    boolean rankHidden,
    Optional<Place> movedTo,
    long seating) {
  /** A thread in a room. */
  public record Place(RoomId room, ThreadId thread) {}

  public ThreadHead {
    pins = List.copyOf(pins);
    calls = List.copyOf(calls);
    spoke = Map.copyOf(spoke);
  }

  /**
   * How many messages after this number call this person.
   *
   * @param own the pseudonyms in this thread that are this person's
   */
  public int calling(PersonId person, Collection<String> own, int number) {
    return (int)
        calls.stream()
            .filter(call -> call.number() > number)
            .filter(call -> call.isTo(person, own))
            .count();
  }

  /** What the thread is called outside of its room, where its own title may have to stay inside. */
  public String titleOutside(Room of) {
    return of.kind().wordsLeave() ? title : of.name();
  }

  /** Whether a message after this number calls, or is said by, somebody under a pseudonym. */
  boolean callsPseudonymAfter(int number) {
    return calls.stream().anyMatch(call -> call.number() > number && call.namesPseudonym());
  }

  /** Whether nobody is to see, in this room, who of those who speak here holds which position. */
  public boolean hidesRank(Room in) {
    return (rankHidden || in.manner().rankHidden()) && !locked;
  }

  /** How many messages after this number still say something. */
  public int after(int number) {
    return Math.max(0, last - number - silent.countAfter(number));
  }
}
