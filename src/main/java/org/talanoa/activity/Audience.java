package org.talanoa.activity;

import java.util.Locale;

/** Who reads what is written in a phase while it is written. */
public enum Audience {
  /** Nothing is written. */
  NOBODY,
  /** Only who wrote it, until a later phase reveals it. */
  AUTHOR,
  /** The group it was written in. */
  GROUP,
  /** Everybody who may listen in the room. */
  EVERYBODY;

  /** The name used on the wire and in message keys. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
