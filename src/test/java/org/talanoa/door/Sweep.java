package org.talanoa.door;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.talanoa.testing.Caller;
import tools.jackson.databind.JsonNode;

/** Goes through every door that can be looked through, with everything that is known of a round. */
final class Sweep {
  /** Of each thread, as many messages are looked at each for itself. */
  private static final int MOST_MESSAGES = 2;

  private static final Set<String> APART =
      Set.of("/api/me/export", "/api/openapi", "/api/openapi.yaml", "/api/health");

  private static final List<String> SCREENS =
      List.of(
          "",
          "a/gathering",
          "a/gathering/catch-up",
          "a/gathering/members",
          "a/gathering/moderation",
          "bookmarks",
          "notices",
          "profile",
          "search");

  private final List<String> doors;
  private final List<Suspect> suspects;

  Sweep(RequestMappingHandlerMapping mapping, List<Suspect> suspects) {
    this.suspects = suspects;
    this.doors =
        mapping.getHandlerMethods().keySet().stream()
            .filter(each ->
                each.getMethodsCondition().getMethods().stream()
                    .anyMatch(method -> method.name().equals("GET")))
            .flatMap(each -> each.getPatternValues().stream())
            .filter(pattern -> pattern.startsWith("/api/"))
            .filter(pattern -> !APART.contains(pattern) && !pattern.equals("/api/search"))
            .map(pattern -> pattern.substring("/api".length()))
            .sorted()
            .toList();
  }

  /** Looks through every door but search and personal exports. */
  void through(Watcher watcher, Round round, String... threads) throws Exception {
    for (var path : paths(round, List.of(threads))) {
      round.traces.addAll(watcher.look(path));
    }
  }

  private Set<String> paths(Round round, List<String> threads) {
    var paths = new LinkedHashSet<String>();
    for (var door : doors) {
      for (var thread : door.contains("{thread}") ? threads : List.of("")) {
        for (var number : door.contains("{number}") ? numbers(round, thread) : List.of("")) {
          var path =
              door.replace("{alliance}", Gathering.ALLIANCE.value())
                  .replace("{room}", round.room)
                  .replace("{thread}", thread)
                  .replace("{number}", number)
                  .replace("{case}", "none")
                  .replace("{waiting}", "none")
                  .replace("{problem}", round.problem)
                  .replace("{version}", "1")
                  .replace("{activity}", round.activity)
                  .replace("{exercise}", "check-in-round")
                  .replace("{id}", suspects.get(round.number % suspects.size()).id());
          paths.addAll(asked(path));
        }
      }
    }
    return paths;
  }

  private static List<String> asked(String path) {
    if (path.endsWith("/since")) {
      return List.of(path + "?revision=0&number=0");
    }
    if (path.endsWith("/knowers")) {
      return List.of(path + "?q=It%20is%20here");
    }
    if (path.endsWith("/number")) {
      return List.of(path + "?at=2026-01-01T00:00:00Z");
    }
    if (path.endsWith("/export")) {
      return List.of(path, path + "?format=csv");
    }
    if (path.endsWith("/cases")) {
      return List.of(path, path + "?decided=true");
    }
    if (path.endsWith("/messages")) {
      return List.of(path, path + "?from=2&count=3");
    }
    return List.of(path);
  }

  private static List<String> numbers(Round round, String thread) {
    var numbers = new ArrayList<String>();
    for (var mark : round.marks) {
      if (mark.startsWith(thread + "/") && numbers.size() < MOST_MESSAGES) {
        numbers.add(mark.substring(thread.length() + 1));
      }
    }
    return numbers;
  }

  /** What search says by the name of each suspect, and how much of it can be read. */
  void search(Watcher watcher, Round round) throws Exception {
    for (var suspect : suspects) {
      var i = suspect.index;
      var from = "from:\"" + suspect.name() + "\"";
      round.found[i] = find(watcher, from, round.room).path("total").asInt();
      var words = form(i + round.number, "boldinround" + round.number + "x", from);
      for (var hit : find(watcher, words, i % 2 == 0 ? "" : round.room).path("hits")) {
        round.foundWithWords[i] += round.isMarked(hit.toString()) ? 1 : 0;
      }
    }
    for (var thread : watcher.read("/rooms/" + round.room + "/threads?count=100").path("threads")) {
      var id = thread.path("thread").path("id").asString();
      var messages =
          watcher.read("/rooms/" + round.room + "/threads/" + id + "/messages?count=100");
      for (var message : messages.path("messages")) {
        if (message.path("state").asString().equals("said")) {
          suspects.stream()
              .filter(
                  suspect -> suspect.id().equals(message.path("by").path("person").asString("")))
              .forEach(suspect -> round.readable[suspect.index]++);
        }
      }
    }
  }

  static JsonNode find(Watcher watcher, String question, String inside) throws Exception {
    return watcher.read(
        "/search?q="
            + Caller.encoded(question)
            + (inside.isEmpty() ? "" : "&inside=" + Caller.encoded(inside)));
  }

  /** What a member sees in a room, and finds there: three messages and a problem statement. */
  void inside(Watcher watcher, Round there, String thread, String word) throws Exception {
    Gathering.patiently()
        .pollInterval(Duration.ofMillis(500))
        .until(() -> find(watcher, word, there.room).path("total").asInt() == 4);
    there.traces.addAll(watcher.look("/rooms/" + there.room + "/threads/" + thread + "/messages"));
    there.traces.addAll(watcher.screen("a/gathering/r/%s/t/%s".formatted(there.room, thread)));
  }

  /**
   * Looks through everything outside of a room; through the doors of the room itself too where one
   * does not sit there.
   */
  void outside(Watcher watcher, Round seen, Round there, Gathering.Talk elsewhere, String word)
      throws Exception {
    var member = watcher.send("GET", "/rooms/" + there.room, "").statusCode() == 200;
    var talks = there.marks.stream().findFirst().orElseThrow().split("/");
    var paths = new LinkedHashSet<>(paths(there, List.of(talks[0])));
    paths.removeIf(path -> member && path.contains(there.room));
    for (var question : questions(word)) {
      paths.add("/search?q=" + Caller.encoded(question));
      paths.add("/search?q=" + Caller.encoded(question) + "&inside=" + elsewhere.room());
    }
    for (var path : paths) {
      watcher.look(path).stream()
          .filter(trace -> !trace.text().startsWith("/search"))
          .map(trace -> asked(trace, word))
          .forEach(seen.traces::add);
    }
    for (var route : SCREENS) {
      seen.traces.addAll(watcher.screen(route));
    }
    seen.traces.addAll(
        watcher.screen("a/gathering/r/%s/t/%s".formatted(elsewhere.room(), elsewhere.thread())));
    if (!member) {
      seen.traces.addAll(watcher.screen("a/gathering/r/%s/t/%s".formatted(there.room, talks[0])));
    }
    if (!watcher.role.equals("stranger")) {
      seen.traces.addAll(watcher.export());
    }
  }

  private static List<String> questions(String word) {
    return List.of(
        word,
        '"' + word + '"',
        "\"thinks of " + word + '"',
        word.substring(0, word.length() - 2) + "*",
        word + " from:Quillon00x",
        word + " in:Room after:2020",
        "thinks -nothing");
  }

  /** A search says what it was asked; that is not what it has found. */
  private static Trace asked(Trace trace, String word) {
    return trace.text().startsWith("{\"understood\"")
        ? new Trace(trace.source(), 0, trace.text().substring(trace.text().indexOf("\"total\"")))
        : trace.text().startsWith("{\"words\"") && !trace.text().contains("passage")
            ? new Trace(trace.source(), 0, trace.text().replace(word, ""))
            : trace;
  }

  private static String form(int which, String word, String from) {
    return switch (which % 5) {
      case 0 -> from + " " + word;
      case 1 -> "\"" + word + "\" " + from;
      case 2 -> word.substring(0, word.length() - 1) + "* " + from;
      case 3 -> word + " after:2020 before:2200 " + from;
      default -> from + " " + word + " in:\"Room\"";
    };
  }
}
