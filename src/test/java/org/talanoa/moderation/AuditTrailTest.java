package org.talanoa.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talanoa.Refusal;
import org.talanoa.moderation.Verification.Finding;
import org.talanoa.moderation.Verification.Wrong;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.testing.World;

/** Nothing in the audit trail can be changed without its verifier finding it. */
class AuditTrailTest {
  private static final int ENTRIES = 7;

  @TempDir private Path data;
  private final World world = new World();
  private AuditTrail trail;
  private Chair chair;
  private MongoCollection<Document> entries;

  @BeforeEach
  void someThingsAreDone() {
    trail = new AuditTrail(world.storage, world.key, world.clock, data);
    entries = world.storage.database().getCollection("audit");
    var room = world.room(RoomKind.CLOSED);
    chair = world.rooms.chair(world.organiser.person(), room.id());
    for (var i = 1; i <= ENTRIES; i++) {
      enter("deed " + i);
    }
    entries.dropIndex(Indexes.ascending("key"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void enter(String once) {
    trail.enter(
        once,
        chair.room().id(),
        Deed.CASE_DECIDED,
        Optional.of(chair.person().id()),
        "case/abc/hide",
        "because of " + once);
  }

  private Verification verified() {
    return verified(world.key);
  }

  private Verification verified(InstallationKey key) {
    return new AuditVerifier(world.storage, key, data).verify();
  }

  private Document entry(long number) {
    return Objects.requireNonNull(entries.find(Filters.eq(number)).first());
  }

  private void replace(Document entry) {
    entries.replaceOne(Filters.eq(entry.get("_id")), entry);
  }

  @Test
  void whatWasDoneIsSoundAndReadByTheKeepers() {
    var verified = verified();

    assertThat(verified.findings()).isEmpty();
    assertThat(verified.sound()).isEqualTo(ENTRIES);
    assertThat(verified.last()).isEqualTo(entry(ENTRIES).getString("hash"));
    assertThat(trail.of(chair, Long.MAX_VALUE, 3))
        .extracting(Entry::number, entry -> entry.reason().orElse(""))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(7L, "because of deed 7"),
            org.assertj.core.groups.Tuple.tuple(6L, "because of deed 6"),
            org.assertj.core.groups.Tuple.tuple(5L, "because of deed 5"));
    assertThat(trail.of(chair, 2, 10)).extracting(Entry::number).containsExactly(1L);
  }

  @Test
  void aDeedThatIsToldTwiceIsEnteredOnce() {
    enter("deed 7");

    assertThat(verified().count()).isEqualTo(ENTRIES);
  }

  @Test
  void nothingAtAllIsSoundToo(@TempDir Path empty) {
    try (var fresh = new World()) {
      var verified = new AuditVerifier(fresh.storage, fresh.key, empty).verify();

      assertThat(verified.isSound()).isTrue();
      assertThat(verified.count()).isZero();
    }
  }

  private static Stream<String> fields() {
    return Stream.of(
        "number", "at", "room", "act", "by", "about", "key", "reason", "previous", "hash");
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aChangeOfAnyFieldOfAnyEntryIsFound(String field) {
    for (var number = 1L; number <= ENTRIES; number++) {
      var before = entry(number);
      var changed = new Document(before);
      changed.append(
          field,
          switch (before.get(field)) {
            case Long value -> value + 1;
            case Date at -> Date.from(at.toInstant().plusMillis(1));
            case null, default -> before.get(field) + "0";
          });
      replace(changed);

      assertThat(verified().findings()).contains(new Finding(Wrong.CHANGED, number));

      var without = new Document(before);
      without.remove(field);
      replace(without);
      assertThat(verified().findings()).contains(new Finding(Wrong.CHANGED, number));
      replace(before);
    }
    assertThat(verified().isSound()).isTrue();
  }

  @Test
  void aFieldMoreIsFound() {
    replace(entry(3).append("note", "all was well"));

    assertThat(verified().findings()).containsExactly(new Finding(Wrong.CHANGED, 3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 4, ENTRIES})
  void aRemovedEntryIsFound(long number) {
    entries.deleteOne(Filters.eq(number));

    assertThat(verified().findings()).contains(new Finding(Wrong.MISSING, number));
    assertThat(verified().sound()).isEqualTo(ENTRIES - 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 4, ENTRIES})
  void aRemovedEntryIsFoundAlsoWhenTheOthersMoveUp(long number) {
    for (var next = number; next < ENTRIES; next++) {
      replace(entry(next + 1).append("_id", next));
    }
    entries.deleteOne(Filters.eq((long) ENTRIES));

    assertThat(verified().isSound()).isFalse();
    for (var next = number; next < ENTRIES; next++) {
      replace(entry(next).append("number", next));
    }
    assertThat(verified().isSound()).isFalse();
  }

  @Test
  void theEndThatWasCutOffIsFoundAlsoWithAnEarlierHead() {
    var head = entry(Chain.HEAD);
    enter("deed 8");
    enter("deed 9");
    for (var number : List.of(8L, 9L)) {
      entries.deleteOne(Filters.eq(number));
      world.storage.database().getCollection("auditreasons").deleteOne(Filters.eq(number));
    }
    replace(head);

    var found = verified().findings();

    assertThat(found)
        .contains(
            new Finding(Wrong.MISSING, 8),
            new Finding(Wrong.MISSING, 9),
            new Finding(Wrong.ANCHOR, 9));
    enter("what is entered afterwards does not cover it");
    enter("nor does more of it");
    enter("nor does even more of it");
    assertThat(verified().findings()).contains(new Finding(Wrong.ANCHOR, 9));
  }

  @Test
  void everythingGoneIsFound() {
    entries.deleteMany(new Document());

    assertThat(verified().findings())
        .contains(new Finding(Wrong.MISSING, 1), new Finding(Wrong.HEAD, 0));
  }

  @Test
  void anInsertedEntryIsFound() {
    entries.insertOne(entry(7).append("_id", 8L).append("key", "another"));
    assertThat(verified().findings()).contains(new Finding(Wrong.STRAY, 8));

    replace(entry(8).append("number", 8L));
    assertThat(verified().findings()).contains(new Finding(Wrong.STRAY, 8));

    entries.deleteOne(Filters.eq(8L));
    entries.insertOne(new Document("_id", "beside").append("act", "case-decided"));
    assertThat(verified().findings()).containsExactly(new Finding(Wrong.STRAY, 0));
  }

  @Test
  void entriesThatChangedPlacesAreFound() {
    var third = entry(3);
    var fifth = entry(5);
    entries.deleteMany(Filters.in("_id", 3L, 5L));
    entries.insertOne(new Document(fifth).append("_id", 3L));
    entries.insertOne(new Document(third).append("_id", 5L));

    assertThat(verified().findings())
        .contains(new Finding(Wrong.OUT_OF_ORDER, 3), new Finding(Wrong.OUT_OF_ORDER, 5));

    replace(entry(3).append("number", 3L));
    replace(entry(5).append("number", 5L));
    assertThat(verified().findings())
        .contains(new Finding(Wrong.CHANGED, 3), new Finding(Wrong.CHANGED, 5));
  }

  @Test
  void aChainRecomputedUnderAnotherKeyIsFoundWhereverItBegins() {
    var forger = new Chain(InstallationKey.random());
    for (var from = ENTRIES; from >= 1; from--) {
      var previous = from == 1 ? Chain.BEGINNING : entry(from - 1).getString("hash");
      for (var number = (long) from; number <= ENTRIES; number++) {
        var entry = entry(number);
        entry.remove("hash");
        replace(forger.closed(entry.append("about", "nothing").append("previous", previous)));
        previous = entry.getString("hash");
      }
      replace(forger.head(ENTRIES, previous));

      assertThat(verified().findings())
          .contains(new Finding(Wrong.CHANGED, from), new Finding(Wrong.HEAD, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"count", "hash", "seal"})
  void aChangedHeadIsFound(String field) {
    var head = entry(Chain.HEAD);
    replace(head.append(field, field.equals("count") ? (Object) 3L : "0".repeat(64)));

    assertThat(verified().findings()).contains(new Finding(Wrong.HEAD, 0));
    assertThatThrownBy(() -> enter("deed 8"))
        .isInstanceOf(Refusal.NotNow.class)
        .hasMessage("trail.broken");
  }

  @Test
  void aMissingHeadAndAMissingOrForgedAnchorAreFound() throws IOException {
    var head = entry(Chain.HEAD);
    entries.deleteOne(Filters.eq(Chain.HEAD));
    assertThat(verified().findings()).containsExactly(new Finding(Wrong.HEAD, 0));
    entries.insertOne(head);
    var file = data.resolve("audit.anchor");
    var noted = Files.readString(file);

    Files.writeString(file, new Chain(InstallationKey.random()).anchor(3, "hash"));
    assertThat(verified().findings()).containsExactly(new Finding(Wrong.ANCHOR, 0));
    Files.delete(file);
    assertThat(verified().findings()).containsExactly(new Finding(Wrong.ANCHOR, 0));

    Files.writeString(file, noted);
    assertThat(verified().isSound()).isTrue();
  }

  @Test
  void anotherReasonIsFoundAndAMissingOneUnlessAnEntrySaysSo() {
    var reasons = world.storage.database().getCollection("auditreasons");
    var reason = reasons.find(Filters.eq(2L)).first();
    reasons.replaceOne(Filters.eq(2L), new Document(reason).append("words", "for no reason"));
    assertThat(verified().findings()).containsExactly(new Finding(Wrong.REASON_CHANGED, 2));

    reasons.deleteOne(Filters.eq(2L));
    assertThat(verified().findings()).containsExactly(new Finding(Wrong.REASON_MISSING, 2));
    reasons.insertOne(reason);

    trail.takeReasonAway(chair, 2, "It named somebody who was erased");

    assertThat(reasons.find(Filters.eq(2L)).first()).isNull();
    assertThat(verified().isSound()).isTrue();
    assertThat(verified().takenAway()).containsExactly(2L);
    assertThat(trail.of(chair, 3, 1).getFirst().reason()).isEmpty();
  }

  @Test
  void aReasonIsTakenAwayByAKeeperOfItsRoomOnly() {
    var other = world.rooms.chair(world.organiser.person(), world.room(RoomKind.CLOSED).id());

    for (var number : List.of(2L, 99L, 0L)) {
      assertThatThrownBy(() -> trail.takeReasonAway(other, number, "I want it gone"))
          .isInstanceOf(Refusal.NotHere.class);
    }
    assertThatThrownBy(() -> trail.takeReasonAway(chair, 2, " "))
        .isInstanceOf(Refusal.NotLikeThis.class);
  }

  @Test
  void anotherKeyFindsNothingSound() {
    assertThat(verified(InstallationKey.random()).sound()).isZero();
  }

  @Test
  void aReplacedKeyKnowsWhatTheFormerOneWrote() {
    var first = "ab".repeat(32);
    var second = "cd".repeat(32);
    try (var old = new World(org.talanoa.storage.Storage.inMemory(), InstallationKey.of(first))) {
      var place = data.resolve("other");
      var room = old.room(RoomKind.CLOSED).id();
      new AuditTrail(old.storage, InstallationKey.of(first), old.clock, place)
          .enter("one", room, Deed.APPEALED, Optional.empty(), "case/abc", "why");
      var rotated = InstallationKey.of(second + " " + first);
      new AuditTrail(old.storage, rotated, old.clock, place)
          .enter("two", room, Deed.APPEALED, Optional.empty(), "case/abc", "why");

      assertThat(new AuditVerifier(old.storage, rotated, place).verify().isSound()).isTrue();
      assertThat(new AuditVerifier(old.storage, InstallationKey.of(second), place).verify().sound())
          .isEqualTo(1);
    }
  }

  @Test
  void aTrailThatCannotBeAddedToIsSetAsideAndAnotherBegins() throws IOException {
    replace(entry(Chain.HEAD).append("count", 3L));

    var file = new SettingAside(world.storage, data, world.clock).setAside();

    assertThat(Files.readString(file)).contains("because of deed 7", "case/abc/hide");
    assertThat(Files.readAllLines(file)).hasSize(2 * ENTRIES + 1);
    assertThat(data.resolve(file.getFileName() + ".anchor")).exists();
    assertThat(verified().isSound()).isTrue();
    enter("deed 7");
    assertThat(verified().count()).isEqualTo(1);
    assertThat(verified().isSound()).isTrue();
  }

  @Test
  void manyAtOnceMakeOneChain() {
    var all = new ArrayList<String>();
    LongStream.range(0, 40).forEach(i -> all.add("at once " + i / 2));

    all.parallelStream().forEach(this::enter);

    assertThat(verified().isSound()).isTrue();
    assertThat(verified().count()).isEqualTo(ENTRIES + 20);
  }
}
