package org.talanoa.room;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;

/** Answers for who sits where. That a place was left remains, under an id of nobody. */
@Component
final class PlaceKeeper implements Keeper {
  private final Rooms rooms;

  PlaceKeeper(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Set<String> collections() {
    return Set.of("rooms", "places", Restraints.COLLECTION);
  }

  @Override
  public void export(Person person, Export export) {
    export.list(
        "rooms",
        all ->
            rooms
                .stored()
                .placesOf(person.id())
                .forEach((room, keeper) ->
                    rooms
                        .seat(person, room)
                        .ifPresent(seat ->
                            all.accept(
                                Map.of(
                                    "room",
                                    seat.room().name(),
                                    "address",
                                    "/room/" + room,
                                    "kind",
                                    seat.room().kind().wireName(),
                                    "keepsOrder",
                                    keeper)))));
  }

  /** A room whose last keeper of order goes is kept by whoever sits there the longest. */
  @Override
  public void forget(Forgetting forgetting) {
    var person = forgetting.person();
    var stored = rooms.stored();
    for (var room : stored.placesOf(person).keySet()) {
      if (stored.keepers(room).equals(Set.of(person))) {
        longestIn(room, person).ifPresent(next -> stored.seat(room, next, true, 0));
      }
      stored.unseat(room, person, false);
    }
    stored.forgetRestraints(person);
  }

  private Optional<PersonId> longestIn(RoomId room, PersonId but) {
    var stored = rooms.stored();
    return stored
        .room(room)
        .flatMap(known ->
            stored.seated(room).stream()
                .filter(person -> !person.equals(but))
                .min(
                    Comparator.comparingLong(
                        (PersonId person) -> stored.held(known, person).seating())));
  }
}
