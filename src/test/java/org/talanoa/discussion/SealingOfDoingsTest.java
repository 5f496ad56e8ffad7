package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.World;

/** What stood in the database before it was sealed, and what was sealed with a former key. */
class SealingOfDoingsTest {
  private static final String OLD = "ab".repeat(32);
  private static final String NEW = "cd".repeat(32);
  private static final List<String> SEALED = List.of("marks", "drafts", "bookmarks", "letters");

  private final Storage storage = Storage.inMemory();
  private final World world = new World(storage, InstallationKey.of(OLD));
  private final Person amina = world.peer("amina");
  private final RoomId room = world.room(RoomKind.CLOSED, amina).id();
  private final ThreadId thread = world.thread(world.person("organiser"), room, "Paper");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void isStillThereAndTellsNothingAnyMore() {
    insert(
        "marks",
        new Document("_id", room + "/amina")
            .append("room", room.value())
            .append("person", "amina")
            .append("read", new Document())
            .append("reopened", new Document())
            .append("following", new Document(thread.value(), "MUTE")));
    insert(
        "drafts",
        new Document("_id", "amina/" + room + "/new")
            .append("title", "A title")
            .append("words", "begun long ago")
            .append("at", Date.from(Instant.EPOCH)));
    var place = new Document("room", room.value()).append("thread", thread.value());
    insert(
        "bookmarks",
        new Document("_id", "amina")
            .append(
                "bookmarks",
                List.of(
                    new Document(place)
                        .append("number", 1)
                        .append("at", Date.from(Instant.EPOCH)))));
    insert(
        "letters",
        new Document("_id", "amina")
            .append(
                "letters",
                List.of(
                    new Document(place)
                        .append("key", "letter-abcdef")
                        .append("body", "said later")
                        .append("at", Date.from(Instant.EPOCH)))));

    new SealingOfDoings(world.key).run(storage);
    new SealingOfDoings(world.key).run(storage);

    for (var collection : SEALED) {
      assertThat(raw(collection)).hasSize(1);
      assertThat(raw(collection).getFirst().toJson())
          .doesNotContain("amina", "begun", "said later", thread.value());
    }
    var kept = new Kept(world);
    assertThat(kept.marks.of(seat(), thread).following()).isEqualTo(Following.MUTE);
    assertThat(kept.drafts.of(seat(), Optional.empty()).orElseThrow().words())
        .isEqualTo("begun long ago");
    assertThat(kept.bookmarks.of(amina)).hasSize(1);
    assertThat(kept.later.due()).containsExactly(amina.id());
    assertThat(kept.later.of(amina).getFirst().draft().markdown().source()).isEqualTo("said later");
  }

  @Test
  void isStillThereUnderANewKeyAndMovesToIt() {
    doings(new Kept(world), "with the old key");
    var old = SEALED.stream().map(this::raw).toList();
    var rotated = new World(storage, InstallationKey.of(NEW + " " + OLD));
    var kept = new Kept(rotated);

    assertThat(kept.marks.of(seat(), thread).following()).isEqualTo(Following.FOLLOW);
    assertThat(kept.drafts.of(seat(), Optional.empty()).orElseThrow().words())
        .isEqualTo("with the old key");
    assertThat(kept.bookmarks.of(amina)).hasSize(1);
    assertThat(kept.later.of(amina)).hasSize(1);
    doings(kept, "with the new key");

    for (var collection : SEALED) {
      assertThat(raw(collection)).hasSize(1).doesNotContainAnyElementsOf(old.getFirst());
      assertThat(old.stream().flatMap(List::stream).map(document -> document.get("_id")))
          .doesNotContain(raw(collection).getFirst().get("_id"));
    }
    assertThat(kept.drafts.of(seat(), Optional.empty()).orElseThrow().words())
        .isEqualTo("with the new key");
    kept.drafts.drop(seat(), Optional.empty());
    assertThat(raw("drafts")).isEmpty();
  }

  private void doings(Kept kept, String words) {
    kept.marks.follow(seat(), thread, Following.NORMAL);
    kept.marks.follow(seat(), thread, Following.FOLLOW);
    kept.drafts.keep(seat(), Optional.empty(), "", words, Optional.empty(), false);
    kept.bookmarks.keep(seat(), thread, 1, Optional.empty());
    kept.later.keep(
        seat(),
        thread,
        Draft.of("letter-abcdef", "later"),
        world.clock.instant().plus(Duration.ofDays(1)));
  }

  private Voice seat() {
    return world.voice(amina, room);
  }

  private void insert(String collection, Document document) {
    storage.database().getCollection(collection).insertOne(document);
  }

  private List<Document> raw(String collection) {
    return storage.database().getCollection(collection).find().into(new ArrayList<>());
  }

  private static final class Kept {
    final Marks marks;
    final Drafts drafts;
    final Bookmarks bookmarks;
    final Later later;

    Kept(World world) {
      var talk = world.discussions;
      marks = new Marks(talk, world.storage, world.key, world.feed);
      drafts = new Drafts(talk, world.storage, world.key, world.clock);
      bookmarks = new Bookmarks(talk, world.storage, world.key, world.clock);
      later = new Later(talk, world.attachments, world.storage, world.key, world.feed, world.clock);
    }
  }
}
