package org.talanoa.pulse;

import java.util.Locale;

/** About how many have answered; never exactly. */
public enum Turnout {
  /** Five to seven. */
  FEW(5),
  /** Eight to eleven. */
  SOME(8),
  /** Twelve or more. */
  MANY(12);

  private final int least;

  Turnout(int least) {
    this.least = least;
  }

  /**
   * @param count at least {@link Pulses#FLOOR}
   */
  static Turnout of(int count) {
    return count < SOME.least ? FEW : count < MANY.least ? SOME : MANY;
  }

  /** The name used on the wire and in message keys. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Turnout named(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
