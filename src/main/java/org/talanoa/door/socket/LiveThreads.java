package org.talanoa.door.socket;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Change;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.door.wire.MessageJson;
import org.talanoa.door.wire.PersonJson;
import org.talanoa.door.wire.ThreadJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.SignIns;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import tools.jackson.databind.json.JsonMapper;

/** Tells those who listen what has changed, as the feed tells it. */
@Component
class LiveThreads {
  private static final Logger LOG = LoggerFactory.getLogger(LiveThreads.class);
  private static final Duration PRESENCE_EVERY = Duration.ofSeconds(2);

  private static final int MOST_NAMED = 12;

  private final Listeners listeners;
  private final Rooms rooms;
  private final People people;
  private final Wire wire;
  private final JsonMapper json;
  private final Patience patience;
  private final List<Feed.Subscription> following;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("talanoa-live").daemon().factory());
  private final Set<RoomId> stirred = ConcurrentHashMap.newKeySet();
  private Map<Destination, Set<PersonId>> lastPresence = Map.of();

  /** A message that goes out together with the head that follows it; of one thread only. */
  private @Nullable Waiting waiting;

  private record Waiting(Destination.OfThread place, Listeners.Told told) {}

  record MessageFrame(String type, String thread, long revision, int last, MessageJson message) {}

  record ThreadFrame(String type, long revision, ThreadJson thread) {}

  record PresenceFrame(String type, Set<String> people) {}

  /** Who is about in an alliance; some of them by name. */
  record AboutFrame(String type, int count, List<PersonJson> people) {}

  record StirredFrame(String type, String room) {}

  record MarkFrame(String type, String room) {}

  LiveThreads(
      Listeners listeners,
      Rooms rooms,
      People people,
      Wire wire,
      JsonMapper json,
      Patience patience,
      Marks marks,
      SignIns signIns,
      Feed feed) {
    this.listeners = listeners;
    this.rooms = rooms;
    this.people = people;
    this.wire = wire;
    this.json = json;
    this.patience = patience;
    this.following =
        List.of(
            feed.follow(
                List.of(Discussions.MESSAGES, Discussions.HEADS),
                follower(this::changed, this::release)),
            feed.follow(Rooms.PLACES, follower(this::seated)),
            feed.follow(rooms.restraints(), follower(this::seated)),
            feed.follow(Alliances.MEMBERS, follower(_ -> listeners.askAgain())),
            feed.follow(signIns.topic(), follower(_ -> listeners.askAgain())),
            feed.follow(marks.topic(), follower(this::marked)));
    var _ =
        clockwork.scheduleWithFixedDelay(
            guarded(this::presence),
            PRESENCE_EVERY.toMillis(),
            PRESENCE_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        clockwork.scheduleWithFixedDelay(
            guarded(this::look),
            patience.look().toMillis(),
            patience.look().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private interface Told<C> {
    void told(C change);
  }

  private <C> Follower<C> follower(Told<C> told) {
    return follower(told, () -> {});
  }

  private <C> Follower<C> follower(Told<C> told, Runnable rested) {
    return new Follower<>() {
      @Override
      public void told(C change) {
        told.told(change);
      }

      @Override
      public void rested() {
        rested.run();
        listeners.flush();
      }

      @Override
      public void missed() {
        // Whoever listens has to catch up by revision, which they do when they come back.
        listeners.askAgain();
        listeners.lines().forEach(line -> line.close(CloseStatus.SERVICE_RESTARTED));
      }
    };
  }

  private void changed(Change change) {
    switch (change) {
      case Change.OfMessage of -> {
        var message = of.message();
        var revision = message.revision();
        rooms.upTo(message.room(), message.seating());
        release();
        var place = new Destination.OfThread(message.room(), message.thread());
        if (listeners.anyFor(place)) {
          var frame =
              new MessageFrame(
                  "message",
                  message.thread().value(),
                  revision,
                  message.number(),
                  wire.message(message));
          waiting =
              new Waiting(
                  place,
                  new Listeners.Told(
                      message.thread() + "/" + revision, json.writeValueAsString(frame)));
        }
      }
      case Change.Headed(var head) -> headed(head);
    }
  }

  /** The rooms may hear of this later than we do. */
  private void seated(org.talanoa.room.Change change) {
    switch (change) {
      case org.talanoa.room.Change.Admitted admitted ->
          rooms.upTo(admitted.room(), admitted.seating());
      case org.talanoa.room.Change.Removed removed -> rooms.upTo(removed.room(), removed.seating());
      case org.talanoa.room.Change.Restrained restrained ->
          rooms.upTo(restrained.room(), restrained.seating());
      case org.talanoa.room.Change.Opened _ -> {}
    }
    listeners.askAgain();
  }

  private void headed(ThreadHead head) {
    rooms.upTo(head.room(), head.seating());
    stirred.add(head.room());
    var place = new Destination.OfThread(head.room(), head.id());
    var room = new Destination.OfRoom(head.room());
    if (!listeners.anyFor(place) && !listeners.anyFor(room)) {
      release();
      return;
    }
    var id = head.id() + "/" + head.revision() + "/head";
    var text =
        json.writeValueAsString(new ThreadFrame("thread", head.revision(), wire.thread(head)));
    var told = new Listeners.Told(id, text);
    var message = waiting;
    if (message != null && message.place().equals(place)) {
      waiting = null;
      listeners.hold(place, List.of(message.told(), told));
    } else {
      release();
      listeners.hold(place, List.of(told));
    }
    listeners.hold(room, List.of(told));
  }

  /** Holds a message whose head has not followed at once. */
  private void release() {
    var message = waiting;
    waiting = null;
    if (message != null) {
      listeners.hold(message.place(), List.of(message.told()));
    }
  }

  private void marked(Marks.Marked marked) {
    listeners.tell(
        marked.person(),
        "mine",
        () -> json.writeValueAsString(new MarkFrame("mine", marked.room().value())));
  }

  /** Tells who is here and shows it, at most every two seconds and only when it changed. */
  private void presence() {
    var now = new HashMap<Destination, Set<PersonId>>();
    var places = listeners.places();
    for (var place : places) {
      var people = listeners.present(place);
      now.put(place, people);
      if (!people.equals(lastPresence.get(place))) {
        listeners.tell(place, "presence", () -> presence(place, people));
      }
    }
    lastPresence = now;
    stir(places);
  }

  /** Tells who sees the alliance's home which rooms have something new. */
  private void stir(Set<Destination> places) {
    var rooms = Set.copyOf(stirred);
    stirred.removeAll(rooms);
    if (rooms.isEmpty()) {
      return;
    }
    for (var place : places) {
      if (place instanceof Destination.OfAlliance alliance) {
        listeners.stir(
            alliance,
            rooms,
            room -> json.writeValueAsString(new StirredFrame("stirred", room.value())));
      }
    }
  }

  /** Tells somebody who has just begun to listen who is here already. */
  void welcome(Line line, Destination place) {
    if (listeners.showsWhoIsThere(line, place)) {
      var people = listeners.present(place);
      listeners.tell(line, place, "presence", presence(place, people));
    }
  }

  private String presence(Destination place, Set<PersonId> people) {
    if (place instanceof Destination.OfAlliance) {
      var some =
          this.people.profiles(people).stream()
              .limit(MOST_NAMED)
              .map(Profile::withoutRank)
              .map(wire::person)
              .toList();
      return json.writeValueAsString(new AboutFrame("presence", people.size(), some));
    }
    var ids = people.stream().map(PersonId::value).collect(Collectors.toSet());
    return json.writeValueAsString(new PresenceFrame("presence", ids));
  }

  /**
   * Beats hearts, and ends lines at whose other end nobody is, or nobody who comes to the point.
   */
  private void look() {
    listeners.askAgain();
    var silence = patience.silence().toNanos();
    for (var line : listeners.lines()) {
      if (line.silentFor() > silence || line.dueFor() > patience.frame().toNanos()) {
        line.close(CloseStatus.SESSION_NOT_RELIABLE);
        continue;
      }
      if (line.silentFor() > silence / 2) {
        line.ping();
      }
      if (line.idleFor() > patience.look().toNanos()) {
        line.send("\n");
      }
    }
  }

  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException broken) {
        LOG.warn("live clockwork: {}", broken.getClass().getName());
      }
    };
  }

  @PreDestroy
  void close() {
    clockwork.shutdownNow();
    following.forEach(Feed.Subscription::close);
    listeners.lines().forEach(line -> line.close(CloseStatus.GOING_AWAY));
  }
}
