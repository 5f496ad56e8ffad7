package org.talanoa.people;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    EXPORT(5, Duration.ofMinutes(5)),
    TYPING(20, Duration.ofMillis(500));

    private final int burst;
    private final Duration pause;

    Act(int burst, Duration pause) {
      this.burst = burst;
      this.pause = pause;
    }
  }

  /** How much more than one person all those may do together who share an address. */
  private static final int SHARING = 10;

  private record Bucket(double tokens, long at) {}

  /** Takes one of what this one is allowed, or refuses and says when there is one more. */
  public void take(Act act, String who) {
    var now = clock.millis();
    synchronized (buckets) {
      var left = left(key(act, who), act.burst, act.pause, now);
      if (left.tokens() < 1) {
        throw tooMuch("tooMuch", left, act.pause.toMillis());
      }
      buckets.put(key(act, who), new Bucket(left.tokens() - 1, now));
    }
  }

  /**
   * Takes one of what this person is allowed, and one of what all those may do together who come
   * from the same address: a whole ministry may stand behind one. This machine itself counts as no
   * address, since everybody seems to come from it behind a proxy that does not say for whom it
   * asks.
   */
  public void take(Act act, Person person, String address) {
    var now = clock.millis();
    var network = network(address);
    synchronized (buckets) {
      if (network.isPresent()) {
        var key = key(act, "at " + network.get());
        var pause = act.pause.dividedBy(SHARING);
        var left = left(key, act.burst * SHARING, pause, now);
        if (left.tokens() < 1) {
          throw tooMuch("tooMuchHere", left, Math.max(1, pause.toMillis()));
        }
        take(act, person.id().value());
        buckets.put(key, new Bucket(left.tokens() - 1, now));
      } else {
        take(act, person.id().value());
      }
    }
  }

  /** What is left by now; the lock on the buckets is held. */
  private Bucket left(String key, int burst, Duration pause, long now) {
    var bucket = buckets.getOrDefault(key, new Bucket(burst, now));
    var gained = Math.max(0, now - bucket.at()) / (double) Math.max(1, pause.toMillis());
    var left = new Bucket(Math.min(burst, bucket.tokens() + gained), now);
    buckets.put(key, left);
    return left;
  }

  private static Refusal tooMuch(String key, Bucket left, long pauseMillis) {
    var wait = Duration.ofMillis((long) Math.ceil((1 - left.tokens()) * pauseMillis));
    return new Refusal.TooMuch(key, wait, Math.max(1, wait.toSeconds()));
  }

  /**
   * What counts as one address: of the long ones the part that one household or office is given;
   * empty for this machine itself.
   */
  static Optional<String> network(String address) {
    try {
      var bytes = InetAddress.ofLiteral(address);
      if (bytes.isLoopbackAddress()) {
        return Optional.empty();
      }
      return bytes instanceof Inet6Address
          ? Optional.of(HexFormat.of().formatHex(bytes.getAddress(), 0, 8))
          : Optional.of(bytes.getHostAddress());
    } catch (IllegalArgumentException _) {
      return Optional.of(address);
    }
  }

  /** Gives everything back, after the person has shown to be who they are. */
  public void reset(Act act, String who) {
    synchronized (buckets) {
      buckets.remove(key(act, who));
    }
  }

  /** Keeps nothing in mind of whoever is named by this text. */
  void forget(String who) {
    synchronized (buckets) {
      buckets.keySet().removeIf(key -> key.contains(who));
    }
  }

  /** Of bounded length, however long a name somebody gives. */
  private static String key(Act act, String who) {
    return act + "/" + (who.length() > 80 ? Secrets.hash(who) : who);
  }
}
