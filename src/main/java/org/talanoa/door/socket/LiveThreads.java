package org.talanoa.door.socket;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
import org.talanoa.door.wire.ThreadJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.people.PersonId;
import org.talanoa.people.SignIns;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import tools.jackson.databind.json.JsonMapper;

/** Tells those who listen what has changed, as the feed tells it. */
@Component
class LiveThreads {
  private static final Logger LOG = LoggerFactory.getLogger(LiveThreads.class);
  private static final Duration PRESENCE_EVERY = Duration.ofSeconds(2);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final Listeners listeners;
  private final Wire wire;
  private final JsonMapper json;
  private final List<Feed.Subscription> following;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("talanoa-live").daemon().factory());
  private Map<RoomId, Set<PersonId>> lastPresence = Map.of();

  record MessageFrame(String type, String thread, long revision, int last, MessageJson message) {}

  record ThreadFrame(String type, long revision, ThreadJson thread) {}

  record PresenceFrame(String type, Set<String> people) {}

  record MarkFrame(String type, String room) {}

  LiveThreads(Listeners listeners, Wire wire, JsonMapper json, Feed feed) {
    this.listeners = listeners;
    this.wire = wire;
    this.json = json;
    this.following =
        List.of(
            feed.follow(List.of(Discussions.MESSAGES, Discussions.HEADS), follower(this::changed)),
            feed.follow(Rooms.PLACES, follower(_ -> listeners.askAgain())),
            feed.follow(Alliances.MEMBERS, follower(_ -> listeners.askAgain())),
            feed.follow(SignIns.SIGN_INS, follower(_ -> listeners.askAgain())),
            feed.follow(Marks.MARKS, follower(this::marked)));
    var _ =
        clockwork.scheduleWithFixedDelay(
            guarded(this::presence),
            PRESENCE_EVERY.toMillis(),
            PRESENCE_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
    var _ =
        clockwork.scheduleWithFixedDelay(
            guarded(this::look),
            LOOK_EVERY.toMillis(),
            LOOK_EVERY.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private interface Told<C> {
    void told(C change);
  }

  private <C> Follower<C> follower(Told<C> told) {
    return new Follower<>() {
      @Override
      public void told(C change) {
        told.told(change);
      }

      @Override
      public void rested() {
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
        listeners.hold(
            new Destination.OfThread(message.room(), message.thread()),
            message.thread() + "/" + revision,
            () ->
                json.writeValueAsString(
                    new MessageFrame(
                        "message",
                        message.thread().value(),
                        revision,
                        message.number(),
                        wire.message(message))));
      }
      case Change.Headed(var head) -> headed(head);
    }
  }

  private void headed(ThreadHead head) {
    var id = head.id() + "/" + head.revision() + "/head";
    var text =
        json.writeValueAsString(new ThreadFrame("thread", head.revision(), wire.thread(head)));
    listeners.hold(new Destination.OfThread(head.room(), head.id()), id, () -> text);
    listeners.hold(new Destination.OfRoom(head.room()), id, () -> text);
  }

  private void marked(Marks.Marked marked) {
    listeners.tell(
        marked.person(),
        "mine",
        () -> json.writeValueAsString(new MarkFrame("mine", marked.room().value())));
  }

  /** Tells who is here, at most every two seconds and only when it changed. */
  private void presence() {
    var now = new HashMap<RoomId, Set<PersonId>>();
    for (var room : listeners.roomsListenedTo()) {
      var people = listeners.present(room);
      now.put(room, people);
      if (!people.equals(lastPresence.get(room))) {
        listeners.tell(new Destination.OfRoom(room), "presence", () -> presence(people));
      }
    }
    lastPresence = now;
  }

  /** Tells somebody who has just begun to listen to a room who is here already. */
  void welcome(Line line, RoomId room) {
    listeners.tell(
        line, new Destination.OfRoom(room), "presence", presence(listeners.present(room)));
  }

  private String presence(Set<PersonId> people) {
    var ids = people.stream().map(PersonId::value).collect(Collectors.toSet());
    return json.writeValueAsString(new PresenceFrame("presence", ids));
  }

  /** Beats hearts and ends lines on which nobody has been heard of. */
  private void look() {
    listeners.askAgain();
    for (var line : listeners.lines()) {
      if (line.silentFor() > LiveSocket.SILENCE.toNanos()) {
        line.close(CloseStatus.SESSION_NOT_RELIABLE);
      } else if (line.idleFor() > LOOK_EVERY.toNanos()) {
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
