package org.talanoa.bench;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Runs the benchmarks that are named, or all. */
final class Bench {
  private static final List<Named> ALL =
      List.of(
          new Named("post", new Post()),
          new Named("fanout", new Fanout()),
          new Named("latency", new Latency()),
          new Named("found", new Found()),
          new Named("search", new Searching()),
          new Named("search-growth", new Growing()),
          new Named("search-quality", new SearchQuality()),
          new Named("page", new ColdPage()),
          new Named("memory", new Memory()),
          new Named("start", new Start()));

  private record Named(String name, Benchmark benchmark) {}

  private Bench() {}

  static void main() throws Exception {
    var asked = System.getProperty("bench", "").strip();
    var names = asked.isEmpty() ? Set.<String>of() : new TreeSet<>(List.of(asked.split("\\s+")));
    var known = ALL.stream().map(Named::name).toList();
    if (!known.containsAll(names)) {
      System.err.println("talanoa: there are the benchmarks " + String.join(" ", known));
      System.exit(2);
    }
    var out = System.out;
    System.setOut(System.err);
    var table = new Table(out);
    for (var each : ALL) {
      if (names.isEmpty() || names.contains(each.name())) {
        each.benchmark().run(table);
      }
    }
    System.exit(0);
  }
}
