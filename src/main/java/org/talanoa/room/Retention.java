package org.talanoa.room;

import java.time.Period;
import org.talanoa.Refusal;

/** How long what was said in a room is kept. */
public sealed interface Retention {
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
