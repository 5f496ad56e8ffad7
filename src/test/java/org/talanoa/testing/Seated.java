package org.talanoa.testing;

import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Rooms;

/** Gives people seats who have come in already and accepted the norms of the room. */
public final class Seated {
  private Seated() {}

  public static void in(Rooms rooms, Chair chair, Person person) {
    in(rooms, chair, person, false);
  }

  public static void in(Rooms rooms, Chair chair, Person person, boolean keeper) {
    rooms.admit(chair, person.id(), keeper);
    accept(rooms, chair, person);
  }

  /** Accepts what there is to accept in the room of this chair. */
  public static void accept(Rooms rooms, Chair chair, Person person) {
    var room = chair.room().id();
    rooms.accept(person, room, rooms.norms(person, room).room().norms().version());
  }
}
