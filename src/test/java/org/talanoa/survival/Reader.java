package org.talanoa.survival;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.talanoa.survival.Evidence.Line;
import org.talanoa.testing.Caller;
import org.talanoa.testing.LiveLine;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who follows some threads of a room as our page does: a snapshot, live events, and
 * catching up by revision when something is missing. Thread safe.
 */
final class Reader {
  private final Caller caller;
  private final String room;
  private final Map<String, Held> threads = new HashMap<>();

  private static final class Held {
    final Map<Integer, JsonNode> messages = new TreeMap<>();
    long revision;
  }

  Reader(Caller caller, String room, List<String> threads) {
    this.caller = caller;
    this.room = room;
    threads.forEach(thread -> this.threads.put(thread, new Held()));
  }

  /** Connects anew and catches up. */
  LiveLine connect() throws IOException {
    var line = caller.live(this::heard);
    for (var thread : threads.keySet()) {
      line.listen("/room/" + room + "/thread/" + thread);
      catchUp(thread);
    }
    return line;
  }

  private void heard(LiveLine.Frame frame) {
    if (!frame.type().equals("message")) {
      return;
    }
    var json = frame.json();
    var thread = json.path("thread").asString();
    synchronized (threads) {
      var held = threads.get(thread);
      if (held == null || json.path("revision").asLong() <= held.revision) {
        return;
      }
      if (json.path("revision").asLong() == held.revision + 1) {
        held.revision++;
        held.messages.put(json.path("message").path("number").asInt(), json.path("message"));
        return;
      }
    }
    try {
      catchUp(thread);
    } catch (IOException away) {
      // The next connection catches up.
    }
  }

  private void catchUp(String thread) throws IOException {
    synchronized (threads) {
      var held = threads.get(thread);
      if (held == null) {
        return;
      }
      var path = "/rooms/" + room + "/threads/" + thread;
      var missed =
          caller.read(
              path + "/since?revision=" + held.revision + "&number=" + held.messages.size());
      if (missed.path("complete").asBoolean()) {
        take(held, missed.path("messages"));
      } else {
        for (var from = 1; from <= missed.path("thread").path("last").asInt(); from += 100) {
          take(held, caller.read(path + "/messages?count=100&from=" + from).path("messages"));
        }
      }
      held.revision = missed.path("thread").path("revision").asLong();
    }
  }

  private static void take(Held held, JsonNode messages) {
    messages.forEach(message -> held.messages.put(message.path("number").asInt(), message));
  }

  /** What this reader sees now. */
  Map<String, List<Line>> view() {
    synchronized (threads) {
      var view = new HashMap<String, List<Line>>();
      threads.forEach((thread, held) -> view.put(thread, lines(held.messages.values())));
      return view;
    }
  }

  static List<Line> lines(Iterable<JsonNode> messages) {
    var lines = new java.util.ArrayList<Line>();
    for (var message : messages) {
      lines.add(
          new Line(
              message.path("number").asInt(),
              message.path("by").path("person").asString(),
              message.path("html").asString()));
    }
    lines.sort(Comparator.comparingInt(Line::number));
    return lines;
  }
}
