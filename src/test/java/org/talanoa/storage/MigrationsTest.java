package org.talanoa.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.testing.Fault;

/** Old data becomes new data, also when the process is killed in the middle of it. */
class MigrationsTest {
  private static final int THINGS = 20;

  @TempDir Path data;

  /** Gives each thing a greeting; the power fails after some of them. */
  private static final class Greeting implements Migration {
    private final int number;
    private final int failsAfter;
    private final List<Integer> ran;

    Greeting(int number, int failsAfter, List<Integer> ran) {
      this.number = number;
      this.failsAfter = failsAfter;
      this.ran = ran;
    }

    @Override
    public int number() {
      return number;
    }

    @Override
    public String why() {
      return "things greet";
    }

    @Override
    public void run(Storage storage) {
      ran.add(number);
      var things = storage.database().getCollection("things");
      var done = 0;
      for (var thing : things.find(Filters.exists("greeting" + number, false))) {
        if (done++ == failsAfter) {
          throw new IllegalStateException("the power failed");
        }
        things.updateOne(
            Filters.eq(thing.get("_id")), Updates.set("greeting" + number, "hello " + number));
      }
    }
  }

  @Fault(32)
  @Test
  void oneThatWasInterruptedIsRunAgainAndThoseThatWereDoneAreNot() {
    var ran = new ArrayList<Integer>();
    try (var storage = Storage.embedded(data, false, 0)) {
      dataOfTheFirstDay(storage);
      List<Migration> migrations =
          List.<Migration>of(
              new Greeting(2, 7, ran), new Greeting(1, THINGS, ran), new Greeting(3, THINGS, ran));

      assertThatThrownBy(() -> Migrations.run(storage, migrations)).hasMessage("the power failed");
    }

    try (var storage = Storage.embedded(data, false, 0)) {
      Migrations.run(
          storage,
          List.<Migration>of(
              new Greeting(1, 0, ran), new Greeting(2, THINGS, ran), new Greeting(3, THINGS, ran)));

      assertThat(ran).containsExactly(1, 2, 2, 3);
      for (var thing : storage.database().getCollection("things").find()) {
        assertThat(thing).containsKeys("greeting1", "greeting2", "greeting3");
      }
      Migrations.run(storage, List.<Migration>of(new Greeting(3, 0, ran)));
      assertThat(ran).hasSize(4);
    }
  }

  private static void dataOfTheFirstDay(Storage storage) {
    IntStream.range(0, THINGS)
        .mapToObj(number -> new Document("_id", "thing" + number))
        .forEach(thing ->
            storage
                .together()
                .change(
                    "things",
                    writing -> {
                      writing.put(storage.database().getCollection("things"), thing);
                      return thing;
                    }));
  }
}
