package org.talanoa.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.talanoa.discussion.ThreadId;
import org.talanoa.room.RoomId;

/** Twenty posts a second over the live door: until acknowledged, and until each reader has it. */
final class Latency implements Benchmark {
  private static final int POSTERS = 100;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration WARMING = Duration.ofSeconds(20);
  private static final Duration MEASURING = Duration.ofSeconds(15);

  @Override
  public void run(Table table) throws Exception {
    measure(100, "p95 ≤ 15 ms", "p95 ≤ 20 ms", table);
    measure(1_000, "", "", table);
  }

  private static void measure(int readers, String soon, String seen, Table table) throws Exception {
    try (var installation = new Installation()) {
      var peers = installation.peers(readers);
      var room = installation.room(peers.subList(0, POSTERS));
      var thread = installation.thread(room);
      var tokens = installation.tokens(peers);
      var clock = new Clock(posts(WARMING) + posts(MEASURING));
      var destinations = List.of("/me", "/room/" + room + "/thread/" + thread);
      try (var audience = Audience.live(installation.port(), tokens, destinations, clock)) {
        post(audience, room, thread, clock, 0, posts(WARMING));
        clock.measuring = true;
        post(audience, room, thread, clock, posts(WARMING), posts(MEASURING));
        audience.awaitHeard((long) (posts(WARMING) + posts(MEASURING)) * readers);
      }
      table.row(
          "acknowledged, 20 posts a second, %,d readers".formatted(readers),
          clock.acknowledged.spread(),
          soon);
      table.row(
          "seen by each reader, 20 posts a second, %,d readers".formatted(readers),
          clock.seen.spread(),
          seen);
    }
  }

  private static int posts(Duration length) {
    return (int) (length.toNanos() / PAUSE_NANOS);
  }

  private static void post(
      Audience audience, RoomId room, ThreadId thread, Clock clock, int from, int count)
      throws IOException {
    var began = System.nanoTime();
    for (var i = 0; i < count; i++) {
      Waiting.until(began + i * PAUSE_NANOS);
      var number = from + i;
      var frame =
          "SEND\ndestination:/room/%s/thread/%s/post\n\n{\"key\":\"%s\",\"markdown\":\"%s\"}\0"
              .formatted(room, thread, Talk.key(number), Talk.words(number));
      clock.sent.set(number, System.nanoTime());
      audience.send(number % POSTERS, frame);
    }
  }

  private static final class Clock implements Audience.Hearing {
    final AtomicLongArray sent;
    final Times acknowledged = new Times();
    final Times seen = new Times();
    volatile boolean measuring;

    Clock(int posts) {
      this.sent = new AtomicLongArray(posts);
    }

    @Override
    public void heard(int client, int number, boolean acknowledgement, long at) {
      if (measuring) {
        (acknowledgement ? acknowledged : seen).add(at - sent.get(number));
      }
    }
  }
}
