package org.talanoa.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sealed is used like any document, and tells nothing without the key. */
class SealedTest {
  private static final String OLD = "ab".repeat(32);
  private static final String NEW = "cd".repeat(32);

  private final Storage storage = Storage.inMemory();
  private final Sealed things = with(OLD);

  @AfterEach
  void close() {
    storage.close();
  }

  private Sealed with(String key) {
    return new Sealed(storage, InstallationKey.of(key), "things");
  }

  private static Document thing(String id, String words) {
    return new Document("_id", id).append("words", words);
  }

  private Document put(Sealed things, Document thing) {
    return storage.together().change("things", writing -> things.put(writing, thing));
  }

  private List<Document> raw() {
    return storage.database().getCollection("things").find().into(new ArrayList<>());
  }

  @Test
  void whatWasPutIsFoundAndOpenedAndTakenAway() {
    var stored = put(things, thing("amina/1", "kept"));
    put(things, thing("tashi/1", "also kept"));
    put(things, thing("amina/1", "kept anew"));

    assertThat(things.open(stored)).isEqualTo(thing("amina/1", "kept"));
    assertThat(things.find("amina/1")).contains(thing("amina/1", "kept anew"));
    assertThat(things.all())
        .containsExactlyInAnyOrder(thing("amina/1", "kept anew"), thing("tashi/1", "also kept"));
    boolean there =
        storage.together().change("things", writing -> things.delete(writing, "amina/1"));
    assertThat(there).isTrue();
    assertThat(things.find("amina/1")).isEmpty();
    assertThat(raw()).hasSize(1);
  }

  @Test
  void withoutTheKeyNothingIsToldNotEvenALength() {
    put(things, thing("amina/1", "few"));
    put(things, thing("tashi/1", "many ".repeat(30)));

    for (var document : raw()) {
      assertThat(document.keySet()).containsExactlyInAnyOrder("_id", "sealed");
      assertThat(document.toJson()).doesNotContain("amina", "tashi", "few", "many");
    }
    assertThat(raw().stream().map(document -> document.get("sealed", Binary.class).length()))
        .allMatch(length -> length == raw().getFirst().get("sealed", Binary.class).length());
    assertThat(with(NEW).find("amina/1")).isEmpty();
    assertThat(with(NEW).all()).isEmpty();
    var first = raw().getFirst();
    assertThatThrownBy(() -> with(NEW).open(first)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatAFormerKeySealedIsFoundAndMovesWhenWritten() {
    put(things, thing("amina/1", "before"));
    var rotated = with(NEW + "," + OLD);

    assertThat(rotated.find("amina/1")).contains(thing("amina/1", "before"));
    put(rotated, thing("amina/1", "after"));

    assertThat(raw()).hasSize(1);
    assertThat(with(NEW).find("amina/1")).contains(thing("amina/1", "after"));
    assertThat(things.find("amina/1")).isEmpty();
  }

  @Test
  void thePlainDocumentsOfBeforeAreSealedAlsoWhenItWasInterrupted() {
    var collection = storage.database().getCollection("things");
    collection.insertMany(List.of(thing("amina/1", "old"), thing("tashi/1", "older")));
    put(things, thing("tashi/1", "sealed before the power failed"));

    things.seal();
    things.seal();

    assertThat(raw()).hasSize(2).allMatch(document -> document.containsKey("sealed"));
    assertThat(things.find("amina/1")).contains(thing("amina/1", "old"));
    assertThat(things.find("tashi/1")).contains(thing("tashi/1", "sealed before the power failed"));
  }

  @Test
  void aLargeDocumentComesBackWhole() {
    var large = thing("amina/1", "ø".repeat(50_000));

    put(things, large);

    assertThat(things.find("amina/1")).contains(large);
  }
}
