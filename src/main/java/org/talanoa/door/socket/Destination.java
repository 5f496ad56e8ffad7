package org.talanoa.door.socket;

import java.util.Optional;
import java.util.regex.Pattern;
import org.talanoa.activity.ActivityId;
import org.talanoa.alliance.AllianceId;
import org.talanoa.discussion.ThreadId;
import org.talanoa.problem.ProblemId;
import org.talanoa.room.RoomId;

/** What can be listened to. Anything that does not parse does not exist. */
sealed interface Destination {
  Pattern ROOM = Pattern.compile("/room/([a-z0-9]{8,24})");
  Pattern TALK = Pattern.compile("/room/([a-z0-9]{8,24})/thread/([a-z0-9]{8,40})");

  Pattern STATEMENT = Pattern.compile("/room/([a-z0-9]{8,24})/problem/([a-z0-9]{8,40})");

  Pattern ACTIVITY = Pattern.compile("/room/([a-z0-9]{8,24})/activity/([a-z0-9]{8,40})");

  Pattern ALLIANCE = Pattern.compile("/alliance/([a-z0-9-]{2,120})");

  /** What concerns one person. */
  record Mine() implements Destination {}

  /** Who is about in an alliance, and which of its rooms have something new. */
  record OfAlliance(AllianceId alliance) implements Destination {}

  /** Threads and presence of a room. */
  record OfRoom(RoomId room) implements Destination {}

  /** Messages of a thread. */
  record OfThread(RoomId room, ThreadId thread) implements Destination {}

  /** Edits of a problem statement. */
  record OfProblem(RoomId room, ProblemId problem) implements Destination {}

  /** That an activity has gone on. */
  record OfActivity(RoomId room, ActivityId activity) implements Destination {}

  default String address() {
    return switch (this) {
      case Mine() -> "/me";
      case OfAlliance(var alliance) -> "/alliance/" + alliance;
      case OfRoom(var room) -> "/room/" + room;
      case OfThread(var room, var thread) -> "/room/" + room + "/thread/" + thread;
      case OfProblem(var room, var problem) -> "/room/" + room + "/problem/" + problem;
      case OfActivity(var room, var activity) -> "/room/" + room + "/activity/" + activity;
    };
  }

  static Optional<Destination> of(String address) {
    if (address.equals("/me")) {
      return Optional.of(new Mine());
    }
    var alliance = ALLIANCE.matcher(address);
    if (alliance.matches()) {
      return Optional.of(new OfAlliance(new AllianceId(alliance.group(1))));
    }
    var room = ROOM.matcher(address);
    if (room.matches()) {
      return Optional.of(new OfRoom(new RoomId(room.group(1))));
    }
    var thread = TALK.matcher(address);
    if (thread.matches()) {
      return Optional.of(new OfThread(new RoomId(thread.group(1)), new ThreadId(thread.group(2))));
    }
    var problem = STATEMENT.matcher(address);
    if (problem.matches()) {
      return Optional.of(
          new OfProblem(new RoomId(problem.group(1)), new ProblemId(problem.group(2))));
    }
    var activity = ACTIVITY.matcher(address);
    if (activity.matches()) {
      return Optional.of(
          new OfActivity(new RoomId(activity.group(1)), new ActivityId(activity.group(2))));
    }
    return Optional.empty();
  }
}
