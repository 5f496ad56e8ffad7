package org.talanoa.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.alliance.Role;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Person;
import org.talanoa.room.Restraint;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;

/** When the pulse of a room is taken, by whom, and what is shown of it. */
class PulsesTest {
  private final Pulsing given = new Pulsing(Pulsing.QUIET);
  private final List<Person> peers = given.peers(6);
  private final RoomId room = given.room(peers);
  private final Person amina = peers.getFirst();

  @AfterEach
  void close() {
    given.close();
  }

  private Pulse seen() {
    return given.seen(amina, room);
  }

  private Figures figures() {
    return seen().course().last().orElseThrow();
  }

  private void allAnswer(Answers... answers) {
    for (var i = 0; i < answers.length; i++) {
      given.answer(peers.get(i), room, answers[i]);
    }
  }

  private static void refused(String key, ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Refusal.class).hasMessage(key);
  }

  private List<Document> stored(String collection) {
    return given.world.storage.database().getCollection(collection).find().into(new ArrayList<>());
  }

  @Test
  void aRoundOpensAndClosesByTheClock() {
    given.pulses.plan(given.chair(room), given.today().plusDays(2), 0, 3);
    assertThat(seen().asked()).isInstanceOf(Asked.Nothing.class);
    refused("pulse.closed", () -> given.answer(amina, room, Pulsing.all(4)));

    given.world.clock.turn(Duration.ofDays(2));
    assertThat(seen().asked()).isInstanceOf(Asked.Waits.class);
    given.answer(amina, room, Pulsing.all(4));
    given.world.clock.turn(Duration.ofDays(3));

    assertThat(seen().asked()).isInstanceOf(Asked.Nothing.class);
    refused("pulse.closed", () -> given.answer(peers.get(1), room, Pulsing.all(4)));
  }

  @Test
  void theMeansAreShownAfterTheCloseWithTheReversedOnesTurned() {
    given.open(room, 0);
    var answers = new Answers(List.of(1, 7, 1, 6, 2, 5, 4));
    allAnswer(answers, answers, answers, answers, answers);
    assertThat(seen().course().published()).isEmpty();

    given.close(room);

    assertThat(figures().turnout()).isEqualTo(Turnout.FEW);
    assertThat(Statement.ALL.stream().map(figures()::mean))
        .containsExactly(7.0, 7.0, 7.0, 6.0, 6.0, 5.0, 4.0);
    assertThat(figures().trust()).isEqualTo(6.0);
  }

  @Test
  void ofFourAnswersNothingIsShownNotEvenHowMany() {
    given.open(room, 0);
    allAnswer(Pulsing.all(4), Pulsing.all(4), Pulsing.all(4), Pulsing.all(4));

    given.close(room);

    assertThat(seen().course().published()).singleElement().isInstanceOf(Published.TooFew.class);
    assertThat(stored("pulses").getFirst().toJson()).doesNotContain("halves", "count", "turnout");
  }

  @Test
  void nobodyAnswersTwice() {
    given.open(room, 0);
    given.answer(amina, room, Pulsing.all(7));

    refused("pulse.answered", () -> given.answer(amina, room, Pulsing.all(1)));
    assertThat(seen().asked()).isInstanceOf(Asked.Answered.class);
  }

  @Test
  void whoHasAnsweredInOneRoomRestsBeforeAnotherAsks() {
    var other = given.room(peers);
    given.open(room, 0);
    given.open(other, 0);
    assertThat(given.pulses.waiting(given.world.rooms.seats(amina))).hasSize(2);

    given.answer(amina, room, Pulsing.all(4));

    assertThat(given.pulses.waiting(given.world.rooms.seats(amina))).isEmpty();
    assertThat(given.seen(amina, other).asked()).isInstanceOf(Asked.Rests.class);
    refused("pulse.rests", () -> given.answer(amina, other, Pulsing.all(4)));
    given.close(room);
    given.world.clock.turn(Plan.REST);
    given.closing.sweep();
    given.open(other, 0);
    assertThat(given.seen(amina, other).asked()).isInstanceOf(Asked.Waits.class);
  }

  @Test
  void whoAnswersAtTheLastMomentIsAskedAgainInTheNextRound() {
    given.open(room, 2);
    given.world.clock.turn(Duration.ofDays(3).minusMinutes(1));
    given.answer(amina, room, Pulsing.all(4));
    given.close(room);

    var next = seen().round().orElseThrow();
    given.world.clock.turn(Duration.between(given.world.clock.instant(), next.opens()));

    assertThat(next.number()).isEqualTo(2);
    assertThat(seen().asked()).isInstanceOf(Asked.Waits.class);
  }

  @Test
  void anotherPlanLeavesARoundThatIsOpenAndKeepsItsDistance() {
    given.open(room, 2);
    var open = seen().round().orElseThrow();
    refused("pulse.tooSoon", () -> given.open(room, 0));

    given.pulses.plan(given.chair(room), given.today().plusDays(20), 0, 5);
    assertThat(seen().round()).contains(open);
    given.pulses.stop(given.chair(room));
    assertThat(seen().round()).contains(open);
    given.close(room);

    assertThat(seen().round()).isEmpty();
    assertThat(seen().course().published()).hasSize(1);
    refused("pulse.tooSoon", () -> given.open(room, 0));
    given.world.clock.turn(Plan.REST);
    given.open(room, 0);
    assertThat(seen().round().orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void aPlanIsToBeWithinItsBounds() {
    var chair = given.chair(room);
    refused("pulse.first", () -> given.pulses.plan(chair, given.today().minusDays(1), 0, 3));
    refused("pulse.first", () -> given.pulses.plan(chair, given.today().plusDays(400), 0, 3));
    refused("pulse.openDays", () -> given.pulses.plan(chair, given.today(), 0, 2));
    refused("pulse.openDays", () -> given.pulses.plan(chair, given.today(), 0, 15));
    refused("pulse.everyWeeks", () -> given.pulses.plan(chair, given.today(), 27, 3));
    refused("pulse.tooOften", () -> given.pulses.plan(chair, given.today(), 1, 3));
    refused("pulse.tooOften", () -> given.pulses.plan(chair, given.today(), 2, 8));
    refused("pulse.answers", () -> new Answers(List.of(1, 2, 3)));
    refused("pulse.answers", () -> Pulsing.all(8));
    refused("pulse.answers", () -> Pulsing.all(0));
    refused("pulse.answers", () -> new Answers(Arrays.asList(1, 2, 3, 4, 5, 6, null)));
  }

  @Test
  void roundsThatNobodyCouldAnswerBecauseNothingRanAreNotMissed() {
    given.open(room, 2);
    given.world.clock.turn(Duration.ofDays(60));

    given.closing.sweep();

    assertThat(seen().course().published()).hasSize(1);
    var next = seen().round().orElseThrow();
    assertThat(next.number()).isEqualTo(2);
    assertThat(next.closes()).isAfter(given.world.clock.instant());
  }

  @Test
  void theRoundGoesOnAfterARestartAndIsCountedOnceByTwoNodes() {
    given.open(room, 2);
    allAnswer(Pulsing.all(4), Pulsing.all(4), Pulsing.all(4));
    var again = given.node(Pulsing.QUIET);
    for (var i = 3; i < 5; i++) {
      again.answer(given.world.voice(peers.get(i), room), 1, Pulsing.all(4));
    }
    given.close(room);
    var figures = figures();
    try (var other = new Other(given.closing(again))) {
      other.closing().sweep();
      given.closing.sweep();
    }

    assertThat(seen().course().published()).hasSize(1);
    assertThat(figures()).isEqualTo(figures);
    assertThat(figures.trust()).isEqualTo(4.0);
  }

  private record Other(Closing closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.close();
    }
  }

  @Test
  void onlyThePeopleOfTheRoomSeeItsPulseAndOnlyWhoMaySpeakAnswers() {
    var open = given.world.room(RoomKind.OPEN, peers.toArray(Person[]::new)).id();
    var outsider = given.world.peer("outsider");
    var observer = given.world.member("observer", Role.OBSERVER);
    var former = given.world.member("peer5", Role.OBSERVER);
    given.open(open, 0);

    for (var stranger : List.of(outsider, observer, former)) {
      refused("pulse.peopleOnly", () -> given.seen(stranger, open));
      refused("room.speakNotYours", () -> given.world.voice(stranger, open));
      assertThat(given.pulses.waiting(given.world.rooms.seats(stranger))).isEmpty();
    }
    given.world.rooms.restrain(
        given.chair(open),
        amina.id(),
        new Restraint(Restraint.Kind.NO_POSTING, Restraint.FOR_GOOD));
    assertThat(given.seen(amina, open).asked()).isInstanceOf(Asked.Mute.class);
    assertThat(given.pulses.waiting(given.world.rooms.seats(amina))).isEmpty();
    refused("room.chairNotYours", () -> given.world.rooms.chair(peers.get(1), open));
  }

  @Test
  void whereTheTalkGoesOnElsewhereNoFurtherRoundOpens() {
    given.open(room, 2);
    given.world.rooms.continueAs(given.chair(room), RoomKind.SEALED);

    given.close(room);

    assertThat(seen().round()).isEmpty();
    refused("room.continued", () -> given.open(room, 2));
  }

  @Test
  void whereTrustIsLowOrFallsItComesFirst() {
    given.open(room, 2);
    assertThat(seen().course().trustFirst()).isFalse();
    assertThat(course(4).trustFirst()).isTrue();
    assertThat(course(9).trustFirst()).isFalse();
    assertThat(course(9, 9).trustFirst()).isFalse();
    assertThat(course(12, 11).trustFirst()).isTrue();
    assertThat(course(11, 12).trustFirst()).isFalse();
    assertThat(course(8, 9).trustFirst()).isFalse();
    assertThat(course(9, 8).trustFirst()).isTrue();
  }

  private static Course course(int... halves) {
    var all = new ArrayList<Published>();
    for (var each : halves) {
      all.add(new Published.TooFew(new Round(all.size() + 1, Instant.EPOCH, Instant.EPOCH)));
      all.add(
          new Published.Shown(
              new Round(all.size() + 1, Instant.EPOCH, Instant.EPOCH),
              new Figures(java.util.Collections.nCopies(7, each), Turnout.FEW)));
    }
    return new Course(all);
  }

  @Test
  void whoIsForgottenLeavesNoMarkAndTheSumStays() {
    given.open(room, 0);
    allAnswer(Pulsing.all(4), Pulsing.all(4), Pulsing.all(4), Pulsing.all(4), Pulsing.all(4));
    assertThat(stored("pulsemarks")).hasSize(5);
    var keeper = new PulseKeeper(given.pulses, given.world.rooms);
    assertThat(exported(keeper)).hasSize(1);

    keeper.forget(new Forgetting(amina.id(), true, "secret"));
    keeper.forget(new Forgetting(amina.id(), true, "secret"));

    assertThat(stored("pulsemarks")).hasSize(4);
    assertThat(exported(keeper)).isEmpty();
    given.close(room);
    assertThat(figures().trust()).isEqualTo(4.0);
  }

  @Test
  void anExportNamesNoSealedRoomAndNoAnswer() {
    var sealed = given.world.room(RoomKind.SEALED, amina).id();
    given.open(sealed, 0);
    given.answer(amina, sealed, Pulsing.all(4));
    var keeper = new PulseKeeper(given.pulses, given.world.rooms);

    assertThat(exported(keeper)).isEmpty();
  }

  private List<Map<String, ?>> exported(PulseKeeper keeper) {
    var all = new ArrayList<Map<String, ?>>();
    keeper.export(
        amina,
        new Export() {
          @Override
          public void list(String name, Things things) {
            things.each(all::add);
          }

          @Override
          public void file(String name, InputStream content) {
            throw new IllegalStateException("there is no file");
          }
        });
    return all;
  }

  @Test
  void marksGoWhenTheirRestIsOverAndTalliesAtTheClose() {
    given.open(room, 0);
    allAnswer(Pulsing.all(4), Pulsing.all(4), Pulsing.all(4), Pulsing.all(4), Pulsing.all(4));
    assertThat(stored("pulsetallies")).hasSize(1);
    given.close(room);
    assertThat(stored("pulsetallies")).isEmpty();
    assertThat(stored("pulsemarks")).hasSize(5);
    given.world.clock.turn(Plan.REST);

    given.closing.sweep();

    assertThat(stored("pulsemarks")).isEmpty();
    assertThat(stored("pulses").getFirst().getBoolean("leftover")).isFalse();
  }
}
