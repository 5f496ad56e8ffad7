package org.talanoa.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.Refusal;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Message;
import org.talanoa.moderation.Case.Unmasking.Stage;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Seated;
import org.talanoa.testing.World;

/** Nobody learns alone who wrote under a pseudonym. */
class UnmaskingsTest {
  private static final String REASON =
      "They threaten a colleague with violence, and she has to be protected.";
  private static final String AGREED = "I have read the threat and agree.";

  @TempDir private Path data;
  private Keeping keeping;
  private World world;
  private Person amina;
  private Person khady;
  private Person pema;
  private Room room;
  private Message said;
  private CaseId id;

  @BeforeEach
  void begin() {
    keeping = new Keeping(data);
    world = keeping.world;
    amina = world.peer("amina");
    khady = world.member("khady", Role.MODERATOR);
    pema = world.member("pema", Role.MODERATOR);
    room = keeping.room(RoomKind.CHATHAM_HOUSE, khady, pema, amina);
    said = keeping.say(amina, room.id(), "I know where she lives.", true);
    id = keeping.reported(pema, said);
  }

  @AfterEach
  void close() {
    keeping.close();
  }

  private Chair chair(Person keeper) {
    return keeping.chair(keeper, room.id());
  }

  private Case read(Person keeper) {
    return keeping.cases.of(chair(keeper), id);
  }

  private void nobodyKnows() {
    for (var keeper : List.of(khady, pema, world.organiser.person())) {
      assertThat(read(keeper).toString()).doesNotContain("amina");
    }
    assertThat(keeping.notices.of(amina)).isEmpty();
  }

  private static void refused(String key, ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Refusal.class).hasMessage(key);
  }

  @Test
  void twoTogetherLearnItAndTheAuthorIsTold() {
    keeping.unmaskings.ask(chair(khady), id, REASON);
    nobodyKnows();

    keeping.unmaskings.agree(chair(pema), id, AGREED);

    assertThat(read(khady).unmasked()).contains(amina.id());
    assertThat(read(pema).unmasked()).contains(amina.id());
    assertThat(read(world.organiser.person()).unmasked()).isEmpty();
    assertThat(read(world.organiser.person()).toString()).doesNotContain("amina");
    var told = keeping.notices.of(amina).getFirst();
    assertThat(told.kind()).isEqualTo(Notice.Kind.UNMASKED);
    assertThat(told.by()).containsExactly(khady.id(), pema.id());
    assertThat(told.reason()).contains(REASON, AGREED);
    var entries = keeping.trails.of(chair(khady), Long.MAX_VALUE, 10);
    assertThat(entries)
        .extracting(Entry::act)
        .containsExactly("unmasking-agreed", "unmasking-asked");
    assertThat(entries.toString()).doesNotContain("amina");
    assertThat(keeping.isSound()).isTrue();
    refused("unmasking.done", () -> keeping.unmaskings.ask(chair(khady), id, REASON));
  }

  @Test
  void oneAloneLearnsNothing() {
    refused("unmasking.notAsked", () -> keeping.unmaskings.agree(chair(khady), id, AGREED));
    keeping.unmaskings.ask(chair(khady), id, REASON);

    refused("unmasking.notAlone", () -> keeping.unmaskings.agree(chair(khady), id, AGREED));
    refused("unmasking.askedAlready", () -> keeping.unmaskings.ask(chair(khady), id, REASON));
    refused("unmasking.ownWords", () -> keeping.unmaskings.agree(chair(pema), id, REASON));
    refused("reason.length", () -> keeping.unmaskings.agree(chair(pema), id, "Yes."));
    nobodyKnows();
  }

  @Test
  void nothingIsShownBeforeItIsEnteredAndTold() {
    keeping.unmaskings.ask(chair(khady), id, REASON);
    keeping.unmaskings.agree(chair(pema), id, AGREED);
    keeping
        .cases
        .stored()
        .change(
            room.id(),
            id,
            document -> document.get("unmasking", org.bson.Document.class).append("done", false));
    keeping.notices.forget(amina.id());
    assertThat(read(khady).unmasked()).isEmpty();
    assertThat(keeping.cases.waiting(chair(pema))).extracting(Case::id).contains(id);

    keeping.decisions.carryOn(chair(pema));

    assertThat(read(khady).unmasked()).contains(amina.id());
    assertThat(keeping.notices.of(amina)).hasSize(1);
    assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 10)).hasSize(2);
  }

  @Test
  void aShortReasonIsNone() {
    refused("reason.length", () -> keeping.unmaskings.ask(chair(khady), id, "I want to know."));
    refused(
        "reason.length",
        () -> keeping.unmaskings.ask(chair(khady), id, "why" + " ".repeat(60) + "not"));
    assertThat(read(khady).unmasking()).isEmpty();
  }

  @Test
  void anotherRoomsKeeperAndAnExKeeperDoNotCount() {
    var elsewhere = world.room(RoomKind.CLOSED);
    keeping.unmaskings.ask(chair(khady), id, REASON);

    refused(
        "case.unknown",
        () ->
            keeping.unmaskings.agree(
                keeping.chair(world.organiser.person(), elsewhere.id()), id, AGREED));
    world.rooms.remove(chair(pema), khady.id());
    assertThatThrownBy(() -> chair(khady)).isInstanceOf(Refusal.class);
    refused("unmasking.askerGone", () -> keeping.unmaskings.agree(chair(pema), id, AGREED));
    assertThat(read(pema).unmasked()).isEmpty();
    assertThat(keeping.notices.of(amina)).isEmpty();
  }

  @Test
  void theAuthorNeitherAsksNorAgrees() {
    var own = keeping.say(pema, room.id(), "I know more.", true);
    var about = keeping.reported(amina, own);
    keeping.unmaskings.ask(chair(khady), about, REASON);

    refused("case.unknown", () -> keeping.unmaskings.agree(chair(pema), about, AGREED));
    refused("case.unknown", () -> keeping.unmaskings.refuse(chair(pema), about, AGREED));
    assertThat(keeping.trails.of(chair(pema), Long.MAX_VALUE, 10)).isEmpty();

    keeping.unmaskings.agree(chair(world.organiser.person()), about, AGREED);
    assertThat(keeping.cases.of(chair(khady), about).unmasked()).contains(pema.id());
  }

  @Test
  void withTooFewKeepersItIsSaidWhoeverTheAuthorIs() {
    var small = world.room(RoomKind.CLOSED, amina, khady);
    var organiser = world.organiser.person();
    world.rooms.admit(keeping.chair(organiser, small.id()), khady.id(), true);
    for (var author : List.of(amina, khady)) {
      var about =
          keeping.reported(
              author.equals(amina) ? khady : amina,
              keeping.say(author, small.id(), "Words.", true));

      refused(
          "unmasking.tooFewKeepers",
          () -> keeping.unmaskings.ask(keeping.chair(organiser, small.id()), about, REASON));
    }
  }

  @Test
  void aPeerWhoKeepsOrderNeitherAsksNorAgrees() {
    var tashi = world.peer("tashi");
    Seated.in(world.rooms, chair(khady), tashi, true);

    refused("unmasking.moderatorsOnly", () -> keeping.unmaskings.ask(chair(tashi), id, REASON));
    keeping.unmaskings.ask(chair(khady), id, REASON);
    refused("unmasking.moderatorsOnly", () -> keeping.unmaskings.agree(chair(tashi), id, AGREED));

    nobodyKnows();
    assertThat(keeping.cases.of(chair(tashi), id).unmasked()).isEmpty();
  }

  @Test
  void peersDoNotMakeUpForModeratorsWhoAreMissing() {
    var small = world.room(RoomKind.CLOSED, amina);
    var organiser = world.organiser.person();
    for (var keeper : List.of(khady, world.peer("tashi"), world.peer("lupe"))) {
      Seated.in(world.rooms, keeping.chair(organiser, small.id()), keeper, true);
    }
    var about = keeping.reported(khady, keeping.say(amina, small.id(), "Words.", true));

    refused(
        "unmasking.tooFewKeepers",
        () -> keeping.unmaskings.ask(keeping.chair(khady, small.id()), about, REASON));
  }

  @Test
  void whoeverAskedHasToModerateStillWhenAnotherAgrees() {
    keeping.unmaskings.ask(chair(khady), id, REASON);
    world.alliances.admit(world.organiser, khady.id(), Role.PEER);

    refused("unmasking.askerGone", () -> keeping.unmaskings.agree(chair(pema), id, AGREED));

    assertThat(keeping.notices.of(amina)).isEmpty();
    assertThat(read(pema).unmasked()).isEmpty();
  }

  @Test
  void whoeverAskedHasToSitThereStillWhenAnotherAgrees() {
    keeping.unmaskings.ask(chair(khady), id, REASON);
    world.rooms.admit(chair(pema), khady.id(), false);

    refused("unmasking.askerGone", () -> keeping.unmaskings.agree(chair(pema), id, AGREED));

    assertThat(keeping.notices.of(amina)).isEmpty();
  }

  @Test
  void aNamedMessageHasNothingToUnmask() {
    var named = keeping.reported(pema, keeping.say(amina, room.id(), "It is me.", false));

    refused("unmasking.noPseudonym", () -> keeping.unmaskings.ask(chair(khady), named, REASON));
  }

  @Test
  void whatWasWithdrawnOrRefusedStandsInTheTrailAndMayBeAskedAgain() {
    keeping.unmaskings.ask(chair(khady), id, REASON);
    refused("unmasking.notYours", () -> keeping.unmaskings.withdraw(chair(pema), id, "No need."));
    keeping.unmaskings.withdraw(chair(khady), id, "She is safe.");
    keeping.unmaskings.ask(chair(khady), id, REASON);
    refused("unmasking.withdraw", () -> keeping.unmaskings.refuse(chair(khady), id, "No need."));
    keeping.unmaskings.refuse(chair(pema), id, "A warning is enough.");

    nobodyKnows();
    assertThat(read(khady).unmasking().orElseThrow().stage()).isEqualTo(Stage.REFUSED);
    refused("unmasking.notAsked", () -> keeping.unmaskings.agree(chair(pema), id, AGREED));
    assertThat(keeping.trails.of(chair(khady), Long.MAX_VALUE, 10))
        .extracting(Entry::act)
        .containsExactly(
            "unmasking-refused", "unmasking-asked", "unmasking-withdrawn", "unmasking-asked");
  }

  @Test
  void ofManyWhoAgreeAndRefuseAtOnceOneIsHeard() throws Exception {
    keeping.unmaskings.ask(chair(khady), id, REASON);
    var organiser = world.organiser.person();
    var acts =
        List.<Callable<Case>>of(
            () -> keeping.unmaskings.agree(chair(pema), id, AGREED),
            () -> keeping.unmaskings.agree(chair(organiser), id, AGREED),
            () -> keeping.unmaskings.agree(chair(khady), id, AGREED),
            () -> keeping.unmaskings.withdraw(chair(khady), id, "She is safe."));

    var heard = new ArrayList<Case>();
    try (var threads = Executors.newFixedThreadPool(acts.size())) {
      for (var result : threads.invokeAll(acts)) {
        if (result.state() == java.util.concurrent.Future.State.SUCCESS) {
          heard.add(result.resultNow());
        } else {
          assertThat(result.exceptionNow()).isInstanceOf(Refusal.class);
        }
      }
    }

    assertThat(heard).hasSize(1);
    var asked = read(khady).unmasking().orElseThrow();
    assertThat(
            asked.stage() == Stage.AGREED && asked.second().filter(khady.id()::equals).isPresent())
        .isFalse();
    assertThat(read(khady).unmasked().isPresent()).isEqualTo(asked.stage() == Stage.AGREED);
    assertThat(keeping.notices.of(amina)).hasSize(asked.stage() == Stage.AGREED ? 1 : 0);
  }

  @Test
  void theAuthorIsToldAfterACrashWhereverTheMessageHasGone() {
    var sealed = keeping.room(RoomKind.SEALED, khady, pema, amina);
    keeping.unmaskings.ask(chair(khady), id, REASON);
    keeping.unmaskings.agree(chair(pema), id, AGREED);
    keeping
        .cases
        .stored()
        .change(
            room.id(),
            id,
            document -> document.get("unmasking", org.bson.Document.class).append("done", false));
    keeping.notices.forget(amina.id());
    keeping.relocation.move(chair(khady), keeping.chair(khady, sealed.id()), said.thread());

    keeping.decisions.carryOn(chair(pema));

    assertThat(keeping.notices.of(amina))
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.UNMASKED);
  }
}
