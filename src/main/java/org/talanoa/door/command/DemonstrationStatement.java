package org.talanoa.door.command;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.command.DemonstrationProblems.Act;
import org.talanoa.door.command.DemonstrationProblems.Add;
import org.talanoa.door.command.DemonstrationProblems.Become;
import org.talanoa.door.command.DemonstrationProblems.Begin;
import org.talanoa.door.command.DemonstrationProblems.Discuss;
import org.talanoa.door.command.DemonstrationProblems.Endorse;
import org.talanoa.door.command.DemonstrationProblems.LookBack;
import org.talanoa.door.command.DemonstrationProblems.Mark;
import org.talanoa.door.command.DemonstrationProblems.Offer;
import org.talanoa.door.command.DemonstrationProblems.Plan;
import org.talanoa.door.command.DemonstrationProblems.Remove;
import org.talanoa.door.command.DemonstrationProblems.Replace;
import org.talanoa.door.command.DemonstrationProblems.Restore;
import org.talanoa.door.command.DemonstrationProblems.StatementJson;
import org.talanoa.door.command.DemonstrationProblems.Step;
import org.talanoa.door.command.DemonstrationProblems.Weigh;
import org.talanoa.door.command.DemonstrationProblems.Write;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Aspect;
import org.talanoa.problem.Cause;
import org.talanoa.problem.CauseId;
import org.talanoa.problem.Course;
import org.talanoa.problem.Edit;
import org.talanoa.problem.Iterations;
import org.talanoa.problem.Level;
import org.talanoa.problem.ProblemId;
import org.talanoa.problem.Problems;
import org.talanoa.problem.Spot;
import org.talanoa.problem.Status;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;

/** Tells how one statement of the demonstration came to be. */
final class DemonstrationStatement {
  private final Function<String, Person> people;
  private final Rooms rooms;
  private final Discussions discussions;
  private final Problems problems;
  private final Iterations iterations;
  private final RoomId room;
  private final EarlierClock clock;
  private final Map<String, Long> marks = new HashMap<>();
  private final Map<String, String> steps = new HashMap<>();
  private int acts;

  DemonstrationStatement(
      Function<String, Person> people,
      Rooms rooms,
      Discussions discussions,
      Problems problems,
      Iterations iterations,
      RoomId room,
      EarlierClock clock) {
    this.people = people;
    this.rooms = rooms;
    this.discussions = discussions;
    this.problems = problems;
    this.iterations = iterations;
    this.room = room;
    this.clock = clock;
  }

  void tell(StatementJson told) {
    var begun = told.events().getFirst();
    clock.set(begun.daysAgo(), LocalTime.parse(begun.time()));
    var author = rooms.speak(people.apply(begun.by()), room);
    var id = problems.start(author, key(told.title().hashCode()), told.title()).id();
    for (var event : told.events()) {
      clock.set(event.daysAgo(), LocalTime.parse(event.time()));
      for (var act : event.acts()) {
        clock.goOn();
        perform(rooms.speak(people.apply(event.by()), room), id, act);
      }
    }
  }

  private void perform(Voice voice, ProblemId id, Act act) {
    switch (act) {
      case Write(var spot, var words) -> write(voice, id, Spot.of(spot), words);
      case Replace replace -> replace(voice, id, replace);
      case Add add -> add(voice, id, add);
      case Weigh(var cause, var levels) -> weigh(voice, id, new CauseId(cause), levels);
      case Remove(var cause) -> edit(voice, id, new Edit.RemoveCause(new CauseId(cause)));
      case Become(var status) -> edit(voice, id, new Edit.SetStatus(Status.of(status)));
      case Mark(var name) -> marks.put(name, problems.of(voice, id).revision());
      case Restore(var mark) -> edit(voice, id, new Edit.Restore(marked(mark)));
      case Endorse(var variant) -> edit(voice, id, new Edit.Endorse(variant));
      case Discuss(var thread) -> edit(voice, id, new Edit.Discuss(thread(voice, thread)));
      case Begin(var days) -> iterations.begin(voice, id, nextKey(), in(voice, days));
      case Plan plan -> plan(voice, id, plan);
      case Step step -> step(voice, id, step);
      case LookBack(var number, var done, var learnt, var hard, var next) ->
          iterations.checkIn(
              voice, id, number, nextKey(), new Iterations.Answers(done, learnt, hard, next));
      case Offer(var words) -> iterations.offer(voice, id, words);
    }
  }

  private void edit(Voice voice, ProblemId id, Edit edit) {
    if (problems.edit(voice, id, nextKey(), edit).made().isEmpty()) {
      throw new IllegalStateException("changes nothing: " + edit.wireName());
    }
  }

  private void write(Voice voice, ProblemId id, Spot spot, String words) {
    var version = problems.of(voice, id).at(spot).orElseThrow().version();
    edit(voice, id, new Edit.Write(spot, version, false, words));
  }

  private void replace(Voice voice, ProblemId id, Replace told) {
    var spot = Spot.of(told.spot());
    var read =
        told.since() == null
            ? problems.of(voice, id)
            : problems.version(voice, id, marked(told.since()));
    var passage = read.at(spot).orElseThrow();
    if (!passage.words().contains(told.old())) {
      throw new IllegalStateException("not there: " + told.old());
    }
    var words = passage.words().replace(told.old(), told.now());
    edit(voice, id, new Edit.Write(spot, passage.version(), false, words));
  }

  private void add(Voice voice, ProblemId id, Add told) {
    var parent = Optional.ofNullable(told.below()).map(CauseId::new);
    var siblings = problems.of(voice, id).below(parent);
    var after = siblings.stream().reduce((_, next) -> next).map(Cause::id);
    var cause = new CauseId(told.cause());
    edit(voice, id, new Edit.AddCause(cause, parent, after, told.words()));
    weigh(voice, id, cause, told.room());
  }

  private void weigh(Voice voice, ProblemId id, CauseId cause, String told) {
    var levels = Arrays.stream(told.split(" ", -1)).map(Level::of).iterator();
    for (var aspect : Aspect.values()) {
      var level = levels.next();
      if (Objects.requireNonNull(problems.of(voice, id).causes().get(cause)).level(aspect)
          != level) {
        edit(voice, id, new Edit.Weigh(cause, aspect, level));
      }
    }
  }

  private ThreadId thread(Voice voice, String title) {
    for (var head : discussions.threads(voice)) {
      if (head.title().equals(title)) {
        return head.id();
      }
    }
    throw new IllegalStateException("no thread: " + title);
  }

  private void plan(Voice voice, ProblemId id, Plan told) {
    var course =
        iterations.plan(
            voice,
            id,
            told.iteration(),
            nextKey(),
            new Iterations.Plan(
                told.words(),
                Optional.of(new PersonId(told.owner())),
                Optional.of(in(voice, told.days()))));
    var planned = course.iterations().get(told.iteration() - 1).steps().getLast();
    steps.put(told.step(), planned.id());
  }

  private void step(Voice voice, ProblemId id, Step told) {
    var step =
        iterations.of(voice, id).iterations().get(told.iteration() - 1).steps().stream()
            .filter(each -> each.id().equals(steps.get(told.step())))
            .findFirst()
            .orElseThrow();
    var plan = new Iterations.Plan(step.words(), step.owner(), step.due());
    var state = Course.Step.State.of(told.state());
    var _ = iterations.change(voice, id, told.iteration(), step.id(), plan, state);
  }

  private LocalDate in(Voice voice, int days) {
    return LocalDate.ofInstant(clock.instant(), voice.person().profile().timeZone()).plusDays(days);
  }

  private long marked(String name) {
    @Nullable Long revision = marks.get(name);
    if (revision == null) {
      throw new IllegalStateException("no mark: " + name);
    }
    return revision;
  }

  private String nextKey() {
    return key(acts++);
  }

  private static String key(int number) {
    return "demonstration-" + Integer.toUnsignedString(number);
  }
}
