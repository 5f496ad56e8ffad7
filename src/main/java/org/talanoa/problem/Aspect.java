package org.talanoa.problem;

import java.util.Arrays;
import java.util.Locale;
import org.talanoa.Refusal;

/** What it takes to act on a cause. */
public enum Aspect {
  /** Somebody may decide it. */
  AUTHORITY,
  /** Those concerned go along. */
  ACCEPTANCE,
  /** There are the people, the money, the skill. */
  ABILITY;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The aspect with this wire name. */
  public static Aspect of(String wireName) {
    return Arrays.stream(values())
        .filter(aspect -> aspect.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new Refusal.NotLikeThis("request.form"));
  }
}
