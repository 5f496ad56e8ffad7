package org.talanoa.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.opentest4j.TestAbortedException;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.ThreadId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seats;
import org.talanoa.search.By;
import org.talanoa.search.Found;
import org.talanoa.search.Inquiry;
import org.talanoa.search.Order;
import org.talanoa.search.Question;
import org.talanoa.search.Search;
import org.talanoa.testing.SharedData;
import org.talanoa.text.Title;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well the search finds what people judged to be answers, on test collections: each document is
 * the first message of a thread, each question is asked as a person would ask it. Measured as
 * Järvelin and Kekäläinen have it (nDCG, 2002), with recall and the reciprocal rank of the first
 * answer.
 */
final class SearchQuality implements Benchmark {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int DEEP = 100;
  private static final int PAGE = 50;

  /** What others have published for a collection of this name: nDCG@10. */
  private static final Map<String, String> PUBLISHED =
      Map.of(
          "scifact", "BM25 0.679, MiniLM-L6 0.645 (BEIR)",
          "nfcorpus", "BM25 0.322, MiniLM-L6 0.317 (BEIR)",
          "scidocs", "BM25 0.149, MiniLM-L6 0.217 (BEIR)",
          "fiqa", "BM25 0.236, MiniLM-L6 0.369 (BEIR)",
          "arguana", "BM25 0.397, MiniLM-L6 0.502 (BEIR)");

  private record Judged(String id, String text, Map<String, Double> gains) {}

  private record Measured(double gain, double recall, double rank) {}

  @Override
  public void run(Table table) throws Exception {
    for (var collection : collections()) {
      measure(table, collection);
    }
  }

  /** The collections in the directory that was named, or those that are shared here. */
  private static List<Path> collections() throws IOException {
    Path top;
    try {
      var named = System.getProperty("bench.collections", "");
      top =
          named.isEmpty()
              ? SharedData.file("search/cisi/queries.tsv").resolveSibling("..")
              : Path.of(named);
    } catch (TestAbortedException _) {
      return List.of();
    }
    if (Files.exists(top.resolve("queries.tsv"))) {
      return List.of(top.toRealPath());
    }
    try (var inside = Files.list(top)) {
      return inside
          .filter(each -> Files.exists(each.resolve("queries.tsv")))
          .map(Path::normalize)
          .sorted()
          .toList();
    }
  }

  private static void measure(Table table, Path collection) throws Exception {
    var name = String.valueOf(collection.getFileName());
    try (var installation = new Installation()) {
      var room = installation.room(List.of());
      var documents = said(installation, room, collection);
      var search = installation.bean(Search.class);
      var seats = installation.bean(Rooms.class).seats(installation.organiser().person());
      while (!search.settled(seats)) {
        Waiting.millis(200);
      }
      var judged = judged(collection);
      for (var by : By.values()) {
        var sum = new double[3];
        for (var each : judged) {
          var measured = measured(found(search, seats, each, by, documents), each.gains());
          sum[0] += measured.gain();
          sum[1] += measured.recall();
          sum[2] += measured.rank();
        }
        table.row(
            "%s, %d questions, by %s".formatted(name, judged.size(), by.wireName()),
            "nDCG@10 %.3f, recall@100 %.3f, MRR %.3f"
                .formatted(sum[0] / judged.size(), sum[1] / judged.size(), sum[2] / judged.size()),
            PUBLISHED.getOrDefault(name, "no figure for this collection"));
      }
    }
  }

  /** Which thread each document has become. */
  private static Map<ThreadId, String> said(Installation installation, RoomId room, Path collection)
      throws IOException {
    var discussions = installation.bean(Discussions.class);
    var rooms = installation.bean(Rooms.class);
    var person = installation.organiser().person();
    var threads = new HashMap<ThreadId, String>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(collection.resolve("documents.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var document = JSON.readTree(line);
        var id = document.get("id").asString();
        var title = cut(document.path("title").asString().strip(), 140);
        var text = cut(document.path("text").asString().strip(), 19_000);
        var started =
            discussions.start(
                rooms.speak(person, room),
                new Title(title.isEmpty() ? "…" : title),
                Draft.of("quality-" + threads.size(), text.isEmpty() ? "…" : text));
        threads.put(started.head().id(), id);
      }
    }
    return threads;
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  private static List<Judged> judged(Path collection) throws IOException {
    var gains = new LinkedHashMap<String, Map<String, Double>>();
    for (var line : Files.readAllLines(collection.resolve("qrels.tsv"))) {
      var parts = line.split("\t", -1);
      if (Double.parseDouble(parts[2]) > 0) {
        gains
            .computeIfAbsent(parts[0], _ -> new HashMap<>())
            .put(parts[1], Double.parseDouble(parts[2]));
      }
    }
    var judged = new ArrayList<Judged>();
    for (var line : Files.readAllLines(collection.resolve("queries.tsv"))) {
      var parts = line.split("\t", 2);
      if (gains.containsKey(parts[0])) {
        judged.add(new Judged(parts[0], parts[1], gains.get(parts[0])));
      }
    }
    return judged;
  }

  private static List<String> found(
      Search search, Seats seats, Judged judged, By by, Map<ThreadId, String> documents) {
    var found = new ArrayList<String>();
    for (var from = 0; from < DEEP; from += PAGE) {
      var inquiry =
          new Inquiry(
              Question.of(judged.text()), Optional.empty(), by, Order.RELEVANCE, from, PAGE, false);
      for (var hit : search.find(seats, inquiry).hits()) {
        if (hit instanceof Found.MessageHit message) {
          found.add(documents.getOrDefault(message.thread().id(), ""));
        }
      }
    }
    return found;
  }

  private static Measured measured(List<String> found, Map<String, Double> gains) {
    var gain = 0.0;
    for (var place = 0; place < Math.min(10, found.size()); place++) {
      gain += gains.getOrDefault(found.get(place), 0.0) / discount(place);
    }
    var best = gains.values().stream().sorted(Comparator.reverseOrder()).limit(10).toList();
    var ideal = 0.0;
    for (var place = 0; place < best.size(); place++) {
      ideal += best.get(place) / discount(place);
    }
    var first = 0;
    while (first < found.size() && !gains.containsKey(found.get(first))) {
      first++;
    }
    return new Measured(
        gain / ideal,
        found.stream().filter(gains::containsKey).count() / (double) gains.size(),
        first < found.size() ? 1.0 / (first + 1) : 0);
  }

  private static double discount(int place) {
    return Math.log(place + 2) / Math.log(2);
  }
}
