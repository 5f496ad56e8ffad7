package org.talanoa.door.rest;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.Refusal;
import org.talanoa.door.Promise;
import org.talanoa.door.wire.MannerJson;
import org.talanoa.door.wire.NormsJson;
import org.talanoa.door.wire.RoomJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.Acts;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;

/** How a room works, and what those who sit in it promise each other. */
@RestController
@RequestMapping("/api/rooms/{room}")
class MannerDoor {
  private final Rooms rooms;
  private final Acts acts;
  private final Wire wire;

  MannerDoor(Rooms rooms, Acts acts, Wire wire) {
    this.rooms = rooms;
    this.acts = acts;
    this.wire = wire;
  }

  record AcceptedJson(int version) {}

  record WordedJson(@Nullable String text, @Nullable String reason) {}

  record KindJson(@Nullable String kind, @Nullable String reason) {}

  @GetMapping("/norms")
  NormsJson norms(Person person, @PathVariable String room) {
    var threshold = rooms.norms(person, new RoomId(room));
    var there = threshold.room();
    return new NormsJson(
        there.id().value(),
        there.name(),
        there.kind().wireName(),
        there.norms().version(),
        threshold.accepted(),
        there.norms().text().isEmpty(),
        Promise.text(there.kind(), there.norms().text(), person.profile().locale()));
  }

  @PutMapping("/norms/accepted")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void accept(Person person, @PathVariable String room, @RequestBody AcceptedJson accepted) {
    rooms.accept(person, new RoomId(room), accepted.version());
  }

  @PutMapping("/norms")
  NormsJson word(Person person, @PathVariable String room, @RequestBody WordedJson worded) {
    var chair = rooms.chair(person, new RoomId(room));
    acts.word(
        chair,
        Objects.requireNonNullElse(worded.text(), ""),
        Objects.requireNonNullElse(worded.reason(), ""));
    return norms(person, room);
  }

  @GetMapping("/manner")
  MannerJson manner(Person person, @PathVariable String room) {
    return MannerJson.of(rooms.norms(person, new RoomId(room)).room().manner());
  }

  @PutMapping("/manner")
  MannerJson arrange(Person person, @PathVariable String room, @RequestBody MannerJson manner) {
    acts.arrange(
        rooms.chair(person, new RoomId(room)),
        manner.manner(),
        Objects.requireNonNullElse(manner.reason(), ""));
    return manner(person, room);
  }

  @PostMapping("/continued")
  @ResponseStatus(HttpStatus.CREATED)
  RoomJson continued(Person person, @PathVariable String room, @RequestBody KindJson kind) {
    return wire.room(
        acts.continueAs(
            rooms.chair(person, new RoomId(room)),
            kind(kind),
            Objects.requireNonNullElse(kind.reason(), "")));
  }

  private static RoomKind kind(KindJson json) {
    return Arrays.stream(RoomKind.values())
        .filter(kind -> kind.wireName().equals(json.kind()))
        .findFirst()
        .orElseThrow(() -> new Refusal.NotLikeThis("request.form"));
  }
}
