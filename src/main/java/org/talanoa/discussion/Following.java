package org.talanoa.discussion;

import java.util.Locale;
import org.talanoa.Refusal;

/** How closely somebody follows a thread. */
public enum Following {
  /** Counted as unread, no more. */
  NORMAL,
  /** Wants to hear of every message. */
  FOLLOW,
  /** Wants to hear of nothing. */
  MUTE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this wire name. */
  public static Following of(String wireName) {
    try {
      return valueOf(wireName.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new Refusal.NotLikeThis("thread.followingUnknown");
    }
  }
}
