package org.talanoa.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.talanoa.room.RoomKind;

/**
 * The answers that each door gives to each person, by the kind of room where the door is in one. In
 * the file a line is a door and its rows; {@code other} is a row for all kinds that are not named.
 */
final class WhoMayWhatTable {
  private static final int COLUMNS = 10;
  private static final String OTHER = "other";

  /** Answers by door, kind of room (empty for doors in no room) and column. */
  private final Map<String, Map<String, Map<Integer, String>>> rows = new TreeMap<>();

  static WhoMayWhatTable read(Path file) throws IOException {
    var table = new WhoMayWhatTable();
    for (var line : Files.readAllLines(file)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      var parts = line.split(" {1,}", 3);
      var door = parts[0] + " " + parts[1];
      for (var row : parts[2].split(" {3}")) {
        var words = new ArrayList<>(List.of(row.strip().split(" ")));
        var kind = words.size() > COLUMNS ? words.removeFirst() : "";
        for (var i = 0; i < words.size(); i++) {
          table.put(door, kind, i, words.get(i));
        }
      }
    }
    return table;
  }

  /** Notes an answer. Only one thread may call this. */
  void put(String door, @Nullable RoomKind kind, int column, String answer) {
    put(door, kind == null ? "" : kind.wireName(), column, answer);
  }

  private void put(String door, String kind, int column, String answer) {
    rows.computeIfAbsent(door, _ -> new TreeMap<>())
        .computeIfAbsent(kind, _ -> new TreeMap<>())
        .put(column, answer);
  }

  boolean knows(String door) {
    return rows.containsKey(door);
  }

  /** Returns whether the answer is a refusal; false for an unknown answer. */
  boolean refuses(String door, RoomKind kind, int column) {
    var answer = get(door, kind.wireName(), column);
    return answer != null
        && (answer.startsWith("4") || answer.contains(".") || answer.equals("out"));
  }

  Set<String> doors() {
    return rows.keySet();
  }

  private @Nullable String get(String door, String kind, int column) {
    var of = rows.getOrDefault(door, Map.of());
    var row = of.getOrDefault(kind, of.get(OTHER));
    return row == null ? null : row.get(column);
  }

  /** The answers that are not as the other table has them, in words. */
  List<String> differencesFrom(WhoMayWhatTable wanted) {
    var differences = new ArrayList<String>();
    rows.forEach((door, kinds) ->
        kinds.forEach((kind, row) ->
            row.forEach((column, answer) -> {
              var other = wanted.get(door, kind, column);
              if (!answer.equals(other)) {
                differences.add(
                    "%s %s, column %d: %s, not %s"
                        .formatted(door, kind, column + 1, answer, other));
              }
            })));
    return differences;
  }

  /** This table with what is not known here taken from the other one. */
  WhoMayWhatTable completedBy(WhoMayWhatTable other) {
    var completed = new WhoMayWhatTable();
    for (var door : rows.keySet()) {
      for (var kind : kinds(door)) {
        for (var i = 0; i < COLUMNS; i++) {
          var here = get(door, kind, i);
          var answer = here == null ? other.get(door, kind, i) : here;
          completed.put(door, kind, i, answer == null ? "?" : answer);
        }
      }
    }
    return completed;
  }

  private static List<String> kinds(String door) {
    return door.contains("{room}")
        ? Arrays.stream(RoomKind.values()).map(RoomKind::wireName).toList()
        : List.of("");
  }

  /** The lines of the file. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    rows.forEach((door, kinds) -> lines.add("%-76s %s".formatted(door, line(door, kinds))));
    return lines;
  }

  private static String line(String door, Map<String, Map<Integer, String>> rows) {
    if (!door.contains("{room}")) {
      return joined(rows.get(""));
    }
    var byKind = new EnumMap<RoomKind, String>(RoomKind.class);
    for (var kind : RoomKind.values()) {
      byKind.put(kind, joined(rows.get(kind.wireName())));
    }
    var open = byKind.remove(RoomKind.OPEN);
    var others = Set.copyOf(byKind.values());
    return "open "
        + open
        + (others.size() == 1
            ? "   other " + others.iterator().next()
            : byKind.entrySet().stream()
                .map(row -> "   " + row.getKey().wireName() + " " + row.getValue())
                .collect(Collectors.joining()));
  }

  private static String joined(@Nullable Map<Integer, String> row) {
    return row == null ? "" : String.join(" ", row.values());
  }
}
