package org.talanoa.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Message;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Restraint;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Seated;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;

/** What is pointed out to keepers though nobody has reported it. */
class LookoutTest {
  @TempDir private Path data;
  private Keeping keeping;
  private World world;
  private Lookout lookout;
  private Person khady;
  private Person pema;
  private final List<Person> peers = new ArrayList<>();

  @BeforeEach
  void begin() {
    keeping = new Keeping(data);
    world = keeping.world;
    lookout =
        new Lookout(keeping.cases, world.discussions, world.rooms, world.alliances, world.people);
    khady = world.member("khady", Role.MODERATOR);
    pema = world.member("pema", Role.MODERATOR);
    for (var name : List.of("amina", "tashi", "lupe", "dorji", "sione", "mele")) {
      peers.add(world.peer(name));
    }
  }

  @AfterEach
  void close() {
    keeping.close();
  }

  /** A room in which all but the last of the peers have spoken. */
  private Room talked(RoomKind kind) {
    var room = keeping.room(kind, khady, pema, peers.toArray(new Person[0]));
    peers
        .subList(0, peers.size() - 1)
        .forEach(peer -> keeping.say(peer, room.id(), "We begin.", false));
    lookout.look(chair(room));
    return room;
  }

  private Chair chair(Room room) {
    return keeping.chair(khady, room.id());
  }

  private List<Message> pointedOut(Room room, Case.Source source) {
    lookout.look(chair(room));
    lookout.look(chair(room));
    return keeping.cases.waiting(chair(room)).stream()
        .filter(about -> about.sources().contains(source))
        .map(about -> world.discussions.message(chair(room), about.thread(), about.number()))
        .toList();
  }

  @Test
  void theFirstMessageOfANewcomerIsAndNoOther() {
    var room = talked(RoomKind.CLOSED);
    var newcomer = peers.getLast();

    var first = keeping.say(newcomer, room.id(), "I am new.", false);
    keeping.answer(newcomer, room.id(), first.thread(), "And here is more.", false);
    keeping.answer(peers.getFirst(), room.id(), first.thread(), "Welcome.", false);

    assertThat(pointedOut(room, Case.Source.NEWCOMER)).containsExactly(first);
  }

  @Test
  void whoIsNewUnderAPseudonymIsNotPointedOut() {
    var room = talked(RoomKind.CLOSED);

    keeping.say(peers.getLast(), room.id(), "I am new, and hide.", true);

    assertThat(pointedOut(room, Case.Source.NEWCOMER)).isEmpty();
  }

  @Test
  void whatMayIdentifySomebodyIsWhereNamingIsForbidden() {
    for (var kind : RoomKind.values()) {
      var room = talked(kind);

      var named = keeping.say(peers.getFirst(), room.id(), "Write to a.b@example.org.", false);
      keeping.say(peers.getFirst(), room.id(), "Write to whom you like.", false);

      if (chair(room).room().manner().namingForbidden()) {
        assertThat(pointedOut(room, Case.Source.IDENTIFYING)).containsExactly(named);
      } else {
        assertThat(pointedOut(room, Case.Source.IDENTIFYING)).isEmpty();
      }
    }
  }

  @Test
  void anEditIsLookedAtToo() {
    var room = talked(RoomKind.CHATHAM_HOUSE);
    var said = keeping.say(peers.getFirst(), room.id(), "Write to somebody.", false);
    assertThat(pointedOut(room, Case.Source.IDENTIFYING)).isEmpty();

    world.discussions.edit(
        world.rooms.speak(peers.getFirst(), room.id()),
        said.thread(),
        1,
        Markdown.of("Write to a.b@example.org."));

    assertThat(pointedOut(room, Case.Source.IDENTIFYING))
        .extracting(Message::thread)
        .containsExactly(said.thread());
  }

  @Test
  void onWhatWasDecidedNothingIsPointedOutAgain() {
    var room = talked(RoomKind.CHATHAM_HOUSE);
    keeping.say(peers.getFirst(), room.id(), "Write to a.b@example.org.", false);
    assertThat(pointedOut(room, Case.Source.IDENTIFYING)).hasSize(1);
    var about = keeping.cases.waiting(chair(room)).getFirst();

    keeping.decisions.decide(chair(room), about.id(), new Measure.Dismiss(), "It is public.");
    keeping.say(peers.getFirst(), room.id(), "Thanks.", false);

    assertThat(pointedOut(room, Case.Source.IDENTIFYING)).isEmpty();
  }

  @Test
  void whereNobodyHasLookedForWeeksTheOldIsLeft() {
    var room = talked(RoomKind.CHATHAM_HOUSE);
    keeping.say(peers.getFirst(), room.id(), "Write to a.b@example.org.", false);

    world.clock.turn(Duration.ofDays(20));

    assertThat(pointedOut(room, Case.Source.IDENTIFYING)).isEmpty();
  }

  @Test
  void whatWaitsIsLetInOrTurnedAwayAndItsAuthorIsTold() {
    var room = talked(RoomKind.CLOSED);
    var amina = peers.getFirst();
    var thread = keeping.say(amina, room.id(), "A thread.", false).thread();
    world.rooms.restrain(
        chair(room),
        amina.id(),
        new Restraint(
            Restraint.Kind.APPROVE_FIRST, world.clock.instant().plus(Duration.ofDays(1))));
    world.posting.post(amina, room.id(), thread, World.draft("First."));
    world.posting.post(amina, room.id(), thread, World.draft("Second."));
    var waiting = keeping.waiting.of(chair(room));
    assertThat(waiting).hasSize(2);

    keeping.waiting.letIn(chair(room), waiting.get(0).id());
    keeping.waiting.turnAway(chair(room), waiting.get(1).id(), "Say it more kindly.");

    assertThat(keeping.waiting.of(chair(room))).isEmpty();
    assertThat(world.discussions.head(chair(room), thread).last()).isEqualTo(2);
    assertThat(keeping.notices.of(amina))
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.NOT_APPROVED, Notice.Kind.APPROVED);
    assertThat(keeping.notices.of(amina).getFirst().reason()).isEqualTo("Say it more kindly.");
    var entries = keeping.trails.of(chair(room), Long.MAX_VALUE, 10);
    assertThat(entries)
        .extracting(Entry::act)
        .containsExactly("message-refused", "message-approved");
    assertThat(entries.toString()).doesNotContain("amina", waiting.get(0).id());
  }

  @Test
  void nobodyLetsTheirOwnMessageIn() {
    var room = talked(RoomKind.CLOSED);
    var amina = peers.getFirst();
    world.rooms.restrain(
        chair(room),
        amina.id(),
        new Restraint(
            Restraint.Kind.APPROVE_FIRST, world.clock.instant().plus(Duration.ofDays(1))));
    var thread = keeping.say(peers.get(1), room.id(), "A thread.", false).thread();
    world.posting.post(amina, room.id(), thread, World.draft("First."));
    var id = keeping.waiting.of(chair(room)).getFirst().id();
    Seated.in(world.rooms, chair(room), amina, true);
    var own = keeping.chair(amina, room.id());

    assertThat(keeping.waiting.of(own)).isEmpty();
    assertThatThrownBy(() -> keeping.waiting.letIn(own, id)).hasMessage("approval.unknown");
    assertThatThrownBy(() -> keeping.waiting.turnAway(own, id, "No."))
        .hasMessage("approval.unknown");
  }

  @Test
  void whereTooMuchWaitsKeepersStillSeeItAndTheRestIsPointedOutLater() {
    var room = talked(RoomKind.CHATHAM_HOUSE);
    var said = keeping.say(peers.getFirst(), room.id(), "Write to a.b@example.org.", false);
    var more = keeping.say(peers.get(1), room.id(), "Hide the list.", false);
    var about = keeping.reported(peers.get(2), more);
    keeping.decisions.decide(chair(room), about, new Measure.Hide(), "It hurts.");
    keeping.crowd(said, StoredCases.MOST_WAITING - 1, Case.State.OPEN);
    keeping.cases.pointOut(room.id(), said.thread(), 2, said.at(), Case.Source.NEWCOMER);

    lookout.look(chair(room));
    lookout.look(chair(room));

    assertThat(keeping.cases.stored().waiting(room.id())).hasSize(StoredCases.MOST_WAITING);
    var id = keeping.cases.stored().id(room.id(), said.thread(), 1);
    assertThat(keeping.cases.stored().find(id)).isEmpty();
    keeping.appeals.appeal(
        peers.get(1), keeping.notices.of(peers.get(1)).getFirst().id(), "It is mine.");
    keeping
        .cases
        .stored()
        .change(
            room.id(),
            keeping.cases.stored().id(room.id(), said.thread(), Keeping.CROWD),
            document -> document.append("state", Case.State.DECIDED.name()));
    keeping
        .cases
        .stored()
        .change(
            room.id(),
            keeping.cases.stored().id(room.id(), said.thread(), Keeping.CROWD + 1),
            document -> document.append("state", Case.State.DECIDED.name()));
    assertThat(pointedOut(room, Case.Source.IDENTIFYING)).contains(said);
  }

  /** A message that waits to be let in. */
  private String waits(Room room) {
    var amina = peers.getFirst();
    var thread = keeping.say(amina, room.id(), "A thread.", false).thread();
    world.rooms.restrain(
        chair(room),
        amina.id(),
        new Restraint(
            Restraint.Kind.APPROVE_FIRST, world.clock.instant().plus(Duration.ofDays(1))));
    world.posting.post(amina, room.id(), thread, World.draft("First."));
    return keeping.waiting.of(chair(room)).getFirst().id();
  }

  @Test
  void ofManyWhoLetInAndTurnAwayAtOnceOneIsHeard() throws Exception {
    var room = talked(RoomKind.CLOSED);
    for (var round = 1; round <= 20; round++) {
      var id = waits(room);
      var acts =
          List.<Callable<Object>>of(
              () -> keeping.waiting.letIn(chair(room), id),
              () -> {
                keeping.waiting.turnAway(keeping.chair(pema, room.id()), id, "Not so.");
                return id;
              });

      try (var threads = Executors.newFixedThreadPool(acts.size())) {
        var heard =
            threads.invokeAll(acts).stream()
                .filter(each -> each.state() == Future.State.SUCCESS)
                .count();
        assertThat(heard).isEqualTo(1);
      }
      assertThat(keeping.trails.of(chair(room), Long.MAX_VALUE, 100)).hasSize(round);
      assertThat(keeping.notices.of(peers.getFirst())).hasSize(round);
    }
  }
}
