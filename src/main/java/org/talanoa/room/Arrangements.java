package org.talanoa.room;

import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * How rooms are arranged, for work that nobody in particular asks for: keeping what a room promises
 * about its words. Takes no proof, and so is never used by a door; a test holds that. Thread safe.
 */
@Service
public class Arrangements {
  private final Rooms rooms;

  public Arrangements(Rooms rooms) {
    this.rooms = rooms;
  }

  public Optional<Room> of(RoomId room) {
    return rooms.stored().room(room);
  }

  public Collection<Room> all() {
    return rooms.stored().all();
  }
}
