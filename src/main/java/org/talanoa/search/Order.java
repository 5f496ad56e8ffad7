package org.talanoa.search;

import java.util.Locale;

/** In which order answers are shown. */
public enum Order {
  /** How well they fit, and a little by what peers valued. */
  RELEVANCE,
  /** The latest first. */
  TIME,
  /** What most peers have tried first. */
  TRIED;

  /** The name used in addresses. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The order with this name; by relevance where there is none. */
  public static Order of(String wireName) {
    for (var order : values()) {
      if (order.wireName().equals(wireName)) {
        return order;
      }
    }
    return RELEVANCE;
  }
}
