package org.talanoa.room;

import org.talanoa.people.PersonId;

/** What has happened to a room or in its rows. */
public sealed interface Change {
  /** A room was opened, or something about it changed. */
  record Opened(Room room) implements Change {}

  /**
   * A person sits in the room since this seating, perhaps as a keeper of order, and has accepted
   * this version of its norms; zero for none.
   */
  record Admitted(RoomId room, PersonId person, boolean keeper, int accepted, long seating)
      implements Change {}

  /** A person does not sit in the room any more, since this seating. */
  record Removed(RoomId room, PersonId person, boolean byOthers, long seating) implements Change {}

  /** What somebody may do in the room was restrained or freed at this seating; not whose. */
  record Restrained(RoomId room, long seating) implements Change {}
}
