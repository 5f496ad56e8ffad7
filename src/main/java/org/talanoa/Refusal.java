package org.talanoa;

import java.time.Duration;
import java.util.List;

/**
 * Why an act was not done. Every way in words a refusal in the reader's language from its key and
 * arguments; nothing a person wrote, and nothing that tells whether a hidden thing exists, is ever
 * part of one. Refusals carry no stack trace: they are answers, not faults.
 */
public abstract sealed class Refusal extends RuntimeException {
  private final String key;
  private final transient List<Object> arguments;

  private Refusal(String key, Object... arguments) {
    super(key, null, false, false);
    this.key = key;
    this.arguments = List.of(arguments);
  }

  /** The key of the sentence in the message bundles, without the leading {@code refusal.}. */
  public String key() {
    return key;
  }

  public List<Object> arguments() {
    return arguments;
  }

  /** There is no such thing, or not for this person; the two are never told apart. */
  public static final class NotHere extends Refusal {
    public NotHere(String key, Object... arguments) {
      super(key, arguments);
    }
  }

  /** The person may see the thing but not do this to it. */
  public static final class NotYours extends Refusal {
    public NotYours(String key, Object... arguments) {
      super(key, arguments);
    }
  }

  /** What was asked cannot be done as it was asked: the input has to change. */
  public static final class NotLikeThis extends Refusal {
    public NotLikeThis(String key, Object... arguments) {
      super(key, arguments);
    }
  }

  /** It could be done at another time or in another state of the thing. */
  public static final class NotNow extends Refusal {
    public NotNow(String key, Object... arguments) {
      super(key, arguments);
    }
  }

  /** Too often, or too much; worth trying again after a while. */
  public static final class TooMuch extends Refusal {
    private final Duration retryAfter;

    public TooMuch(String key, Duration retryAfter, Object... arguments) {
      super(key, arguments);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }
}
