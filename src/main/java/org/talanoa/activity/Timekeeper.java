package org.talanoa.activity;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Room;
import org.talanoa.storage.Clockwork;

/**
 * Lets time pass in all activities, and takes away those that have been kept for as long as their
 * room has promised. A second node may do the same at the same time: who is first ends a phase, the
 * other finds that it has ended.
 */
@Component
@Profile("!import")
class Timekeeper {
  private final Activities activities;
  private final Arrangements arrangements;
  private final Alliances alliances;
  private final Clock clock;
  private final Clockwork clockwork =
      new Clockwork("talanoa-activities", "time does not pass in activities");

  Timekeeper(Activities activities, Arrangements arrangements, Alliances alliances, Clock clock) {
    this.activities = activities;
    this.arrangements = arrangements;
    this.alliances = alliances;
    this.clock = clock;
    clockwork.every(Duration.ofMillis(100), this::ring);
    clockwork.every(Duration.ofSeconds(1), this::look);
    clockwork.every(Duration.ofHours(1), this::sweep);
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
      if (activities.needsCheck(known)) {
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
    return room.keptSince(clock.instant(), alliances.endOf(room.alliance()));
  }

  @PreDestroy
  void close() {
    clockwork.close();
  }
}
