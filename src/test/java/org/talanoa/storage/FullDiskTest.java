package org.talanoa.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.core.ConditionFactory;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.testing.Fault;

/** The disk of the embedded database fills up, and has space again. */
class FullDiskTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int RESERVE = 4 * MEGABYTE;

  @TempDir Path place;

  private final Random random = new Random(1);

  @BeforeEach
  void aSmallDisk() throws Exception {
    var mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", place.toString());
    int failed;
    try {
      failed = mount.redirectErrorStream(true).start().waitFor();
    } catch (IOException none) {
      failed = 1;
    }
    assumeThat(failed).as("only root may mount a small disk").isZero();
  }

  @AfterEach
  void unmount() throws Exception {
    new ProcessBuilder("umount", "-l", place.toString()).start().waitFor();
  }

  @Fault(26)
  @Test
  void whenLittleIsLeftChangesAreRefusedAndReadingGoesOnUntilThereIsSpace() throws Exception {
    try (var storage = Storage.embedded(place.resolve("data"), false, RESERVE)) {
      write(storage, "before");
      var filler = fill(RESERVE / 2);

      assertThatThrownBy(() -> write(storage, "while"))
          .isInstanceOfSatisfying(
              Unavailable.class, refused -> assertThat(refused.full()).isTrue());
      assertThat(isThere(storage, "before")).isTrue();
      assertThat(isThere(storage, "while")).isFalse();
      assertThat(storage.alive()).isTrue();
      assertThat(storage.takesChanges()).isFalse();

      Files.delete(filler);
      write(storage, "after");
      assertThat(storage.takesChanges()).isTrue();
      assertThat(isThere(storage, "after")).isTrue();
    }
  }

  @Fault(26)
  @Test
  void whenItFillsUpInSpiteOfTheReserveNothingAcknowledgedIsLostAndWritingComesBack()
      throws Exception {
    var acknowledged = new ArrayList<String>();
    try (var storage = Storage.embedded(place.resolve("data"), false, 0)) {
      var filler = fill(2 * MEGABYTE);

      var refused = writeUntilRefused(storage, acknowledged);

      assertThat(acknowledged).isNotEmpty();
      assertThat(refused).isInstanceOf(Unavailable.class);
      soon().until(() -> allAreThere(storage, acknowledged));
      Files.delete(filler);
      soon()
          .untilAsserted(() -> {
            write(storage, "after");
            assertThat(storage.takesChanges()).isTrue();
          });
      acknowledged.add("after");
      assertThat(allAreThere(storage, acknowledged)).isTrue();
    }

    try (var again = Storage.embedded(place.resolve("data"), false, 0)) {
      assertThat(allAreThere(again, acknowledged)).isTrue();
    }
  }

  private RuntimeException writeUntilRefused(Storage storage, List<String> acknowledged) {
    for (var number = 0; number < 1_000; number++) {
      try {
        write(storage, "document-" + number);
        acknowledged.add("document-" + number);
      } catch (RuntimeException refused) {
        return refused;
      }
    }
    throw new IllegalStateException("the disk is too large for this test");
  }

  private void write(Storage storage, String id) {
    var bytes = new byte[100_000];
    random.nextBytes(bytes);
    var document = new Document("_id", id).append("bytes", new Binary(bytes));
    storage
        .together()
        .change(
            id,
            writing -> {
              writing.put(storage.database().getCollection("things"), document);
              return id;
            });
  }

  private static boolean allAreThere(Storage storage, List<String> ids) {
    return ids.stream().allMatch(id -> isThere(storage, id));
  }

  private static boolean isThere(Storage storage, String id) {
    return storage.database().getCollection("things").find(Filters.eq(id)).first() != null;
  }

  /** Leaves no more than this on the disk. */
  private Path fill(long left) throws IOException {
    var filler = place.resolve("filler");
    try (var out = Files.newOutputStream(filler)) {
      while (Files.getFileStore(place).getUsableSpace() > left) {
        out.write(new byte[64 * 1_024]);
      }
    }
    return filler;
  }

  private static ConditionFactory soon() {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions();
  }
}
