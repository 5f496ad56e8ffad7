package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.feed.LocalFeed;
import org.talanoa.people.Person;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

class PseudonymTest {
  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final Person bashir = world.peer("bashir");
  private final Room room = world.room(RoomKind.CLOSED, amina, bashir);
  private final ThreadId thread =
      world.thread(bashir, room.id(), "Who keeps the minister on board?");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void onePersonHasOneNameInAThreadAndAnotherInEveryOther() {
    var first = veiled(amina, thread);
    var second = veiled(amina, thread);
    var other = veiled(bashir, thread);

    assertThat(name(first)).isEqualTo(name(second)).matches("\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+");
    assertThat(name(other)).isNotEqualTo(name(first));
    var names = new HashSet<String>();
    for (var i = 0; i < 40; i++) {
      names.add(name(veiled(amina, world.thread(bashir, room.id(), "Thread " + i))));
    }
    assertThat(names).hasSize(40).doesNotContain(name(first));
  }

  @Test
  void aThreadMayBeginUnderAPseudonym() {
    var page =
        world.discussions.start(
            world.voice(amina, room.id()),
            new Title("A hard question"),
            World.draft("What now?").veiled());

    var name = name(page.messages().getFirst());
    assertThat(page.head().by()).isEqualTo(new Byline.Pseudonym(name));
    assertThat(name(veiled(amina, page.head().id()))).isEqualTo(name);
    assertThat(world.discussions.pseudonym(world.voice(amina, room.id()), page.head().id()))
        .isEqualTo(name);
  }

  @Test
  void theNameIsKnownToItsBearerBeforeTheFirstMessage() {
    var expected = world.discussions.pseudonym(world.voice(amina, room.id()), thread);

    assertThat(name(veiled(amina, thread))).isEqualTo(expected);
    assertThat(world.discussions.pseudonym(world.voice(bashir, room.id()), thread))
        .isNotEqualTo(expected);
  }

  @Test
  void itsAuthorAloneMayChangeIt() {
    var number = veiled(amina, thread).number();
    var voice = world.voice(amina, room.id());

    assertThatThrownBy(() ->
            world.discussions.edit(
                world.voice(bashir, room.id()), thread, number, Markdown.of("not mine")))
        .isInstanceOf(Refusal.NotYours.class);
    var edited = world.discussions.edit(voice, thread, number, Markdown.of("said better"));
    assertThat(edited.by()).isInstanceOf(Byline.Pseudonym.class);
    assertThat(world.discussions.delete(voice, thread, number).body())
        .isEqualTo(new Body.Deleted());
  }

  @Test
  void anOpenRoomHasNone() {
    var open = world.room(RoomKind.OPEN, amina);
    var id = world.thread(amina, open.id(), "In the open");

    assertThatThrownBy(() -> veiled(amina, id, open))
        .isInstanceOf(Refusal.NotLikeThis.class)
        .hasMessage("message.noPseudonymsHere");
  }

  @Test
  void aFileWouldTell() {
    assertThatThrownBy(() ->
            new Draft(
                "key-abcdefgh",
                Markdown.of("see the file"),
                Optional.empty(),
                List.of("0123"),
                Optional.empty(),
                true))
        .hasMessage("message.pseudonymWithFiles");
  }

  @Test
  void anAnswerCallsTheBearerAndTellsNobodyElseWhoThatIs() {
    var marks = new Marks(world.discussions, world.storage, world.key, world.feed);
    var seat = world.rooms.enter(amina, room.id());
    var number = veiled(amina, thread).number();
    marks.read(seat, thread, number);

    world.discussions.post(
        world.voice(bashir, room.id()), thread, World.draft("How?").answering(number));

    assertThat(marks.of(seat, thread).calls()).isEqualTo(1);
    assertThat(marks.of(seat, thread).pseudonyms()).hasSize(1);
    assertThat(marks.of(world.rooms.enter(bashir, room.id()), thread).pseudonyms()).isEmpty();
    assertThat(world.discussions.head(seat, thread).calls().getLast().to())
        .allMatch(to -> !to.contains("amina"));
    veiled(amina, thread, World.draft("@[room](room:) and you?").answering(number));
    assertThat(marks.of(seat, thread).calls()).isEqualTo(1);
  }

  @Test
  void theDatabaseLinksNeitherPersonNorThreads() {
    var other = world.thread(bashir, room.id(), "Another");
    veiled(amina, thread);
    veiled(amina, other);

    var stored =
        world.storage.database().getCollection("messages").find().into(new java.util.ArrayList<>());
    var veiled =
        stored.stream().filter(document -> document.toJson().contains("pseudonym")).toList();
    assertThat(veiled).hasSize(2);
    assertThat(veiled).noneMatch(document -> document.toJson().contains("amina"));
    var marks =
        veiled.stream()
            .map(document -> document.get("by", org.bson.Document.class).getString("mark"))
            .toList();
    assertThat(new HashSet<>(marks)).hasSize(2);
  }

  @Test
  void whoeverHasANewKeyIsStillRecognisedByAFormerOne() {
    var former = "ab".repeat(32);
    var storage = Storage.inMemory();
    var before = new World(storage, InstallationKey.of(former));
    var peer = before.peer("chandra");
    var place = before.room(RoomKind.SEALED, peer);
    var id = before.thread(peer, place.id(), "Before");
    var key = World.draft("under the old key").veiled();
    var message = before.discussions.post(before.voice(peer, place.id()), id, key);

    var rotated = InstallationKey.of("cd".repeat(32) + " " + former);
    var after = new World(storage, rotated, new LocalFeed());
    var voice = after.voice(after.person("chandra"), place.id());
    assertThat(after.discussions.post(voice, id, key).number()).isEqualTo(message.number());
    assertThat(after.discussions.post(voice, id, World.draft("again").veiled()).by())
        .isEqualTo(message.by());

    try (var lost = new World(storage, InstallationKey.random(), new LocalFeed())) {
      var stranger = lost.voice(lost.person("chandra"), place.id());
      assertThatThrownBy(() -> lost.discussions.delete(stranger, id, message.number()))
          .isInstanceOf(Refusal.NotYours.class);
      assertThat(after.discussions.delete(voice, id, message.number()).body())
          .isEqualTo(new Body.Deleted());
    }
  }

  @Test
  void manyNamesDoNotClash() {
    var people = IntStream.range(0, 60).mapToObj(i -> world.peer("peer" + i)).toList();
    var large = world.room(RoomKind.CHATHAM_HOUSE, people.toArray(Person[]::new));
    var id = world.thread(people.getFirst(), large.id(), "All of us");
    var names = new HashSet<String>();
    for (var person : people) {
      names.add(name(veiled(person, id, large)));
    }
    assertThat(names).hasSize(60);
  }

  private Message veiled(Person person, ThreadId id) {
    return veiled(person, id, room);
  }

  private Message veiled(Person person, ThreadId id, Room in) {
    return world.discussions.post(
        world.voice(person, in.id()), id, World.draft("It is hard.").veiled());
  }

  private Message veiled(Person person, ThreadId id, Draft draft) {
    return world.discussions.post(world.voice(person, room.id()), id, draft.veiled());
  }

  private static String name(Message message) {
    return message.by() instanceof Byline.Pseudonym(var name) ? name : "";
  }
}
