package org.talanoa.problem;

import java.util.Arrays;
import java.util.Locale;
import org.talanoa.Refusal;

/** How far a problem has come. */
public enum Status {
  /** Seen by its author alone. */
  DRAFT,
  /** Seen by all of the room; it never becomes a draft again. */
  SHARED,
  /** Somebody works on it. */
  WORKED_ON,
  /** It is solved. */
  SOLVED,
  /** Nobody works on it any more. */
  LEFT;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The status with this wire name. */
  public static Status of(String wireName) {
    return Arrays.stream(values())
        .filter(status -> status.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new Refusal.NotLikeThis("request.form"));
  }
}
