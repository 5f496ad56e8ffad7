package org.talanoa.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.talanoa.Refusal;
import org.talanoa.activity.Course.Dots;
import org.talanoa.activity.Course.Entry;
import org.talanoa.activity.Course.Group;
import org.talanoa.activity.Course.Offer;
import org.talanoa.activity.Course.Participant;
import org.talanoa.activity.Course.Round;
import org.talanoa.people.PersonId;

/**
 * How an activity goes on: the pure function from its state, an act and the time to its next state.
 * The state's numbers are raised where something has changed.
 */
final class Conduct {
  /** The most contributions of one person to one phase. */
  static final int MOST_IN_A_PHASE = 20;

  /** The most contributions to one activity. */
  static final int MOST_ENTRIES = 1_500;

  /** What was kept in a browser is still taken for this long after the end. */
  static final Duration AFTERWARDS = Duration.ofHours(24);

  static final Duration MOST_MORE = Duration.ofDays(7);

  /** A deadline that is told no later than this is the moment at which the next phase begins. */
  private static final Duration PROMPT = Duration.ofSeconds(2);

  private final Times times;

  Conduct(Times times) {
    this.times = times;
  }

  Course after(Course before, Act act, Instant now) {
    var after = done(before, act, now);
    if (after.equals(before)) {
      return before;
    }
    var seen = !after.asSeen().equals(before.asSeen());
    return after.numbered(before.version() + 1, before.revision() + (seen ? 1 : 0));
  }

  private Course done(Course course, Act act, Instant now) {
    return switch (act) {
      case Act.Join(var by, var keeper) -> join(course, by, keeper, now);
      case Act.Leave(var by) -> leave(course, by, now);
      case Act.Begin(var by) -> begin(course, by, now);
      case Act.Next(var by, var phase) -> {
        mustLead(course, by);
        yield goOn(running(course), phase, now);
      }
      case Act.Pause(var by) -> {
        mustLead(course, by);
        yield course.stage() == Stage.PAUSED ? course : running(course).pausedSince(now);
      }
      case Act.Resume(var by) -> {
        mustLead(course, by);
        yield resume(course, now);
      }
      case Act.Extend(var by, var phase, var more) -> {
        mustLead(course, by);
        yield extend(course, phase, more);
      }
      case Act.End(var by, var keeper) -> end(course, by, keeper, now);
      case Act.HandOver(var by, var to) -> {
        mustLead(course, by);
        mustTakePart(course, to);
        yield course.ledBy(Optional.of(to));
      }
      case Act.TakeOver(var by, var keeper) -> takeOver(course, by, keeper);
      case Act.Decline(var by) -> decline(course, by, now);
      case Act.Assist(var by, var who, var on) -> {
        mustLead(course, by);
        mustTakePart(course, who);
        yield course.with(who, each -> each.helping(on));
      }
      case Act.PassOn passOn -> passOn(course, passOn, now);
      case Act.Write(var by, var phase, var id) -> write(course, by, phase, id, now);
      case Act.Withdraw(var by, var id) -> withdraw(course, by, id);
      case Act.Lend(var by, var id, var on) -> lend(course, by, id, on);
      case Act.Dot(var by, var phase, var on) -> dot(course, by, phase, on);
      case Act.Seen(var people) ->
          course.with(
              course.people().stream()
                  .map(each ->
                      people.contains(each.person()) && !each.gone() ? each.seen(now) : each)
                  .toList());
      case Act.Tick() -> tick(course, now);
      case Act.Harvested(var where) -> course.harvested(where);
    };
  }

  /** When something happens by itself; empty where nothing does. */
  Optional<Instant> due(Course course) {
    var moments = new ArrayList<Instant>();
    course
        .rounds()
        .forEach(round ->
            round
                .ended()
                .filter(_ -> !round.settled())
                .ifPresent(at -> moments.add(at.plus(times.grace()))));
    if (course.stage() == Stage.RUNNING) {
      course.ends().ifPresent(moments::add);
      course
          .round()
          .ifPresent(
              round -> round.groups().forEach(group -> group.turnEnds().ifPresent(moments::add)));
    }
    if (course.stage().lasts()) {
      course.offer().ifPresent(offer -> moments.add(offer.until()));
      course.people().stream()
          .filter(each -> each.here() && !each.gone())
          .map(each -> each.seen().plus(times.missing()))
          .forEach(moments::add);
    }
    return moments.stream().min(Comparator.naturalOrder());
  }

  private Course join(Course course, PersonId by, boolean keeper, Instant now) {
    mustLast(course);
    if (course.takesPart(by)) {
      return course.with(by, each -> each.seen(now));
    }
    if (course.taking().size() >= Exercise.MOST_PEOPLE) {
      throw new Refusal.NotNow("activity.full", Exercise.MOST_PEOPLE);
    }
    var people = new ArrayList<>(course.people());
    people.removeIf(each -> each.person().equals(by));
    people.add(new Participant(by, now, now, true, keeper, false, false));
    var joined = course.with(people);
    var led = joined.facilitator().isEmpty() ? joined.ledBy(Optional.of(by)) : joined;
    return led.round().isPresent() ? seated(led, by, now) : led;
  }

  /** Who comes late sits in the smallest group. */
  private static Course seated(Course course, PersonId person, Instant now) {
    var round = course.round().orElseThrow();
    if (round.groupOf(person) >= 0) {
      return course;
    }
    var phase = course.current().orElseThrow();
    var groups = new ArrayList<>(round.groups());
    var present = Set.copyOf(course.taking());
    var smallest =
        groups.stream()
            .min(
                Comparator.comparingLong(
                    (Group group) -> group.members().stream().filter(present::contains).count()))
            .orElseThrow();
    var larger = smallest.with(person);
    if (phase.part() == Part.TURNS && smallest.allHaveSpoken()) {
      larger = larger.at(larger.turn(), Optional.of(from(course, now).plus(phase.turn())));
    }
    groups.set(groups.indexOf(smallest), larger);
    var turns = lastTurnEnds(larger, phase);
    var ends = course.ends().map(at -> turns.filter(at::isBefore).orElse(at));
    return course.at(course.phase(), ends, replaced(course, round.with(groups)));
  }

  /** The moment at which the clock stands. */
  private static Instant from(Course course, Instant now) {
    return course.paused().orElse(now);
  }

  /** When the last of a group has had their turn. */
  private static Optional<Instant> lastTurnEnds(Group group, Phase phase) {
    return group
        .turnEnds()
        .map(at -> at.plus(phase.turn().multipliedBy(group.members().size() - group.turn() - 1L)));
  }

  private static List<Round> replaced(Course course, Round last) {
    var all = new ArrayList<>(course.rounds());
    all.set(all.size() - 1, last);
    return all;
  }

  private Course leave(Course course, PersonId by, Instant now) {
    if (!course.takesPart(by)) {
      return course;
    }
    var left = course.with(by, Participant::leaving);
    return left.stage() == Stage.RUNNING ? offer(turns(left, now), now) : offer(left, now);
  }

  private Course begin(Course course, PersonId by, Instant now) {
    mustLead(course, by);
    if (course.stage() != Stage.INVITING) {
      mustLast(course);
      return course;
    }
    var people = course.taking().size();
    if (people < 2) {
      throw new Refusal.NotNow("activity.tooFew");
    }
    return entered(course.begun(course.exercise().unfolded(people)), 0, now);
  }

  /** Begins a phase at this moment. */
  private static Course entered(Course course, int number, Instant at) {
    var phase = course.phases().get(number);
    var before =
        course.rounds().stream()
            .map(round -> round.groups().stream().map(Group::members).toList())
            .toList();
    var seed = 31L * course.id().value().hashCode() + number;
    var turnEnds =
        phase.part() == Part.TURNS ? Optional.of(at.plus(phase.turn())) : Optional.<Instant>empty();
    var groups =
        Grouping.of(course.taking(), phase, before, seed).stream()
            .map(members -> new Group(members, phase.round(), turnEnds))
            .toList();
    var ends =
        phase.part() == Part.TURNS
            ? groups.stream()
                .flatMap(group -> lastTurnEnds(group, phase).stream())
                .max(Comparator.naturalOrder())
            : phase.lasts().isZero()
                ? Optional.<Instant>empty()
                : Optional.of(at.plus(phase.lasts()));
    var rounds = new ArrayList<>(course.rounds());
    rounds.add(new Round(at, Optional.empty(), false, groups));
    return course.at(number, ends, rounds);
  }

  /** Goes on where the activity still is in this phase; who is late with it changes nothing. */
  private static Course goOn(Course course, int phase, Instant now) {
    return course.phase() == phase ? next(course, now) : course;
  }

  private static Course next(Course course, Instant at) {
    var ended = replaced(course, course.round().orElseThrow().endedAt(at));
    var over = course.at(course.phase(), course.ends(), ended);
    return course.phase() + 1 < course.phases().size()
        ? entered(over, course.phase() + 1, at)
        : over.ended(Stage.FINISHED, at);
  }

  private static Course resume(Course course, Instant now) {
    if (course.stage() == Stage.RUNNING) {
      return course;
    }
    if (course.stage() != Stage.PAUSED) {
      throw notRunning(course);
    }
    var since = course.paused().orElse(now);
    return course.later(Duration.between(since, now)).resumed();
  }

  private static Course extend(Course course, int phase, Duration more) {
    if (course.stage() != Stage.PAUSED) {
      var _ = running(course);
    }
    if (more.isNegative() || more.isZero() || more.compareTo(MOST_MORE) > 0) {
      throw new Refusal.NotLikeThis("activity.more", MOST_MORE.toDays());
    }
    if (course.phase() != phase) {
      return course;
    }
    if (course.ends().isEmpty()) {
      throw new Refusal.NotNow("activity.noClock");
    }
    return course.later(more);
  }

  private static Course end(Course course, PersonId by, boolean keeper, Instant now) {
    if (!keeper) {
      mustLead(course, by);
    }
    if (!course.stage().lasts()) {
      return course;
    }
    if (course.stage() == Stage.INVITING) {
      return course.ended(Stage.CANCELLED, now);
    }
    var ended = replaced(course, course.round().orElseThrow().endedAt(now));
    return course.at(course.phase(), course.ends(), ended).ended(Stage.FINISHED, now);
  }

  private static Course takeOver(Course course, PersonId by, boolean keeper) {
    mustLast(course);
    mustTakePart(course, by);
    var asked = course.offer().filter(offer -> offer.to().equals(by)).isPresent();
    var helps = course.participant(by).filter(Participant::helps).isPresent();
    if (!asked && !keeper && !helps && !course.leads(by)) {
      throw new Refusal.NotYours("activity.takeOverNotYours");
    }
    return course.ledBy(Optional.of(by));
  }

  private Course decline(Course course, PersonId by, Instant now) {
    return course
        .offer()
        .filter(offer -> offer.to().equals(by))
        .map(offer -> {
          var declined = new ArrayList<>(offer.declined());
          declined.add(by);
          return offered(course, declined, now);
        })
        .orElse(course);
  }

  private Course passOn(Course course, Act.PassOn act, Instant now) {
    var running = running(course);
    if (running.phase() != act.phase()) {
      return running;
    }
    var groups = running.round().orElseThrow().groups();
    var phase = running.current().orElseThrow();
    if (phase.part() != Part.TURNS || act.group() < 0 || act.group() >= groups.size()) {
      throw new Refusal.NotNow("activity.noTurns");
    }
    var group = groups.get(act.group());
    if (group.turn() != act.turn() || group.allHaveSpoken()) {
      return running;
    }
    if (!group.members().get(group.turn()).equals(act.by())) {
      mustLead(running, act.by());
    }
    var passed = new ArrayList<>(groups);
    passed.set(act.group(), passed(running, group, phase, now));
    return turns(with(running, passed), now);
  }

  private static Course with(Course course, List<Group> groups) {
    return course.at(
        course.phase(), course.ends(), replaced(course, course.round().orElseThrow().with(groups)));
  }

  /** The next of the group who is still taking part; nobody where all have had their turn. */
  private static Group passed(Course course, Group group, Phase phase, Instant at) {
    var next = group.turn() + 1;
    while (next < group.members().size() && !course.takesPart(group.members().get(next))) {
      next++;
    }
    return group.at(
        next,
        next < group.members().size() ? Optional.of(at.plus(phase.turn())) : Optional.empty());
  }

  private static Course write(
      Course course, PersonId by, int number, ContributionId id, Instant now) {
    if (course.entry(id).isPresent()) {
      return course;
    }
    mustTakePart(course, by);
    var tooLate = course.over().filter(at -> at.plus(AFTERWARDS).isBefore(now)).isPresent();
    if (course.stage() == Stage.CANCELLED || tooLate) {
      throw new Refusal.NotNow("activity.over");
    }
    if (number < 0 || number > course.phase()) {
      throw new Refusal.NotNow("activity.notYet");
    }
    var phase = course.phases().get(number);
    var round = course.rounds().get(number);
    var group = round.groupOf(by);
    mayWrite(phase, round, group, by);
    if (course.entries().size() >= MOST_ENTRIES
        || course.entries().stream()
                .filter(entry -> entry.phase() == number && entry.isOf(by))
                .count()
            >= MOST_IN_A_PHASE) {
      throw new Refusal.NotNow("activity.enough", MOST_IN_A_PHASE);
    }
    var all = new ArrayList<>(course.entries());
    all.add(new Entry(id, number, Optional.of(by), group, round.settled(), false));
    return course.holding(all, course.dots());
  }

  private static void mayWrite(Phase phase, Round round, int group, PersonId by) {
    if (group < 0) {
      throw new Refusal.NotNow("activity.phaseOver");
    }
    if (phase.audience() == Audience.NOBODY) {
      throw new Refusal.NotNow("activity.nothingToWrite");
    }
    if (!mayWrite(phase, round.groups().get(group), by)) {
      throw new Refusal.NotNow("activity.notYourTurn");
    }
  }

  /** Whether it is, or has been, somebody's to write in their group. */
  static boolean mayWrite(Phase phase, Group group, PersonId by) {
    var place = group.members().indexOf(by);
    if (phase.part() == Part.TURNS) {
      return place <= group.turn();
    }
    return switch (phase.writers()) {
      case ALL -> true;
      case FIRST -> place == group.turn() || group.allHaveSpoken();
      case OTHERS -> place != group.turn() || group.allHaveSpoken();
    };
  }

  private static Course withdraw(Course course, PersonId by, ContributionId id) {
    var entry = own(course, by, id);
    var all = course.entries().stream().filter(each -> !each.equals(entry)).toList();
    var dots =
        course.dots().stream()
            .map(each ->
                new Dots(
                    each.phase(),
                    each.by(),
                    each.on().stream().filter(on -> !on.equals(id)).toList()))
            .toList();
    return course.holding(all, dots);
  }

  private static Entry own(Course course, PersonId by, ContributionId id) {
    return course
        .entry(id)
        .filter(entry -> entry.isOf(by))
        .orElseThrow(() -> new Refusal.NotHere("activity.contributionUnknown"));
  }

  private static Course lend(Course course, PersonId by, ContributionId id, boolean on) {
    var entry = own(course, by, id);
    return course.holding(
        course.entries().stream().map(each -> each.equals(entry) ? each.lent(on) : each).toList(),
        course.dots());
  }

  private static Course dot(Course course, PersonId by, int number, List<ContributionId> on) {
    mustTakePart(course, by);
    if (number < 0 || number > course.phase()) {
      throw new Refusal.NotNow("activity.notYet");
    }
    var phase = course.phases().get(number);
    if (phase.part() != Part.VOTE) {
      throw new Refusal.NotNow("activity.noDots");
    }
    if (course.rounds().get(number).settled()) {
      throw new Refusal.NotNow("activity.dotsOver");
    }
    if (on.size() > phase.dots() || new HashSet<>(on).size() != on.size()) {
      throw new Refusal.NotLikeThis("activity.dots", phase.dots());
    }
    var shown =
        Sight.shown(course, number).map(Entry::id).collect(java.util.stream.Collectors.toSet());
    if (!shown.containsAll(on)) {
      throw new Refusal.NotHere("activity.contributionUnknown");
    }
    var others =
        course.dots().stream().filter(each -> each.phase() != number || !each.by().equals(by));
    return course.holding(
        course.entries(), Stream.concat(others, Stream.of(new Dots(number, by, on))).toList());
  }

  /** All that happens by itself, in the order in which it is due. */
  private Course tick(Course course, Instant now) {
    var present =
        course.with(
            course.people().stream()
                .map(each ->
                    each.here(!each.gone() && each.seen().plus(times.missing()).isAfter(now)))
                .toList());
    var passed = settled(present, now);
    if (passed.stage() == Stage.RUNNING) {
      passed = turns(passed, now);
    }
    if (passed.stage() == Stage.RUNNING) {
      var ends = passed.ends();
      if (ends.isPresent() && !ends.get().isAfter(now)) {
        passed = next(passed, prompt(ends.get(), now));
      }
    }
    return offer(passed, now);
  }

  /** A phase begins when the last one was to end, unless nobody was there to end it then. */
  private static Instant prompt(Instant due, Instant now) {
    return due.plus(PROMPT).isBefore(now) ? now : due;
  }

  private Course settled(Course course, Instant now) {
    var rounds =
        course.rounds().stream()
            .map(round ->
                round
                    .ended()
                    .filter(at -> !round.settled() && !at.plus(times.grace()).isAfter(now))
                    .map(_ -> round.settling())
                    .orElse(round))
            .toList();
    return course.at(course.phase(), course.ends(), rounds);
  }

  /** Passes on each turn that is over, or whose owner has left; goes on when all have spoken. */
  private static Course turns(Course course, Instant now) {
    var phase = course.current();
    if (phase.isEmpty() || phase.get().part() != Part.TURNS) {
      return course;
    }
    var groups = new ArrayList<Group>();
    for (var group : course.round().orElseThrow().groups()) {
      var passing = group;
      while (!passing.allHaveSpoken()) {
        var ends = passing.turnEnds().orElse(now);
        if (!course.takesPart(passing.members().get(passing.turn()))) {
          passing = passed(course, passing, phase.get(), now);
        } else if (!ends.isAfter(now)) {
          passing = passed(course, passing, phase.get(), prompt(ends, now));
        } else {
          break;
        }
      }
      groups.add(passing);
    }
    var after = with(course, groups);
    if (!groups.stream().allMatch(Group::allHaveSpoken)) {
      return after;
    }
    var ends = course.ends().filter(at -> !at.isAfter(now)).orElse(now);
    return next(after, prompt(ends, now));
  }

  /** Whoever leads and is not here is replaced by the next who is. */
  private Course offer(Course course, Instant now) {
    var missing =
        course.live()
            && course
                .facilitator()
                .flatMap(course::participant)
                .filter(each -> each.here() && !each.gone())
                .isEmpty();
    if (!missing) {
      return course.offering(Optional.empty());
    }
    var offer = course.offer();
    if (offer.isEmpty()) {
      return offered(course, List.of(), now);
    }
    var asked = course.participant(offer.get().to());
    if (asked.filter(each -> each.here() && !each.gone()).isEmpty()) {
      return offered(course, offer.get().declined(), now);
    }
    return offer.get().until().isAfter(now) ? course : course.ledBy(Optional.of(offer.get().to()));
  }

  /** Helpers first, then who keeps order, then who has been here longest. */
  private Course offered(Course course, List<PersonId> declined, Instant now) {
    var next =
        course.people().stream()
            .filter(each -> each.here() && !each.gone() && !course.leads(each.person()))
            .filter(each -> !declined.contains(each.person()))
            .min(
                Comparator.comparing((Participant each) -> !each.helps())
                    .thenComparing(each -> !each.keeper())
                    .thenComparing(Participant::since)
                    .thenComparing(each -> each.person().value()));
    return course.offering(
        next.map(each -> new Offer(each.person(), now.plus(times.offer()), declined)));
  }

  private static void mustLast(Course course) {
    if (!course.stage().lasts()) {
      throw new Refusal.NotNow("activity.over");
    }
  }

  private static Course running(Course course) {
    if (course.stage() != Stage.RUNNING) {
      throw notRunning(course);
    }
    return course;
  }

  private static Refusal notRunning(Course course) {
    return switch (course.stage()) {
      case INVITING -> new Refusal.NotNow("activity.notBegun");
      case PAUSED -> new Refusal.NotNow("activity.paused");
      case RUNNING, FINISHED, CANCELLED -> new Refusal.NotNow("activity.over");
    };
  }

  private static void mustTakePart(Course course, PersonId person) {
    if (!course.takesPart(person)) {
      throw new Refusal.NotNow("activity.joinFirst");
    }
  }

  /** Whoever leads it or helps to. */
  static boolean mayLead(Course course, PersonId person) {
    return course.leads(person) && course.takesPart(person)
        || course.participant(person).filter(each -> each.helps() && !each.gone()).isPresent();
  }

  private static void mustLead(Course course, PersonId person) {
    if (!mayLead(course, person)) {
      throw new Refusal.NotYours("activity.leadNotYours");
    }
  }
}
