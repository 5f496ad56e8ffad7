package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.people.Person;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Fault;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

class DiscussionsTest {
  private final World world = new World();
  private Person amina;
  private Person tashi;
  private Room room;
  private ThreadId thread;

  @BeforeEach
  void aThreadInAClosedRoom() {
    amina = world.peer("amina");
    tashi = world.peer("tashi");
    room = world.room(RoomKind.CLOSED, amina, tashi);
    thread = world.thread(amina, room.id(), "Payroll");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void numbersHaveNoHolesWhateverManyWritersDo() throws Exception {
    var writers = 8;
    var each = 40;

    try (var pool = Executors.newFixedThreadPool(writers)) {
      var acts = new ArrayList<Callable<List<Integer>>>();
      for (var writer = 0; writer < writers; writer++) {
        var person = writer % 2 == 0 ? amina : tashi;
        acts.add(() ->
            IntStream.range(0, each)
                .map(i -> post(person, "message " + i).number())
                .boxed()
                .toList());
      }
      for (var done : pool.invokeAll(acts)) {
        assertThat(done.get()).isSorted();
      }
    }

    var head = world.discussions.head(world.voice(amina, room.id()), thread);
    assertThat(head.last()).isEqualTo(1 + writers * each);
    var all = new ArrayList<Integer>();
    for (var from = 1; from <= head.last(); from += 100) {
      all.addAll(page(from, 100).stream().map(Message::number).toList());
    }
    assertThat(all).isEqualTo(IntStream.rangeClosed(1, head.last()).boxed().toList());
  }

  @Test
  void theSameDraftSentByManyAtOnceIsPostedOnce() throws Exception {
    var draft = World.draft("once");

    var numbers = new ArrayList<Integer>();
    try (var pool = Executors.newFixedThreadPool(8)) {
      Callable<Message> act =
          () -> world.discussions.post(world.voice(amina, room.id()), thread, draft);
      for (var done : pool.invokeAll(java.util.Collections.nCopies(8, act))) {
        numbers.add(done.get().number());
      }
    }

    assertThat(numbers).containsOnly(2);
    assertThat(page(1, 100)).hasSize(2);
  }

  @Test
  void twoPeopleMayChooseTheSameDraftKey() {
    var draft = World.draft("mine");

    var first = world.discussions.post(world.voice(amina, room.id()), thread, draft);
    var second = world.discussions.post(world.voice(tashi, room.id()), thread, draft);

    assertThat(second.number()).isEqualTo(first.number() + 1);
  }

  @Test
  void whoHasSeenLessCatchesUp() {
    var before = world.discussions.head(world.voice(amina, room.id()), thread);
    post(tashi, "two");
    post(tashi, "three");
    world.discussions.react(world.voice(tashi, room.id()), thread, 1, Reaction.THANKS, true);

    var lacks =
        world.discussions.since(
            world.voice(amina, room.id()), thread, before.revision(), before.last());

    assertThat(lacks.complete()).isTrue();
    assertThat(lacks.messages().stream().map(Message::number)).containsExactly(1, 2, 3);
    assertThat(lacks.head().revision()).isEqualTo(before.revision() + 3);
  }

  @Test
  void aReaderTooFarBehindIsToldToReadAnew() {
    IntStream.range(0, StoredThreads.TOUCHED + 2).forEach(i -> post(tashi, "m" + i));
    var before = world.discussions.head(world.voice(amina, room.id()), thread);
    for (var number = 1; number <= StoredThreads.TOUCHED + 1; number++) {
      world.discussions.react(
          world.voice(tashi, room.id()), thread, number, Reaction.INSIGHT, true);
    }

    var lacks =
        world.discussions.since(
            world.voice(amina, room.id()), thread, before.revision(), before.last());

    assertThat(lacks.complete()).isFalse();
  }

  @Test
  void aDeletedMessageLeavesATraceWithoutItsWords() {
    post(amina, "something private");

    var deleted = world.discussions.delete(world.voice(amina, room.id()), thread, 2);

    assertThat(deleted.body()).isInstanceOf(Body.Deleted.class);
    assertThat(page(1, 10)).hasSize(2);
    assertThat(world.storage.database().getCollection("messages").find().map(Object::toString))
        .noneMatch(text -> text.contains("something private"));
  }

  @Attack(27)
  @Test
  void whatWasTakenBackIsNotPutBackByAnEdit() {
    post(amina, "mine");
    var voice = world.voice(amina, room.id());
    world.discussions.delete(voice, thread, 2);

    assertThatThrownBy(() -> world.discussions.edit(voice, thread, 2, Markdown.of("again")))
        .isInstanceOf(Refusal.NotNow.class);
  }

  @Attack(27)
  @Test
  void nobodyChangesTheWordsOfAnother() {
    post(amina, "mine");

    for (var other : List.of(tashi, world.organiser.person())) {
      var voice = world.voice(other, room.id());
      assertThatThrownBy(() -> world.discussions.edit(voice, thread, 2, Markdown.of("yours")))
          .isInstanceOf(Refusal.NotYours.class);
      assertThatThrownBy(() -> world.discussions.delete(voice, thread, 2))
          .isInstanceOf(Refusal.NotYours.class);
    }
  }

  @Test
  void anEditKeepsTheEarlierWording() {
    post(amina, "first");

    world.discussions.edit(world.voice(amina, room.id()), thread, 2, Markdown.of("second"));

    var seat = world.rooms.enter(tashi, room.id());
    assertThat(world.discussions.wordings(seat, thread, 2))
        .singleElement()
        .extracting(wording -> wording.markdown().source())
        .isEqualTo("first");
  }

  @Test
  void aThreadOfAnotherRoomIsNotHere() {
    var other = world.room(RoomKind.SEALED, tashi);
    var hidden = world.thread(tashi, other.id(), "Hidden");

    assertThatThrownBy(
            () -> world.discussions.post(world.voice(amina, room.id()), hidden, World.draft("x")))
        .isInstanceOf(Refusal.NotHere.class)
        .hasMessage("thread.unknown");
  }

  @Test
  void aRoomIsListedByItsLatestActivity() {
    var second = world.thread(tashi, room.id(), "Unions");
    post(amina, "again");

    var seat = world.rooms.enter(amina, room.id());
    var listed = world.discussions.threads(seat, world.clock.instant(), 10);

    assertThat(listed.stream().map(ThreadHead::id)).containsExactly(thread, second);
  }

  @Fault(28)
  @Test
  void orderIsTheNumberAlsoWhenTheClockJumps() {
    world.clock.turn(Duration.ofHours(1));
    post(tashi, "from an hour ahead");
    world.clock.turn(Duration.ofHours(-2));
    post(amina, "from an hour behind");

    var messages = page(1, 10);

    assertThat(messages.stream().map(Message::number)).containsExactly(1, 2, 3);
    assertThat(messages.get(2).at()).isBefore(messages.get(1).at());
    assertThat(messages.get(2).body()).isEqualTo(new Body.Said(Markdown.of("from an hour behind")));
  }

  @Test
  void whoIsMentionedOrAnsweredIsCalledUntilTheyHaveRead() {
    var marks = new Marks(world.discussions, world.storage, world.key, world.feed);
    marks.of(world.rooms.enter(tashi, room.id()), thread);
    var answered = post(tashi, "what do you think?");
    answer(amina, answered.number(), "not much");
    post(amina, "@[Tashi](person:tashi) this is for you");
    post(amina, "@[Everybody](room:) and this for all of us");

    var seat = world.rooms.enter(tashi, room.id());
    assertThat(marks.calls(seat)).isEqualTo(3);
    assertThat(marks.calls(world.rooms.enter(amina, room.id()))).isZero();
    world.discussions.delete(world.voice(amina, room.id()), thread, 5);
    assertThat(marks.calls(seat)).isEqualTo(2);
    assertThat(world.discussions.head(seat, thread).calls().stream().map(Call::number))
        .containsExactly(3, 4);
    marks.read(seat, thread, 4);
    assertThat(marks.calls(seat)).isZero();
  }

  @Test
  void aConversationIsBroughtInOnceHoweverOften() {
    var chair = world.rooms.chair(world.organiser.person(), room.id());
    var lines =
        IntStream.range(0, 5)
            .mapToObj(i ->
                Conversation.Line.of(
                    new Byline.Imported("krischan"),
                    Instant.parse("2004-12-25T03:21:00Z").plusSeconds(i),
                    Markdown.of("line " + i),
                    java.util.Optional.empty()))
            .toList();

    var part = new Conversation("log#1", new Title("Old talk"), lines.subList(0, 2));
    world.discussions.bring(chair, part);
    var whole = new Conversation("log#1", new Title("Old talk"), lines);
    world.discussions.bring(chair, whole);
    var head = world.discussions.bring(chair, whole);

    assertThat(head.last()).isEqualTo(5);
    assertThat(world.discussions.page(chair, head.id(), 1, 50).messages()).hasSize(5);
  }

  private Message answer(Person by, int number, String words) {
    return world.discussions.post(
        world.voice(by, room.id()), thread, World.draft(words).answering(number));
  }

  private Message post(Person by, String words) {
    return world.discussions.post(world.voice(by, room.id()), thread, World.draft(words));
  }

  private List<Message> page(int from, int count) {
    return world
        .discussions
        .page(world.rooms.enter(amina, room.id()), thread, from, count)
        .messages();
  }
}
