package org.talanoa.door.rest;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.wire.DraftJson;
import org.talanoa.door.wire.EditJson;
import org.talanoa.door.wire.ProblemJson;
import org.talanoa.door.wire.ProblemWire;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.problem.Problem;
import org.talanoa.problem.ProblemId;
import org.talanoa.problem.Problems;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;

/** Problem statements and their history. */
@RestController
@RequestMapping("/api/rooms/{room}/problems")
class ProblemDoor {
  private final Rooms rooms;
  private final Problems problems;
  private final Turns turns;
  private final ProblemWire wire;

  ProblemDoor(Rooms rooms, Problems problems, Turns turns, ProblemWire wire) {
    this.rooms = rooms;
    this.problems = problems;
    this.turns = turns;
    this.wire = wire;
  }

  record ProblemsJson(List<ProblemJson.HeadJson> problems) {}

  record StartJson(@Nullable String key, @Nullable String title) {}

  record HistoryJson(List<ProblemJson.RevisionJson> revisions) {}

  /**
   * Where a statement is talked about.
   *
   * @param thread left out where a keeper of order has to approve its first message
   */
  record TalkJson(@Nullable String thread) {}

  @GetMapping
  ProblemsJson all(Person person, @PathVariable String room) {
    return new ProblemsJson(problems.in(seat(person, room)).stream().map(wire::head).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ProblemJson start(Person person, @PathVariable String room, @RequestBody StartJson start) {
    turns.take(Allowance.Act.POST, person);
    var voice = rooms.speak(person, new RoomId(room));
    return json(
        voice,
        problems.start(
            voice,
            Objects.requireNonNullElse(start.key(), ""),
            Objects.requireNonNullElse(start.title(), "")));
  }

  @GetMapping("/{problem}")
  ProblemJson of(Person person, @PathVariable String room, @PathVariable String problem) {
    var seat = seat(person, room);
    return json(seat, problems.of(seat, new ProblemId(problem)));
  }

  @DeleteMapping("/{problem}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void discard(Person person, @PathVariable String room, @PathVariable String problem) {
    turns.take(Allowance.Act.CHANGE, person);
    problems.discard(seat(person, room), new ProblemId(problem));
  }

  @PostMapping("/{problem}/edits")
  ProblemJson.AcceptedJson edit(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @RequestBody EditJson edit) {
    turns.take(Allowance.Act.CHANGE, person);
    var voice = rooms.speak(person, new RoomId(room));
    return wire.accepted(problems.edit(voice, new ProblemId(problem), edit.named(), edit.edit()));
  }

  @GetMapping("/{problem}/since")
  ProblemJson.SinceJson since(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @RequestParam long revision) {
    return wire.since(problems.since(seat(person, room), new ProblemId(problem), revision));
  }

  @GetMapping("/{problem}/history")
  HistoryJson history(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @RequestParam(defaultValue = "9007199254740991") long before,
      @RequestParam(defaultValue = "30") int count) {
    var kept = problems.history(seat(person, room), new ProblemId(problem), before, count);
    return new HistoryJson(kept.stream().map(wire::revision).toList());
  }

  @GetMapping("/{problem}/versions/{version}")
  ProblemJson version(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @PathVariable long version) {
    var seat = seat(person, room);
    return json(seat, problems.version(seat, new ProblemId(problem), version));
  }

  /** How the version with the number {@code from} became this one. */
  @GetMapping("/{problem}/versions/{version}/difference")
  ProblemJson.DifferenceJson difference(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @PathVariable long version,
      @RequestParam long from) {
    turns.take(Allowance.Act.SEARCH, person);
    return wire.difference(
        problems.difference(seat(person, room), new ProblemId(problem), from, version));
  }

  @PostMapping("/{problem}/thread")
  TalkJson discuss(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @RequestBody DraftJson draft) {
    turns.take(Allowance.Act.POST, person);
    return new TalkJson(
        problems
            .discuss(person, new RoomId(room), new ProblemId(problem), draft.draft())
            .map(ThreadId::value)
            .orElse(null));
  }

  private Seat seat(Person person, String room) {
    return rooms.enter(person, new RoomId(room));
  }

  private ProblemJson json(Seat seat, Problem problem) {
    return wire.problem(problem, problems.thread(seat, problem));
  }
}
