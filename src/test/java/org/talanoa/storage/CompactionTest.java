package org.talanoa.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Sample;
import org.talanoa.testing.World;

/** The database's file is written anew while people talk. */
class CompactionTest {
  private static final int TALKERS = 8;

  /** After each time the driver waits for half a second before it tries to connect again. */
  private static final int TIMES = Sample.WHOLE ? 12 : 4;

  @TempDir Path data;

  /** What was acknowledged, and what was answered to those who were not. */
  private record Heard(
      ConcurrentLinkedQueue<String> acknowledged, ConcurrentLinkedQueue<RuntimeException> refused) {
    Heard() {
      this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }
  }

  @Test
  void nothingAcknowledgedIsLostAndWhoeverIsCutOffMayTryAgain() throws Exception {
    var key = InstallationKey.random();
    var heard = new Heard();
    RoomId room;
    ThreadId thread;
    try (var world = new World(Storage.embedded(data, false, 0), key)) {
      var amina = world.peer("amina");
      room = world.room(RoomKind.OPEN, amina).id();
      thread = world.thread(amina, room, "Meanwhile");
      talkWhileCompacting(world, amina, room, thread, heard);
    }

    assertThat(heard.refused())
        .allMatch(refused ->
            refused instanceof Unavailable
                || refused instanceof MongoException away
                    && Unavailable.or(away) instanceof Unavailable);
    assertThat(heard.acknowledged()).hasSizeGreaterThanOrEqualTo(TALKERS * TIMES);
    try (var again = new World(Storage.embedded(data, false, 0), key)) {
      assertThat(words(again, room, thread))
          .doesNotHaveDuplicates()
          .containsAll(heard.acknowledged());
    }
  }

  private static void talkWhileCompacting(
      World world, Person person, RoomId room, ThreadId thread, Heard heard) throws Exception {
    var over = new AtomicBoolean();
    var talking = new CountDownLatch(TALKERS);
    try (var talkers = Executors.newFixedThreadPool(TALKERS)) {
      var all = new ArrayList<Future<?>>();
      for (var talker = 0; talker < TALKERS; talker++) {
        var name = "talker " + talker;
        all.add(
            talkers.submit(() -> {
              for (var count = 0; !over.get(); count++) {
                sayUntilAcknowledged(world, person, room, thread, name + " " + count, heard);
                talking.countDown();
              }
            }));
      }
      talking.await();
      for (var time = 0; time < TIMES; time++) {
        var before = heard.acknowledged().size();
        await()
            .atMost(Duration.ofSeconds(60))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(10))
            .until(() -> heard.acknowledged().size() >= before + TALKERS);
        world.storage.compact();
        assertThat(world.storage.takesChanges()).isTrue();
      }
      over.set(true);
      for (var one : all) {
        one.get();
      }
    }
  }

  /** As any client does: the same draft again, until it is acknowledged; then reads it. */
  private static void sayUntilAcknowledged(
      World world, Person person, RoomId room, ThreadId thread, String words, Heard heard) {
    var draft = World.draft(words);
    while (true) {
      try {
        var said = world.discussions.post(world.voice(person, room), thread, draft);
        heard.acknowledged().add(words);
        world.discussions.message(world.voice(person, room), thread, said.number());
        return;
      } catch (Unavailable | MongoException refused) {
        heard.refused().add(refused);
      }
    }
  }

  private static List<String> words(World world, RoomId room, ThreadId thread) {
    var voice = world.voice(world.person("amina"), room);
    var words = new ArrayList<String>();
    var last = world.discussions.head(voice, thread).last();
    for (var from = 1; from <= last; from += 50) {
      for (var message : world.discussions.page(voice, thread, from, 50).messages()) {
        if (message.body() instanceof Body.Said(var markdown)) {
          words.add(markdown.source());
        }
      }
    }
    return words;
  }
}
