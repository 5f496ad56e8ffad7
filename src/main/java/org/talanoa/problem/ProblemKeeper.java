package org.talanoa.problem;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Manner;
import org.talanoa.room.RoomId;

/** Answers for what was written in problem statements, and for who works on them. */
@Component
final class ProblemKeeper implements Keeper {
  private final Problems problems;
  private final Iterations iterations;
  private final Arrangements arrangements;
  private final Clock clock;

  ProblemKeeper(Problems problems, Iterations iterations, Arrangements arrangements, Clock clock) {
    this.problems = problems;
    this.iterations = iterations;
    this.arrangements = arrangements;
    this.clock = clock;
  }

  @Override
  public Set<String> collections() {
    return Set.of("problems", "edits", "editKeys", "iterations");
  }

  @Override
  public void forget(Forgetting forgetting) {
    var person = forgetting.person();
    for (var head : problems.stored().all()) {
      if (head.status() == Status.DRAFT && head.author().filter(person::equals).isPresent()) {
        problems.stored().destroy(head.id(), _ -> {});
        continue;
      }
      var oblivion = new Oblivion(person, removes(head.room()));
      var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      problems.stored().amend(head.id(), now, oblivion);
      var course = iterations.stored().find(head.id());
      if (course.filter(there -> !oblivion.course(there).equals(there)).isPresent()) {
        var _ =
            iterations
                .stored()
                .change(
                    head,
                    Optional.empty(),
                    before -> {
                      var after = oblivion.course(before);
                      return new Course(
                          after.problem(),
                          after.room(),
                          after.revision() + 1,
                          after.iterations(),
                          after.offers(),
                          after.seating());
                    });
      }
    }
    problems.stored().forgetKeys(person.value());
  }

  private boolean removes(RoomId room) {
    return arrangements
        .of(room)
        .map(known -> known.manner().formerWords() == Manner.FormerWords.REMOVE)
        .orElse(true);
  }

  @Override
  public void export(Person person, Export export) {
    export.list("problemEdits", all -> edits(person.id(), all));
    export.list("iterations", all -> courses(person.id(), all));
  }

  private void edits(PersonId person, Consumer<Map<String, ?>> all) {
    for (var head : problems.stored().all()) {
      for (var number = 1L; number <= head.revision(); number++) {
        problems
            .stored()
            .revision(head.id(), number)
            .filter(made -> made.by().filter(person::equals).isPresent())
            .ifPresent(made -> all.accept(edit(made)));
      }
    }
  }

  private Map<String, ?> edit(Revision made) {
    var thing = new LinkedHashMap<String, Object>();
    thing.put("problem", address(made.room(), made.problem()));
    thing.put("revision", made.number());
    thing.put("at", made.at());
    thing.put("what", Codec.name(made.edit()));
    switch (made.edit()) {
      case Edit.Write(var spot, _, _, var words) -> said(thing, spot, words);
      case Edit.Settle(var spot, _, _, var words) -> said(thing, spot, words);
      case Edit.AddCause(var cause, _, _, var words) -> said(thing, cause, words);
      case Edit.Endorse(var variant) -> thing.put("words", variant);
      case Edit.Weigh(var cause, var aspect, var level) -> {
        thing.put("spot", cause.value());
        thing.put(aspect.wireName(), level.wireName());
      }
      case Edit.SetStatus(var status) -> thing.put("status", status.wireName());
      case Edit.MoveCause _,
          Edit.RemoveCause _,
          Edit.RestoreCause _,
          Edit.Restore _,
          Edit.Withdraw _,
          Edit.Discuss _,
          Edit.Forgotten _ -> {}
    }
    return thing;
  }

  private static void said(Map<String, Object> thing, Spot spot, String words) {
    thing.put("spot", spot.wireName());
    thing.put("words", words);
  }

  private void courses(PersonId person, Consumer<Map<String, ?>> all) {
    for (var id : iterations.stored().all()) {
      iterations.stored().find(id).ifPresent(course -> course(course, person, all));
    }
  }

  private void course(Course course, PersonId person, Consumer<Map<String, ?>> all) {
    var address = address(course.room(), course.problem());
    for (var iteration : course.iterations()) {
      for (var step : iteration.steps()) {
        if (List.of(step.by(), step.owner()).contains(Optional.of(person))) {
          all.accept(
              Map.of(
                  "problem", address,
                  "iteration", iteration.number(),
                  "step", step.words(),
                  "state", step.state().wireName()));
        }
      }
      for (var checkIn : iteration.checkIns()) {
        if (checkIn.by().filter(person::equals).isPresent()) {
          all.accept(
              Map.of(
                  "problem", address,
                  "iteration", iteration.number(),
                  "at", checkIn.at(),
                  "done", checkIn.done(),
                  "learnt", checkIn.learnt(),
                  "hard", checkIn.hard(),
                  "next", checkIn.next()));
        }
      }
    }
    course.offers().stream()
        .filter(offer -> offer.person().equals(person))
        .forEach(offer ->
            all.accept(Map.of("problem", address, "offer", offer.words(), "at", offer.at())));
  }

  private String address(RoomId room, ProblemId problem) {
    var alliance = arrangements.of(room).map(known -> known.alliance().value()).orElse("");
    return "/a/" + alliance + "/r/" + room + "/problem/" + problem;
  }
}
