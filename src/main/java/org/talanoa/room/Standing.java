package org.talanoa.room;

/** What a person is to a room. */
enum Standing {
  /** Does not belong to the alliance. */
  STRANGER,
  /** Follows the alliance without taking part. */
  OBSERVER,
  /** Belongs to the alliance, does not sit in the room. */
  MEMBER,
  /** Organises or moderates the alliance, does not sit in the room. */
  CURATOR,
  /** Was removed from the room, belongs to the alliance. */
  REMOVED,
  /** Is kept out of the room for a time, wherever they sit. */
  SUSPENDED,
  /** Sits in the room and has not accepted its norms yet. */
  WAITING,
  /** Sits in the room and may not speak for a time. */
  SILENCED,
  /** Sits in the room and has accepted norms that have changed since. */
  LAPSED,
  /** Keeps order in the room and has accepted norms that have changed since. */
  LAPSED_KEEPER,
  /** Sits in the room. */
  SEATED,
  /** Sits in the room and keeps order there. */
  KEEPER
}
