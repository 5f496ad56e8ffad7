package org.talanoa.pulse;

import java.time.Instant;
import java.util.Optional;

/**
 * The pulse of a room as one of its people sees it.
 *
 * @param round the one that is open, or opens next
 * @param asked what it wants of the one who looks
 * @param seen when this was so
 */
public record Pulse(
    Optional<Plan> plan, Optional<Round> round, Asked asked, Course course, Instant seen) {
  /** The round that opens next, where none has opened. */
  public Optional<Round> next() {
    return round.filter(there -> there.opens().isAfter(seen));
  }

  /** Whether there is nothing to be seen: it was never planned. */
  public boolean untaken() {
    return plan.isEmpty() && round.isEmpty() && course.published().isEmpty();
  }
}
