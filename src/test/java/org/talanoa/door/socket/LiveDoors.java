package org.talanoa.door.socket;

import java.util.ArrayList;
import java.util.List;

/** Every live destination there is, as the types of this door know them. */
public final class LiveDoors {
  private LiveDoors() {}

  /** Each with its command; a destination without a pattern here is an error. */
  public static List<String> all() {
    var doors = new ArrayList<String>();
    for (var type : Destination.class.getPermittedSubclasses()) {
      doors.add("SUBSCRIBE " + pattern(type));
    }
    for (var saying : LiveSocket.Saying.values()) {
      doors.add("SEND /room/{room}/thread/{thread}/" + saying.wireName());
    }
    doors.add("SEND /room/{room}/problem/{problem}/" + LiveSocket.EDITING);
    return doors;
  }

  private static String pattern(Class<?> type) {
    if (type == Destination.Mine.class) {
      return "/me";
    }
    if (type == Destination.OfAlliance.class) {
      return "/alliance/{alliance}";
    }
    if (type == Destination.OfRoom.class) {
      return "/room/{room}";
    }
    if (type == Destination.OfThread.class) {
      return "/room/{room}/thread/{thread}";
    }
    if (type == Destination.OfProblem.class) {
      return "/room/{room}/problem/{problem}";
    }
    if (type == Destination.OfActivity.class) {
      return "/room/{room}/activity/{activity}";
    }
    throw new IllegalStateException("a destination that nobody has looked at: " + type);
  }
}
