package org.talanoa.door.rest;

import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.HiddenRanks;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.wire.MessageJson;
import org.talanoa.door.wire.PersonJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Allowance;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** What standing those have who speak in a thread, and who lends theirs to a message. */
@RestController
@RequestMapping("/api/rooms/{room}/threads/{thread}")
class StandingDoor {
  private final Rooms rooms;
  private final Discussions discussions;
  private final People people;
  private final HiddenRanks ranks;
  private final Turns turns;
  private final Wire wire;

  StandingDoor(
      Rooms rooms,
      Discussions discussions,
      People people,
      HiddenRanks ranks,
      Turns turns,
      Wire wire) {
    this.rooms = rooms;
    this.discussions = discussions;
    this.people = people;
    this.ranks = ranks;
    this.turns = turns;
    this.wire = wire;
  }

  /** Who of those who speak there by name holds which position; nobody while it is hidden. */
  @GetMapping("/standings")
  List<PersonJson> standings(
      Person person, @PathVariable String room, @PathVariable String thread) {
    var seat = rooms.enter(person, new RoomId(room));
    var head = discussions.head(seat, new ThreadId(thread));
    return head.hidesRank(seat.room())
        ? List.of()
        : ranks.as(person, people.profiles(head.spoke().keySet())).stream()
            .map(wire::person)
            .toList();
  }

  /** Stands behind what somebody else said. */
  @PutMapping("/messages/{number}/sponsor")
  MessageJson sponsor(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    return sponsor(person, room, thread, number, true);
  }

  @DeleteMapping("/messages/{number}/sponsor")
  MessageJson unsponsor(
      Person person,
      @PathVariable String room,
      @PathVariable String thread,
      @PathVariable int number) {
    return sponsor(person, room, thread, number, false);
  }

  private MessageJson sponsor(Person person, String room, String thread, int number, boolean on) {
    turns.take(Allowance.Act.CHANGE, person);
    var voice = rooms.speak(person, new RoomId(room));
    return wire.message(discussions.sponsor(voice, new ThreadId(thread), number, on));
  }
}
