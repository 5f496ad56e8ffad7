package org.talanoa.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.Refusal;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Byline;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Retention;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/** What keepers do outside of a case is accounted for as well. */
class ActsTest {
  private static final String WHY = "It has become too loud.";

  @TempDir private Path data;
  private Keeping keeping;
  private World world;
  private Person amina;
  private Person khady;
  private Person pema;
  private Room room;

  @BeforeEach
  void begin() {
    keeping = new Keeping(data);
    world = keeping.world;
    amina = world.peer("amina");
    khady = world.member("khady", Role.MODERATOR);
    pema = world.member("pema", Role.MODERATOR);
    room = keeping.room(RoomKind.CHATHAM_HOUSE, khady, pema, amina);
  }

  @AfterEach
  void close() {
    keeping.close();
  }

  private Chair chair() {
    return keeping.chair(khady, room.id());
  }

  private List<Entry> entries() {
    return keeping.trails.of(keeping.chair(pema, room.id()), Long.MAX_VALUE, 20);
  }

  private Entry last() {
    return entries().getFirst();
  }

  private static void refused(String key, ThrowingCallable act) {
    assertThatThrownBy(act).isInstanceOf(Refusal.class).hasMessage(key);
  }

  @Test
  void whoBeganAThreadIsToldThatAndWhyItWasClosedAlsoUnderAPseudonym() {
    var thread = keeping.say(amina, room.id(), "Words.", true).thread();

    assertThat(keeping.acts.lock(chair(), thread, true, WHY).locked()).isTrue();

    assertThat(last().act()).isEqualTo("thread-locked");
    assertThat(last().by()).contains(khady.id());
    assertThat(last().about()).isEqualTo("thread/" + thread);
    assertThat(last().reason()).contains(WHY);
    assertThat(entries().toString()).doesNotContain("amina");
    var told = keeping.notices.of(amina).getFirst();
    assertThat(told.kind()).isEqualTo(Notice.Kind.THREAD_LOCKED);
    assertThat(told.reason()).isEqualTo(WHY);
    assertThat(keeping.notices.of(pema)).isEmpty();

    assertThat(keeping.acts.lock(chair(), thread, true, "").locked()).isTrue();
    assertThat(entries()).hasSize(1);
    keeping.acts.lock(chair(), thread, false, WHY);
    keeping.acts.hideRank(chair(), thread, true, WHY);
    keeping.acts.hideRank(chair(), thread, false, WHY);
    assertThat(entries())
        .extracting(Entry::act)
        .containsExactly("rank-shown", "rank-hidden", "thread-unlocked", "thread-locked");
    assertThat(keeping.isSound()).isTrue();
  }

  @Test
  void nothingIsDoneWithoutAReason() {
    var thread = keeping.say(amina, room.id(), "Words.", false).thread();
    var slow = slow(Duration.ofMinutes(1));

    refused("reason.length", () -> keeping.acts.lock(chair(), thread, true, " "));
    refused("reason.length", () -> keeping.acts.hideRank(chair(), thread, true, ""));
    refused("reason.length", () -> keeping.acts.arrange(chair(), slow, ""));
    refused("reason.length", () -> keeping.acts.continueAs(chair(), RoomKind.SEALED, "."));
    refused("reason.length", () -> keeping.acts.admit(chair(), amina.id(), true, ""));
    refused("reason.length", () -> keeping.acts.remove(chair(), amina.id(), ""));

    var head = world.discussions.head(chair(), thread);
    assertThat(head.locked() || head.rankHidden()).isFalse();
    assertThat(chair().room().manner()).isEqualTo(room.manner());
    assertThat(chair().room().continuedIn()).isEmpty();
    assertThat(world.rooms.keepers(chair())).doesNotContain(amina.id());
    assertThat(world.rooms.people(chair())).contains(amina.id());
    assertThat(entries()).isEmpty();
    assertThat(keeping.notices.of(amina)).isEmpty();
  }

  @Test
  void whereTheTrailCannotBeAddedToNothingIsDone() {
    keeping.acts.word(chair(), "We listen.", "");
    var audit = world.storage.database().getCollection("audit");
    var head = audit.find(Filters.eq(Chain.HEAD)).first();
    audit.replaceOne(Filters.eq(Chain.HEAD), new Document(head).append("count", 9L));

    refused("trail.broken", () -> keeping.acts.remove(chair(), amina.id(), WHY));
    refused("trail.broken", () -> keeping.acts.arrange(chair(), slow(Duration.ofHours(1)), WHY));

    assertThat(world.rooms.people(chair())).contains(amina.id());
    assertThat(chair().room().manner().slow()).isZero();
    assertThat(keeping.notices.of(amina)).isEmpty();
  }

  @Test
  void theTrailSaysWhatOfTheMannerIsOtherwise() {
    var manner = slow(Duration.ofMinutes(1));
    keeping.acts.arrange(chair(), room.manner(), "");
    assertThat(entries()).isEmpty();

    keeping.acts.arrange(
        chair(),
        new Manner(
            true, manner.slow(), true, true, new Retention.DeleteAfter(30), manner.formerWords()),
        WHY);

    assertThat(last().about())
        .isEqualTo("manner/rankHidden:true/approveFirst:true/slow:60/retention:30");
    assertThat(chair().room().manner().slow()).isEqualTo(Duration.ofMinutes(1));
    keeping.acts.arrange(chair(), room.manner(), WHY);
    assertThat(last().about())
        .isEqualTo("manner/rankHidden:false/approveFirst:false/slow:0/retention:keep");
  }

  @Test
  void whoIsTakenOutIsToldOnceAndTheTrailNamesNobody() {
    keeping.acts.remove(chair(), amina.id(), WHY);
    keeping.acts.remove(chair(), amina.id(), WHY);

    assertThat(world.rooms.people(chair())).doesNotContain(amina.id());
    assertThat(entries()).hasSize(1);
    assertThat(last().act()).isEqualTo("seat-taken");
    assertThat(last().toString()).doesNotContain("amina");
    assertThat(keeping.notices.of(amina))
        .extracting(Notice::kind, Notice::reason)
        .containsExactly(tuple(Notice.Kind.SEAT_TAKEN, WHY));
    refused(
        "room.lastKeeper",
        () -> {
          var alone = world.room(RoomKind.CLOSED);
          var organiser = world.organiser.person();
          keeping.acts.remove(keeping.chair(organiser, alone.id()), organiser.id(), WHY);
        });
  }

  @Test
  void whoKeepsOrderFromNowOnOrNoMoreIsToldWhy() {
    keeping.acts.admit(chair(), amina.id(), true, WHY);
    assertThat(world.rooms.keepers(chair())).contains(amina.id());
    keeping.acts.admit(chair(), amina.id(), true, "");
    keeping.acts.admit(chair(), amina.id(), false, WHY);
    assertThat(world.rooms.keepers(chair())).doesNotContain(amina.id());
    assertThat(world.rooms.people(chair())).contains(amina.id());
    keeping.acts.admit(chair(), world.peer("tashi").id(), false, "");

    assertThat(entries()).extracting(Entry::act).containsExactly("keeper-ended", "keeper-made");
    assertThat(keeping.notices.of(amina))
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.KEEPER_ENDED, Notice.Kind.KEEPER_MADE);
  }

  @Test
  void goingOnElsewhereAndTheNormsStandInTheTrail() {
    keeping.acts.word(chair(), "We listen.", "");
    keeping.acts.word(chair(), "We listen.", "");
    keeping.acts.continueAs(chair(), RoomKind.SEALED, WHY);

    assertThat(entries())
        .extracting(Entry::act, Entry::about)
        .containsExactly(tuple("room-continued", "kind/sealed"), tuple("norms-worded", "norms"));
    refused("room.continued", () -> keeping.acts.continueAs(chair(), RoomKind.CLOSED, WHY));
    assertThat(entries()).hasSize(2);
  }

  private Notice told(Person person) {
    return keeping.notices.of(person).getFirst();
  }

  private void appealed(Person person) {
    assertThat(told(person).appeal()).isEqualTo(Notice.Appealing.POSSIBLE);
    keeping.appeals.appeal(person, told(person).id(), "I was not heard.");
    assertThat(told(person).appeal()).isEqualTo(Notice.Appealing.DONE);
  }

  private List<WaitingAppeal> waiting(Person keeper) {
    return keeping.appeals.waiting(keeping.chair(keeper, room.id()));
  }

  private void answered(Person keeper, boolean reverse) {
    keeping.appeals.answer(
        keeping.chair(keeper, room.id()), waiting(keeper).getFirst().id(), reverse, "So it is.");
  }

  @Test
  void whoseSeatWasTakenAppealsOnceAndAnotherKeeperGivesItBack() {
    keeping.acts.remove(chair(), amina.id(), WHY);
    var id = told(amina).id();
    appealed(amina);

    refused("appeal.once", () -> keeping.appeals.appeal(amina, id, "And again."));
    var seen = waiting(pema).getFirst();
    assertThat(seen.against()).isEqualTo(Notice.Kind.SEAT_TAKEN);
    assertThat(seen.from()).contains(new Byline.Named(amina.id()));
    assertThat(seen.by()).isEqualTo(khady.id());
    assertThat(seen.reason()).isEqualTo(WHY);
    assertThat(seen.words()).isEqualTo("I was not heard.");
    assertThat(seen.others()).isFalse();
    assertThat(waiting(khady).getFirst().others()).isTrue();
    refused("appeal.otherKeeper", () -> answered(khady, false));
    refused(
        "reason.length",
        () -> keeping.appeals.answer(keeping.chair(pema, room.id()), id, true, " "));

    answered(pema, true);

    assertThat(world.rooms.people(chair())).contains(amina.id());
    assertThat(waiting(pema)).isEmpty();
    assertThat(told(amina).kind()).isEqualTo(Notice.Kind.APPEAL_REVERSED);
    assertThat(told(amina).measure()).isEqualTo("seat-taken");
    assertThat(told(amina).appeal()).isEqualTo(Notice.Appealing.NO);
    refused("appeal.once", () -> keeping.appeals.appeal(amina, id, "And again."));
    refused(
        "appeal.unknown",
        () -> keeping.appeals.answer(keeping.chair(pema, room.id()), id, false, WHY));
    assertThat(entries())
        .extracting(Entry::act)
        .containsExactly("appeal-reversed", "appealed", "seat-taken");
    assertThat(entries().toString()).doesNotContain("amina", "not heard");
    assertThat(keeping.isSound()).isTrue();
  }

  @Test
  void whatIsUpheldStays() {
    keeping.acts.admit(chair(), amina.id(), true, WHY);
    keeping.acts.admit(chair(), amina.id(), false, WHY);
    appealed(amina);

    answered(pema, false);

    assertThat(world.rooms.keepers(chair())).doesNotContain(amina.id());
    assertThat(told(amina).kind()).isEqualTo(Notice.Kind.APPEAL_UPHELD);
    assertThat(told(amina).reason()).isEqualTo("So it is.");
  }

  @Test
  void whoKeptOrderKeepsItAgain() {
    keeping.acts.admit(chair(), amina.id(), true, WHY);
    keeping.acts.admit(chair(), amina.id(), false, WHY);
    appealed(amina);

    answered(pema, true);

    assertThat(world.rooms.keepers(chair())).contains(amina.id());
  }

  @Test
  void aThreadThatWasClosedUnderAPseudonymOpensAndNobodyLearnsWhoAppealed() {
    var said = keeping.say(amina, room.id(), "Words.", true);
    keeping.acts.lock(chair(), said.thread(), true, WHY);
    appealed(amina);

    assertThat(waiting(pema).getFirst().from()).contains(said.by());
    assertThat(waiting(pema).toString()).doesNotContain("amina");
    answered(pema, true);

    assertThat(world.discussions.head(chair(), said.thread()).locked()).isFalse();
    assertThat(entries().toString()).doesNotContain("amina");
  }

  @Test
  void aKeeperUnderAPseudonymNeitherSeesNorAnswersTheirOwnAppeal() {
    var said = keeping.say(pema, room.id(), "Words.", true);
    keeping.acts.lock(chair(), said.thread(), true, WHY);
    appealed(pema);

    assertThat(waiting(pema)).isEmpty();
    assertThat(keeping.appeals.countWaiting(keeping.chair(pema, room.id()))).isZero();
    refused(
        "appeal.unknown",
        () ->
            keeping.appeals.answer(
                keeping.chair(pema, room.id()), waiting(khady).getFirst().id(), true, WHY));
    assertThat(waiting(khady).getFirst().others()).as("as it would be, were it a peer's").isTrue();
  }

  @Test
  void anothersThreadIsRenamedWithAReasonAndTheTitleComesBack() {
    var thread = keeping.say(amina, room.id(), "Words.", false).thread();
    var title = world.discussions.head(chair(), thread).title();
    refused("reason.length", () -> keeping.acts.rename(chair(), thread, new Title("Other"), ""));

    keeping.acts.rename(chair(), thread, new Title("Other"), WHY);
    assertThat(world.discussions.head(chair(), thread).title()).isEqualTo("Other");
    assertThat(last().act()).isEqualTo("thread-renamed");
    appealed(amina);
    answered(pema, true);

    assertThat(world.discussions.head(chair(), thread).title()).isEqualTo(title);
  }

  @Test
  void whatWasNotLetInIsADraftAgainAndCanBeAppealedAgainst() {
    var thread = keeping.say(pema, room.id(), "Words.", false).thread();
    keeping.acts.arrange(chair(), approving(), WHY);
    world.posting.post(amina, room.id(), thread, World.draft("It is late.").veiled());
    var waits = keeping.waiting.of(chair()).getFirst();

    keeping.waiting.turnAway(chair(), waits.id(), WHY);

    var draft = world.drafts.of(world.voice(amina, room.id()), Optional.of(thread)).orElseThrow();
    assertThat(draft.words()).isEqualTo("It is late.");
    assertThat(draft.underPseudonym()).isTrue();
    appealed(amina);
    assertThat(waiting(pema).getFirst().from()).isEmpty();
    assertThat(waiting(pema).toString()).doesNotContain("amina");
    answered(pema, true);
    assertThat(told(amina).measure()).isEqualTo("not-approved");
  }

  @Test
  void anAnswerThatCannotBeCarriedOutIsNone() {
    keeping.acts.remove(chair(), amina.id(), WHY);
    appealed(amina);
    world.alliances.dismiss(world.organiser, amina.id());

    refused("room.inviteNotMember", () -> answered(pema, true));

    assertThat(waiting(pema)).hasSize(1);
    answered(pema, false);
    assertThat(waiting(pema)).isEmpty();
  }

  @Test
  void anAppealGoesWithWhoMadeIt() {
    keeping.acts.remove(chair(), amina.id(), WHY);
    appealed(amina);

    keeping.appeals.forget(amina.id());

    assertThat(waiting(pema)).isEmpty();
  }

  private Manner approving() {
    var manner = room.manner();
    return new Manner(
        manner.rankHidden(),
        manner.slow(),
        true,
        manner.namingForbidden(),
        manner.retention(),
        manner.formerWords());
  }

  private Manner slow(Duration slow) {
    var manner = room.manner();
    return new Manner(
        manner.rankHidden(),
        slow,
        manner.approveFirst(),
        manner.namingForbidden(),
        manner.retention(),
        manner.formerWords());
  }
}
