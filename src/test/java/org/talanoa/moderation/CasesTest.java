package org.talanoa.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talanoa.Refusal;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadId;
import org.talanoa.moderation.Case.Appeal.Outcome;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Fault;
import org.talanoa.testing.Sample;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/** Reports, cases, decisions and appeals, from the reader's flag to the audit trail. */
class CasesTest {
  private static final String WHY = "This hurts somebody who is not here.";
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path data;
  private Keeping keeping;
  private World world;
  private Person amina;
  private Person tashi;
  private Person khady;
  private Person pema;
  private Room room;

  @BeforeEach
  void begin() {
    keeping = new Keeping(data);
    world = keeping.world;
    amina = world.peer("amina");
    tashi = world.peer("tashi");
    khady = world.member("khady", Role.MODERATOR);
    pema = world.member("pema", Role.MODERATOR);
    room = keeping.room(RoomKind.CLOSED, khady, pema, amina, tashi);
  }

  @AfterEach
  void close() {
    keeping.close();
  }

  private Chair chair(Person keeper) {
    return keeping.chair(keeper, room.id());
  }

  private Message message(Message message) {
    return world.discussions.message(chair(khady), message.thread(), message.number());
  }

  private Case read(Person keeper, CaseId id) {
    return keeping.cases.of(chair(keeper), id);
  }

  private Notice notice(Person person) {
    return keeping.notices.of(person).getFirst();
  }

  private static void notHere(ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Refusal.NotHere.class).hasMessage("case.unknown");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWholeCaseFromReportToReversedAppeal(boolean veiled) {
    var said = keeping.say(amina, room.id(), "The ministry lies.", veiled);
    var id = keeping.reported(tashi, said);
    assertThat(keeping.cases.waiting(chair(khady))).extracting(Case::id).containsExactly(id);

    var decided = keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY);

    assertThat(message(said).body()).isEqualTo(new Body.Hidden());
    assertThat(decided.hidden()).isTrue();
    assertThat(decided.words().orElseThrow().source()).isEqualTo("The ministry lies.");
    assertThat(decided.waits()).isFalse();
    assertThat(keeping.cases.waiting(chair(pema))).isEmpty();
    assertThat(keeping.cases.decided(chair(pema))).extracting(Case::id).containsExactly(id);
    var told = notice(amina);
    assertThat(told.kind()).isEqualTo(Notice.Kind.DECIDED);
    assertThat(told.reason()).isEqualTo(WHY);
    assertThat(told.toString()).doesNotContain("ministry lies");
    assertThat(notice(tashi).kind()).isEqualTo(Notice.Kind.REPORT_ANSWERED);
    assertThat(keeping.notices.waiting(amina)).isEqualTo(1);

    keeping.appeals.appeal(amina, told.id(), "I have the figures to show it.");

    assertThat(keeping.cases.waiting(chair(pema))).extracting(Case::id).containsExactly(id);
    assertThatThrownBy(() -> keeping.appeals.appeal(amina, told.id(), "And again."))
        .hasMessage("appeal.once");
    assertThatThrownBy(() -> keeping.decisions.settle(chair(khady), id, 1, false, WHY))
        .hasMessage("appeal.otherKeeper");
    keeping.decisions.settle(chair(pema), id, 1, true, "The figures are right.");

    assertThat(message(said).body()).isInstanceOf(Body.Said.class);
    assertThat(notice(amina).kind()).isEqualTo(Notice.Kind.APPEAL_REVERSED);
    assertThat(notice(amina).reason()).isEqualTo("The figures are right.");
    assertThatThrownBy(() -> keeping.decisions.settle(chair(pema), id, 1, false, WHY))
        .hasMessage("appeal.notWaiting");
    assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 10))
        .extracting(Entry::act)
        .containsExactly("appeal-reversed", "appealed", "case-decided");
    assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 10))
        .noneMatch(entry -> entry.toString().contains("amina"));
    assertThat(keeping.isSound()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whomACaseIsAboutNeitherSeesItNorActsInIt(boolean veiled) {
    var said = keeping.say(pema, room.id(), "All of you are lazy.", veiled);
    var id = keeping.reported(tashi, said);
    var own = chair(pema);
    assertThat(read(khady, id).reportCount()).isEqualTo(1);

    assertThat(keeping.cases.waiting(own)).isEmpty();
    notHere(() -> keeping.cases.of(own, id));
    notHere(() -> keeping.cases.surroundings(own, id));
    notHere(() -> keeping.cases.note(own, id, "Nothing to see."));
    notHere(() -> keeping.decisions.decide(own, id, new Measure.Dismiss(), WHY));
    notHere(() -> keeping.decisions.reopen(own, id, WHY));
    notHere(() -> keeping.decisions.settle(own, id, 1, true, WHY));
    var reason = "They threaten a colleague and we have to protect her.";
    notHere(() -> keeping.unmaskings.ask(own, id, reason));
    notHere(() -> keeping.unmaskings.agree(own, id, reason));

    keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY);
    assertThat(keeping.cases.decided(own)).isEmpty();
    assertThat(keeping.trails.of(own, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 10)).hasSize(1);
    var entry = keeping.trails.of(chair(khady), Long.MAX_VALUE, 1).getFirst().id();
    assertThatThrownBy(() -> keeping.trails.takeReasonAway(own, entry, WHY))
        .isInstanceOf(Refusal.NotHere.class);
    assertThat(notice(pema).kind()).isEqualTo(Notice.Kind.DECIDED);
  }

  @Test
  void whoMovesWithItsMessageIsStillItsSubject() {
    var said = keeping.say(pema, room.id(), "All of you are lazy.", true);
    keeping.answer(tashi, room.id(), said.thread(), "Are we?", false);
    var id = keeping.reported(tashi, said);
    var into = keeping.say(tashi, room.id(), "Another thread.", false);

    keeping.relocation.merge(chair(khady), said.thread(), into.thread());

    assertThat(read(khady, id).thread()).isEqualTo(into.thread());
    notHere(() -> keeping.cases.of(chair(pema), id));
    keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY);
    assertThat(read(khady, id).hidden()).isTrue();
    notHere(() -> keeping.cases.of(chair(pema), id));
  }

  @Test
  void aCaseIsSeenByTheKeepersOfItsRoomOnly() {
    var id = keeping.reported(tashi, keeping.say(amina, room.id(), "Words.", false));
    var elsewhere = world.room(RoomKind.CLOSED);

    notHere(() -> keeping.cases.of(keeping.chair(world.organiser.person(), elsewhere.id()), id));
    assertThatThrownBy(() -> chair(tashi)).isInstanceOf(Refusal.NotYours.class);
  }

  @Test
  void reportsOfOneMessageJoinAndOnePersonReportsItOnce() {
    var said = keeping.say(amina, room.id(), "Words.", false);
    var id = keeping.reported(tashi, said);

    keeping.reported(tashi, said);
    keeping.reported(pema, said);

    assertThat(keeping.cases.waiting(chair(khady))).hasSize(1);
    assertThat(read(khady, id).reports())
        .extracting(report -> report.by().orElseThrow())
        .containsExactly(tashi.id(), pema.id());
    assertThatThrownBy(() -> keeping.reported(amina, said)).hasMessage("report.own");
  }

  @Test
  void whoReportsAnonymouslyIsShownToNobodyAndToldTheOutcome() {
    var said = keeping.say(amina, room.id(), "Words.", false);
    keeping.cases.report(
        world.rooms.enter(tashi, room.id()),
        said.thread(),
        1,
        Grounds.BREAKS_CONFIDENTIALITY,
        "",
        true);
    var id = keeping.cases.stored().id(room.id(), said.thread(), 1);

    var read = read(khady, id);
    keeping.decisions.decide(chair(khady), id, new Measure.Dismiss(), "Nothing is wrong with it.");

    assertThat(read.toString()).doesNotContain("tashi");
    assertThat(read.reports().getFirst().by()).isEmpty();
    assertThat(notice(tashi).kind()).isEqualTo(Notice.Kind.REPORT_ANSWERED);
    assertThat(notice(tashi).measure()).isEqualTo("dismiss");
    assertThat(keeping.notices.of(amina)).isEmpty();
    keeping.reported(tashi, said);
    assertThat(read(khady, id).state()).isEqualTo(Case.State.DECIDED);
  }

  @Test
  void anotherReaderOpensADecidedCaseAgain() {
    var said = keeping.say(amina, room.id(), "Words.", false);
    var id = keeping.reported(tashi, said);
    keeping.decisions.decide(chair(khady), id, new Measure.Dismiss(), WHY);

    keeping.reported(pema, said);

    assertThat(read(khady, id).state()).isEqualTo(Case.State.OPEN);
    keeping.decisions.decide(chair(khady), id, new Measure.Warn(), WHY);
    assertThat(read(khady, id).decisions()).hasSize(2);
  }

  @Test
  void theWordsAreThereAlsoWhenTheyAreHiddenAndGoneWhenTheyAreTakenBack() {
    var said = keeping.say(amina, room.id(), "First.", false);
    var words = List.of("before", "also before", "what is reported", "after", "also after", "late");
    words.forEach(each -> keeping.answer(amina, room.id(), said.thread(), each, false));
    var third = world.discussions.message(chair(khady), said.thread(), 4);
    var id = keeping.reported(tashi, third);

    assertThat(keeping.cases.surroundings(chair(khady), id))
        .extracting(Message::number)
        .containsExactly(2, 3, 4, 5, 6);
    world.discussions.hide(chair(pema), said.thread(), 4);
    assertThat(read(khady, id).words().orElseThrow().source()).isEqualTo("what is reported");
    world.discussions.restore(chair(pema), said.thread(), 4);
    world.discussions.delete(world.rooms.speak(amina, room.id()), said.thread(), 4);
    assertThat(read(khady, id).words()).isEmpty();
    var decided = keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY);
    assertThat(decided.state()).isEqualTo(Case.State.DECIDED);
  }

  @Test
  void aPartIsTakenAwayAndComesBackWhenThatIsReversed() {
    var said = keeping.say(amina, room.id(), "Call Tashi at 1717 1717 tonight.", false);
    var id = keeping.reported(tashi, said);

    keeping.decisions.decide(chair(khady), id, new Measure.Redact("1717 1717"), WHY);
    var redacted = (Body.Said) message(said).body();
    keeping.decisions.reopen(chair(khady), id, "There is more to it.");
    keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY);
    keeping.appeals.appeal(amina, notice(amina).id(), "The rest is harmless.");
    keeping.decisions.settle(chair(pema), id, 2, true, "It is.");

    assertThat(redacted.markdown().source()).doesNotContain("1717").contains("tonight");
    assertThat(message(said).body()).isEqualTo(redacted);
  }

  @Test
  void whatCannotBeDoneIsNoDecision() {
    var id = keeping.reported(tashi, keeping.say(amina, room.id(), "Words.", false));

    assertThatThrownBy(() ->
            keeping.decisions.decide(chair(khady), id, new Measure.Redact("no such part"), WHY))
        .isInstanceOf(Refusal.NotLikeThis.class);

    assertThat(read(khady, id).state()).isEqualTo(Case.State.OPEN);
    assertThat(read(khady, id).decisions()).isEmpty();
    assertThat(keeping.notices.of(amina)).isEmpty();
    assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 10)).isEmpty();
  }

  private Case decidedAndReversed(Message said, Measure measure, Runnable between) {
    var id = keeping.reported(tashi, said);
    keeping.decisions.decide(chair(khady), id, measure, WHY);
    between.run();
    keeping.appeals.appeal(amina, notice(amina).id(), "Please look again.");
    return keeping.decisions.settle(chair(pema), id, 1, true, "We were wrong.");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoeverWroteIsKeptFromPostingAndFromTheRoomWithoutLeavingTheList(boolean veiled) {
    var before = world.rooms.people(chair(khady));

    decidedAndReversed(
        keeping.say(amina, room.id(), "One.", veiled),
        new Measure.SuspendPosting(DAY),
        () -> {
          assertThatThrownBy(() -> world.rooms.speak(amina, room.id()))
              .hasMessage("room.suspended");
          assertThat(notice(amina).until()).isPresent();
        });
    decidedAndReversed(
        keeping.say(amina, room.id(), "Two.", veiled),
        new Measure.SuspendEntry(DAY),
        () -> assertThat(world.rooms.seat(amina, room.id())).isEmpty());
    decidedAndReversed(
        keeping.say(amina, room.id(), "Three.", veiled),
        new Measure.EndMembership(),
        () -> {
          assertThat(world.rooms.seat(amina, room.id())).isEmpty();
          assertThat(world.rooms.people(chair(khady)).contains(amina.id())).isEqualTo(veiled);
        });

    assertThat(world.rooms.people(chair(khady))).isEqualTo(before);
  }

  /** Whoever may not speak as the one could otherwise say as the other that they may not. */
  @Test
  void whoIsSuspendedByTheirPseudonymSaysNothingUnderItNorByNameNorElsewhereInTheRoom() {
    var said = keeping.say(amina, room.id(), "One.", true);
    var elsewhere = keeping.say(tashi, room.id(), "Two.", false).thread();
    var before = world.rooms.people(chair(khady));

    keeping.decisions.decide(
        chair(khady), keeping.reported(tashi, said), new Measure.SuspendPosting(DAY), WHY);

    for (var thread : List.of(said.thread(), elsewhere)) {
      for (var draft : List.of(World.draft("By name."), World.draft("Veiled.").veiled())) {
        assertThatThrownBy(() -> world.posting.post(amina, room.id(), thread, draft))
            .isInstanceOf(Refusal.NotNow.class)
            .hasMessage("room.suspended");
      }
    }
    assertThatThrownBy(() ->
            world.posting.start(amina, room.id(), new Title("New"), World.draft("x").veiled()))
        .hasMessage("room.suspended");
    assertThat(world.rooms.people(chair(khady))).isEqualTo(before);
    assertThat(world.discussions.head(chair(khady), said.thread()).last()).isEqualTo(1);
    world.clock.turn(DAY.plusSeconds(1));
    assertThat(world.posting.post(amina, room.id(), elsewhere, World.draft("Back.").veiled()))
        .isInstanceOf(org.talanoa.discussion.Outcome.Said.class);
  }

  @Test
  void approvalOfAPseudonymHoldsForItsThreadOnly() {
    var said = keeping.say(amina, room.id(), "One.", true);
    var other = keeping.say(amina, room.id(), "Two.", true);
    var thread = Optional.of(said.thread().value());

    decidedAndReversed(
        said,
        new Measure.ApproveAuthor(DAY),
        () -> {
          var voice = world.rooms.speak(amina, room.id());
          assertThat(world.rooms.waits(voice, true, thread)).isTrue();
          assertThat(world.rooms.waits(voice, false, thread)).isFalse();
          assertThat(world.rooms.waits(voice, true, Optional.of(other.thread().value()))).isFalse();
        });

    assertThat(world.rooms.waits(world.rooms.speak(amina, room.id()), true, thread)).isFalse();
  }

  @Test
  void aThreadIsClosedARoomIsSlowedAndBothAreTakenBack() {
    var said = keeping.say(amina, room.id(), "One.", false);
    decidedAndReversed(
        said,
        new Measure.Lock(),
        () -> assertThat(world.discussions.head(chair(khady), said.thread()).locked()).isTrue());
    assertThat(world.discussions.head(chair(khady), said.thread()).locked()).isFalse();
    decidedAndReversed(
        keeping.say(amina, room.id(), "Two.", false),
        new Measure.Slow(Duration.ofMinutes(5)),
        () -> assertThat(chair(khady).room().manner().slow()).isEqualTo(Duration.ofMinutes(5)));
    assertThat(chair(khady).room().manner().slow()).isZero();
    decidedAndReversed(
        keeping.say(amina, room.id(), "Three.", false),
        new Measure.ApproveRoom(),
        () -> assertThat(chair(khady).room().manner().approveFirst()).isTrue());
    assertThat(chair(khady).room().manner().approveFirst()).isFalse();
  }

  @Test
  void splitMergedAndMovedMessagesAreFoundAndPutBack() {
    var said = keeping.say(amina, room.id(), "One.", false);
    var second = keeping.answer(amina, room.id(), said.thread(), "Something else.", true);
    var split =
        decidedAndReversed(
            second,
            new Measure.Split("Something else"),
            () -> {
              assertThat(message(second).body()).isInstanceOf(Body.Moved.class);
            });
    assertThat(split.thread()).isEqualTo(said.thread());
    var into = keeping.say(tashi, room.id(), "Another thread.", false);
    var third = keeping.say(amina, room.id(), "Belongs there.", false);
    var merged = decidedAndReversed(third, new Measure.Merge(into.thread()), () -> {});
    assertThat(merged.thread()).isNotEqualTo(into.thread());
    assertThat(message(third).body()).isInstanceOf(Body.Moved.class);

    var sealed = keeping.room(RoomKind.SEALED, khady, pema, amina);
    var secret = keeping.say(amina, room.id(), "Not for all.", true);
    var id = keeping.reported(tashi, secret);
    keeping.decisions.decide(chair(khady), id, new Measure.Move(sealed.id()), WHY);
    keeping.appeals.appeal(amina, notice(amina).id(), "It belongs here.");
    assertThatThrownBy(() -> keeping.decisions.settle(chair(pema), id, 1, true, "So it does."))
        .hasMessage("appeal.moveStays");
    keeping.decisions.settle(chair(pema), id, 1, false, "It does not.");
    assertThat(notice(amina).kind()).isEqualTo(Notice.Kind.APPEAL_UPHELD);
  }

  @Test
  void whoDecidedAnswersTheAppealWhereNobodyElseCan() {
    var small = world.room(RoomKind.CLOSED, amina, tashi);
    var alone = world.organiser.person();
    var id = keeping.reported(tashi, keeping.say(amina, small.id(), "Words.", false));
    keeping.decisions.decide(keeping.chair(alone, small.id()), id, new Measure.Hide(), WHY);
    keeping.appeals.appeal(amina, notice(amina).id(), "Please look again.");

    var settled =
        keeping.decisions.settle(keeping.chair(alone, small.id()), id, 1, false, "I have looked.");

    assertThat(settled.decisions().getFirst().appeal().orElseThrow().outcome())
        .isEqualTo(Outcome.UPHELD);
  }

  @Test
  void nobodyAppealsAgainstWhatOthersWereTold() {
    var id = keeping.reported(tashi, keeping.say(amina, room.id(), "Words.", false));
    keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY);

    assertThatThrownBy(() -> keeping.appeals.appeal(tashi, notice(amina).id(), "For her."))
        .isInstanceOf(Refusal.NotHere.class);
    assertThatThrownBy(() -> keeping.appeals.appeal(tashi, notice(tashi).id(), "For me."))
        .hasMessage("appeal.none");
  }

  private static <T> List<Object> atOnce(List<Callable<T>> acts) throws Exception {
    try (var threads = Executors.newFixedThreadPool(acts.size())) {
      var results = new ArrayList<Object>();
      for (var future : threads.invokeAll(acts)) {
        try {
          results.add(future.get());
        } catch (java.util.concurrent.ExecutionException refused) {
          results.add(refused.getCause());
        }
      }
      return results;
    }
  }

  @Test
  void ofManyDecisionsAtOnceOneIsMadeAndTheOthersHearOfIt() throws Exception {
    for (var round = 0; round < 5; round++) {
      var id = keeping.reported(tashi, keeping.say(amina, room.id(), "Words.", false));

      var results =
          atOnce(
              List.<Callable<Case>>of(
                  () -> keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY),
                  () -> keeping.decisions.decide(chair(pema), id, new Measure.Warn(), WHY),
                  () ->
                      keeping.decisions.decide(
                          chair(world.organiser.person()), id, new Measure.Dismiss(), WHY)));

      assertThat(results).filteredOn(Case.class::isInstance).hasSize(1);
      assertThat(results)
          .filteredOn(Refusal.NotNow.class::isInstance)
          .hasSize(2)
          .allMatch(refused -> ((Refusal) refused).key().equals("case.decided"));
      assertThat(read(khady, id).decisions()).hasSize(1);
      assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 100)).hasSize(round + 1);
    }
  }

  @Test
  void theSameDecisionTwiceIsOne() {
    var id = keeping.reported(tashi, keeping.say(amina, room.id(), "Words.", false));

    keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY);
    keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY);

    assertThat(read(khady, id).decisions()).hasSize(1);
    assertThat(keeping.notices.of(amina)).hasSize(1);
    assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void whatACrashCutOffIsCarriedOn() {
    var said = keeping.say(amina, room.id(), "Words.", true);
    var id = keeping.reported(tashi, said);
    keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY);
    world.discussions.restore(chair(khady), said.thread(), 1);
    keeping
        .cases
        .stored()
        .change(
            room.id(),
            id,
            document ->
                CaseCodec.decisions(document).forEach(decision -> decision.append("done", false)));

    keeping.decisions.carryOn(chair(pema));

    assertThat(message(said).body()).isEqualTo(new Body.Hidden());
    assertThat(keeping.notices.of(amina)).hasSize(1);
    assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 10)).hasSize(1);
    assertThat(keeping.cases.waiting(chair(khady))).isEmpty();
  }

  @Fault(34)
  @Test
  void aMessageIsHiddenWhileFiftyReadAndItsAuthorEdits() throws Exception {
    var said = keeping.say(amina, room.id(), "Words that go.", false);
    var id = keeping.reported(tashi, said);
    var acts = new ArrayList<Callable<Object>>();
    acts.add(() -> keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY));
    for (var i = 0; i < 10; i++) {
      var words = "Words that go, " + i;
      acts.add(() ->
          world.discussions.edit(
              world.rooms.speak(amina, room.id()),
              said.thread(),
              1,
              org.talanoa.text.Markdown.of(words)));
    }
    IntStream.range(0, 50)
        .forEach(_ ->
            acts.add(() ->
                world.discussions.page(world.rooms.enter(tashi, room.id()), said.thread(), 1, 10)));

    var results = atOnce(acts);

    assertThat(results)
        .allMatch(result -> !(result instanceof Throwable) || result instanceof Refusal.NotNow);
    assertThat(message(said).body()).isEqualTo(new Body.Hidden());
    for (var reader : List.of(amina, tashi, pema)) {
      var seat = world.rooms.enter(reader, room.id());
      assertThat(world.discussions.message(seat, said.thread(), 1)).isEqualTo(message(said));
      assertThat(world.discussions.wordings(seat, said.thread(), 1)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(RoomKind.class)
  void noticesCarryNoWordOfAMessage(RoomKind kind) {
    var place = keeping.room(kind, khady, pema, amina, tashi);
    var id = keeping.reported(tashi, keeping.say(amina, place.id(), "Unmistakable.", false));

    keeping.decisions.decide(keeping.chair(khady, place.id()), id, new Measure.Hide(), WHY);

    for (var person : List.of(amina, tashi)) {
      assertThat(notice(person).toString()).doesNotContain("Unmistakable", "A thread");
    }
  }

  @Test
  void whatIsStoredTellsNothingWithoutTheKey() {
    var said = keeping.say(amina, room.id(), "Words.", true);
    var id = keeping.reported(tashi, said);
    keeping.cases.note(chair(pema), id, "I know this tone.");
    keeping.decisions.decide(chair(khady), id, new Measure.SuspendPosting(DAY), WHY);

    for (var collection : List.of("cases", "moderation", "notices")) {
      var stored = world.storage.database().getCollection(collection).find();
      assertThat(stored.into(new ArrayList<Document>()))
          .isNotEmpty()
          .allSatisfy(document ->
              assertThat(document.toJson())
                  .doesNotContain(
                      "amina", "tashi", "pema", "khady", room.id().value(), id.value()));
    }
    var entries = world.storage.database().getCollection("audit").find();
    assertThat(entries.into(new ArrayList<Document>()))
        .allSatisfy(document -> assertThat(document.toJson()).doesNotContain("amina"));
  }

  @Test
  void aPersonHasAtMostSoManyNotices() {
    for (var i = 0; i < Notices.MOST + 5; i++) {
      var about =
          new Notice(
              "notice" + i,
              world.clock.instant(),
              Notice.Kind.DECIDED,
              room.alliance(),
              room.id(),
              room.name(),
              room.kind(),
              Optional.of(new ThreadId("abcdefghij")),
              1,
              "hide",
              WHY,
              Optional.empty(),
              List.of(),
              Notice.Appealing.NO,
              false,
              Optional.empty());
      keeping.notices.tell(amina.id(), about);
      keeping.notices.tell(amina.id(), about);
    }

    assertThat(keeping.notices.of(amina)).hasSize(Notices.MOST);
    assertThat(notice(amina).id()).isEqualTo("notice" + (Notices.MOST + 4));
    keeping.notices.read(amina);
    assertThat(keeping.notices.waiting(amina)).isZero();
  }

  @Test
  void theBylineIsAllThatIsTold() {
    var said = keeping.say(amina, room.id(), "Words.", true);
    var id = keeping.reported(tashi, said);

    keeping.decisions.decide(chair(khady), id, new Measure.SuspendEntry(DAY), WHY);

    assertThat(read(khady, id).by()).isInstanceOf(Byline.Pseudonym.class);
    assertThat(read(khady, id).toString()).doesNotContain("amina");
    assertThat(keeping.cases.decided(chair(pema)).toString()).doesNotContain("amina");
  }

  private Notice noticeAbout(Person person, CaseId id) {
    return keeping.notices.of(person).stream()
        .filter(notice ->
            notice
                .against()
                .filter(
                    against -> against instanceof Notice.OnCase(var about, _) && about.equals(id))
                .isPresent())
        .findFirst()
        .orElseThrow();
  }

  private void reversed(CaseId id) {
    keeping.appeals.appeal(amina, noticeAbout(amina, id).id(), "Please look again.");
    keeping.decisions.settle(chair(pema), id, 1, true, "We were wrong.");
  }

  @Test
  void whatOneCaseHasSetIsNeitherShortenedNorLiftedByAnother() {
    var said = keeping.say(amina, room.id(), "One.", false);
    var month = keeping.reported(tashi, said);
    var day =
        keeping.reported(tashi, keeping.answer(amina, room.id(), said.thread(), "Two.", true));

    keeping.decisions.decide(
        chair(khady), month, new Measure.SuspendPosting(Duration.ofDays(30)), WHY);
    keeping.decisions.decide(chair(khady), day, new Measure.SuspendPosting(DAY), WHY);

    world.clock.turn(Duration.ofDays(2));
    assertThatThrownBy(() -> world.rooms.speak(amina, room.id())).hasMessage("room.suspended");
    reversed(day);
    assertThatThrownBy(() -> world.rooms.speak(amina, room.id())).hasMessage("room.suspended");
    reversed(month);
    assertThat(world.rooms.speak(amina, room.id()).person()).isEqualTo(amina);
  }

  @Test
  void whoWasSentAwayTwiceUnderPseudonymsIsLetInAgainWhenBothWereWrong() {
    var first = keeping.reported(tashi, keeping.say(amina, room.id(), "One.", true));
    var second = keeping.reported(tashi, keeping.say(amina, room.id(), "Two.", true));
    keeping.decisions.decide(chair(khady), first, new Measure.EndMembership(), WHY);
    keeping.decisions.decide(chair(khady), second, new Measure.EndMembership(), WHY);

    reversed(first);

    assertThat(world.rooms.seat(amina, room.id())).isEmpty();
    reversed(second);
    assertThat(world.rooms.seat(amina, room.id())).isPresent();
  }

  @Test
  void whatIsReversedForAPseudonymChangesNothingForTheNameOrForAnotherPseudonym() {
    var veiled = keeping.say(amina, room.id(), "One.", true);
    var other = keeping.say(amina, room.id(), "Two.", true);
    var named = keeping.say(amina, room.id(), "Three.", false);
    var id = keeping.reported(tashi, veiled);
    for (var about : List.of(id, keeping.reported(tashi, other), keeping.reported(tashi, named))) {
      keeping.decisions.decide(chair(khady), about, new Measure.ApproveAuthor(DAY), WHY);
    }

    reversed(id);

    var voice = world.rooms.speak(amina, room.id());
    assertThat(world.rooms.waits(voice, false, Optional.empty())).isTrue();
    assertThat(world.rooms.waits(voice, true, Optional.of(other.thread().value()))).isTrue();
    assertThat(world.rooms.waits(voice, true, Optional.of(veiled.thread().value()))).isFalse();
  }

  @Test
  void whatAnotherKeepersListFindsHalfDoneIsDoneOnce() throws Exception {
    for (var round = 1; round <= (Sample.WHOLE ? 30 : 10); round++) {
      var said = keeping.say(amina, room.id(), "One.", false);
      var answer = keeping.answer(amina, room.id(), said.thread(), "Something else.", false);
      var id = keeping.reported(tashi, answer);
      var done = new java.util.concurrent.atomic.AtomicBoolean();
      Callable<Object> looking =
          () -> {
            while (!done.get()) {
              keeping.decisions.carryOn(chair(pema));
            }
            return id;
          };

      var results =
          atOnce(
              List.of(
                  looking,
                  looking,
                  () -> {
                    try {
                      var measure = new Measure.Split("Something else");
                      return keeping.decisions.decide(chair(khady), id, measure, WHY);
                    } finally {
                      done.set(true);
                    }
                  }));

      assertThat(results).noneMatch(Throwable.class::isInstance);
      assertThat(read(khady, id).decisions()).hasSize(1).allMatch(Case.Decision::done);
      assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 100)).hasSize(round);
      assertThat(message(answer).body()).isInstanceOf(Body.Moved.class);
    }
  }

  @Test
  void aNumberOfADecisionThatWasTakenBackIsNotGivenAgain() {
    var id = keeping.reported(tashi, keeping.say(amina, room.id(), "Words.", false));
    assertThatThrownBy(() ->
            keeping.decisions.decide(chair(khady), id, new Measure.Redact("no such part"), WHY))
        .isInstanceOf(Refusal.NotLikeThis.class);

    keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY);

    assertThat(read(khady, id).decisions()).extracting(Case.Decision::number).containsExactly(2);
  }

  @Test
  void whatIsBeingDoneIsNotDoneByAnotherToo() {
    var id = keeping.reported(tashi, keeping.say(amina, room.id(), "Words.", false));
    keeping
        .cases
        .stored()
        .change(
            room.id(),
            id,
            document -> {
              CaseCodec.decision(
                      document, new Measure.Hide(), WHY, khady.id(), world.clock.instant())
                  .append("thread", document.getString("thread"))
                  .append("slow", 0L);
              document.append("state", Case.State.DECIDED.name());
              CaseCodec.claim(document, world.clock.instant());
            });

    keeping.decisions.carryOn(chair(pema));

    assertThat(read(pema, id).decisions().getFirst().done()).isFalse();
    assertThatThrownBy(() -> keeping.decisions.reopen(chair(pema), id, WHY))
        .hasMessage("case.busy");
    world.clock.turn(Duration.ofMinutes(10));
    keeping.decisions.carryOn(chair(pema));
    assertThat(read(pema, id).decisions().getFirst().done()).isTrue();
    assertThat(read(pema, id).hidden()).isTrue();
  }

  @Test
  void whatOfTheTrailIsNotForSomebodyHidesNothingElseOfIt() {
    var other = keeping.reported(tashi, keeping.say(amina, room.id(), "Words.", false));
    keeping.decisions.decide(chair(khady), other, new Measure.Dismiss(), WHY);
    var own = keeping.reported(tashi, keeping.say(pema, room.id(), "All are lazy.", true));
    for (var i = 0; i < 3; i++) {
      keeping.decisions.decide(chair(khady), own, new Measure.Dismiss(), WHY);
      keeping.decisions.reopen(chair(khady), own, WHY);
    }
    var second = keeping.trails.of(chair(khady), 3, 1).getFirst().id();
    keeping.trails.takeReasonAway(chair(khady), second, "It quotes too much.");
    var taken = keeping.trails.of(chair(khady), Long.MAX_VALUE, 1).getFirst().id();
    keeping.trails.takeReasonAway(chair(khady), taken, "So does this.");

    assertThat(keeping.trails.of(chair(pema), Long.MAX_VALUE, 2))
        .extracting(Entry::number)
        .containsExactly(1L);
    assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 2))
        .extracting(Entry::number)
        .containsExactly(9L, 8L);
    assertThatThrownBy(() -> keeping.trails.takeReasonAway(chair(pema), taken, WHY))
        .isInstanceOf(Refusal.NotHere.class);
  }

  /** Numbers over all rooms would tell how much is done in the others. */
  @Test
  void entriesAreNumberedAsIfThereWereNoOtherRoomAndNothingThatIsNotForTheReader() {
    var elsewhere = keeping.room(RoomKind.SEALED, khady, pema, amina);
    var own = keeping.reported(tashi, keeping.say(pema, room.id(), "All are lazy.", true));
    for (var i = 0; i < 3; i++) {
      keeping.acts.word(keeping.chair(khady, elsewhere.id()), "We listen, " + i, "");
      keeping.decisions.decide(chair(khady), own, new Measure.Dismiss(), WHY);
      keeping.decisions.reopen(chair(khady), own, WHY);
      keeping.acts.word(chair(khady), "We listen, " + i, "");
    }
    var fifth = keeping.trails.of(chair(khady), 6, 1).getFirst();
    keeping.trails.takeReasonAway(chair(khady), fifth.id(), WHY);

    var pemas = keeping.trails.of(chair(pema), Long.MAX_VALUE, 20);
    assertThat(pemas).extracting(Entry::number).containsExactly(3L, 2L, 1L);
    assertThat(pemas).extracting(Entry::act).containsOnly("norms-worded");
    var khadys = keeping.trails.of(chair(khady), Long.MAX_VALUE, 20);
    assertThat(khadys)
        .extracting(Entry::number)
        .containsExactly(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(khadys.getFirst().about()).isEqualTo("entry/5");
    assertThat(khadys).extracting(Entry::id).doesNotHaveDuplicates().noneMatch("\\d{1,3}"::matches);
    assertThat(keeping.trails.of(chair(khady), 6, 2))
        .extracting(Entry::number)
        .containsExactly(5L, 4L);
    var there = keeping.trails.of(keeping.chair(pema, elsewhere.id()), Long.MAX_VALUE, 20);
    assertThat(there).extracting(Entry::number).containsExactly(3L, 2L, 1L);
    assertThatThrownBy(() -> keeping.trails.takeReasonAway(chair(pema), there.getFirst().id(), WHY))
        .isInstanceOf(Refusal.NotHere.class);
    assertThat(keeping.trails.of(chair(khady), Long.MIN_VALUE + 1, 20)).isEmpty();
  }

  @Test
  void whenSomebodyReportedAnonymouslyIsToldByTheDayAlone() {
    var before = keeping.reported(tashi, keeping.say(amina, room.id(), "First.", false));
    keeping.cases.note(chair(pema), before, "Let us talk about it.");
    var said = keeping.say(amina, room.id(), "Second.", false);
    var day = world.clock.instant().truncatedTo(ChronoUnit.DAYS);
    for (var thread : List.of(said.thread(), read(pema, before).thread())) {
      keeping.cases.report(world.rooms.enter(khady, room.id()), thread, 1, Grounds.OTHER, "", true);
    }
    var id = keeping.cases.stored().id(room.id(), said.thread(), 1);
    keeping.cases.note(chair(pema), id, "And about this.");

    assertThat(read(pema, id).opened()).isEqualTo(day);
    assertThat(read(pema, before).opened()).isAfter(day);
    assertThat(keeping.cases.waiting(chair(pema)))
        .as("the place among the others does not tell it either")
        .extracting(Case::id)
        .containsExactly(id, before);
    assertThat(read(pema, before).reports().getFirst().at()).isEqualTo(day);
    assertThat(read(pema, before).history().getFirst().at()).isEqualTo(day);
  }

  @Test
  void aNoticeLeadsToWhereTheMessageStoodWhichLeadsOn() {
    var sealed = keeping.room(RoomKind.SEALED, khady, pema, amina);
    var said = keeping.say(amina, room.id(), "Not for all.", false);
    var id = keeping.reported(tashi, said);

    keeping.decisions.decide(chair(khady), id, new Measure.Move(sealed.id()), WHY);

    for (var person : List.of(amina, tashi)) {
      assertThat(notice(person).room()).isEqualTo(room.id());
      assertThat(notice(person).thread()).contains(said.thread());
      assertThat(notice(person).number()).isEqualTo(said.number());
    }
    assertThat(message(said).body()).isInstanceOf(Body.Moved.class);
  }

  @Test
  void whereTheTrailIsBrokenNothingIsDoneAndKeepersAreTold() {
    var first = keeping.reported(tashi, keeping.say(amina, room.id(), "One.", false));
    keeping.decisions.decide(chair(khady), first, new Measure.Dismiss(), WHY);
    var said = keeping.say(amina, room.id(), "Two.", false);
    var id = keeping.reported(tashi, said);
    var entries = world.storage.database().getCollection("audit");
    var head = entries.find(Filters.eq(Chain.HEAD)).first();
    entries.replaceOne(Filters.eq(Chain.HEAD), new Document(head).append("count", 9L));

    assertThatThrownBy(() -> keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY))
        .isInstanceOf(Refusal.NotNow.class)
        .hasMessage("trail.broken");

    assertThat(read(khady, id).state()).isEqualTo(Case.State.OPEN);
    assertThat(message(said).body()).isInstanceOf(Body.Said.class);
    assertThat(keeping.notices.of(amina)).isEmpty();
    keeping.decisions.carryOn(chair(pema));
    entries.replaceOne(Filters.eq(Chain.HEAD), head);
    assertThat(keeping.decisions.decide(chair(khady), id, new Measure.Hide(), WHY).hidden())
        .isTrue();
    assertThat(keeping.isSound()).isTrue();
  }

  @Test
  void whatWasSoBeforeStaysSoWhenADecisionIsReversed() {
    var locked = keeping.say(amina, room.id(), "One.", false);
    world.discussions.lock(chair(pema), locked.thread(), true);
    decidedAndReversed(locked, new Measure.Lock(), () -> {});
    assertThat(world.discussions.head(chair(khady), locked.thread()).locked()).isTrue();

    var shown = keeping.say(amina, room.id(), "Two.", false);
    decidedAndReversed(shown, new Measure.Restore(), () -> {});
    assertThat(message(shown).body()).isInstanceOf(Body.Said.class);

    var hidden = keeping.say(amina, room.id(), "Three.", false);
    var id = keeping.reported(tashi, hidden);
    world.discussions.hide(chair(pema), hidden.thread(), 1);
    keeping.decisions.decide(chair(khady), id, new Measure.Restore(), WHY);
    keeping.appeals.appeal(amina, notice(amina).id(), "Hide it, please.");
    keeping.decisions.settle(chair(pema), id, 1, true, "So be it.");
    assertThat(message(hidden).body()).isInstanceOf(Body.Hidden.class);

    var gone = keeping.say(amina, room.id(), "Four.", false);
    var about = keeping.reported(tashi, gone);
    world.rooms.remove(chair(pema), amina.id());
    keeping.decisions.decide(chair(khady), about, new Measure.EndMembership(), WHY);
    keeping.appeals.appeal(amina, notice(amina).id(), "Please look again.");
    keeping.decisions.settle(chair(pema), about, 1, true, "We were wrong.");
    assertThat(world.rooms.people(chair(khady))).doesNotContain(amina.id());
  }
}
