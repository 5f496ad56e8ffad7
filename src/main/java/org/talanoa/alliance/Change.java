package org.talanoa.alliance;

import org.jspecify.annotations.Nullable;
import org.talanoa.people.PersonId;

/** What has happened to an alliance or in it. */
public sealed interface Change {
  /** An alliance was founded, or its description changed. */
  record Founded(Alliance alliance) implements Change {}

  /**
   * A person's role is now this one, none when the person has left, and they offer and seek this.
   */
  record Seated(
      AllianceId alliance,
      PersonId person,
      @Nullable Role role,
      GiveAndTake giveAndTake,
      long revision)
      implements Change {}
}
