package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.feed.LocalFeed;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Restraint;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.HeldBack;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

class PostingTest {
  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final Person bashir = world.peer("bashir");
  private final Room room = world.room(RoomKind.CLOSED, amina, bashir);
  private final ThreadId thread = world.thread(bashir, room.id(), "Payroll");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatIsApprovedGetsItsNumberThenAndIsItsAuthors() {
    arrange(PostingTest::approvedFirst);
    var draft = World.draft("We paid twice.").veiled();

    var waits = (Outcome.Waits) world.posting.post(amina, room.id(), thread, draft);
    assertThat(world.posting.post(amina, room.id(), thread, draft)).isEqualTo(waits);
    assertThat(head().last()).isEqualTo(1);
    assertThat(world.approvals.of(world.rooms.enter(bashir, room.id()))).isEmpty();
    assertThat(world.approvals.of(world.rooms.enter(amina, room.id()))).hasSize(1);
    assertThat(world.approvals.waiting(chair()))
        .singleElement()
        .satisfies(waiting -> {
          assertThat(waiting.by()).isInstanceOf(Byline.Pseudonym.class);
          assertThat(waiting.toString()).doesNotContain("amina");
        });

    var said = world.approvals.approve(chair(), waits.waiting().id(), _ -> {});

    assertThat(said.message().number()).isEqualTo(2);
    assertThat(said.message().by()).isEqualTo(waits.waiting().by());
    assertThat(world.approvals.waiting(chair())).isEmpty();
    var again = (Outcome.Said) world.posting.post(amina, room.id(), thread, draft);
    assertThat(again.message().number()).isEqualTo(2);
    assertThatThrownBy(() -> world.approvals.approve(chair(), waits.waiting().id(), _ -> {}))
        .isInstanceOf(Refusal.NotHere.class);
    assertThat(world.discussions.delete(world.voice(amina, room.id()), thread, 2).body())
        .isEqualTo(new Body.Deleted());
  }

  @Test
  void aThreadMayWaitTooUnderTheNameItWillHave() {
    arrange(PostingTest::approvedFirst);

    var waits =
        (Outcome.Waits)
            world.posting.start(
                amina, room.id(), new Title("A hard one"), World.draft("How?").veiled());
    var said = world.approvals.approve(chair(), waits.waiting().id(), _ -> {});

    assertThat(said.head().title()).isEqualTo("A hard one");
    assertThat(said.message().by()).isEqualTo(waits.waiting().by());
  }

  @Test
  void whatWasSaidWhenACrashCameIsNotTurnedAwayAndSaidOnce() {
    arrange(PostingTest::approvedFirst);
    var waits = (Outcome.Waits) world.posting.post(amina, room.id(), thread, World.draft("One"));
    var id = waits.waiting().id();
    assertThatThrownBy(() ->
            world.approvals.approve(
                chair(),
                id,
                _ -> {
                  throw new IllegalStateException("the process ends here");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(world.approvals.waiting(chair())).hasSize(1);
    assertThatThrownBy(() -> world.approvals.approve(chair(), id, _ -> {}))
        .as("it is still being done")
        .hasMessage("approval.unknown");
    assertThatThrownBy(() -> world.approvals.withdraw(world.rooms.enter(amina, room.id()), id))
        .hasMessage("approval.unknown");

    world.clock.turn(Duration.ofMinutes(5));

    assertThatThrownBy(() -> world.approvals.refuse(chair(), id, _ -> {}))
        .hasMessage("approval.said");
    assertThat(world.approvals.approve(chair(), id, _ -> {}).message().number()).isEqualTo(2);
    assertThat(world.approvals.waiting(chair())).isEmpty();
    assertThat(head().last()).isEqualTo(2);
  }

  @Test
  void whatIsNotApprovedIsNeverSaidAndItsAuthorMayTakeItBack() {
    arrange(PostingTest::approvedFirst);
    var first = (Outcome.Waits) world.posting.post(amina, room.id(), thread, World.draft("One"));
    var second = (Outcome.Waits) world.posting.post(amina, room.id(), thread, World.draft("Two"));

    world.approvals.refuse(chair(), first.waiting().id(), _ -> {});
    assertThatThrownBy(() ->
            world.approvals.withdraw(world.rooms.enter(bashir, room.id()), second.waiting().id()))
        .isInstanceOf(Refusal.NotHere.class);
    world.approvals.withdraw(world.rooms.enter(amina, room.id()), second.waiting().id());

    assertThat(world.approvals.waiting(chair())).isEmpty();
    assertThat(head().last()).isEqualTo(1);
    assertThat(new World(world.storage, world.key, new LocalFeed()).approvals.waiting(chair()))
        .isEmpty();
  }

  @Test
  void whatAnotherNodeHasTakenAwayWaitsNoMoreWhereThatWasMissed() {
    arrange(PostingTest::approvedFirst);
    var feed = new HeldBack(new LocalFeed());
    try (var other = new World(world.storage, world.key, feed)) {
      var first = waits("First");
      var second = waits("Second");
      feed.miss();
      assertThat(other.approvals.waiting(chair())).hasSize(2);
      world.approvals.refuse(chair(), first, _ -> {});
      assertThat(new World(world.storage, world.key, new LocalFeed()).approvals.waiting(chair()))
          .hasSize(1);

      feed.miss();

      assertThat(other.approvals.waiting(chair())).extracting(Waiting::id).containsExactly(second);
      assertThat(world.storage.database().getCollection("waiting").countDocuments()).isOne();
    }
  }

  private String waits(String words) {
    var outcome = world.posting.post(amina, room.id(), thread, World.draft(words));
    return ((Outcome.Waits) outcome).waiting().id();
  }

  @Test
  void whatWaitsIsThereAfterARestartAndTellsNothingInTheDatabase() {
    arrange(PostingTest::approvedFirst);
    world.posting.post(amina, room.id(), thread, World.draft("Unmistakable words").veiled());

    var again = new World(world.storage, world.key, new LocalFeed()).approvals;

    assertThat(again.waiting(chair())).hasSize(1);
    world
        .storage
        .database()
        .getCollection("waiting")
        .find()
        .forEach(document -> assertThat(document.toJson()).doesNotContain("amina", "Unmistakable"));
  }

  @Test
  void whoIsSlowIsAskedToWaitButMaySendTheSameAgain() {
    arrange(manner ->
        new Manner(
            false, Duration.ofMinutes(1), false, false, manner.retention(), manner.formerWords()));
    var draft = World.draft("One");
    world.posting.post(amina, room.id(), thread, draft);

    assertThat(world.posting.post(amina, room.id(), thread, draft))
        .isInstanceOf(Outcome.Said.class);
    assertThatThrownBy(() -> world.posting.post(amina, room.id(), thread, World.draft("Two")))
        .isInstanceOf(Refusal.TooMuch.class);
    assertThat(world.posting.post(bashir, room.id(), thread, World.draft("Other")))
        .isInstanceOf(Outcome.Said.class);
    world.clock.turn(Duration.ofSeconds(61));
    assertThat(world.posting.post(amina, room.id(), thread, World.draft("Two")))
        .isInstanceOf(Outcome.Said.class);
  }

  @Test
  void whatIsNotSaidCostsNoPause() {
    arrange(manner ->
        new Manner(
            false, Duration.ofMinutes(1), false, false, manner.retention(), manner.formerWords()));
    world.discussions.lock(chair(), thread, true);
    assertThatThrownBy(() -> world.posting.post(amina, room.id(), thread, World.draft("One")))
        .hasMessage("thread.locked");
    world.discussions.lock(chair(), thread, false);

    assertThat(world.posting.post(amina, room.id(), thread, World.draft("One")))
        .isInstanceOf(Outcome.Said.class);
    assertThatThrownBy(() -> world.posting.post(amina, room.id(), thread, World.draft("Two")))
        .isInstanceOf(Refusal.TooMuch.class);
  }

  @Test
  void whatCannotWaitCostsNoPauseAndTheSameMayBeSentAgain() {
    arrange(manner ->
        new Manner(
            false, Duration.ofMinutes(1), true, false, manner.retention(), manner.formerWords()));
    world.discussions.lock(chair(), thread, true);
    var draft = World.draft("One");
    assertThatThrownBy(() -> world.posting.post(amina, room.id(), thread, draft))
        .hasMessage("thread.locked");
    world.discussions.lock(chair(), thread, false);

    assertThat(world.posting.post(amina, room.id(), thread, draft))
        .isInstanceOf(Outcome.Waits.class)
        .isEqualTo(world.posting.post(amina, room.id(), thread, draft));
    assertThatThrownBy(() -> world.posting.post(amina, room.id(), thread, World.draft("Two")))
        .isInstanceOf(Refusal.TooMuch.class);
  }

  @Test
  void aRestrainedPseudonymWaitsInItsThreadOnly() {
    var other = world.thread(bashir, room.id(), "Another");
    world.rooms.restrain(
        chair(),
        amina.id(),
        new Restraint(
            Restraint.Kind.APPROVE_FIRST, Restraint.FOR_GOOD, Optional.of(thread.value())));

    assertThat(world.posting.post(amina, room.id(), thread, World.draft("a").veiled()))
        .isInstanceOf(Outcome.Waits.class);
    assertThat(world.posting.post(amina, room.id(), thread, World.draft("b")))
        .isInstanceOf(Outcome.Said.class);
    assertThat(world.posting.post(amina, room.id(), other, World.draft("c").veiled()))
        .isInstanceOf(Outcome.Said.class);
  }

  /** Were they spared, what is not held up would be known to be a keeper's. */
  @Test
  void underAPseudonymWhoeverKeepsOrderIsLikeEverybody() {
    arrange(manner ->
        new Manner(
            false, Duration.ofMinutes(1), true, false, manner.retention(), manner.formerWords()));
    var keeper = world.organiser.person();

    assertThat(world.posting.post(keeper, room.id(), thread, World.draft("by name")))
        .isInstanceOf(Outcome.Said.class);
    assertThat(world.posting.post(keeper, room.id(), thread, World.draft("veiled").veiled()))
        .isInstanceOf(Outcome.Waits.class);
    assertThatThrownBy(
            () -> world.posting.post(keeper, room.id(), thread, World.draft("again").veiled()))
        .isInstanceOf(Refusal.TooMuch.class);
    arrange(manner -> manner);
    world.discussions.lock(chair(), thread, true);
    assertThat(world.posting.post(keeper, room.id(), thread, World.draft("from the chair")))
        .isInstanceOf(Outcome.Said.class);
    assertThatThrownBy(
            () -> world.posting.post(keeper, room.id(), thread, World.draft("locked").veiled()))
        .hasMessage("thread.locked");
  }

  @Test
  void whatWasLetInIsNotWordedOtherwiseBehindTheKeepersBack() {
    world.posting.post(amina, room.id(), thread, World.draft("harmless"));
    world.posting.post(amina, room.id(), thread, World.draft("veiled").veiled());
    arrange(PostingTest::approvedFirst);
    var other = Markdown.of("not harmless");

    assertThatThrownBy(() -> world.posting.edit(amina, room.id(), thread, 2, other))
        .hasMessage("message.editWaits");
    assertThatThrownBy(() -> world.posting.edit(amina, room.id(), thread, 3, other))
        .hasMessage("message.editWaits");
    assertThatThrownBy(() -> world.posting.edit(amina, room.id(), thread, 1, other))
        .hasMessage("message.notYours");
    assertThatThrownBy(
            () -> world.posting.rename(bashir, room.id(), thread, new Title("not harmless")))
        .hasMessage("message.editWaits");
    assertThatThrownBy(() ->
            world.posting.rename(world.organiser.person(), room.id(), thread, new Title("Pay")))
        .hasMessage("thread.renameNotYours");
    arrange(manner -> manner);
    assertThat(world.posting.edit(amina, room.id(), thread, 3, other).body())
        .isInstanceOf(Body.Said.class);
  }

  @Test
  void whatHasJustBeenSaidIsNotShownAsWaiting() {
    arrange(PostingTest::approvedFirst);
    var started =
        (Outcome.Waits)
            world.posting.start(amina, room.id(), new Title("A hard one"), World.draft("How?"));
    var posted = (Outcome.Waits) world.posting.post(amina, room.id(), thread, World.draft("One"));

    for (var waits : List.of(started, posted)) {
      world.approvals.approve(
          chair(),
          waits.waiting().id(),
          _ ->
              assertThat(world.approvals.of(world.rooms.enter(amina, room.id())))
                  .extracting(Waiting::id)
                  .doesNotContain(waits.waiting().id()));
    }
  }

  @Test
  void whoeverMayNotSpeakAnyMoreIsNotSpokenFor() {
    arrange(PostingTest::approvedFirst);
    var waits = (Outcome.Waits) world.posting.post(amina, room.id(), thread, World.draft("One"));
    world.rooms.restrain(
        chair(),
        amina.id(),
        new Restraint(Restraint.Kind.NO_POSTING, world.clock.instant().plus(Duration.ofDays(1))));

    assertThatThrownBy(() -> world.approvals.approve(chair(), waits.waiting().id(), _ -> {}))
        .hasMessage("approval.authorGone");
    assertThat(world.approvals.waiting(chair())).hasSize(1);
  }

  /** Who keeps order could restrain one after the other, and see for whom it is refused. */
  @Test
  void whatWaitsUnderAPseudonymIsApprovedWhateverHasBecomeOfItsAuthor() {
    arrange(PostingTest::approvedFirst);
    for (var kind : List.of(Restraint.Kind.NO_POSTING, Restraint.Kind.NO_ENTRY)) {
      var draft = World.draft("One").veiled();
      var waits = (Outcome.Waits) world.posting.post(amina, room.id(), thread, draft);
      var restraint = new Restraint(kind, Restraint.FOR_GOOD);
      world.rooms.restrain(chair(), amina.id(), restraint);

      var said = world.approvals.approve(chair(), waits.waiting().id(), _ -> {});

      assertThat(said.message().by()).isEqualTo(waits.waiting().by());
      world.rooms.lift(chair(), amina.id(), restraint);
    }
    var last =
        (Outcome.Waits)
            world.posting.start(amina, room.id(), new Title("Gone"), World.draft("Last").veiled());
    world.rooms.remove(chair(), amina.id());

    assertThat(world.approvals.approve(chair(), last.waiting().id(), _ -> {}).message().by())
        .isEqualTo(last.waiting().by());
    assertThat(world.approvals.waiting(chair())).isEmpty();
  }

  @Test
  void nothingIsApprovedWhereNobodySpeaksAnyMore() {
    arrange(PostingTest::approvedFirst);
    var draft = World.draft("One").veiled();
    var waits = (Outcome.Waits) world.posting.post(amina, room.id(), thread, draft);
    world.rooms.continueAs(chair(), RoomKind.SEALED);

    assertThatThrownBy(() -> world.approvals.approve(chair(), waits.waiting().id(), _ -> {}))
        .hasMessage("room.continued");
  }

  private static Manner approvedFirst(Manner manner) {
    return new Manner(false, Duration.ZERO, true, false, manner.retention(), manner.formerWords());
  }

  private void arrange(UnaryOperator<Manner> change) {
    world.rooms.arrange(chair(), change.apply(room.manner()));
  }

  private ThreadHead head() {
    return world.discussions.head(world.rooms.enter(bashir, room.id()), thread);
  }

  private Chair chair() {
    return world.rooms.chair(world.person("organiser"), room.id());
  }
}
