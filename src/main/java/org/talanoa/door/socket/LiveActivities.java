package org.talanoa.door.socket;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.activity.Activities;
import org.talanoa.activity.Change;
import org.talanoa.activity.Times;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells those who look at an activity that it has gone on, and the activity who looks at it. What
 * each may see of it differs, so that a frame says only to which revision it has gone on; whoever
 * has seen less asks. Changes that follow closely are told as one.
 */
@Component
class LiveActivities {
  private static final Logger LOG = LoggerFactory.getLogger(LiveActivities.class);
  private static final Duration TELLING_EVERY = Duration.ofMillis(150);
  private static final Duration LOOKING_EVERY = Duration.ofSeconds(5);

  private final Listeners listeners;
  private final Rooms rooms;
  private final Activities activities;
  private final JsonMapper json;
  private final Feed.Subscription following;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("talanoa-live-activities").daemon().factory());

  /** To which revision each has gone on that has not been told yet. */
  private final Map<Destination.OfActivity, Long> untold = new ConcurrentHashMap<>();

  /** The last revision told of those that were told lately. */
  private final Map<Destination.OfActivity, Long> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Destination.OfActivity, Long> eldest) {
          return size() > 1_000;
        }
      };

  record ActivityFrame(String type, String activity, long revision) {}

  LiveActivities(
      Listeners listeners,
      Rooms rooms,
      Activities activities,
      JsonMapper json,
      Times times,
      Feed feed) {
    this.listeners = listeners;
    this.rooms = rooms;
    this.activities = activities;
    this.json = json;
    this.following =
        feed.follow(
            activities.topic(),
            new Follower<Change>() {
              @Override
              public void told(Change change) {
                note(change);
              }

              @Override
              public void missed() {
                // Every line is ended where something was missed, and catches up when it is back.
              }
            });
    var quarter = times.missing().dividedBy(4);
    every(this::tell, TELLING_EVERY);
    every(this::look, quarter.compareTo(LOOKING_EVERY) < 0 ? quarter : LOOKING_EVERY);
  }

  private void every(Runnable work, Duration pause) {
    var _ =
        clockwork.scheduleWithFixedDelay(
            () -> quietly(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException broken) {
      LOG.warn("live activities: {}", broken.getClass().getName());
      LOG.debug("the failure", broken);
    }
  }

  private void note(Change change) {
    switch (change) {
      case Change.WentOn(var room, var activity, var revision) -> {
        var place = new Destination.OfActivity(room, activity);
        if (listeners.anyFor(place)) {
          untold.merge(place, revision, Math::max);
        }
      }
    }
  }

  private void tell() {
    for (var place : List.copyOf(untold.keySet())) {
      var revision = untold.remove(place);
      if (revision != null && revision > told.getOrDefault(place, -1L)) {
        told.put(place, revision);
        var frame = new ActivityFrame("activity", place.activity().value(), revision);
        listeners.tell(place, "activity/" + revision, () -> json.writeValueAsString(frame));
      }
    }
  }

  private void look() {
    listeners.eachAt(
        Destination.OfActivity.class,
        (place, person) -> rooms.seat(person, place.room()).ifPresent(seat -> here(seat, place)));
  }

  /** Somebody has begun to look at an activity, or still does. */
  void here(Seat seat, Destination.OfActivity place) {
    try {
      activities.here(seat, place.activity());
    } catch (Refusal _) {
      // It was taken away meanwhile.
    }
  }

  @PreDestroy
  void close() {
    clockwork.shutdownNow();
    following.close();
  }
}
