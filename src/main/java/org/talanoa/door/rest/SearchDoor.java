package org.talanoa.door.rest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.door.wire.BylineJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.search.Found;
import org.talanoa.search.Progress;
import org.talanoa.search.Question;
import org.talanoa.search.Search;

/** Finding what was said. */
@RestController
@RequestMapping("/api")
class SearchDoor {
  private static final int PAGE = 20;

  private final Rooms rooms;
  private final Search search;
  private final Turns turns;
  private final Wire wire;

  SearchDoor(Rooms rooms, Search search, Turns turns, Wire wire) {
    this.rooms = rooms;
    this.search = search;
    this.turns = turns;
    this.wire = wire;
  }

  record FoundJson(
      Question understood,
      long total,
      List<HitJson> hits,
      boolean cut,
      @Nullable Progress indexing) {}

  record HitJson(
      String alliance,
      String room,
      String roomName,
      String kind,
      String thread,
      String title,
      int number,
      BylineJson by,
      Instant at,
      String passage) {}

  @GetMapping("/search")
  FoundJson find(
      Person person,
      @RequestParam String q,
      @RequestParam(required = false) @Nullable String inside,
      @RequestParam(defaultValue = "0") int from) {
    turns.take(Allowance.Act.SEARCH, person);
    var room = Optional.ofNullable(inside).map(RoomId::new);
    room.ifPresent(id -> rooms.enter(person, id));
    var found = search.find(rooms.seats(person), room, Question.of(q), from, PAGE);
    return new FoundJson(
        found.question(),
        found.total(),
        found.hits().stream().map(this::hit).toList(),
        found.cut(),
        found.indexing().orElse(null));
  }

  private HitJson hit(Found.Hit hit) {
    return new HitJson(
        hit.room().alliance().value(),
        hit.room().id().value(),
        hit.room().name(),
        hit.room().kind().wireName(),
        hit.thread().id().value(),
        hit.thread().title(),
        hit.message().number(),
        wire.byline(hit.message().by()),
        hit.message().at(),
        hit.passage());
  }
}
