package org.talanoa.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.World;

/** Durable posts on the embedded database in a file, each writer as fast as acknowledged. */
final class Post implements Benchmark {
  private static final Duration WARMING = Duration.ofSeconds(12);
  private static final Duration MEASURING = Duration.ofSeconds(4);
  private static final long RESERVE = 64 << 20;
  private static final String WORDS = Talk.WORDS;

  @Override
  public void run(Table table) throws Exception {
    var directory = Directories.fresh();
    try (var world =
        new World(Storage.embedded(directory, false, RESERVE), InstallationKey.random())) {
      var person = world.peer("amina");
      var room = world.room(RoomKind.CLOSED, person);
      write(world, person, room, 8, 8, WARMING);
      measure(world, person, room, 1, 1, table);
      measure(world, person, room, 8, 8, table);
      measure(world, person, room, 64, 64, table);
      measure(world, person, room, 64, 1, table);
    } finally {
      Directories.delete(directory);
    }
  }

  private static void measure(
      World world, Person person, Room room, int writers, int threads, Table table)
      throws Exception {
    var before = Processor.nanos();
    var times = write(world, person, room, writers, threads, MEASURING);
    var busy = (Processor.nanos() - before) / 1e6 / times.count();
    table.row(
        "durable posts, %d writer%s in %d thread%s"
            .formatted(writers, writers == 1 ? "" : "s", threads, threads == 1 ? "" : "s"),
        "%,.0f a second; acknowledged after %s; %.2f ms of a core each"
            .formatted(times.count() / (double) MEASURING.toSeconds(), times.spread(), busy),
        "");
  }

  private static Times write(
      World world, Person person, Room room, int writers, int threads, Duration length)
      throws Exception {
    var places = new ArrayList<ThreadId>();
    for (var i = 0; i < threads; i++) {
      places.add(world.thread(person, room.id(), "Thread " + i));
    }
    var times = new Times();
    var end = System.nanoTime() + length.toNanos();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Callable<Void>>();
      for (var i = 0; i < writers; i++) {
        var place = places.get(i % threads);
        work.add(() -> {
          while (System.nanoTime() < end) {
            var draft = World.draft(WORDS);
            var began = System.nanoTime();
            world.discussions.post(world.voice(person, room.id()), place, draft);
            times.add(System.nanoTime() - began);
          }
          return null;
        });
      }
      for (var done : executor.invokeAll(work)) {
        done.get();
      }
    }
    return times;
  }
}
