package org.talanoa.moderation;

import java.util.Arrays;
import java.util.Locale;
import org.talanoa.Refusal;

/** Why somebody reports a message. */
public enum Grounds {
  IDENTIFIES_SOMEBODY,
  DISRESPECT,
  BREAKS_CONFIDENTIALITY,
  OFF_TOPIC,
  OTHER;

  /** The name used on the wire and in message keys, such as {@code off-topic}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The grounds with this wire name. */
  public static Grounds of(String wireName) {
    return Arrays.stream(values())
        .filter(grounds -> grounds.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new Refusal.NotLikeThis("report.grounds"));
  }
}
