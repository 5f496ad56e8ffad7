package org.talanoa.alliance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.talanoa.people.PersonId;

/** What has happened to an alliance or in it. */
public sealed interface Change {
  /** An alliance was founded, or what it says of itself or distinguishes changed. */
  record Founded(
      Alliance alliance, List<TacitKind> ownKinds, List<SynonymGroup> synonyms, long revision)
      implements Change {}

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
