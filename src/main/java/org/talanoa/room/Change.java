package org.talanoa.room;

import org.talanoa.people.PersonId;

/** What has happened to a room or in its rows. */
public sealed interface Change {
  /** A room was opened, or its name or purpose changed. */
  record Opened(Room room) implements Change {}

  /** A person sits in the room since this seating, perhaps as a keeper of order. */
  record Admitted(RoomId room, PersonId person, boolean keeper, long seating) implements Change {}

  /** A person does not sit in the room any more, since this seating. */
  record Removed(RoomId room, PersonId person, boolean byOthers, long seating) implements Change {}
}
