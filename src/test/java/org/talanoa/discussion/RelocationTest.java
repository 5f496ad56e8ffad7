package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.feed.LocalFeed;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

class RelocationTest {
  private final World world = new World();
  private final Relocation relocation = new Relocation(world.discussions, world.rooms);
  private final Person amina = world.peer("amina");
  private final Person bashir = world.peer("bashir");
  private final Room room = world.room(RoomKind.CLOSED, amina, bashir);
  private final ThreadId thread = world.thread(amina, room.id(), "Payroll");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aPartOfAThreadBecomesOneOfItsOwnAndWhatLedThereStillDoes() {
    post(amina, "About payroll.");
    var question = post(bashir, "And how about pensions?");
    var answer = answer(amina, question, "Pensions were harder.");
    post(bashir, "Back to payroll.");

    var pensions =
        relocation.split(chair(room), thread, List.of(question, answer), new Title("Pensions"));

    assertThat(words(pensions.id()))
        .containsExactly("And how about pensions?", "Pensions were harder.");
    assertThat(message(pensions.id(), 2).answers()).contains(1);
    assertThat(message(pensions.id(), 1).by()).isEqualTo(new Byline.Named(bashir.id()));
    assertThat(message(thread, question).body())
        .isEqualTo(new Body.Moved(room.id(), pensions.id(), 1));
    assertThat(message(thread, answer).body())
        .isEqualTo(new Body.Moved(room.id(), pensions.id(), 2));
    assertThat(head(thread).last()).isEqualTo(5);
    assertThat(head(thread).after(0)).isEqualTo(3);
    assertThat(head(pensions.id()).after(0)).isZero();
    assertThatThrownBy(() ->
            world.discussions.edit(
                world.voice(bashir, room.id()), thread, question, Markdown.of("x")))
        .hasMessage("message.gone");
    assertThat(
            world
                .discussions
                .edit(world.voice(bashir, room.id()), pensions.id(), 1, Markdown.of("better"))
                .body())
        .isEqualTo(new Body.Said(Markdown.of("better")));
  }

  @Test
  void mergingPutsOneThreadAtTheEndOfAnotherAndClosesTheFirst() {
    var other = world.thread(bashir, room.id(), "Also payroll");
    world.discussions.post(world.voice(bashir, room.id()), other, World.draft("Same here."));
    world.discussions.delete(world.voice(bashir, room.id()), other, 1);

    var merged = relocation.merge(chair(room), other, thread);

    assertThat(merged.last()).isEqualTo(2);
    assertThat(words(thread)).containsExactly("What about it?", "Same here.");
    assertThat(head(other).locked()).isTrue();
    assertThat(head(other).movedTo()).contains(new ThreadHead.Place(room.id(), thread));
    assertThat(message(other, 1).body()).isEqualTo(new Body.Deleted());
    assertThatThrownBy(() -> relocation.merge(chair(room), thread, thread))
        .hasMessage("thread.mergeItself");
    assertThatThrownBy(() -> relocation.merge(chair(room), other, thread))
        .hasMessage("thread.splitNothing");
  }

  @Test
  void aNameGoesWithItsMessageAndTellsNothingOfTheNameItsBearerHasThere() {
    var other = world.thread(bashir, room.id(), "Also payroll");
    var here = veiled(amina, thread);
    var there = veiled(amina, other);

    relocation.merge(chair(room), other, thread);

    var moved = message(thread, 4);
    assertThat(moved.by()).isEqualTo(there.by()).isNotEqualTo(here.by());
    var voice = world.voice(amina, room.id());
    assertThat(world.discussions.edit(voice, thread, 4, Markdown.of("mine still")).body())
        .isEqualTo(new Body.Said(Markdown.of("mine still")));
    assertThat(veiled(amina, thread).by()).isEqualTo(here.by());
    assertThatThrownBy(() -> world.discussions.delete(world.voice(bashir, room.id()), thread, 4))
        .hasMessage("message.notYours");
  }

  @Attack(26)
  @Test
  void nothingGoesWhereSomebodyElseCouldReadIt() {
    var eve = world.peer("eve");
    var open = world.room(RoomKind.OPEN, amina);
    var wider = world.room(RoomKind.CLOSED, amina, bashir, eve);
    var looser = world.room(RoomKind.CLOSED, amina);
    var sealed = world.room(RoomKind.SEALED, amina);
    var id = world.thread(amina, sealed.id(), "Sealed");

    assertThatThrownBy(() -> relocation.move(chair(room), chair(open), thread))
        .hasMessage("thread.moveWider");
    assertThatThrownBy(() -> relocation.move(chair(room), chair(wider), thread))
        .hasMessage("thread.moveWider");
    assertThatThrownBy(() -> relocation.move(chair(sealed), chair(looser), id))
        .hasMessage("thread.moveWider");
    assertThat(relocation.move(chair(room), chair(sealed), thread).room()).isEqualTo(sealed.id());
  }

  @Test
  void aThreadTakesItsFilesAlong() throws IOException {
    var open = world.room(RoomKind.OPEN, amina, bashir);
    var voice = world.voice(amina, open.id());
    var file = world.attachments.put(voice, "a.txt", new ByteArrayInputStream(new byte[] {'a'}));
    var draft =
        new Draft(
            "key-with-file",
            Markdown.of("See the file"),
            Optional.empty(),
            List.of(file.id()),
            Optional.empty(),
            false);
    var id = world.discussions.start(voice, new Title("File"), draft).head().id();

    relocation.move(chair(open), chair(room), id);

    assertThat(world.attachments.open(world.rooms.enter(bashir, room.id()), file.id())).isNotNull();
    assertThatThrownBy(
            () -> world.attachments.open(world.rooms.enter(bashir, open.id()), file.id()))
        .hasMessage("attachment.unknown");
  }

  @Test
  void whatWasBegunIsFinishedAfterACrashAndDoneOnce() {
    IntStream.range(0, 5).forEach(i -> post(amina, "Message " + i));
    var target = "aaaabbbbccccddddeeee";
    cutShort(target, 2, 3);

    var again = new World(world.storage, world.key, new LocalFeed());
    var _ = new Relocation(again.discussions, again.rooms);
    var _ = new Relocation(again.discussions, again.rooms);

    var seat = again.rooms.enter(again.person("amina"), room.id());
    var page = again.discussions.page(seat, new ThreadId(target), 1, 50);
    assertThat(page.messages()).hasSize(2);
    assertThat(again.discussions.message(seat, thread, 3).body())
        .isEqualTo(new Body.Moved(room.id(), new ThreadId(target), 2));
  }

  @Test
  void whatSaysNothingAnyMoreWhenItLeavesDoesNotKeepTheServerFromStarting() {
    var silent = post(amina, "Message");
    cutShort("aaaabbbbccccddddeeee", silent);
    stored(
        "messages",
        thread + "/" + silent,
        message -> {
          message.append("state", "deleted").remove("body");
        });
    var other = world.thread(amina, room.id(), "Other");
    stored("threads", other.value(), head -> head.append("leaving", new Document()));

    var again = new World(world.storage, world.key, new LocalFeed());
    var _ = new Relocation(again.discussions, again.rooms);

    var seat = again.rooms.enter(again.person("amina"), room.id());
    assertThat(again.discussions.message(seat, new ThreadId("aaaabbbbccccddddeeee"), 1).body())
        .isEqualTo(new Body.Deleted());
  }

  @Test
  void whatWasCutShortIsFinishedBeforeTheNextThingIsDone() {
    IntStream.range(0, 5).forEach(i -> post(amina, "Message " + i));
    cutShort("aaaabbbbccccddddeeee", 2, 3);

    relocation.split(chair(room), thread, List.of(4), new Title("Other"));

    assertThat(words(new ThreadId("aaaabbbbccccddddeeee")))
        .containsExactly("Message 0", "Message 1");
    cutShort("ffffbbbbccccddddeeee", 5);
    new Oblivion(
            world.discussions,
            world.attachments,
            new Forgetting(amina.id(), false, "a secret of this erasure"),
            Manner.FormerWords.REMOVE)
        .in(head(thread));
    assertThat(message(thread, 5).body())
        .isEqualTo(new Body.Moved(room.id(), new ThreadId("ffffbbbbccccddddeeee"), 1));
    assertThat(message(thread, 6).body()).isEqualTo(new Body.Deleted());
  }

  @Test
  void whatHadArrivedWhereTheHeadDidNotHearOfItIsTakenInByIt() {
    IntStream.range(0, 3).forEach(i -> post(amina, "Message " + i));
    var veiled = veiled(bashir, thread);
    var target = "aaaabbbbccccddddeeee";
    cutShort(target, 2, veiled.number());
    new Relocation(world.discussions, world.rooms);
    var threads = world.storage.database().getCollection("threads");
    threads.deleteOne(new Document("_id", target));
    stored("threads", thread.value(), head -> head.append("last", veiled.number()));
    cutShort(target, 2, veiled.number());

    var again = new World(world.storage, world.key, new LocalFeed());
    var _ = new Relocation(again.discussions, again.rooms);

    var seat = again.rooms.enter(again.person("bashir"), room.id());
    var head = again.discussions.head(seat, new ThreadId(target));
    assertThat(head.last()).isEqualTo(2);
    assertThat(again.discussions.ownPseudonyms(seat, head)).hasSize(1);
    assertThat(
            again
                .discussions
                .post(again.voice(again.person("amina"), room.id()), head.id(), World.draft("Next"))
                .number())
        .isEqualTo(3);
  }

  /** These messages are leaving the thread, and the process has ended. */
  private void cutShort(String target, Integer... numbers) {
    stored(
        "threads",
        thread.value(),
        head ->
            head.append(
                "leaving",
                new Document("thread", target)
                    .append("room", room.id().value())
                    .append("title", "Carried on")
                    .append("numbers", List.of(numbers))
                    .append("whole", false)
                    .append("seating", 0L)));
  }

  private void stored(String collection, String id, Consumer<Document> change) {
    var documents = world.storage.database().getCollection(collection);
    var document = Objects.requireNonNull(documents.find(new Document("_id", id)).first());
    change.accept(document);
    documents.replaceOne(new Document("_id", id), document);
  }

  @Test
  void whoeverHoldsAnOlderStateCatchesUp() {
    IntStream.range(0, 10).forEach(i -> post(amina, "Message " + i));
    var seat = world.rooms.enter(bashir, room.id());
    var before = head(thread);

    relocation.split(chair(room), thread, List.of(3, 4), new Title("Other"));

    var caughtUp = world.discussions.since(seat, thread, before.revision(), before.last());
    assertThat(caughtUp.complete()).isTrue();
    assertThat(caughtUp.messages().stream().map(Message::number)).containsExactly(3, 4);
    var revisions = new ArrayList<Long>();
    caughtUp.messages().forEach(message -> revisions.add(message.revision()));
    assertThat(revisions).isSorted().doesNotHaveDuplicates();
  }

  private List<String> words(ThreadId id) {
    var seat = world.rooms.enter(bashir, room.id());
    return world.discussions.page(seat, id, 1, 50).messages().stream()
        .flatMap(message ->
            message.body() instanceof Body.Said(var words)
                ? Stream.of(words.source())
                : Stream.empty())
        .toList();
  }

  private Message message(ThreadId id, int number) {
    return world.discussions.message(world.rooms.enter(bashir, room.id()), id, number);
  }

  private ThreadHead head(ThreadId id) {
    return world.discussions.head(world.rooms.enter(bashir, room.id()), id);
  }

  private int post(Person person, String words) {
    return world
        .discussions
        .post(world.voice(person, room.id()), thread, World.draft(words))
        .number();
  }

  private int answer(Person person, int number, String words) {
    return world
        .discussions
        .post(world.voice(person, room.id()), thread, World.draft(words).answering(number))
        .number();
  }

  private Message veiled(Person person, ThreadId id) {
    return world.discussions.post(
        world.voice(person, room.id()), id, World.draft("It is hard.").veiled());
  }

  private Chair chair(Room in) {
    return world.rooms.chair(world.person("organiser"), in.id());
  }
}
