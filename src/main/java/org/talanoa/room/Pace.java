package org.talanoa.room;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.talanoa.Refusal;

/**
 * When somebody spoke last in a slow room. Held in bounded memory only; whoever has been silent
 * longest is forgotten. Thread safe.
 */
final class Pace {
  private static final int MOST_SPEAKERS = 100_000;

  private final Clock clock;
  private final Map<String, Long> spoke =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_SPEAKERS;
        }
      };

  Pace(Clock clock) {
    this.clock = clock;
  }

  /** As {@link #take(String, Duration)}, for what is said then; where it is not, nobody spoke. */
  <T> T take(String speaker, Duration slow, Supplier<T> saying) {
    take(speaker, slow);
    try {
      return saying.get();
    } catch (RuntimeException unsaid) {
      synchronized (spoke) {
        spoke.remove(speaker);
      }
      throw unsaid;
    }
  }

  /** Refuses somebody who spoke less than this long ago, otherwise notes that they speak now. */
  void take(String speaker, Duration slow) {
    var now = clock.millis();
    synchronized (spoke) {
      var last = spoke.get(speaker);
      if (last != null && now >= last && now - last < slow.toMillis()) {
        var wait = slow.minusMillis(now - last);
        throw new Refusal.TooMuch("room.slow", wait, Math.max(1, wait.toSeconds()));
      }
      spoke.put(speaker, now);
    }
  }
}
