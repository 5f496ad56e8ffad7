package org.talanoa.problem;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Topic;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Course.CheckIn;
import org.talanoa.problem.Course.Iteration;
import org.talanoa.problem.Course.Offer;
import org.talanoa.problem.Course.Step;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.room.Seats;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.text.Clean;

/**
 * How problems are worked on: steps, looks back, and offers of help. What is answered by a writing
 * method is durable. Safe for use by many threads.
 */
@Service
public class Iterations {
  /** Nothing is planned further ahead, in days. */
  public static final int FURTHEST = 730;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  private final Problems problems;
  private final Rooms rooms;
  private final InstallationKey key;
  private final Clock clock;
  private final StoredCourses stored;

  public Iterations(
      Problems problems,
      Rooms rooms,
      Storage storage,
      Feed feed,
      InstallationKey key,
      Clock clock) {
    this.problems = problems;
    this.rooms = rooms;
    this.key = key;
    this.clock = clock;
    this.stored = new StoredCourses(storage, feed, key);
  }

  StoredCourses stored() {
    return stored;
  }

  /** Every change of a course. */
  public Topic<Change> topic() {
    return stored.topic();
  }

  /** How a problem is worked on. */
  public Course of(Seat seat, ProblemId id) {
    var head = problems.head(seat, id);
    return stored.find(id).orElseGet(() -> StoredCourses.fresh(head));
  }

  /** Begins an iteration that ends with a check-in on this day. */
  public Course begin(Voice voice, ProblemId id, String actKey, LocalDate until) {
    var today = today(voice);
    mustBeAhead(today, until);
    var statement = problems.head(voice, id).revision();
    return change(
        voice,
        id,
        actKey,
        course -> {
          if (course.iterations().size() >= Course.MOST_ITERATIONS) {
            throw new Refusal.NotNow("iteration.tooMany", Course.MOST_ITERATIONS);
          }
          var number = course.iterations().size() + 1;
          var iteration =
              new Iteration(
                  number,
                  Optional.of(voice.person().id()),
                  statement,
                  today,
                  until,
                  List.of(),
                  List.of());
          return with(course, added(course.iterations(), iteration), course.offers());
        });
  }

  /** What is to be done, by whom, until when. */
  public record Plan(String words, Optional<PersonId> owner, Optional<LocalDate> due) {
    @Override
    public String toString() {
      return "Plan[" + words.length() + " long]";
    }
  }

  /** Plans a step. */
  public Course plan(Voice voice, ProblemId id, int iteration, String actKey, Plan plan) {
    var name = name(voice, id, actKey);
    return change(
        voice,
        id,
        actKey,
        course ->
            inside(
                course,
                iteration,
                there -> {
                  if (there.steps().size() >= Course.MOST_STEPS) {
                    throw new Refusal.NotNow("iteration.tooManySteps", Course.MOST_STEPS);
                  }
                  var step =
                      new Step(
                          name,
                          words(plan.words()),
                          Optional.of(voice.person().id()),
                          owner(voice, plan, Optional.empty()),
                          due(voice, plan, Optional.empty()),
                          Step.State.PLANNED,
                          Optional.empty());
                  return there.with(added(there.steps(), step));
                }));
  }

  /** Changes a step: what it says, whose it is, until when, and what has become of it. */
  public Course change(
      Voice voice, ProblemId id, int iteration, String step, Plan plan, Step.State state) {
    return change(
        voice,
        id,
        Optional.empty(),
        course ->
            inside(
                course,
                iteration,
                there -> {
                  if (there.steps().stream().noneMatch(each -> each.id().equals(step))) {
                    throw new Refusal.NotHere("iteration.stepUnknown");
                  }
                  var steps =
                      there.steps().stream()
                          .map(each ->
                              each.id().equals(step) ? changed(voice, each, plan, state) : each)
                          .toList();
                  return there.with(steps);
                }));
  }

  private Step changed(Voice voice, Step step, Plan plan, Step.State state) {
    var at =
        state == step.state()
            ? step.at()
            : state == Step.State.PLANNED ? Optional.<Instant>empty() : Optional.of(now());
    return new Step(
        step.id(),
        words(plan.words()),
        step.by(),
        owner(voice, plan, step.owner()),
        due(voice, plan, step.due()),
        state,
        at);
  }

  /** What is said in a look back; at least one of the four has to be answered. */
  public record Answers(String done, String learnt, String hard, String next) {
    public Answers {
      done = answer(done);
      learnt = answer(learnt);
      hard = answer(hard);
      next = answer(next);
      if (Stream.of(done, learnt, hard, next).allMatch(Clean::isInvisible)) {
        throw new Refusal.NotLikeThis("iteration.nothingAnswered");
      }
    }

    private static String answer(String words) {
      if (words.length() > Edit.NOT_WORTH_CLEANING) {
        throw new Refusal.NotLikeThis("problem.tooLong", Course.LONGEST_ANSWER);
      }
      var clean = Clean.text(words).strip();
      if (clean.length() > Course.LONGEST_ANSWER) {
        throw new Refusal.NotLikeThis("problem.tooLong", Course.LONGEST_ANSWER);
      }
      return clean;
    }

    @Override
    public String toString() {
      return "Answers[]";
    }
  }

  /** Looks back on an iteration. */
  public Course checkIn(Voice voice, ProblemId id, int iteration, String actKey, Answers answers) {
    var statement = problems.head(voice, id).revision();
    return change(
        voice,
        id,
        actKey,
        course ->
            inside(
                course,
                iteration,
                there -> {
                  if (there.checkIns().size() >= Course.MOST_CHECK_INS) {
                    throw new Refusal.NotNow("iteration.tooManyCheckIns", Course.MOST_CHECK_INS);
                  }
                  var checkIn =
                      new CheckIn(
                          Optional.of(voice.person().id()),
                          now(),
                          statement,
                          answers.done(),
                          answers.learnt(),
                          answers.hard(),
                          answers.next());
                  return there.lookedBackOn(added(there.checkIns(), checkIn));
                }));
  }

  /** Offers help to carry it out, in place of what one has offered before. */
  public Course offer(Voice voice, ProblemId id, String words) {
    var said = words(words);
    return change(
        voice,
        id,
        Optional.empty(),
        course -> {
          var offers = new ArrayList<>(without(course, voice));
          if (offers.size() >= Course.MOST_OFFERS) {
            throw new Refusal.NotNow("iteration.tooManyOffers", Course.MOST_OFFERS);
          }
          offers.add(new Offer(voice.person().id(), said, now()));
          return with(course, course.iterations(), offers);
        });
  }

  /** Takes one's offer back. */
  public Course withdraw(Voice voice, ProblemId id) {
    return change(
        voice,
        id,
        Optional.empty(),
        course -> with(course, course.iterations(), without(course, voice)));
  }

  private static List<Offer> without(Course course, Voice voice) {
    return course.offers().stream()
        .filter(offer -> !offer.person().equals(voice.person().id()))
        .toList();
  }

  /**
   * What one iteration has come to.
   *
   * @param edits how often the statement was changed in it
   * @param added how many of its words came, and how many went
   */
  public record Point(
      Iteration iteration, int planned, int done, int dropped, long edits, int added, int gone) {}

  /** How far the latest iterations have come, and how the statement changed in each. */
  public List<Point> progress(Seat seat, ProblemId id, int count) {
    var now = problems.of(seat, id);
    var all = of(seat, id).iterations();
    var points = new ArrayList<Point>();
    for (var i = Math.max(0, all.size() - Math.clamp(count, 1, 24)); i < all.size(); i++) {
      var iteration = all.get(i);
      var from = Math.max(iteration.statement(), Math.max(1, now.sharedAt()));
      var to = i + 1 < all.size() ? Math.max(from, all.get(i + 1).statement()) : now.revision();
      points.add(point(seat, iteration, id, from, to));
    }
    return points;
  }

  private Point point(Seat seat, Iteration iteration, ProblemId id, long from, long to) {
    var difference = problems.difference(seat, id, from, to);
    var runs =
        Stream.concat(
                difference.parts().values().stream().flatMap(List::stream),
                difference.causes().stream().flatMap(cause -> cause.words().stream()))
            .toList();
    return new Point(
        iteration,
        count(iteration, Step.State.PLANNED),
        count(iteration, Step.State.DONE),
        count(iteration, Step.State.DROPPED),
        to - from,
        words(runs, Difference.Run.Kind.ADDED),
        words(runs, Difference.Run.Kind.GONE));
  }

  private static int count(Iteration iteration, Step.State state) {
    return (int) iteration.steps().stream().filter(step -> step.state() == state).count();
  }

  private static int words(List<Difference.Run> runs, Difference.Run.Kind kind) {
    return runs.stream()
        .filter(run -> run.kind() == kind)
        .mapToInt(run -> Merge.words(run.words()).size())
        .sum();
  }

  /**
   * Something that somebody has to do for a problem.
   *
   * @param step the step to be done; none where the iteration is to be looked back on
   */
  public record Due(ProblemHead problem, int iteration, Optional<Step> step, LocalDate when) {}

  /**
   * What is due by this day for whose seats these are: their own steps, and check-ins of iterations
   * in which they have a part. The earliest first.
   */
  public List<Due> waiting(Seats seats, LocalDate by) {
    var person = seats.person().id();
    return stored.with(person).stream()
        .flatMap(id -> stored.find(id).stream())
        .flatMap(course -> seats.in(course.room()).stream().flatMap(seat -> due(seat, course, by)))
        .sorted(Comparator.comparing(Due::when).thenComparing(due -> due.problem().id().value()))
        .limit(Problems.MOST_ON_A_PAGE)
        .toList();
  }

  private Stream<Due> due(Seat seat, Course course, LocalDate by) {
    var head = problems.in(seat).stream().filter(h -> h.id().equals(course.problem())).findFirst();
    if (head.isEmpty()
        || head.get().status() == Status.SOLVED
        || head.get().status() == Status.LEFT) {
      return Stream.empty();
    }
    var person = seat.person().id();
    return course.iterations().stream()
        .flatMap(iteration -> {
          var steps =
              iteration.steps().stream()
                  .filter(step -> step.owner().filter(person::equals).isPresent())
                  .filter(step -> step.state() == Step.State.PLANNED)
                  .filter(step -> !step.due().orElse(iteration.until()).isAfter(by))
                  .map(step ->
                      new Due(
                          head.get(),
                          iteration.number(),
                          Optional.of(step),
                          step.due().orElse(iteration.until())));
          var looksBack =
              iteration.checkIns().isEmpty()
                      && !iteration.until().isAfter(by)
                      && takesPart(iteration, person)
                  ? Stream.of(
                      new Due(head.get(), iteration.number(), Optional.empty(), iteration.until()))
                  : Stream.<Due>empty();
          return Stream.concat(steps, looksBack);
        });
  }

  private static boolean takesPart(Iteration iteration, PersonId person) {
    return iteration.by().filter(person::equals).isPresent()
        || iteration.steps().stream()
            .anyMatch(step -> step.owner().filter(person::equals).isPresent());
  }

  private Course change(Voice voice, ProblemId id, String actKey, UnaryOperator<Course> change) {
    return change(voice, id, Optional.of(name(voice, id, actKey)), change);
  }

  private Course change(
      Voice voice, ProblemId id, Optional<String> name, UnaryOperator<Course> change) {
    var head = problems.head(voice, id);
    if (head.status() == Status.DRAFT) {
      throw new Refusal.NotNow("problem.shareFirst");
    }
    if (rooms.waits(voice, false, Optional.empty())) {
      throw new Refusal.NotNow("problem.approveFirst");
    }
    return stored.change(
        head,
        name,
        course -> {
          var after = change.apply(course);
          return new Course(
              after.problem(),
              after.room(),
              after.revision() + 1,
              after.iterations(),
              after.offers(),
              Math.max(after.seating(), voice.room().seating()));
        });
  }

  private String name(Voice voice, ProblemId id, String actKey) {
    if (!KEY.matcher(actKey).matches()) {
      throw new Refusal.NotLikeThis("message.keyForm");
    }
    return key.mac("iteration", id + "/" + voice.person().id() + "/" + actKey).substring(0, 20);
  }

  private static Course inside(Course course, int number, UnaryOperator<Iteration> change) {
    if (number < 1 || number > course.iterations().size()) {
      throw new Refusal.NotHere("iteration.unknown");
    }
    var iterations = new ArrayList<>(course.iterations());
    iterations.set(number - 1, change.apply(iterations.get(number - 1)));
    return with(course, iterations, course.offers());
  }

  private static Course with(Course course, List<Iteration> iterations, List<Offer> offers) {
    return new Course(
        course.problem(), course.room(), course.revision(), iterations, offers, course.seating());
  }

  private static <T> List<T> added(List<T> list, T one) {
    var all = new ArrayList<>(list);
    all.add(one);
    return all;
  }

  private static String words(String words) {
    if (words.length() > Edit.NOT_WORTH_CLEANING) {
      throw new Refusal.NotLikeThis("problem.tooLong", Course.LONGEST);
    }
    var clean = Clean.line(words);
    if (Clean.isInvisible(clean) || clean.length() > Course.LONGEST) {
      throw new Refusal.NotLikeThis("iteration.wordsLength", Course.LONGEST);
    }
    return clean;
  }

  /** Only somebody who sits in the room does something there. */
  private Optional<PersonId> owner(Voice voice, Plan plan, Optional<PersonId> before) {
    if (plan.owner().isPresent()
        && !plan.owner().equals(before)
        && !rooms.people(voice).contains(plan.owner().get())) {
      throw new Refusal.NotLikeThis("iteration.ownerUnknown");
    }
    return plan.owner();
  }

  private Optional<LocalDate> due(Voice voice, Plan plan, Optional<LocalDate> before) {
    if (!plan.due().equals(before)) {
      plan.due().ifPresent(due -> mustBeAhead(today(voice), due));
    }
    return plan.due();
  }

  private static void mustBeAhead(LocalDate today, LocalDate day) {
    if (day.isBefore(today) || day.isAfter(today.plusDays(FURTHEST))) {
      throw new Refusal.NotLikeThis("iteration.day", FURTHEST);
    }
  }

  private LocalDate today(Seat seat) {
    return LocalDate.ofInstant(clock.instant(), seat.person().profile().timeZone());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
