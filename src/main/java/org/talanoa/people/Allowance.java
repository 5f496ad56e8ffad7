package org.talanoa.people;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;

/**
 * How often somebody may do something: a bucket of tokens for each act and person or address, so
 * that bursts are allowed. Held in bounded memory; whoever has been quiet longest is forgotten.
 * Thread safe.
 */
@Service
public class Allowance {
  private static final int MOST_BUCKETS = 100_000;

  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_BUCKETS;
        }
      };

  public Allowance(Clock clock) {
    this.clock = clock;
  }

  /** What is limited: how many at once, and how long until one more is allowed. */
  public enum Act {
    SIGN_IN_ACCOUNT(8, Duration.ofSeconds(20)),
    SIGN_IN_ANYWHERE(100, Duration.ofSeconds(6)),
    SIGN_IN_ADDRESS(40, Duration.ofSeconds(3)),
    REGISTER(10, Duration.ofSeconds(30)),
    POST(40, Duration.ofMillis(500)),
    CHANGE(120, Duration.ofMillis(100)),
    SEARCH(60, Duration.ofMillis(250)),
    UPLOAD(20, Duration.ofSeconds(3)),
    SUBSCRIBE(300, Duration.ofMillis(50)),
    TYPING(20, Duration.ofMillis(500));

    private final int burst;
    private final Duration pause;

    Act(int burst, Duration pause) {
      this.burst = burst;
      this.pause = pause;
    }
  }

  private record Bucket(double tokens, long at) {}

  /** Takes one of what this one is allowed, or refuses and says when there is one more. */
  public void take(Act act, String who) {
    var now = clock.millis();
    synchronized (buckets) {
      var key = key(act, who);
      var bucket = buckets.getOrDefault(key, new Bucket(act.burst, now));
      var pause = (double) act.pause.toMillis();
      var gained = Math.max(0, now - bucket.at()) / pause;
      var tokens = Math.min(act.burst, bucket.tokens() + gained);
      if (tokens < 1) {
        buckets.put(key, new Bucket(tokens, now));
        var wait = Duration.ofMillis((long) Math.ceil((1 - tokens) * pause));
        throw new Refusal.TooMuch("tooMuch", wait, Math.max(1, wait.toSeconds()));
      }
      buckets.put(key, new Bucket(tokens - 1, now));
    }
  }

  /** Gives everything back, after the person has shown to be who they are. */
  public void reset(Act act, String who) {
    synchronized (buckets) {
      buckets.remove(key(act, who));
    }
  }

  /** Of bounded length, however long a name somebody gives. */
  private static String key(Act act, String who) {
    return act + "/" + (who.length() > 80 ? Secrets.hash(who) : who);
  }
}
