package org.talanoa.door.rest;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.Refusal;
import org.talanoa.door.wire.CourseJson;
import org.talanoa.door.wire.ProblemWire;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Course;
import org.talanoa.problem.Iterations;
import org.talanoa.problem.ProblemId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;

/** How problems are worked on. */
@RestController
@RequestMapping("/api/rooms/{room}/problems/{problem}")
class IterationDoor {
  private final Rooms rooms;
  private final Iterations iterations;
  private final Turns turns;
  private final ProblemWire wire;

  IterationDoor(Rooms rooms, Iterations iterations, Turns turns, ProblemWire wire) {
    this.rooms = rooms;
    this.iterations = iterations;
    this.turns = turns;
    this.wire = wire;
  }

  record BeginJson(@Nullable String key, @Nullable LocalDate until) {}

  /**
   * A step that is planned or changed.
   *
   * @param key for one that is planned
   * @param owner the id of whoever takes it on
   * @param state for one that is changed: {@code planned}, {@code done} or {@code dropped}
   */
  record StepRequest(
      @Nullable String key,
      @Nullable String words,
      @Nullable String owner,
      @Nullable LocalDate due,
      @Nullable String state) {
    Iterations.Plan plan() {
      return new Iterations.Plan(
          Objects.requireNonNullElse(words, ""),
          Optional.ofNullable(owner)
              .map(id ->
                  PersonId.written(id)
                      .orElseThrow(() -> new Refusal.NotLikeThis("iteration.ownerUnknown"))),
          Optional.ofNullable(due));
    }
  }

  record CheckInRequest(
      @Nullable String key,
      @Nullable String done,
      @Nullable String learnt,
      @Nullable String hard,
      @Nullable String next) {
    Iterations.Answers answers() {
      return new Iterations.Answers(given(done), given(learnt), given(hard), given(next));
    }
  }

  record OfferRequest(@Nullable String words) {}

  private static String given(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  @GetMapping("/course")
  CourseJson of(Person person, @PathVariable String room, @PathVariable String problem) {
    return wire.course(
        iterations.of(rooms.enter(person, new RoomId(room)), new ProblemId(problem)));
  }

  @GetMapping("/progress")
  CourseJson.ProgressJson progress(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @RequestParam(defaultValue = "12") int count) {
    turns.take(Allowance.Act.SEARCH, person);
    return wire.progress(
        iterations.progress(rooms.enter(person, new RoomId(room)), new ProblemId(problem), count));
  }

  @PostMapping("/iterations")
  @ResponseStatus(HttpStatus.CREATED)
  CourseJson begin(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @RequestBody BeginJson begin) {
    var until = begin.until();
    if (until == null) {
      throw new Refusal.NotLikeThis("iteration.day", Iterations.FURTHEST);
    }
    return wire.course(
        iterations.begin(voice(person, room), new ProblemId(problem), given(begin.key()), until));
  }

  @PostMapping("/iterations/{iteration}/steps")
  @ResponseStatus(HttpStatus.CREATED)
  CourseJson plan(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @PathVariable int iteration,
      @RequestBody StepRequest step) {
    return wire.course(
        iterations.plan(
            voice(person, room),
            new ProblemId(problem),
            iteration,
            given(step.key()),
            step.plan()));
  }

  @PutMapping("/iterations/{iteration}/steps/{step}")
  CourseJson change(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @PathVariable int iteration,
      @PathVariable String step,
      @RequestBody StepRequest change) {
    return wire.course(
        iterations.change(
            voice(person, room),
            new ProblemId(problem),
            iteration,
            step,
            change.plan(),
            Course.Step.State.of(given(change.state()))));
  }

  @PostMapping("/iterations/{iteration}/check-ins")
  @ResponseStatus(HttpStatus.CREATED)
  CourseJson checkIn(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @PathVariable int iteration,
      @RequestBody CheckInRequest checkIn) {
    return wire.course(
        iterations.checkIn(
            voice(person, room),
            new ProblemId(problem),
            iteration,
            given(checkIn.key()),
            checkIn.answers()));
  }

  @PutMapping("/offer")
  CourseJson offer(
      Person person,
      @PathVariable String room,
      @PathVariable String problem,
      @RequestBody OfferRequest offer) {
    return wire.course(
        iterations.offer(voice(person, room), new ProblemId(problem), given(offer.words())));
  }

  @DeleteMapping("/offer")
  CourseJson withdraw(Person person, @PathVariable String room, @PathVariable String problem) {
    return wire.course(iterations.withdraw(voice(person, room), new ProblemId(problem)));
  }

  private Voice voice(Person person, String room) {
    turns.take(Allowance.Act.CHANGE, person);
    return rooms.speak(person, new RoomId(room));
  }
}
