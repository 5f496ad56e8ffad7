package org.talanoa.room;

import java.time.Duration;
import org.talanoa.Refusal;

/**
 * How a room works, as those who keep order in it have arranged it.
 *
 * @param rankHidden position, seniority and institution of everybody are hidden from all
 * @param slow how long somebody has to wait after a message before they post the next; zero for not
 *     at all
 * @param approveFirst every message is looked at by a keeper before it is shown
 * @param namingForbidden nobody may be named in what is said here
 * @param retention how long what was said is kept
 * @param formerWords what becomes of the words of somebody who asks to be forgotten
 */
public record Manner(
    boolean rankHidden,
    Duration slow,
    boolean approveFirst,
    boolean namingForbidden,
    Retention retention,
    FormerWords formerWords) {
  /** The longest that somebody may have to wait between two messages. */
  public static final Duration SLOWEST = Duration.ofHours(1);

  /** What becomes of the words of somebody who asks to be forgotten. */
  public enum FormerWords {
    /** They stay, said by a former member. */
    KEEP,
    /** They are removed; their places stay. */
    REMOVE
  }

  public Manner {
    if (slow.isNegative() || slow.compareTo(SLOWEST) > 0) {
      throw new Refusal.NotLikeThis("room.slowness", SLOWEST.toMinutes());
    }
  }

  /** How a room of this kind works until somebody arranges it otherwise. */
  public static Manner of(RoomKind kind) {
    return new Manner(
        false, Duration.ZERO, false, forbidsNaming(kind), new Retention.Keep(), FormerWords.KEEP);
  }

  /** The same manner in a room of another kind, which may be stricter about names. */
  Manner in(RoomKind kind) {
    var unnamed = namingForbidden || forbidsNaming(kind);
    return new Manner(rankHidden, slow, approveFirst, unnamed, retention, formerWords);
  }

  private static boolean forbidsNaming(RoomKind kind) {
    return kind == RoomKind.CHATHAM_HOUSE || kind == RoomKind.SEALED;
  }
}
