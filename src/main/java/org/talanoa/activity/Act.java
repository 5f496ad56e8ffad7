package org.talanoa.activity;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.talanoa.people.PersonId;

/** What may happen to an activity. Whether somebody may is known by whoever makes the act. */
sealed interface Act {
  /** Somebody joins, or comes back. */
  record Join(PersonId by, boolean keeper) implements Act {}

  record Leave(PersonId by) implements Act {}

  /** Whoever leads, or helps to, begins it. */
  record Begin(PersonId by) implements Act {}

  /** Goes on to the next phase, from this one. */
  record Next(PersonId by, int phase) implements Act {}

  record Pause(PersonId by) implements Act {}

  record Resume(PersonId by) implements Act {}

  /** Gives a phase more time. */
  record Extend(PersonId by, int phase, Duration more) implements Act {}

  /**
   * Ends it before its time, or calls it off where it has not begun.
   *
   * @param keeper whether by right of keeping order in the room
   */
  record End(PersonId by, boolean keeper) implements Act {}

  record HandOver(PersonId by, PersonId to) implements Act {}

  /**
   * Takes over what somebody else led.
   *
   * @param keeper whether by right of keeping order in the room
   */
  record TakeOver(PersonId by, boolean keeper) implements Act {}

  /** Whoever is asked to facilitate does not want to. */
  record Decline(PersonId by) implements Act {}

  /** Names somebody who helps to facilitate, or does not any more. */
  record Assist(PersonId by, PersonId who, boolean on) implements Act {}

  /** A turn passes on before its time. */
  record PassOn(PersonId by, int phase, int group, int turn) implements Act {}

  /** Something was written for a phase. */
  record Write(PersonId by, int phase, ContributionId id) implements Act {}

  /** Takes back what one has written. */
  record Withdraw(PersonId by, ContributionId id) implements Act {}

  /** Lets what one has written be used in the harvest, or not. */
  record Lend(PersonId by, ContributionId id, boolean on) implements Act {}

  /** Gives dots, in place of those given before. */
  record Dot(PersonId by, int phase, List<ContributionId> on) implements Act {}

  /** These are connected. */
  record Seen(Set<PersonId> people) implements Act {}

  /** Time has passed. */
  record Tick() implements Act {}

  /** The harvest was posted. */
  record Harvested(Course.Harvest where) implements Act {}
}
