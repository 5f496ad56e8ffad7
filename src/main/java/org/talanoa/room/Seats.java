package org.talanoa.room;

import java.util.List;
import java.util.Optional;
import org.talanoa.people.Person;

/**
 * The proof of all the rooms a person may listen in now; what a search needs. Made by {@link Rooms}
 * only, for one act.
 */
public final class Seats {
  private final Person person;
  private final List<Seat> seats;

  Seats(Person person, List<Seat> seats) {
    this.person = person;
    this.seats = List.copyOf(seats);
  }

  public Person person() {
    return person;
  }

  public List<Seat> all() {
    return seats;
  }

  /** The seat in this room, where there is one. */
  public Optional<Seat> in(RoomId room) {
    return seats.stream().filter(seat -> seat.room().id().equals(room)).findFirst();
  }
}
