package org.talanoa.activity;

import java.util.Locale;

/** Who of a group writes in a phase. */
public enum Writers {
  ALL,
  /** The one whose round it is. */
  FIRST,
  /** All but the one whose round it is. */
  OTHERS;

  /** The name used on the wire and in message keys. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
