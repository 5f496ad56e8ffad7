package org.talanoa.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;

/**
 * The whole state of an activity, with everything that only some may know; never leaves this
 * package.
 *
 * @param version raised by every change
 * @param revision raised by every change that somebody sees
 * @param phases the exercise's, rounds unfolded; as for the fewest people until it begins
 * @param phase which of them it is in; -1 before it begins
 * @param opened when it was opened
 * @param ends when the phase ends; empty where nobody knows
 * @param paused since when it is paused
 * @param facilitator who leads it; empty where that person has been forgotten
 * @param rounds one for each phase that has begun
 */
record Course(
    ActivityId id,
    RoomId room,
    long version,
    long revision,
    Exercise exercise,
    boolean overDays,
    List<Phase> phases,
    Stage stage,
    int phase,
    Instant opened,
    Optional<Instant> ends,
    Optional<Instant> paused,
    Optional<Instant> over,
    Optional<PersonId> facilitator,
    Optional<Offer> offer,
    List<Participant> people,
    List<Round> rounds,
    List<Entry> entries,
    List<Dots> dots,
    Optional<Harvest> harvest) {

  Course {
    phases = List.copyOf(phases);
    people = List.copyOf(people);
    rounds = List.copyOf(rounds);
    entries = List.copyOf(entries);
    dots = List.copyOf(dots);
  }

  /**
   * Somebody who has joined.
   *
   * @param seen when a connection of theirs was last seen
   * @param here whether that is not long ago
   * @param keeper whether they keep order in the room, or moderate or organise the alliance
   * @param helps whether they help to facilitate
   * @param gone whether they have left
   */
  record Participant(
      PersonId person,
      Instant since,
      Instant seen,
      boolean here,
      boolean keeper,
      boolean helps,
      boolean gone) {
    Participant seen(Instant at) {
      return new Participant(person, since, at, true, keeper, helps, gone);
    }

    Participant here(boolean now) {
      return new Participant(person, since, seen, now, keeper, helps, gone);
    }

    Participant helping(boolean now) {
      return new Participant(person, since, seen, here, keeper, now, gone);
    }

    Participant leaving() {
      return new Participant(person, since, seen, false, keeper, false, true);
    }
  }

  /** A phase that has begun; settled once nothing counts any more that is written for it. */
  record Round(Instant began, Optional<Instant> ended, boolean settled, List<Group> groups) {
    Round {
      groups = List.copyOf(groups);
    }

    /** The number of the group somebody is in, or -1. */
    int groupOf(PersonId person) {
      for (var i = 0; i < groups.size(); i++) {
        if (groups.get(i).members().contains(person)) {
          return i;
        }
      }
      return -1;
    }

    Round endedAt(Instant at) {
      return new Round(began, Optional.of(at), settled, groups);
    }

    Round settling() {
      return new Round(began, ended, true, groups);
    }

    Round with(List<Group> others) {
      return new Round(began, ended, settled, others);
    }
  }

  /**
   * Those who sit together.
   *
   * @param turn which of them it is; as many as there are when all have been
   * @param turnEnds when the turn passes on
   */
  record Group(List<PersonId> members, int turn, Optional<Instant> turnEnds) {
    Group {
      members = List.copyOf(members);
    }

    boolean allHaveSpoken() {
      return turn >= members.size();
    }

    Group at(int next, Optional<Instant> ends) {
      return new Group(members, next, ends);
    }

    Group with(PersonId person) {
      var more = new ArrayList<>(members);
      more.add(person);
      return new Group(more, turn, turnEnds);
    }
  }

  /**
   * Something that was written.
   *
   * @param by who wrote it; empty where that person has been forgotten
   * @param group the number of the group it was written in
   * @param late whether it came too late to count for its phase
   * @param lent whether its author lets it be used in the harvest
   */
  record Entry(
      ContributionId id, int phase, Optional<PersonId> by, int group, boolean late, boolean lent) {
    boolean isOf(PersonId person) {
      return by.filter(person::equals).isPresent();
    }

    Entry lent(boolean now) {
      return new Entry(id, phase, by, group, late, now);
    }
  }

  /** The dots that somebody has given in a phase. */
  record Dots(int phase, PersonId by, List<ContributionId> on) {
    Dots {
      on = List.copyOf(on);
    }
  }

  /** Somebody is asked to facilitate, and does from this moment on unless they decline. */
  record Offer(PersonId to, Instant until, List<PersonId> declined) {
    Offer {
      declined = List.copyOf(declined);
    }
  }

  /** Where the harvest was posted; no thread and number while a keeper of order looks at it. */
  record Harvest(Optional<ThreadId> thread, int number) {}

  static Course opened(
      ActivityId id, RoomId room, Exercise exercise, boolean overDays, Instant now) {
    return new Course(
        id,
        room,
        0,
        0,
        exercise,
        overDays,
        exercise.unfolded(exercise.least()),
        Stage.INVITING,
        -1,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  Optional<Participant> participant(PersonId person) {
    return people.stream().filter(each -> each.person().equals(person)).findFirst();
  }

  /** Whether somebody has joined and not left. */
  boolean takesPart(PersonId person) {
    return participant(person).filter(each -> !each.gone()).isPresent();
  }

  List<PersonId> taking() {
    return people.stream().filter(each -> !each.gone()).map(Participant::person).toList();
  }

  boolean leads(PersonId person) {
    return facilitator.filter(person::equals).isPresent();
  }

  Optional<Phase> current() {
    return phase < 0 || phase >= phases.size() ? Optional.empty() : Optional.of(phases.get(phase));
  }

  Optional<Round> round() {
    return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.getLast());
  }

  Optional<Entry> entry(ContributionId id) {
    return entries.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Whether it is waited for people who have to be there. */
  boolean live() {
    return stage.lasts() && !overDays && current().map(Phase::live).orElse(true);
  }

  Course numbered(long version, long revision) {
    var next = new Next(this);
    next.version = version;
    next.revision = revision;
    return next.course();
  }

  Course begun(List<Phase> unfolded) {
    var next = new Next(this);
    next.phases = unfolded;
    next.stage = Stage.RUNNING;
    return next.course();
  }

  Course at(int other, Optional<Instant> until, List<Round> all) {
    var next = new Next(this);
    next.phase = other;
    next.ends = until;
    next.rounds = all;
    return next.course();
  }

  Course ended(Stage how, Instant at) {
    var next = new Next(this);
    next.stage = how;
    next.ends = Optional.empty();
    next.paused = Optional.empty();
    next.over = Optional.of(at);
    next.offer = Optional.empty();
    return next.course();
  }

  Course pausedSince(Instant at) {
    return staged(Stage.PAUSED, Optional.of(at));
  }

  Course resumed() {
    return staged(Stage.RUNNING, Optional.empty());
  }

  private Course staged(Stage now, Optional<Instant> since) {
    var next = new Next(this);
    next.stage = now;
    next.paused = since;
    return next.course();
  }

  /** The clocks of the phase and of everybody's turn are set back by this much. */
  Course later(Duration by) {
    var all = new ArrayList<>(rounds);
    round()
        .ifPresent(last ->
            all.set(
                all.size() - 1,
                last.with(
                    last.groups().stream()
                        .map(group ->
                            group.at(group.turn(), group.turnEnds().map(at -> at.plus(by))))
                        .toList())));
    return at(phase, ends.map(at -> at.plus(by)), all);
  }

  Course ledBy(Optional<PersonId> person) {
    var next = new Next(this);
    next.facilitator = person;
    next.offer = Optional.empty();
    return next.course();
  }

  Course offering(Optional<Offer> made) {
    var next = new Next(this);
    next.offer = made;
    return next.course();
  }

  Course with(List<Participant> all) {
    var next = new Next(this);
    next.people = all;
    return next.course();
  }

  Course with(PersonId person, UnaryOperator<Participant> change) {
    return with(
        people.stream()
            .map(each -> each.person().equals(person) ? change.apply(each) : each)
            .toList());
  }

  Course holding(List<Entry> all, List<Dots> given) {
    var next = new Next(this);
    next.entries = all;
    next.dots = given;
    return next.course();
  }

  Course harvested(Harvest where) {
    var next = new Next(this);
    next.harvest = Optional.of(where);
    return next.course();
  }

  /** The same for eyes that do not see when a connection was last seen. */
  Course asSeen() {
    return numbered(0, 0)
        .with(
            people.stream()
                .map(each ->
                    new Participant(
                        each.person(),
                        each.since(),
                        Instant.EPOCH,
                        each.here(),
                        each.keeper(),
                        each.helps(),
                        each.gone()))
                .toList());
  }

  @Override
  public String toString() {
    return "Course[" + id + ", " + stage + ", phase " + phase + ", revision " + revision + "]";
  }

  /** A course as it will be, while something of it is changed. */
  private static final class Next {
    private final ActivityId id;
    private final RoomId room;
    private long version;
    private long revision;
    private final Exercise exercise;
    private final boolean overDays;
    private List<Phase> phases;
    private Stage stage;
    private int phase;
    private final Instant opened;
    private Optional<Instant> ends;
    private Optional<Instant> paused;
    private Optional<Instant> over;
    private Optional<PersonId> facilitator;
    private Optional<Offer> offer;
    private List<Participant> people;
    private List<Round> rounds;
    private List<Entry> entries;
    private List<Dots> dots;
    private Optional<Harvest> harvest;

    Next(Course course) {
      id = course.id;
      room = course.room;
      version = course.version;
      revision = course.revision;
      exercise = course.exercise;
      overDays = course.overDays;
      phases = course.phases;
      stage = course.stage;
      phase = course.phase;
      opened = course.opened;
      ends = course.ends;
      paused = course.paused;
      over = course.over;
      facilitator = course.facilitator;
      offer = course.offer;
      people = course.people;
      rounds = course.rounds;
      entries = course.entries;
      dots = course.dots;
      harvest = course.harvest;
    }

    Course course() {
      return new Course(
          id,
          room,
          version,
          revision,
          exercise,
          overDays,
          phases,
          stage,
          phase,
          opened,
          ends,
          paused,
          over,
          facilitator,
          offer,
          people,
          rounds,
          entries,
          dots,
          harvest);
    }
  }
}
