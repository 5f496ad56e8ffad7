package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;

/** A file is read as long as the message that carries it says something, and names nobody. */
class AttachmentsTest {
  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final Person tashi = world.peer("tashi");
  private final RoomId room = world.room(RoomKind.CLOSED, amina, tashi).id();
  private final ThreadId thread = world.thread(tashi, room, "Paper");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatNoMessageCarriesIsForWhoBroughtItOnly() throws IOException {
    var file = brought();

    assertThat(reads(amina, file)).isTrue();
    assertThat(reads(tashi, file)).isFalse();
  }

  @Test
  void whatAMessageCarriesIsForTheRoomAndForNoOtherMessage() throws IOException {
    var file = brought();
    var draft = carrying(file);
    var message = world.discussions.post(world.voice(amina, room), thread, draft);

    assertThat(reads(tashi, file)).isTrue();
    assertThat(world.discussions.post(world.voice(amina, room), thread, draft).number())
        .isEqualTo(message.number());
    assertThatThrownBy(
            () -> world.discussions.post(world.voice(amina, room), thread, carrying(file)))
        .isInstanceOf(Refusal.NotLikeThis.class);
    var last = world.discussions.head(world.voice(amina, room), thread).last();
    assertThat(last).isEqualTo(message.number());
  }

  @Test
  void whatADeletedMessageCarriedIsGone() throws IOException {
    var file = brought();
    var message = world.discussions.post(world.voice(amina, room), thread, carrying(file));

    world.discussions.delete(world.voice(amina, room), thread, message.number());

    assertThat(reads(tashi, file)).isFalse();
    assertThat(reads(amina, file)).isFalse();
    for (var collection : List.of("attachments", "blobs", "pieces")) {
      assertThat(raw(collection)).isEmpty();
    }
  }

  @Test
  void whatAHiddenMessageCarriesIsNotReadUntilItIsShownAgain() throws IOException {
    var file = brought();
    var message = world.discussions.post(world.voice(amina, room), thread, carrying(file));

    state(message, "hidden");
    assertThat(reads(tashi, file)).isFalse();
    assertThat(reads(amina, file)).isFalse();
    state(message, "said");

    assertThat(reads(tashi, file)).isTrue();
  }

  @Test
  void nobodyIsNamedAndNothingFinerThanADayIsTold() throws IOException {
    brought();

    var stored = raw("attachments").getFirst();

    assertThat(stored.toJson()).doesNotContain("amina");
    var at = stored.getDate("at").toInstant();
    assertThat(at).isEqualTo(at.truncatedTo(ChronoUnit.DAYS));
  }

  @Test
  void theFilesOfBeforeForgetWhoBroughtThemAndLearnWhatCarriesThem() throws IOException {
    var carried = brought();
    var unclaimed = brought();
    world.discussions.post(world.voice(amina, room), thread, carrying(carried));
    var attachments = world.storage.database().getCollection("attachments");
    attachments.updateMany(
        new Document(),
        Updates.combine(
            Updates.set("by", "amina"),
            Updates.set("at", Date.from(Instant.EPOCH.plusMillis(1))),
            Updates.unset("message")));

    new NamelessFiles(world.key).run(world.storage);
    new NamelessFiles(world.key).run(world.storage);

    assertThat(reads(tashi, carried)).isTrue();
    assertThat(reads(tashi, unclaimed)).isFalse();
    assertThat(reads(amina, unclaimed)).isTrue();
    assertThat(raw("attachments"))
        .hasSize(2)
        .allMatch(document -> !document.toJson().contains("amina"))
        .allMatch(document -> document.getDate("at").toInstant().equals(Instant.EPOCH));
  }

  private void state(Message message, String state) {
    world
        .storage
        .database()
        .getCollection("messages")
        .updateOne(
            Filters.eq(StoredMessages.id(thread, message.number())), Updates.set("state", state));
  }

  private Attachment brought() throws IOException {
    var bytes = "we were told to wait".getBytes(StandardCharsets.UTF_8);
    return world.attachments.put(
        world.voice(amina, room), "minutes.txt", new ByteArrayInputStream(bytes));
  }

  private static Draft carrying(Attachment file) {
    return new Draft(
        World.draft("a").key(),
        Markdown.of("See this."),
        Optional.empty(),
        List.of(file.id()),
        Optional.empty(),
        false);
  }

  private boolean reads(Person person, Attachment file) throws IOException {
    try (var content =
        world.attachments.open(world.rooms.enter(person, room), file.id()).content()) {
      return content.read() >= 0;
    } catch (Refusal.NotHere _) {
      return false;
    }
  }

  private List<Document> raw(String collection) {
    return world.storage.database().getCollection(collection).find().into(new ArrayList<>());
  }
}
