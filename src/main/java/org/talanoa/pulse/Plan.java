package org.talanoa.pulse;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.talanoa.Refusal;

/**
 * When the pulse of a room is taken.
 *
 * @param starts when the first round opens
 * @param everyWeeks how many weeks after a round the next one opens; zero for one round only
 * @param openDays for how many days a round can be answered
 */
public record Plan(Instant starts, int everyWeeks, int openDays) {
  public static final int SHORTEST_OPEN = 3;
  public static final int LONGEST_OPEN = 14;
  public static final int MOST_WEEKS = 26;

  /** How far ahead a first round can be planned. */
  public static final Duration FURTHEST = Duration.ofDays(366);

  /** Between a close and the next opening, and until somebody is asked again in any room. */
  public static final Duration REST = Duration.ofDays(7);

  public Plan {
    if (openDays < SHORTEST_OPEN || openDays > LONGEST_OPEN) {
      throw new Refusal.NotLikeThis("pulse.openDays", SHORTEST_OPEN, LONGEST_OPEN);
    }
    if (everyWeeks < 0 || everyWeeks > MOST_WEEKS) {
      throw new Refusal.NotLikeThis("pulse.everyWeeks", MOST_WEEKS);
    }
    if (everyWeeks > 0 && Duration.ofDays(7L * everyWeeks - openDays).compareTo(REST) < 0) {
      throw new Refusal.NotLikeThis("pulse.tooOften", REST.toDays());
    }
  }

  public boolean once() {
    return everyWeeks == 0;
  }

  /**
   * The first round by this plan that opens no earlier than this and is not over now; empty where
   * there is none any more.
   */
  Optional<Round> next(int number, Instant earliest, Instant now) {
    var step = Duration.ofDays(7L * everyWeeks);
    var opens = starts;
    while (opens.isBefore(earliest) || !closes(opens).isAfter(now)) {
      if (once()) {
        return Optional.empty();
      }
      opens = opens.plus(step);
    }
    return Optional.of(new Round(number, opens, closes(opens)));
  }

  private Instant closes(Instant opens) {
    return opens.plus(Duration.ofDays(openDays));
  }
}
