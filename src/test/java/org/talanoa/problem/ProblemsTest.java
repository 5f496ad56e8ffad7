package org.talanoa.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.talanoa.Refusal;
import org.talanoa.alliance.Role;
import org.talanoa.feed.Follower;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Person;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Retention;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.testing.World;

class ProblemsTest {
  private final World world = new World();
  private final Problems problems = problems();
  private final Iterations iterations =
      new Iterations(problems, world.rooms, world.storage, world.feed, world.key, world.clock);
  private final ProblemKeeper keeper =
      new ProblemKeeper(problems, iterations, new Arrangements(world.rooms), world.clock);
  private Person amina;
  private Person tashi;
  private Room room;
  private int count;

  private Problems problems() {
    return new Problems(
        world.rooms,
        world.discussions,
        world.posting,
        world.storage,
        world.feed,
        world.key,
        world.clock);
  }

  @BeforeEach
  void aClosedRoom() {
    amina = world.peer("amina");
    tashi = world.peer("tashi");
    room = world.room(RoomKind.CLOSED, amina, tashi);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aDraftIsNobodysButItsAuthors() {
    var draft = problems.start(voice(amina), key(), "Pay is late");

    assertThat(problems.in(seat(amina))).hasSize(1);
    assertThat(problems.in(seat(tashi))).isEmpty();
    for (var way :
        List.<Runnable>of(
            () -> problems.of(seat(tashi), draft.id()),
            () -> problems.head(seat(tashi), draft.id()),
            () -> problems.since(seat(tashi), draft.id(), 0),
            () -> problems.history(seat(tashi), draft.id(), 100, 100),
            () -> problems.version(seat(tashi), draft.id(), 1),
            () -> problems.difference(seat(tashi), draft.id(), 1, 1),
            () -> problems.discard(seat(tashi), draft.id()),
            () -> iterations.of(seat(tashi), draft.id()),
            () -> edit(tashi, draft.id(), new Edit.Endorse("we too")),
            () -> problems.discuss(tashi, room.id(), draft.id(), World.draft("What?")))) {
      assertThatThrownBy(way::run).isInstanceOf(Refusal.NotHere.class);
    }
  }

  @Test
  void whatStoodInADraftBeforeItWasSharedIsNotInTheHistoryOfOthers() {
    var id = problems.start(voice(amina), key(), "My minister does not listen").id();
    write(amina, id, Part.TITLE, 1, "Decisions take long");
    var cause = new CauseId("abcdefgh");
    edit(amina, id, new Edit.AddCause(cause, Optional.empty(), Optional.empty(), "shame"));
    edit(amina, id, new Edit.RemoveCause(cause));
    var shared = share(id);

    var all =
        problems.history(seat(tashi), id, Long.MAX_VALUE, 100).toString()
            + problems.of(seat(tashi), id).causes()
            + problems.since(seat(tashi), id, shared);
    assertThat(all).doesNotContain("minister", "shame");
    assertThat(problems.history(seat(tashi), id, Long.MAX_VALUE, 100)).hasSize(1);
    assertThat(problems.since(seat(tashi), id, 1).complete()).isFalse();
    assertThatThrownBy(() -> problems.version(seat(tashi), id, 1))
        .isInstanceOf(Refusal.NotHere.class);
    assertThatThrownBy(() -> edit(tashi, id, new Edit.Restore(1)))
        .isInstanceOf(Refusal.NotHere.class);
    assertThatThrownBy(() -> write(tashi, id, Part.TITLE, 1, "My minister"))
        .isInstanceOf(Refusal.NotLikeThis.class);
    assertThat(problems.version(seat(amina), id, 1).title()).contains("minister");
    assertThatThrownBy(() -> edit(amina, id, new Edit.SetStatus(Status.DRAFT)))
        .isInstanceOf(Refusal.NotNow.class);
  }

  @Test
  void aThrownAwayDraftLeavesNothing() {
    var id = problems.start(voice(amina), key(), "Pay is late").id();

    problems.discard(seat(amina), id);

    assertThat(problems.in(seat(amina))).isEmpty();
    assertThat(problems.stored().revision(id, 1)).isEmpty();
    assertThatThrownBy(() -> problems.of(seat(amina), id)).isInstanceOf(Refusal.NotHere.class);
    var other = shared("Another");
    assertThatThrownBy(() -> problems.discard(seat(amina), other))
        .isInstanceOf(Refusal.NotNow.class);
  }

  @Test
  void theSameEditAgainChangesNothingMore() {
    var id = shared("Pay is late");
    var key = key();
    var write = new Edit.Write(Part.WHAT, 0, false, "Salaries come in the third week.");

    var first = problems.edit(voice(amina), id, key, write);
    var again = problems.edit(voice(amina), id, key, write);
    var others =
        problems.edit(voice(tashi), id, key, new Edit.Write(Part.WHY, 0, false, "People leave."));

    assertThat(again).isEqualTo(first);
    assertThat(others.revision()).isEqualTo(first.revision() + 1);
    var begun = key();
    assertThat(problems.start(voice(amina), begun, "Two").id())
        .isEqualTo(problems.start(voice(amina), begun, "Two").id());
  }

  @Test
  void bothTextsAreKeptWhereTwoWroteOnTheSameWordsUntilSomebodySettlesIt() {
    var id = shared("Pay is late");
    var base = write(amina, id, Part.WHAT, 0, "Salaries are late.").revision();
    write(amina, id, Part.WHAT, base, "Salaries are three weeks late.");
    var other = write(tashi, id, Part.WHAT, base, "Salaries are sometimes late.");
    assertThat(part(id, Part.WHAT).words()).isEqualTo("Salaries are three weeks sometimes late.");
    var conflict = write(tashi, id, Part.WHAT, base, "Wages come late.");

    var passage = part(id, Part.WHAT);
    assertThat(passage.words()).isEqualTo("Salaries are three weeks sometimes late.");
    assertThat(passage.asides()).hasSize(1);
    assertThat(passage.asides().getFirst().words()).isEqualTo("Wages come late.");
    assertThat(passage.asides().getFirst().by()).contains(tashi.id());
    assertThat(passage.version()).isEqualTo(other.revision());
    assertThat(problems.head(seat(amina), id).unsettled()).isEqualTo(1);

    edit(
        amina,
        id,
        new Edit.Settle(
            Part.WHAT, conflict.revision(), passage.version(), "Wages come three weeks late."));
    assertThat(part(id, Part.WHAT).words()).isEqualTo("Wages come three weeks late.");
    assertThat(part(id, Part.WHAT).asides()).isEmpty();
  }

  @Test
  void manyAtOnceEndWithOneStatementAndAllTheirEditsInItsHistory() throws Exception {
    var id = shared("Pay is late");
    var each = 25;
    try (var pool = Executors.newFixedThreadPool(6)) {
      var acts = new ArrayList<Callable<Integer>>();
      for (var writer = 0; writer < 6; writer++) {
        var person = writer % 2 == 0 ? amina : tashi;
        var name = writer;
        acts.add(() -> {
          for (var i = 0; i < each; i++) {
            var now = part(id, Part.WHAT);
            var words = (now.words() + " w" + name + "x" + i).strip();
            var key = "writer" + name + "-" + i + "-key";
            var write = new Edit.Write(Part.WHAT, now.version(), false, words);
            try {
              problems.edit(voice(person), id, key, write);
            } catch (Refusal.NotNow full) {
              assertThat(full.key()).isEqualTo("problem.tooManyAsides");
            }
            problems.edit(voice(person), id, key, write);
          }
          return each;
        });
      }
      for (var done : pool.invokeAll(acts)) {
        assertThat(done.get()).isEqualTo(each);
      }
    }

    var now = problems.of(seat(amina), id);
    var history = new ArrayList<Revision>();
    for (var before = Long.MAX_VALUE; before > 1; ) {
      var page = problems.history(seat(amina), id, before, 100);
      history.addAll(page);
      before = page.isEmpty() ? 0 : page.getLast().number();
    }
    assertThat(history).hasSize((int) now.revision());
    var text = new StringBuilder(now.part(Part.WHAT).words());
    now.part(Part.WHAT).asides().forEach(aside -> text.append(' ').append(aside.words()));
    for (var writer = 0; writer < 6; writer++) {
      for (var i = 0; i < each; i++) {
        assertThat(text.toString().split(" ")).contains("w" + writer + "x" + i);
      }
    }
    assertThat(problems.version(seat(amina), id, now.revision())).isEqualTo(now);
    var restarted = problems();
    assertThat(restarted.of(seat(amina), id)).isEqualTo(now);
    assertThat(restarted.in(seat(amina))).isEqualTo(problems.in(seat(amina)));
  }

  @Test
  void aCauseThatWasTakenOutComesBackWithWhatIsWrittenInIt() {
    var id = shared("Pay is late");
    var cause = new CauseId("aaaaaaaa");
    var below = new CauseId("bbbbbbbb");
    var base =
        edit(amina, id, new Edit.AddCause(cause, Optional.empty(), Optional.empty(), "No money"))
            .revision();
    edit(amina, id, new Edit.AddCause(below, Optional.of(cause), Optional.empty(), "No taxes"));
    edit(tashi, id, new Edit.RemoveCause(cause));
    assertThat(problems.of(seat(amina), id).standing()).isEmpty();

    write(amina, id, cause, base, "No money in the first weeks");

    assertThat(problems.of(seat(amina), id).standing().stream().map(each -> each.words().words()))
        .containsExactly("No money in the first weeks", "No taxes");
    assertThatThrownBy(
            () -> edit(amina, id, new Edit.MoveCause(cause, Optional.of(below), Optional.empty())))
        .isInstanceOf(Refusal.NotLikeThis.class);
  }

  @Test
  void anyVersionCanBeReadComparedAndRestored() {
    var id = shared("Pay is late");
    var first = write(amina, id, Part.WHAT, 0, "Salaries are late.").revision();
    for (var i = 0; i < 130; i++) {
      var version = part(id, Part.WHAT).version();
      write(amina, id, Part.WHAT, version, "Salaries are late, and it is round " + i);
    }

    var then = problems.version(seat(tashi), id, first + 70);
    assertThat(then.part(Part.WHAT).words()).endsWith("round 69");
    assertThat(problems.difference(seat(tashi), id, first, first + 1).parts())
        .containsKey(Part.WHAT);
    edit(tashi, id, new Edit.Restore(first));
    assertThat(part(id, Part.WHAT).words()).isEqualTo("Salaries are late.");
    assertThat(part(id, Part.WHAT).by()).contains(tashi.id());
  }

  @ParameterizedTest
  @EnumSource(RoomKind.class)
  void itIsAsConfidentialAsItsRoom(RoomKind kind) {
    room = world.room(kind, amina, tashi);
    var id = shared("Pay is late");
    var outsider = world.peer("outsider");
    var observer = world.member("observer", Role.OBSERVER);

    for (var person : List.of(outsider, observer)) {
      assertThatThrownBy(() -> edit(person, id, new Edit.Endorse(""))).isInstanceOf(Refusal.class);
      if (kind != RoomKind.OPEN) {
        assertThat(world.rooms.seat(person, room.id())).isEmpty();
      }
    }
    var elsewhere = world.room(kind, amina);
    assertThatThrownBy(() -> problems.of(world.rooms.enter(amina, elsewhere.id()), id))
        .isInstanceOf(Refusal.NotHere.class);
    assertThatThrownBy(() ->
            problems.edit(world.voice(amina, elsewhere.id()), id, key(), new Edit.Endorse("")))
        .isInstanceOf(Refusal.NotHere.class);
    world.rooms.remove(world.rooms.chair(world.person("organiser"), room.id()), tashi.id());
    assertThatThrownBy(() -> edit(tashi, id, new Edit.Endorse(""))).isInstanceOf(Refusal.class);
  }

  @Test
  void nothingOfItStandsReadableInTheDatabase() {
    var id = shared("Unmistakable name");
    edit(tashi, id, new Edit.Endorse("Unmistakable variant"));

    for (var collection : List.of("problems", "edits", "editKeys")) {
      for (var document : world.storage.database().getCollection(collection).find()) {
        assertThat(document.toJson()).doesNotContain("Unmistakable", "tashi", room.id().value());
        assertThat(document.keySet()).containsExactlyInAnyOrder("_id", "sealed");
      }
    }
  }

  @Test
  void whereAKeeperApprovesFirstOnlyKeepersChangeWhatIsShared() {
    var id = shared("Pay is late");
    var chair = world.rooms.chair(world.person("organiser"), room.id());
    var manner = chair.room().manner();
    world.rooms.arrange(
        chair,
        new Manner(
            manner.rankHidden(),
            Duration.ZERO,
            true,
            manner.namingForbidden(),
            new Retention.Keep(),
            manner.formerWords()));

    assertThatThrownBy(() -> write(amina, id, Part.WHY, 0, "People leave."))
        .isInstanceOf(Refusal.NotNow.class);
    var draft = problems.start(voice(amina), key(), "Another").id();
    write(amina, draft, Part.WHY, 0, "People leave.");
    assertThatThrownBy(() -> share(draft)).isInstanceOf(Refusal.NotNow.class);
    problems.edit(
        world.rooms.chair(world.person("organiser"), room.id()),
        id,
        key(),
        new Edit.Write(Part.WHY, 0, false, "People leave."));
  }

  @Test
  void itIsTalkedAboutInOneThread() {
    var id = shared("Pay is late");
    assertThat(problems.thread(seat(amina), problems.of(seat(amina), id))).isEmpty();

    var thread = problems.discuss(amina, room.id(), id, World.draft("How is it with you?"));
    var again = problems.discuss(tashi, room.id(), id, World.draft("Shall we talk?"));

    assertThat(thread).isPresent().isEqualTo(again);
    assertThat(world.discussions.head(seat(tashi), thread.orElseThrow()).title())
        .isEqualTo("Pay is late");
    assertThat(world.discussions.head(seat(tashi), thread.orElseThrow()).last()).isEqualTo(1);
  }

  @Test
  void stepsAndLooksBackAreDueForThoseWhoHaveAPart() {
    var id = shared("Pay is late");
    var today = LocalDate.ofInstant(world.clock.instant(), ZoneId.of("UTC"));
    var key = key();
    var until = today.plusDays(14);
    iterations.begin(voice(amina), id, key, until);
    assertThat(iterations.begin(voice(amina), id, key, until).iterations()).hasSize(1);
    var plan =
        new Iterations.Plan(
            "Ask the treasury", Optional.of(tashi.id()), Optional.of(today.plusDays(3)));
    var step =
        iterations
            .plan(voice(amina), id, 1, key(), plan)
            .iterations()
            .getFirst()
            .steps()
            .getFirst();

    assertThat(iterations.waiting(world.rooms.seats(tashi), today.plusDays(2))).isEmpty();
    assertThat(iterations.waiting(world.rooms.seats(tashi), today.plusDays(3))).hasSize(1);
    assertThat(iterations.waiting(world.rooms.seats(tashi), until)).hasSize(2);
    assertThat(iterations.waiting(world.rooms.seats(amina), until)).hasSize(1);
    var outsider = world.peer("outsider");
    assertThatThrownBy(() ->
            iterations.plan(
                voice(amina),
                id,
                1,
                key(),
                new Iterations.Plan("Help", Optional.of(outsider.id()), Optional.empty())))
        .isInstanceOf(Refusal.NotLikeThis.class);

    iterations.change(voice(tashi), id, 1, step.id(), plan, Course.Step.State.DONE);
    write(tashi, id, Part.WHAT, 0, "Three weeks late.");
    iterations.checkIn(
        voice(tashi), id, 1, key(), new Iterations.Answers("Asked.", "Much.", "Waiting.", ""));
    iterations.offer(voice(amina), id, "I know a template.");

    assertThat(iterations.waiting(world.rooms.seats(tashi), until)).isEmpty();
    var point = iterations.progress(seat(amina), id, 10).getFirst();
    assertThat(point.done()).isEqualTo(1);
    assertThat(point.added()).isEqualTo(4);
    assertThat(iterations.of(seat(amina), id).offers()).hasSize(1);
    world.rooms.remove(world.rooms.chair(world.person("organiser"), room.id()), amina.id());
    assertThat(iterations.waiting(world.rooms.seats(amina), until)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Manner.FormerWords.class)
  void whoIsForgottenLeavesTheirWordsToTheRoomOrTakesThemAlong(Manner.FormerWords words) {
    arrange(words);
    var id = shared("Pay is late");
    write(tashi, id, Part.WHY, 0, "Tashi alone wrote this.");
    var joint = write(amina, id, Part.WHAT, 0, "Begun by Amina.").revision();
    write(tashi, id, Part.WHAT, joint, "Begun by Amina. And more.");
    edit(tashi, id, new Edit.Endorse("We have it at home."));
    iterations.offer(voice(tashi), id, "My help.");
    var draft = problems.start(voice(tashi), key(), "A draft of Tashi").id();
    var before = problems.of(seat(amina), id).revision();

    keeper.forget(new Forgetting(tashi.id(), false, "secret"));
    keeper.forget(new Forgetting(tashi.id(), false, "secret"));

    var now = problems.of(seat(amina), id);
    assertThat(now.revision()).isEqualTo(before + 1);
    assertThat(now.endorsements()).isEmpty();
    assertThat(iterations.of(seat(amina), id).offers()).isEmpty();
    assertThat(problems.stored().find(draft)).isEmpty();
    assertThat(now.part(Part.WHAT).words()).isEqualTo("Begun by Amina. And more.");
    assertThat(now.part(Part.WHY).words().isEmpty()).isEqualTo(words == Manner.FormerWords.REMOVE);
    var everything =
        now
            + now.parts().toString()
            + problems.stored().revisions(id, 1, now.revision())
            + problems.stored().find(id).map(Codec::problem).orElseThrow().toJson();
    assertThat(everything).doesNotContain("tashi", "We have it at home");
    for (var revision : problems.stored().revisions(id, 1, now.revision())) {
      var kept = Codec.revision(revision).toJson();
      assertThat(kept).doesNotContain("tashi", "We have it at home");
      if (words == Manner.FormerWords.REMOVE) {
        assertThat(kept).doesNotContain("Tashi alone");
      }
    }
  }

  @Test
  void onesOwnEditsAreHandedOutAndNobodyElses() {
    var id = shared("Pay is late");
    write(tashi, id, Part.WHY, 0, "Tashi wrote this.");
    var lists = new HashMap<String, List<Map<String, ?>>>();

    keeper.export(
        tashi,
        new Export() {
          @Override
          public void list(String name, Things things) {
            things.each(lists.computeIfAbsent(name, _ -> new ArrayList<>())::add);
          }

          @Override
          public void file(String name, InputStream content) {
            throw new AssertionError("no files here");
          }
        });

    assertThat(lists.get("problemEdits")).hasSize(1);
    assertThat(lists.toString()).contains("Tashi wrote this").doesNotContain("Pay is late");
  }

  @Test
  void whoeverFollowsHearsWhatWasAnswered() {
    var heard = new ConcurrentLinkedQueue<Change>();
    var id = shared("Pay is late");
    world.feed.follow(
        problems.edits(),
        new Follower<Change>() {
          @Override
          public void told(Change change) {
            heard.add(change);
          }

          @Override
          public void missed() {}
        });

    var accepted = write(amina, id, Part.WHY, 0, "People leave.");

    Awaitility.await().until(() -> !heard.isEmpty());
    assertThat(heard).containsExactly(new Change.Edited(accepted.made().orElseThrow()));
  }

  private void keepFor(Retention retention) {
    arrange(retention, chair().room().manner().formerWords());
  }

  private void sweep() {
    new ProblemExpiry(
            problems, iterations, new Arrangements(world.rooms), world.alliances, world.clock)
        .sweep();
  }

  private boolean isThere(ProblemId id) {
    return problems.stored().find(id).isPresent();
  }

  @Test
  void aStatementGoesWhenNobodyHasWorkedOnItForAsLongAsTheRoomKeepsWhatIsSaid() {
    keepFor(new Retention.DeleteAfter(7));
    var left = shared("Pay is late");
    var today = LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC);
    iterations.begin(voice(amina), left, key(), today.plusDays(3));
    iterations.offer(voice(tashi), left, "I know the bank.");
    var written = shared("Posts are empty");
    var worked = shared("Nobody answers");
    iterations.begin(voice(amina), worked, key(), today.plusDays(3));

    world.clock.turn(Duration.ofDays(6));
    sweep();
    assertThat(isThere(left)).isTrue();
    write(tashi, written, Part.WHY, 0, "Schools have no teachers.");
    iterations.checkIn(
        voice(tashi), worked, 1, key(), new Iterations.Answers("We asked.", "Much.", "", ""));
    world.clock.turn(Duration.ofDays(2));
    sweep();
    sweep();

    assertThat(List.of(isThere(left), isThere(written), isThere(worked)))
        .containsExactly(false, true, true);
    assertThatThrownBy(() -> problems.of(seat(amina), left)).isInstanceOf(Refusal.NotHere.class);
    assertThat(problems.stored().revision(left, 1)).isEmpty();
    assertThat(iterations.stored().find(left).orElseThrow().offers()).isEmpty();
    assertThat(iterations.stored().find(left).orElseThrow().iterations()).isEmpty();
    assertThat(iterations.of(seat(amina), worked).iterations()).hasSize(1);
  }

  @Test
  void whatWasPromisedBeforeARoomKeepsForLongerStillHolds() {
    keepFor(new Retention.DeleteAfter(7));
    var id = shared("Pay is late");
    keepFor(new Retention.Keep());
    var later = shared("Posts are empty");

    world.clock.turn(Duration.ofDays(8));
    sweep();

    assertThat(isThere(id)).isFalse();
    assertThat(isThere(later)).isTrue();
  }

  private void arrange(Manner.FormerWords words) {
    arrange(chair().room().manner().retention(), words);
  }

  private void arrange(Retention retention, Manner.FormerWords words) {
    var manner = chair().room().manner();
    world.rooms.arrange(
        chair(),
        new Manner(
            manner.rankHidden(),
            manner.slow(),
            manner.approveFirst(),
            manner.namingForbidden(),
            retention,
            words));
  }

  private Chair chair() {
    return world.rooms.chair(world.person("organiser"), room.id());
  }

  private Passage part(ProblemId id, Part part) {
    return problems.of(seat(amina), id).part(part);
  }

  private ProblemId shared(String title) {
    var id = problems.start(voice(amina), key(), title).id();
    share(id);
    return id;
  }

  private long share(ProblemId id) {
    return edit(amina, id, new Edit.SetStatus(Status.SHARED)).revision();
  }

  private Accepted write(Person person, ProblemId id, Spot spot, long base, String words) {
    return edit(person, id, new Edit.Write(spot, base, false, words));
  }

  private Accepted edit(Person person, ProblemId id, Edit edit) {
    return problems.edit(voice(person), id, key(), edit);
  }

  private Voice voice(Person person) {
    return world.voice(person, room.id());
  }

  private Seat seat(Person person) {
    return world.rooms.enter(person, room.id());
  }

  private String key() {
    return "key-%06d".formatted(++count);
  }
}
