package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.talanoa.feed.LocalFeed;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.HeldBack;
import org.talanoa.testing.Sample;
import org.talanoa.testing.World;

/** What is remembered of how far somebody has read, while it is asked and changed at once. */
class MarksMeanwhileTest {
  private static final int MESSAGES = Sample.WHOLE ? 150 : 50;

  @Test
  void whatOneHasReadIsReadFromTheDatabaseAgainOnlyWhereSomebodyElseHasChangedIt() {
    var feed = new HeldBack(new LocalFeed());
    try (var given = new World(Storage.inMemory(), InstallationKey.random(), feed)) {
      var amina = given.peer("amina");
      var room = given.room(RoomKind.CLOSED, amina, given.peer("tashi")).id();
      var thread = given.thread(amina, room, "Long");
      var marks = new Marks(given.discussions, given.storage, given.key, feed);
      var seat = given.voice(given.person("tashi"), room);
      var stored = given.storage.database().getCollection("marks");
      given.discussions.post(given.voice(amina, room), thread, World.draft("and on"));
      feed.hold("marks");
      marks.unreadFrom(seat, thread, 1);
      Awaitility.await().until(() -> feed.waiting() == 1);
      feed.take().forEach(Runnable::run);
      stored.deleteMany(new Document());

      assertThat(marks.of(seat, thread).read()).isZero();

      var elsewhere = new Marks(given.discussions, given.storage, given.key, feed);
      elsewhere.read(seat, thread, 1);
      Awaitility.await().until(() -> feed.waiting() >= 2);
      feed.release();
      assertThat(marks.of(seat, thread).read()).isEqualTo(elsewhere.of(seat, thread).read());
      assertThat(marks.of(seat, thread).read()).isEqualTo(2);
    }
  }

  @Test
  void whoAsksMeanwhileDoesNotBringBackAnOlderMark() {
    try (var given = new World();
        var asking = Executors.newVirtualThreadPerTaskExecutor()) {
      var amina = given.peer("amina");
      var tashi = given.peer("tashi");
      var room = given.room(RoomKind.CLOSED, amina, tashi).id();
      var thread = given.thread(amina, room, "Long");
      var marks = new Marks(given.discussions, given.storage, given.key, given.feed);
      var seat = given.voice(tashi, room);
      for (var i = 0; i < MESSAGES; i++) {
        given.discussions.post(given.voice(amina, room), thread, World.draft("word " + i));
      }
      var done = new AtomicBoolean();
      for (var i = 0; i < 2; i++) {
        var _ =
            asking.submit(() -> {
              while (!done.get()) {
                marks.of(seat, thread);
              }
            });
      }

      try {
        for (var i = 1; i <= MESSAGES; i++) {
          var upTo = i;
          marks.unreadFrom(seat, thread, upTo + 1);
          Awaitility.await()
              .pollDelay(Duration.ZERO)
              .pollInterval(Duration.ofMillis(5))
              .atMost(Duration.ofSeconds(20))
              .untilAsserted(() -> assertThat(marks.of(seat, thread).read()).isEqualTo(upTo));
        }
      } finally {
        done.set(true);
      }
    }
  }
}
