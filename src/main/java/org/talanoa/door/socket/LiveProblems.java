package org.talanoa.door.socket;

import jakarta.annotation.PreDestroy;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.talanoa.door.wire.ProblemJson;
import org.talanoa.door.wire.ProblemWire;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.people.Person;
import org.talanoa.problem.Change;
import org.talanoa.problem.Iterations;
import org.talanoa.problem.ProblemHead;
import org.talanoa.problem.Problems;
import org.talanoa.problem.Revision;
import org.talanoa.problem.Spot;
import org.talanoa.problem.Status;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import tools.jackson.databind.json.JsonMapper;

/** Tells those who read a problem statement what has changed in it, as the feed tells it. */
@Component
class LiveProblems {
  private final Listeners listeners;
  private final Rooms rooms;
  private final ProblemWire wire;
  private final JsonMapper json;
  private final List<Feed.Subscription> following;

  record EditFrame(String type, long revision, ProblemJson.RevisionJson edit) {}

  record HeadFrame(String type, ProblemJson.HeadJson problem) {}

  record CourseFrame(String type, long revision) {}

  record EditingFrame(String type, String person, String name, String spot) {}

  LiveProblems(
      Listeners listeners,
      Rooms rooms,
      Problems problems,
      Iterations iterations,
      ProblemWire wire,
      JsonMapper json,
      Feed feed) {
    this.listeners = listeners;
    this.rooms = rooms;
    this.wire = wire;
    this.json = json;
    var follower =
        new Follower<Change>() {
          @Override
          public void told(Change change) {
            LiveProblems.this.told(change);
          }

          @Override
          public void missed() {
            // Whoever listens has to catch up by revision, which they do when they come back.
            listeners.askAgain();
            listeners.lines().forEach(line -> line.close(CloseStatus.SERVICE_RESTARTED));
          }
        };
    this.following =
        List.of(
            feed.follow(List.of(problems.edits(), problems.heads()), follower),
            feed.follow(iterations.topic(), follower));
  }

  private void told(Change change) {
    switch (change) {
      case Change.Edited(var revision) -> edited(revision);
      case Change.Headed(_, var head) -> head.ifPresent(this::headed);
      case Change.Moved(var course) -> {
        rooms.upTo(course.room(), course.seating());
        listeners.tell(
            new Destination.OfProblem(course.room(), course.problem()),
            "course/" + course.revision(),
            () -> json.writeValueAsString(new CourseFrame("course", course.revision())));
      }
    }
  }

  private void edited(Revision revision) {
    rooms.upTo(revision.room(), revision.seating());
    listeners.tell(
        new Destination.OfProblem(revision.room(), revision.problem()),
        revision.problem() + "/" + revision.number(),
        () ->
            json.writeValueAsString(
                new EditFrame("edit", revision.number(), wire.revision(revision))));
  }

  /** The room hears of what is shared with it, and of nothing else. */
  private void headed(ProblemHead head) {
    if (head.status() != Status.DRAFT) {
      listeners.tell(
          new Destination.OfRoom(head.room()),
          head.id() + "/" + head.revision() + "/head",
          () -> json.writeValueAsString(new HeadFrame("problem", wire.head(head))));
    }
  }

  /** Told where it is shown who is there, of those who show it; anywhere else taken in silence. */
  void editing(Voice voice, ProblemHead head, Spot spot) {
    var profile = voice.person().profile();
    if (voice.room().kind().pseudonyms() || !shows(voice.person())) {
      return;
    }
    listeners.tell(
        new Destination.OfProblem(head.room(), head.id()),
        "editing",
        () ->
            json.writeValueAsString(
                new EditingFrame(
                    "editing", profile.id().value(), profile.name(), spot.wireName())));
  }

  private static boolean shows(Person person) {
    return person.profile().showsPresence();
  }

  @PreDestroy
  void close() {
    following.forEach(Feed.Subscription::close);
  }
}
