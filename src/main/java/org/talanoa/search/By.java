package org.talanoa.search;

import java.util.Locale;

/** By what answers are found. */
public enum By {
  /** By the words of the question only. */
  WORDS,
  /** By what it means only. */
  MEANING,
  /** By both together. */
  BOTH;

  /** The name used in addresses. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What has this name; both where nothing has. */
  public static By of(String wireName) {
    for (var by : values()) {
      if (by.wireName().equals(wireName)) {
        return by;
      }
    }
    return BOTH;
  }
}
