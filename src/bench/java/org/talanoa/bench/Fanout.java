package org.talanoa.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/**
 * One thread, many readers: how many deliveries a second. In turn with a bare broadcast of the same
 * bytes to as many of the same clients. Both are given the next message while fewer than some are
 * on their way, so that neither queues without bound.
 */
final class Fanout implements Benchmark {
  private static final int ON_THEIR_WAY = 16;
  private static final int ROUNDS = 5;
  private static final Duration WARMING = Duration.ofSeconds(8);
  private static final Duration ROUND = Duration.ofSeconds(4);

  private final AtomicInteger number = new AtomicInteger();

  @Override
  public void run(Table table) throws Exception {
    compare(100, table);
    compare(1_000, table);
  }

  private void compare(int readers, Table table) throws Exception {
    try (var installation = new Installation();
        var bare = new BareBroadcast()) {
      var peers = installation.peers(readers);
      var room = installation.room(peers.subList(0, 1));
      var thread = installation.thread(room);
      var tokens = installation.tokens(peers);
      var destinations = List.of("/room/" + room + "/thread/" + thread);
      try (var live = Audience.live(installation.port(), tokens, destinations, (_, _, _, _) -> {});
          var plain = Audience.bare(bare.port(), readers)) {
        var poster = poster(installation, peers.getFirst(), room, thread);
        deliveries(live, poster, WARMING);
        Runnable broadcast = () -> bare.tell(live.sample());
        deliveries(plain, broadcast, WARMING);
        var ours = new double[ROUNDS];
        var theirs = new double[ROUNDS];
        var ratios = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
          ours[round] = deliveries(live, poster, ROUND);
          theirs[round] = deliveries(plain, broadcast, ROUND);
          ratios[round] = ours[round] / theirs[round];
        }
        Arrays.sort(ratios);
        table.row(
            "deliveries to %,d readers of one thread, stored".formatted(readers),
            "%,.0f a second".formatted(median(ours)),
            "");
        table.row(
            "bare broadcast of the same frame, nothing stored",
            "%,.0f a second".formatted(median(theirs)),
            "");
        table.row(
            "the one to the other, median of %d rounds".formatted(ROUNDS),
            "%.2f (%.2f to %.2f)".formatted(median(ratios), ratios[0], ratios[ROUNDS - 1]),
            "≥ 0.8");
      }
    }
  }

  private Runnable poster(Installation installation, Person person, RoomId room, ThreadId thread) {
    var rooms = installation.bean(Rooms.class);
    var discussions = installation.bean(Discussions.class);
    return () ->
        discussions.post(rooms.speak(person, room), thread, Talk.draft(number.incrementAndGet()));
  }

  /** Deliveries a second while one message follows the other. */
  private static double deliveries(Audience audience, Runnable next, Duration length) {
    var before = audience.heard();
    var began = System.nanoTime();
    for (var sent = 1; System.nanoTime() - began < length.toNanos(); sent++) {
      audience.awaitHeard(before + (long) (sent - ON_THEIR_WAY) * audience.size());
      next.run();
    }
    var rate = (audience.heard() - before) * 1e9 / (System.nanoTime() - began);
    settle(audience);
    return rate;
  }

  private static void settle(Audience audience) {
    var seen = -1L;
    while (seen != audience.heard()) {
      seen = audience.heard();
      Waiting.millis(300);
    }
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
