package org.talanoa.door.rest;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.activity.ExerciseId;
import org.talanoa.activity.Exercises;
import org.talanoa.alliance.AllianceId;
import org.talanoa.door.wire.ExerciseJson;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;

/** The exercises of an alliance: the library's, and its own. */
@RestController
@RequestMapping("/api/alliances/{alliance}/exercises")
class ExerciseDoor {
  private static final String OWN = "own-";

  private final Exercises exercises;
  private final Turns turns;

  ExerciseDoor(Exercises exercises, Turns turns) {
    this.exercises = exercises;
    this.turns = turns;
  }

  @GetMapping
  List<ExerciseJson> all(Person person, @PathVariable String alliance) {
    var id = new AllianceId(alliance);
    return exercises.all(person, id).stream()
        .map(each ->
            ExerciseJson.of(
                each, exercises.isOwn(person, id, each.id()), person.profile().locale()))
        .toList();
  }

  @GetMapping("/{exercise}")
  ExerciseJson one(Person person, @PathVariable String alliance, @PathVariable String exercise) {
    var id = new AllianceId(alliance);
    var found = exercises.of(person, id, new ExerciseId(exercise));
    return ExerciseJson.of(
        found, exercises.isOwn(person, id, found.id()), person.profile().locale());
  }

  /** Keeps an own exercise; one that does not exist yet is named by a key of the client's. */
  @PutMapping("/{exercise}")
  ExerciseJson keep(
      Person person,
      @PathVariable String alliance,
      @PathVariable String exercise,
      @RequestBody ExerciseJson composed) {
    turns.take(Allowance.Act.CHANGE, person);
    var id = new AllianceId(alliance);
    var named =
        exercise.startsWith(OWN)
            ? exercises.of(person, id, new ExerciseId(exercise)).id()
            : exercises.composing(person, id, exercise);
    var kept = exercises.keep(person, id, composed.exercise(named));
    return ExerciseJson.of(kept, true, person.profile().locale());
  }

  @DeleteMapping("/{exercise}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Person person, @PathVariable String alliance, @PathVariable String exercise) {
    exercises.remove(person, new AllianceId(alliance), new ExerciseId(exercise));
  }
}
