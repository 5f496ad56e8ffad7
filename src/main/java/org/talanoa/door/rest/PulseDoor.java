package org.talanoa.door.rest;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.Refusal;
import org.talanoa.door.wire.PulseJson;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.pulse.Answers;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** The trust pulse of a room, and what of all rooms waits for somebody's answer. */
@RestController
@RequestMapping("/api")
class PulseDoor {
  private final Rooms rooms;
  private final Pulses pulses;
  private final Turns turns;

  PulseDoor(Rooms rooms, Pulses pulses, Turns turns) {
    this.rooms = rooms;
    this.pulses = pulses;
    this.turns = turns;
  }

  /**
   * When a pulse is to be taken.
   *
   * @param everyWeeks zero for once
   */
  record PlanRequest(
      @Nullable LocalDate first, @Nullable Integer everyWeeks, @Nullable Integer openDays) {}

  /**
   * What somebody answers.
   *
   * @param answers from 1 to 7, one for each statement in its order
   */
  record AnswersRequest(@Nullable Integer round, @Nullable List<Integer> answers) {
    @Override
    public String toString() {
      return "AnswersRequest";
    }
  }

  /** A pulse that waits for whoever asks. */
  record WaitingPulseJson(String room, PulseJson.RoundJson round) {}

  @GetMapping("/rooms/{room}/pulse")
  PulseJson pulse(Person person, @PathVariable String room) {
    return PulseJson.of(pulses.of(rooms.enter(person, new RoomId(room))));
  }

  @PostMapping("/rooms/{room}/pulse/answers")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void answer(Person person, @PathVariable String room, @RequestBody AnswersRequest request) {
    turns.take(Allowance.Act.CHANGE, person);
    var voice = rooms.speak(person, new RoomId(room));
    var round = request.round();
    var answers = request.answers();
    if (round == null || answers == null) {
      throw new Refusal.NotLikeThis("request.form");
    }
    pulses.answer(voice, round, new Answers(answers));
  }

  @PutMapping("/rooms/{room}/pulse/plan")
  PulseJson plan(Person person, @PathVariable String room, @RequestBody PlanRequest request) {
    turns.take(Allowance.Act.CHANGE, person);
    var chair = rooms.chair(person, new RoomId(room));
    var first = request.first();
    var everyWeeks = request.everyWeeks();
    var openDays = request.openDays();
    if (first == null || everyWeeks == null || openDays == null) {
      throw new Refusal.NotLikeThis("request.form");
    }
    return PulseJson.of(pulses.plan(chair, first, everyWeeks, openDays));
  }

  @DeleteMapping("/rooms/{room}/pulse/plan")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void stop(Person person, @PathVariable String room) {
    turns.take(Allowance.Act.CHANGE, person);
    pulses.stop(rooms.chair(person, new RoomId(room)));
  }

  @GetMapping("/me/pulses")
  List<WaitingPulseJson> waiting(Person person) {
    return pulses.waiting(rooms.seats(person)).stream()
        .map(waiting ->
            new WaitingPulseJson(
                waiting.room().id().value(), PulseJson.RoundJson.of(waiting.round())))
        .toList();
  }
}
