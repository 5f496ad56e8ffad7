package org.talanoa.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seed;
import org.talanoa.text.Markdown;

/** How an activity goes on, without a database, a clock or anybody who waits. */
class ConductTest {
  private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");
  private static final Times TIMES =
      new Times(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(15));
  private static final Library LIBRARY = new Library();
  private static final PersonId AMINA = new PersonId("amina");
  private static final PersonId BO = new PersonId("bo");
  private static final PersonId CAI = new PersonId("cai");

  private final Conduct conduct = new Conduct(TIMES);
  private Instant now = START;
  private int count;

  /** A third of the exercises. */
  static List<String> names() {
    return IntStream.range(0, Library.NAMES.size())
        .filter(i -> Sample.takes(i, 3))
        .mapToObj(Library.NAMES::get)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void sixtyPeopleWhoComeAndGoSeeEveryPhaseEndOnceWithEverybodysContributions(String name) {
    var seed = Seed.OF_RUN;
    var random = new Random(seed);
    var people = IntStream.range(0, 60).mapToObj(i -> new PersonId("p" + i)).toList();
    var connected = new HashSet<PersonId>();
    var written = new HashMap<ContributionId, Integer>();
    var acknowledged = new HashMap<ContributionId, Boolean>();
    var led = now;
    var course = open(name);
    for (var person : people.subList(0, 40)) {
      course = conduct.after(course, new Act.Join(person, false), now);
      connected.add(person);
    }
    course = conduct.after(course, new Act.Begin(people.getFirst()), now);
    var last = course;
    var steps = 0;
    while (course.stage().lasts()) {
      assertThat(++steps).as("seed %d", seed).isLessThan(20_000);
      now = now.plusMillis(200 + random.nextInt(1_800));
      var person = people.get(random.nextInt(people.size()));
      switch (random.nextInt(8)) {
        case 0 -> {
          course = conduct.after(course, new Act.Join(person, false), now);
          connected.add(person);
        }
        case 1 -> connected.remove(person);
        case 2 -> {
          if (random.nextInt(6) == 0) {
            course = conduct.after(course, new Act.Leave(person), now);
            connected.remove(person);
          }
        }
        default -> {
          var phase = course.phase() - (random.nextInt(5) == 0 ? 1 : 0);
          var id = id();
          try {
            course = conduct.after(course, new Act.Write(person, phase, id), now);
            written.put(id, phase);
            acknowledged.put(id, course.entry(id).orElseThrow().late());
          } catch (org.talanoa.Refusal _) {
            assertThat(course.entry(id)).isEmpty();
          }
        }
      }
      course = conduct.after(course, new Act.Seen(Set.copyOf(connected)), now);
      course = conduct.after(course, new Act.Tick(), now);
      assertThat(conduct.after(course, new Act.Tick(), now))
          .as("a second node changes nothing, seed %d", seed)
          .isIn(course, conduct.after(course, new Act.Tick(), now));
      assertThat(course.phase()).isBetween(last.phase(), last.phase() + 1);
      if (Conduct.mayLead(course, course.facilitator().orElseThrow())
          && connected.contains(course.facilitator().orElseThrow())) {
        led = now;
      }
      var limit = TIMES.missing().plus(TIMES.offer().multipliedBy(8));
      assertThat(led.plus(limit)).as("somebody leads, seed %d", seed).isAfter(now);
      if (course.ends().isEmpty() && course.stage() == Stage.RUNNING && random.nextInt(40) == 0) {
        var leader = course.facilitator().orElseThrow();
        if (course.takesPart(leader)) {
          course = conduct.after(course, new Act.Next(leader, course.phase()), now);
        }
      }
      last = course;
    }
    now = now.plus(Duration.ofMinutes(1));
    var over = conduct.after(course, new Act.Tick(), now);

    assertThat(over.stage()).isEqualTo(Stage.FINISHED);
    assertThat(over.rounds()).hasSize(over.phases().size());
    for (var i = 0; i < over.rounds().size(); i++) {
      var round = over.rounds().get(i);
      assertThat(round.settled()).isTrue();
      var ended = round.ended().orElseThrow();
      if (i + 1 < over.rounds().size()) {
        assertThat(over.rounds().get(i + 1).began()).isEqualTo(ended);
      }
    }
    assertThat(over.entries().stream().map(Course.Entry::id))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(written.keySet());
    assertThat(over.entries())
        .allSatisfy(entry -> {
          assertThat(entry.phase()).isEqualTo(written.get(entry.id()));
          assertThat(entry.late()).isEqualTo(acknowledged.get(entry.id()));
        });
    everybodyReadsTheSame(over, people);
  }

  /** What is shown to all is the same for all, and what was written in time is among it. */
  private static void everybodyReadsTheSame(Course course, List<PersonId> people) {
    var shown =
        people.stream()
            .map(person ->
                see(course, person).shown().stream()
                    .filter(Contribution::open)
                    .map(Contribution::id)
                    .toList())
            .distinct()
            .toList();
    assertThat(shown).hasSize(1);
    var revealed =
        course.phases().stream()
            .flatMap(phase -> phase.shows().stream())
            .collect(Collectors.toSet());
    assertThat(
            course.entries().stream()
                .filter(entry -> !entry.late())
                .filter(entry -> revealed.contains(course.phases().get(entry.phase()).id()))
                .filter(entry ->
                    !course.phases().get(entry.phase()).nameless()
                        || authors(course, entry.phase()) >= Sight.FEWEST_NAMELESS)
                .map(Course.Entry::id))
        .isSubsetOf(shown.getFirst());
  }

  private static long authors(Course course, int phase) {
    return course.entries().stream()
        .filter(entry -> entry.phase() == phase && !entry.late())
        .map(Course.Entry::by)
        .distinct()
        .count();
  }

  @Test
  void aPhaseEndsAtItsMomentAndTheNextBeginsAtTheSame() {
    var course = begun("one-two-four-all", AMINA, BO, CAI, new PersonId("dee"));
    var ends = course.ends().orElseThrow();

    var before = at(course, ends.minusMillis(1));
    var after = at(before, ends.plusMillis(150));

    assertThat(before.phase()).isZero();
    assertThat(after.phase()).isEqualTo(1);
    assertThat(after.rounds().get(0).ended()).contains(ends);
    assertThat(after.rounds().get(1).began()).isEqualTo(ends);
    assertThat(after.ends()).contains(ends.plusSeconds(180));
  }

  @Test
  void aPhaseThatEndedWhileNobodyLookedGivesTheNextItsWholeTime() {
    var course = begun("one-two-four-all", AMINA, BO, CAI, new PersonId("dee"));
    var muchLater = course.ends().orElseThrow().plus(Duration.ofMinutes(9));

    var after = at(course, muchLater);

    assertThat(after.phase()).isEqualTo(1);
    assertThat(after.ends()).contains(muchLater.plusSeconds(180));
  }

  @Test
  void whatComesWithinTheGraceCountsAndWhatComesLaterIsKeptAsLate() {
    var course = begun("fifteen-per-cent", AMINA, BO, CAI);
    var ends = course.ends().orElseThrow();
    var over = at(course, ends);

    var inTime = id();
    var late = id();
    now = ends.plusSeconds(4);
    over = conduct.after(over, new Act.Write(BO, 0, inTime), now);
    over = at(over, ends.plusSeconds(6));
    over = conduct.after(over, new Act.Write(CAI, 0, late), now);

    assertThat(over.entry(inTime).orElseThrow().late()).isFalse();
    assertThat(over.entry(late).orElseThrow().late()).isTrue();
  }

  @Test
  void nothingIsRevealedBeforeTheGraceIsOverAndThenAllAtOnce() {
    var course = begun("what-so-what-now-what", AMINA, BO, CAI);
    var ends = course.ends().orElseThrow();
    for (var person : List.of(AMINA, BO, CAI)) {
      course = conduct.after(course, new Act.Write(person, 0, id()), now);
    }

    var ended = at(course, ends);
    assertThat(see(ended, BO).shown()).hasSize(1);

    var settled = at(ended, ends.plusSeconds(5));
    assertThat(see(settled, BO).shown()).hasSize(3);
    assertThat(settled.revision()).isGreaterThan(ended.revision());
  }

  @Test
  void theSameContributionTwiceIsOne() {
    var course = begun("fifteen-per-cent", AMINA, BO);
    var id = id();

    var once = conduct.after(course, new Act.Write(BO, 0, id), now);
    var twice = conduct.after(once, new Act.Write(BO, 0, id), now);

    assertThat(twice).isSameAs(once);
  }

  @Test
  void goingOnFromAPhaseThatIsOverChangesNothing() {
    var course = begun("fifteen-per-cent", AMINA, BO);

    var once = conduct.after(course, new Act.Next(AMINA, 0), now);
    var twice = conduct.after(once, new Act.Next(AMINA, 0), now);

    assertThat(once.phase()).isEqualTo(1);
    assertThat(twice).isSameAs(once);
  }

  @Test
  void clocksStandStillInAPauseAndGoOnWhereTheyStood() {
    var course = begun("check-in-round", AMINA, BO, CAI);
    course = conduct.after(course, new Act.Next(AMINA, 0), now);
    var turnEnds = course.round().orElseThrow().groups().getFirst().turnEnds().orElseThrow();
    var ends = course.ends().orElseThrow();

    now = now.plusSeconds(10);
    course = conduct.after(course, new Act.Pause(AMINA), now);
    course = at(course, now.plusSeconds(600));
    assertThat(course.phase()).isEqualTo(1);
    course = conduct.after(course, new Act.Resume(AMINA), now);

    assertThat(course.round().orElseThrow().groups().getFirst().turnEnds())
        .contains(turnEnds.plusSeconds(600));
    assertThat(course.ends()).contains(ends.plusSeconds(600));
  }

  @Test
  void aTurnPassesByItselfOrEarlierAndThePhaseEndsWithTheLast() {
    var course = begun("check-in-round", AMINA, BO, CAI);
    course = conduct.after(course, new Act.Next(AMINA, 0), now);
    var order = course.round().orElseThrow().groups().getFirst().members();

    course = at(course, now.plusSeconds(60));
    assertThat(course.round().orElseThrow().groups().getFirst().turn()).isEqualTo(1);
    var waiting = course;
    assertThatThrownBy(() -> conduct.after(waiting, new Act.Write(order.get(2), 1, id()), now))
        .hasMessage("activity.notYourTurn");
    course = conduct.after(course, new Act.Write(order.get(0), 1, id()), now);
    course = conduct.after(course, new Act.PassOn(order.get(1), 1, 0, 1), now);
    assertThat(course.round().orElseThrow().groups().getFirst().turn()).isEqualTo(2);
    course = conduct.after(course, new Act.PassOn(order.get(1), 1, 0, 1), now);
    assertThat(course.round().orElseThrow().groups().getFirst().turn()).isEqualTo(2);
    course = conduct.after(course, new Act.Leave(order.get(2)), now);

    assertThat(course.phase()).isEqualTo(2);
  }

  @Test
  void whoComesLateHasATurnToo() {
    var course = begun("check-in-round", AMINA, BO);
    course = conduct.after(course, new Act.Next(AMINA, 0), now);
    var ends = course.ends().orElseThrow();

    course = conduct.after(course, new Act.Join(CAI, false), now);

    assertThat(course.round().orElseThrow().groups().getFirst().members()).contains(CAI);
    assertThat(course.ends()).contains(ends.plusSeconds(60));
  }

  @Test
  void inATroikaTheAskerOnlyListensWhileTheOthersAdvise() {
    var course = begun("troika-consulting", AMINA, BO, CAI);
    while (!course.current().orElseThrow().id().equals("advise")) {
      course = conduct.after(course, new Act.Next(AMINA, course.phase()), now);
    }
    var here = course;
    var trio = course.round().orElseThrow().groups().getFirst().members();

    assertThatThrownBy(
            () -> conduct.after(here, new Act.Write(trio.get(0), here.phase(), id()), now))
        .hasMessage("activity.notYourTurn");
    assertThat(see(here, trio.get(0)).mayWrite()).isFalse();
    assertThat(see(here, trio.get(1)).mayWrite()).isTrue();
    assertThat(conduct.after(here, new Act.Write(trio.get(1), here.phase(), id()), now).entries())
        .hasSize(1);
  }

  @Test
  void aFacilitatorWhoIsLostIsReplacedByTheNextAndNothingStops() {
    var course = begun("one-two-four-all", AMINA, BO, CAI, new PersonId("dee"));
    course = conduct.after(course, new Act.Write(AMINA, 0, id()), now);

    course = seenWithoutAmina(course, 19);
    assertThat(course.offer()).isEmpty();
    course = seenWithoutAmina(course, 2);
    assertThat(course.offer().orElseThrow().to()).isEqualTo(BO);
    assertThat(course.leads(AMINA)).isTrue();
    course = seenWithoutAmina(course, 16);

    assertThat(course.leads(BO)).isTrue();
    assertThat(course.offer()).isEmpty();
    assertThat(course.entries()).hasSize(1);
    assertThat(course.ends()).contains(START.plusSeconds(120));
  }

  @Test
  void whoComesBackInTimeStillLeadsAndWhoDeclinesIsPassedOver() {
    var course = begun("one-two-four-all", AMINA, BO, CAI, new PersonId("dee"));
    course = seenWithoutAmina(course, 21);
    course = conduct.after(course, new Act.Decline(BO), now);
    assertThat(course.offer().orElseThrow().to()).isEqualTo(CAI);

    course = conduct.after(course, new Act.Seen(Set.of(AMINA)), now);
    course = conduct.after(course, new Act.Tick(), now);

    assertThat(course.leads(AMINA)).isTrue();
    assertThat(course.offer()).isEmpty();
  }

  @Test
  void helpersComeFirstThenWhoKeepsOrder() {
    var dee = new PersonId("dee");
    var course = open("one-two-four-all");
    course = conduct.after(course, new Act.Join(AMINA, false), now);
    course = conduct.after(course, new Act.Join(BO, false), now.plusMillis(1));
    course = conduct.after(course, new Act.Join(CAI, true), now.plusMillis(2));
    course = conduct.after(course, new Act.Join(dee, false), now.plusMillis(3));

    assertThat(conduct.after(course, new Act.Leave(AMINA), now).offer().orElseThrow().to())
        .isEqualTo(CAI);
    var helped = conduct.after(course, new Act.Assist(AMINA, dee, true), now);
    assertThat(conduct.after(helped, new Act.Leave(AMINA), now).offer().orElseThrow().to())
        .isEqualTo(dee);
  }

  @Test
  void overDaysNobodyHasToBeThere() {
    var exercise = LIBRARY.find(new ExerciseId("what-so-what-now-what")).orElseThrow().overDays(3);
    var course =
        Course.opened(new ActivityId("aaaaaaaa"), new RoomId("aaaaaaaa"), exercise, true, now);
    course = conduct.after(course, new Act.Join(AMINA, false), now);
    course = conduct.after(course, new Act.Join(BO, false), now);
    course = conduct.after(course, new Act.Begin(AMINA), now);

    course = at(course, now.plus(Duration.ofDays(2)));
    assertThat(course.offer()).isEmpty();
    course = at(course, now.plus(Duration.ofDays(1)));

    assertThat(course.phase()).isEqualTo(1);
    assertThat(course.leads(AMINA)).isTrue();
  }

  @Test
  void whoIsNotAskedAndDoesNotHelpCannotLead() {
    var course = begun("fifteen-per-cent", AMINA, BO);

    for (var act :
        List.of(
            new Act.Next(BO, 0),
            new Act.Pause(BO),
            new Act.End(BO, false),
            new Act.HandOver(BO, BO),
            new Act.TakeOver(BO, false))) {
      assertThatThrownBy(() -> conduct.after(course, act, now))
          .isInstanceOf(org.talanoa.Refusal.NotYours.class);
    }
    assertThat(conduct.after(course, new Act.TakeOver(BO, true), now).leads(BO)).isTrue();
    assertThat(conduct.after(course, new Act.HandOver(AMINA, BO), now).leads(BO)).isTrue();
  }

  @Test
  void dotsAreCountedWhenTheVoteIsOverAndNobodySeesTheDotsOfAnother() {
    var course = begun("failure-story", AMINA, BO, CAI);
    course = conduct.after(course, new Act.Next(AMINA, 0), now);
    var first = id();
    course = conduct.after(course, new Act.Write(AMINA, 1, first), now);
    course = conduct.after(course, new Act.Write(BO, 1, id()), now);
    course = conduct.after(course, new Act.Write(CAI, 1, id()), now);
    course = conduct.after(course, new Act.Next(AMINA, 1), now);
    course = at(course, now.plusSeconds(6));
    course = conduct.after(course, new Act.Next(AMINA, 2), now);

    course = conduct.after(course, new Act.Dot(BO, 3, List.of(first)), now);
    course = conduct.after(course, new Act.Dot(CAI, 3, List.of(first)), now);
    assertThat(see(course, AMINA).shown()).allMatch(each -> each.dots() == 0);
    assertThat(see(course, AMINA).dots()).isEmpty();
    assertThat(see(course, BO).dots()).containsExactly(first);
    course = conduct.after(course, new Act.Next(AMINA, 3), now);
    course = at(course, now.plusSeconds(6));

    assertThat(see(course, AMINA).shown().getFirst().id()).isEqualTo(first);
    assertThat(see(course, AMINA).shown().getFirst().dots()).isEqualTo(2);
    var over = course;
    assertThatThrownBy(() -> conduct.after(over, new Act.Dot(BO, 3, List.of()), now))
        .hasMessage("activity.dotsOver");
  }

  @Test
  void whatIsShownWithoutNamesTellsNobodyWhoWroteIt() {
    var course = nameless(List.of(AMINA, BO, CAI));

    var shown = see(course, AMINA).shown();

    assertThat(shown).hasSize(3).allMatch(each -> each.by().isEmpty());
    assertThat(shown.stream().map(each -> each.id().value()).toList()).isSorted();
    assertThat(see(course, BO).shown().stream().filter(Contribution::mine)).hasSize(1);
  }

  @Test
  void whereFewerThanThreeHaveWrittenNothingIsShownWithoutNames() {
    var course = nameless(List.of(AMINA, BO));

    assertThat(see(course, AMINA).shown()).hasSize(1).allMatch(Contribution::mine);
    assertThat(see(course, CAI).shown()).isEmpty();
  }

  @Test
  void whatComesLateIsNotShownWithoutNamesToAnybodyButItsAuthor() {
    var course = nameless(List.of(AMINA, BO, CAI));
    var dee = new PersonId("dee");

    var late = conduct.after(course, new Act.Write(dee, 1, id()), now);

    assertThat(see(late, dee).shown()).hasSize(4);
    assertThat(see(late, AMINA).shown()).hasSize(3);
    assertThat(Sight.usable(late)).hasSize(3);
  }

  @Test
  void whatIsWrittenInAGroupIsReadByTheGroupAlone() {
    var people = IntStream.range(0, 6).mapToObj(i -> new PersonId("p" + i)).toList();
    var course = begun("one-two-four-all", people.toArray(PersonId[]::new));
    course = conduct.after(course, new Act.Next(people.getFirst(), 0), now);
    var pair = course.round().orElseThrow().groups().getFirst().members();
    course = conduct.after(course, new Act.Write(pair.get(0), 1, id()), now);

    for (var person : people) {
      assertThat(see(course, person).shown()).hasSize(pair.contains(person) ? 1 : 0);
    }
    var left = conduct.after(course, new Act.Leave(pair.get(1)), now);
    assertThat(see(left, pair.get(1)).shown()).isEmpty();
    assertThat(see(course, new PersonId("somebody")).shown()).isEmpty();
  }

  @Test
  void whoHasNotJoinedIsNotShownWhoIsThere() {
    var course = begun("fifteen-per-cent", AMINA, BO);
    var other = see(course, CAI);

    assertThat(other.people()).isEmpty();
    assertThat(other.groups()).isEmpty();
    assertThat(other.count()).isEqualTo(2);
    assertThat(see(course, BO).people()).hasSize(2);
  }

  @Test
  void whatIsTakenBackIsGoneWithItsDots() {
    var course = begun("fifteen-per-cent", AMINA, BO);
    var id = id();
    course = conduct.after(course, new Act.Write(BO, 0, id), now);
    var there = course;

    assertThatThrownBy(() -> conduct.after(there, new Act.Withdraw(AMINA, id), now))
        .isInstanceOf(org.talanoa.Refusal.NotHere.class);
    assertThat(conduct.after(there, new Act.Withdraw(BO, id), now).entries()).isEmpty();
  }

  @Test
  void nobodyWritesMoreThanFits() {
    var course = begun("fifteen-per-cent", AMINA, BO);
    for (var i = 0; i < Conduct.MOST_IN_A_PHASE; i++) {
      course = conduct.after(course, new Act.Write(BO, 0, id()), now);
    }
    var full = course;

    assertThatThrownBy(() -> conduct.after(full, new Act.Write(BO, 0, id()), now))
        .hasMessage("activity.enough");
  }

  /** The failure story at the wall, where these have written; four people take part. */
  private Course nameless(List<PersonId> writing) {
    var course = begun("failure-story", AMINA, BO, CAI, new PersonId("dee"));
    course = conduct.after(course, new Act.Next(AMINA, 0), now);
    for (var person : writing) {
      course = conduct.after(course, new Act.Write(person, 1, id()), now);
    }
    course = conduct.after(course, new Act.Next(AMINA, 1), now);
    return at(course, now.plusSeconds(6));
  }

  private Course seenWithoutAmina(Course course, int seconds) {
    var on = course;
    for (var i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      var others =
          on.taking().stream().filter(each -> !each.equals(AMINA)).collect(Collectors.toSet());
      on = conduct.after(on, new Act.Seen(others), now);
      on = conduct.after(on, new Act.Tick(), now);
    }
    return on;
  }

  private Course open(String name) {
    return Course.opened(
        new ActivityId("aaaaaaaa"),
        new RoomId("aaaaaaaa"),
        LIBRARY.find(new ExerciseId(name)).orElseThrow(),
        false,
        now);
  }

  private Course begun(String name, PersonId... people) {
    var course = open(name);
    for (var person : people) {
      now = now.plusNanos(1_000);
      course = conduct.after(course, new Act.Join(person, false), now);
    }
    now = START;
    return conduct.after(course, new Act.Begin(people[0]), now);
  }

  private Course at(Course course, Instant when) {
    now = when;
    return conduct.after(course, new Act.Tick(), when);
  }

  private ContributionId id() {
    var hash = Integer.toHexString(++count * 0x9E3779B9);
    return new ContributionId("00000000".substring(hash.length()) + hash);
  }

  private static Activity see(Course course, PersonId person) {
    return Sight.of(course, person, false, START, id -> Optional.of(Markdown.of("words " + id)));
  }
}
