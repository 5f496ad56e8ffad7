package org.talanoa.moderation;

import java.util.Locale;

/** What can stand in the audit trail. */
public enum Deed {
  CASE_DECIDED,
  CASE_REOPENED,
  APPEALED,
  APPEAL_UPHELD,
  APPEAL_REVERSED,
  UNMASKING_ASKED,
  UNMASKING_AGREED,
  UNMASKING_WITHDRAWN,
  UNMASKING_REFUSED,
  MESSAGE_APPROVED,
  MESSAGE_REFUSED,
  THREAD_LOCKED,
  THREAD_UNLOCKED,
  THREAD_RENAMED,
  RANK_HIDDEN,
  RANK_SHOWN,
  ROOM_ARRANGED,
  NORMS_WORDED,
  ROOM_CONTINUED,
  KEEPER_MADE,
  KEEPER_ENDED,
  SEAT_TAKEN,
  /** The words of an earlier entry's reason were taken away; the entry stands. */
  REASON_TAKEN_AWAY;

  /** The name used on the wire and in message keys, such as {@code case-decided}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
