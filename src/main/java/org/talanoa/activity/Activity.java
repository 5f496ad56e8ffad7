package org.talanoa.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;

/**
 * An activity, as one reader may see it.
 *
 * @param now the server's clock, for clocks that go wrong
 * @param phase the number of the phase it is in, counted from zero; -1 before it begins
 * @param settled whether everything that counts for the phases before this one is there
 * @param ends when the phase ends
 * @param paused since when its clocks stand still
 * @param count how many take part
 * @param people who they are; none for somebody who has not joined
 * @param joined whether the reader takes part
 * @param leads whether the reader may lead it
 * @param keeps whether the reader may end it, or take it over, by keeping order in the room
 * @param facilitator who leads it; empty where that person is not here any more
 * @param asked who is asked to lead it, because whoever does is not there
 * @param askedUntil when that person takes over
 * @param groups the reader's own; all for whoever leads it and sees how far they are
 * @param group the number of the reader's own among them, or -1
 * @param mayWrite whether the reader may write something now
 * @param written how many have written something for this phase
 * @param shown what may be read, in an order that does not tell when it was written
 * @param dots where the reader has put their dots in this phase
 */
public record Activity(
    ActivityId id,
    RoomId room,
    long revision,
    Instant now,
    Exercise exercise,
    boolean overDays,
    List<Phase> phases,
    Stage stage,
    int phase,
    boolean settled,
    Optional<Instant> ends,
    Optional<Instant> paused,
    int count,
    List<Participant> people,
    boolean joined,
    boolean leads,
    boolean keeps,
    Optional<PersonId> facilitator,
    Optional<PersonId> asked,
    Optional<Instant> askedUntil,
    List<Group> groups,
    int group,
    boolean mayWrite,
    int written,
    List<Contribution> shown,
    List<ContributionId> dots,
    Optional<Harvest> harvest) {

  /**
   * Somebody who takes part.
   *
   * @param here whether a connection of theirs was seen a short time ago
   * @param helps whether they help to facilitate
   */
  public record Participant(PersonId person, boolean here, boolean helps) {}

  /**
   * Those who sit together.
   *
   * @param number by which it is known
   * @param turn which of them it is; as many as there are when all have been
   */
  public record Group(int number, List<PersonId> members, int turn, Optional<Instant> turnEnds) {}

  /** Where the harvest was posted; no thread while a keeper of order looks at it. */
  public record Harvest(Optional<ThreadId> thread, int number) {}
}
