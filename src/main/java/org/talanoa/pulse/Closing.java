package org.talanoa.pulse;

import com.mongodb.MongoException;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.room.Arrangements;
import org.talanoa.room.RoomId;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Unavailable;

/**
 * Counts the rounds that are over, each once, and leaves nothing of them but what is published. A
 * second node may do the same at the same time; whoever comes second finds it done.
 */
@Component
@Profile("!import")
class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
  private static final long EVERY_SECONDS = 30;

  /** A round is counted so long after its close, so that no node still takes an answer. */
  static final Duration GRACE = Duration.ofMinutes(2);

  private final Pulses pulses;
  private final Arrangements arrangements;
  private final Storage storage;
  private final Clock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("talanoa-pulses").daemon().factory());

  Closing(Pulses pulses, Arrangements arrangements, Storage storage, Clock clock) {
    this.pulses = pulses;
    this.arrangements = arrangements;
    this.storage = storage;
    this.clock = clock;
    var _ =
        clockwork.scheduleWithFixedDelay(
            this::sweepQuietly, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void sweepQuietly() {
    try {
      sweep();
    } catch (Unavailable | MongoException away) {
      LOG.warn("pulses that are over wait to be counted: {}", away.getClass().getName());
    } catch (RuntimeException broken) {
      LOG.error("pulses that are over wait to be counted", broken);
    }
  }

  void sweep() {
    var now = clock.instant();
    for (var kept : pulses.stored().all()) {
      if (over(kept, now).isPresent()) {
        settle(kept.room(), now);
      }
    }
    pulses.marks().tidy(now);
    tidy();
  }

  private static Optional<Round> over(Kept kept, Instant now) {
    return kept.round().filter(round -> !round.closes().plus(GRACE).isAfter(now));
  }

  private void settle(RoomId room, Instant now) {
    var goesOn = arrangements.of(room).filter(there -> there.continuedIn().isEmpty()).isPresent();
    var stored = pulses.stored();
    var _ =
        stored.change(writing -> {
          var kept = stored.of(writing, room);
          over(kept, now)
              .ifPresent(round -> {
                var tally = stored.tally(writing, room, round);
                Published result =
                    tally
                        .flatMap(Tally::figures)
                        .<Published>map(figures -> new Published.Shown(round, figures))
                        .orElseGet(() -> new Published.TooFew(round));
                stored.deleteTally(writing, room, round);
                stored.put(writing, kept.settled(result, goesOn, now));
              });
          return kept;
        });
  }

  /** Until a file is written anew it may hold earlier states of what was deleted. */
  private void tidy() {
    var stored = pulses.stored();
    var left = stored.all().stream().filter(Kept::leftover).map(Kept::room).toList();
    if (left.isEmpty()) {
      return;
    }
    storage.compact();
    for (var room : left) {
      var _ =
          stored.change(writing -> {
            var kept = stored.of(writing, room).tidied();
            stored.put(writing, kept);
            return kept;
          });
    }
  }

  @PreDestroy
  void close() {
    clockwork.shutdownNow();
  }
}
