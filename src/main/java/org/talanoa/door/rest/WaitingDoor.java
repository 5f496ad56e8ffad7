package org.talanoa.door.rest;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.door.wire.WaitingJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.WaitingMessages;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** Messages that wait for approval, for those who keep order in the room. */
@RestController
@RequestMapping("/api/rooms/{room}/approvals")
class WaitingDoor {
  private final Rooms rooms;
  private final WaitingMessages messages;
  private final Turns turns;
  private final Wire wire;

  WaitingDoor(Rooms rooms, WaitingMessages messages, Turns turns, Wire wire) {
    this.rooms = rooms;
    this.messages = messages;
    this.turns = turns;
    this.wire = wire;
  }

  record WaitingsJson(List<WaitingJson> waiting) {}

  @GetMapping
  WaitingsJson waiting(Person person, @PathVariable String room) {
    var chair = rooms.chair(person, new RoomId(room));
    return new WaitingsJson(messages.of(chair).stream().map(wire::waitingForKeepers).toList());
  }

  @PostMapping("/{waiting}/let-in")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void letIn(Person person, @PathVariable String room, @PathVariable String waiting) {
    turns.take(Allowance.Act.CHANGE, person);
    var _ = messages.letIn(rooms.chair(person, new RoomId(room)), waiting);
  }

  @PostMapping("/{waiting}/turned-away")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void turnAway(
      Person person,
      @PathVariable String room,
      @PathVariable String waiting,
      @RequestBody ReasonRequest why) {
    turns.take(Allowance.Act.CHANGE, person);
    messages.turnAway(rooms.chair(person, new RoomId(room)), waiting, why.given());
  }
}
