package org.talanoa.problem;

import java.util.Arrays;
import java.util.Locale;
import org.talanoa.Refusal;

/** How much there is of something; in this order. */
public enum Level {
  NONE,
  LITTLE,
  SOME,
  MUCH;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level with this wire name. */
  public static Level of(String wireName) {
    return Arrays.stream(values())
        .filter(level -> level.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new Refusal.NotLikeThis("request.form"));
  }
}
