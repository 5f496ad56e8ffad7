package org.talanoa.room;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import org.talanoa.Refusal;

/** How long what was said in a room is kept. */
public sealed interface Retention {
  /**
   * What was said before this goes now; empty where nothing does.
   *
   * @param end of the alliance
   */
  default Optional<Instant> keptSince(Instant now, Optional<LocalDate> end) {
    return switch (this) {
      case Keep() -> Optional.empty();
      case DeleteAfter after -> Optional.of(now.minus(after.period()));
      case DeleteAtEnd() ->
          end.filter(day -> LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(day))
              .map(_ -> Instant.MAX);
    };
  }

  /** For as long as the room is there. */
  record Keep() implements Retention {}

  /** Each message for this many days. */
  record DeleteAfter(int days) implements Retention {
    /** The longest that can be promised, in days: ten years. */
    public static final int LONGEST = 3_650;

    public DeleteAfter {
      if (days < 1 || days > LONGEST) {
        throw new Refusal.NotLikeThis("room.retention", LONGEST);
      }
    }

    public Period period() {
      return Period.ofDays(days);
    }
  }

  /** Until the alliance ends. */
  record DeleteAtEnd() implements Retention {}
}
