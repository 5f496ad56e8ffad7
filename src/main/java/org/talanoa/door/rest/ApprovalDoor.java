package org.talanoa.door.rest;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.discussion.Approvals;
import org.talanoa.door.wire.WaitingJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** What somebody has written that waits for approval; told to them alone. */
@RestController
@RequestMapping("/api/rooms/{room}/waiting")
class ApprovalDoor {
  private final Rooms rooms;
  private final Approvals approvals;
  private final Turns turns;
  private final Wire wire;

  ApprovalDoor(Rooms rooms, Approvals approvals, Turns turns, Wire wire) {
    this.rooms = rooms;
    this.approvals = approvals;
    this.turns = turns;
    this.wire = wire;
  }

  @GetMapping
  List<WaitingJson> waiting(Person person, @PathVariable String room) {
    var seat = rooms.enter(person, new RoomId(room));
    return approvals.of(seat).stream().map(wire::waiting).toList();
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void withdraw(Person person, @PathVariable String room, @PathVariable String id) {
    turns.take(Allowance.Act.CHANGE, person);
    approvals.withdraw(rooms.enter(person, new RoomId(room)), id);
  }
}
