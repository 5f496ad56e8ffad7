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
  /** Sits in the room. */
  SEATED,
  /** Sits in the room and keeps order there. */
  KEEPER
}
