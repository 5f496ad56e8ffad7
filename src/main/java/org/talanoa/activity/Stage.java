package org.talanoa.activity;

import java.util.Locale;

/** Where an activity stands. */
public enum Stage {
  /** People join; nothing has begun. */
  INVITING,
  RUNNING,
  PAUSED,
  /** It went through to its end. */
  FINISHED,
  /** It was called off. */
  CANCELLED;

  /** Whether something can still happen in it. */
  public boolean lasts() {
    return this == INVITING || this == RUNNING || this == PAUSED;
  }

  /** The name used on the wire and in message keys. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
