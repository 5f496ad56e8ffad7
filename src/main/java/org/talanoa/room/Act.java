package org.talanoa.room;

/** What somebody may want to do with a room. */
enum Act {
  LISTEN,
  SPEAK,
  KEEP_ORDER,
  /** Take a seat by oneself. */
  JOIN,
  /** Give a seat to somebody else of the alliance. */
  INVITE
}
