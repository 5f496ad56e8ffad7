package org.talanoa.storage;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;

/** How keys and documents lie in the embedded database's file. */
class BsonTypeTest {
  private static final int THREADS = 4;
  private static final int NUMBERS = 20_000;
  private static final List<Object> THINGS =
      List.of(
          new KeyValue("a"),
          new KeyValue("b"),
          new KeyValue("ab"),
          new KeyValue("é"),
          new KeyValue("x".repeat(200)),
          new KeyValue(1L),
          new KeyValue(300L),
          new KeyValue(-5L),
          new KeyValue("a", 2L),
          "position",
          7L);

  @Test
  void thingsAreOrderedAsTheLibraryOrdersThemWithoutIt() {
    for (var one : THINGS) {
      for (var other : THINGS) {
        assertThat(Integer.signum(BsonType.INSTANCE.compare(one, other)))
            .as("%s and %s", one, other)
            .isEqualTo(Integer.signum(new ObjectDataType().compare(one, other)));
      }
    }
  }

  @Test
  void whatIsWrittenIsRead() {
    var things = new ArrayList<>(THINGS);
    things.add(new Document("_id", "a").append("words", "A mess we share"));
    for (var thing : things) {
      var buffer = new WriteBuffer();
      BsonType.INSTANCE.write(buffer, thing);
      var read = buffer.getBuffer().flip();
      assertThat(BsonType.INSTANCE.read(read)).isEqualTo(thing);
      assertThat(read.remaining()).isZero();
    }
  }

  @Test
  void keysAreComparedWhileOthersMeetThingsOfOtherTypes() throws Exception {
    var over = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var texts =
          threads.submit(() -> {
            while (!over.get()) {
              assertThat(BsonType.INSTANCE.getMemory("a text")).isPositive();
            }
            return true;
          });
      var all = new ArrayList<Callable<Boolean>>();
      for (var thread = 1; thread < THREADS; thread++) {
        all.add(BsonTypeTest::numbers);
      }
      var compared = threads.invokeAll(all);
      over.set(true);
      assertThat(texts.get()).isTrue();
      for (var each : compared) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  private static boolean numbers() {
    for (var number = 0L; number < NUMBERS; number++) {
      var key = new KeyValue(number);
      assertThat(BsonType.INSTANCE.compare(key, new KeyValue(number))).isZero();
    }
    return true;
  }
}
