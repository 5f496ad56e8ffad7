package org.talanoa.activity;

import com.mongodb.MongoException;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Retention;
import org.talanoa.room.Room;
import org.talanoa.storage.Unavailable;

/**
 * Lets time pass in all activities, and takes away those that have been kept for as long as their
 * room has promised. A second node may do the same at the same time: who is first ends a phase, the
 * other finds that it has ended.
 */
@Component
@Profile("!import")
class Timekeeper {
  private static final Logger LOG = LoggerFactory.getLogger(Timekeeper.class);
  private static final long EVERY_MILLIS = 100;
  private static final long LOOKING_MILLIS = 1_000;
  private static final long SWEEPING_MINUTES = 60;

  private final Activities activities;
  private final Arrangements arrangements;
  private final Alliances alliances;
  private final Clock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("talanoa-activities").daemon().factory());

  Timekeeper(Activities activities, Arrangements arrangements, Alliances alliances, Clock clock) {
    this.activities = activities;
    this.arrangements = arrangements;
    this.alliances = alliances;
    this.clock = clock;
    every(this::ring, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    every(this::look, LOOKING_MILLIS, TimeUnit.MILLISECONDS);
    every(this::sweep, SWEEPING_MINUTES, TimeUnit.MINUTES);
  }

  private void every(Runnable work, long pause, TimeUnit unit) {
    var _ = clockwork.scheduleWithFixedDelay(() -> quietly(work), pause, pause, unit);
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (Unavailable | MongoException away) {
      LOG.warn("activities wait for the database: {}", away.getClass().getName());
    } catch (RuntimeException broken) {
      LOG.error("time does not pass in activities", broken);
    }
  }

  /** What is due happens, at the moment it is due. */
  private void ring() {
    var now = clock.instant();
    for (var known : activities.stored().all()) {
      var id = known.head().id();
      if (known.due().filter(at -> !at.isAfter(now)).isPresent()) {
        pass(id);
      }
    }
  }

  /** Who is there is noted, and who may not be there any more is sent away. */
  private void look() {
    for (var known : activities.stored().all()) {
      if (known.head().stage().lasts()) {
        pass(known.head().id());
      }
    }
  }

  private void pass(ActivityId id) {
    try {
      activities.pass(id);
    } catch (Refusal _) {
      // It was taken away meanwhile.
    }
  }

  void sweep() {
    for (var room : arrangements.all()) {
      var since = keptSince(room);
      if (since.isEmpty()) {
        continue;
      }
      for (var head : activities.stored().in(room.id())) {
        var last = activities.stored().find(head.id()).map(Timekeeper::last);
        if (last.filter(at -> at.isBefore(since.get())).isPresent()) {
          activities.stored().delete(head.id());
        }
      }
    }
  }

  /** When something was written last, at the latest. */
  private static Instant last(Course course) {
    return course
        .over()
        .orElseGet(() -> course.round().map(Course.Round::began).orElse(course.opened()));
  }

  /** What is older than this goes; empty where nothing does. */
  private Optional<Instant> keptSince(Room room) {
    return switch (room.manner().retention()) {
      case Retention.Keep() -> Optional.empty();
      case Retention.DeleteAfter after -> Optional.of(clock.instant().minus(after.period()));
      case Retention.DeleteAtEnd() ->
          alliances
              .endOf(room.alliance())
              .filter(end -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).isAfter(end))
              .map(_ -> Instant.MAX);
    };
  }

  @PreDestroy
  void close() {
    clockwork.shutdownNow();
  }
}
