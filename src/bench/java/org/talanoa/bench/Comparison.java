package org.talanoa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A comparison of what two versions printed when they ran the same benchmarks in turns. Each number
 * of a row is shown as the median of its rounds, with the ratio of the two versions: the median,
 * the smallest and the largest of the ratios within one round.
 */
final class Comparison {
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");

  private Comparison() {}

  /**
   * Prints the table.
   *
   * @param arguments the name of the other version, then for each round the file that the other
   *     version printed and the file that this one printed
   */
  static void main(String[] arguments) throws IOException {
    var there = new ArrayList<Map<String, String>>();
    var here = new ArrayList<Map<String, String>>();
    for (var i = 1; i + 1 < arguments.length; i += 2) {
      there.add(rows(Files.readAllLines(Path.of(arguments[i]))));
      here.add(rows(Files.readAllLines(Path.of(arguments[i + 1]))));
    }
    compare(arguments[0], there, here).forEach(System.out::println);
  }

  /** Returns the rows of a benchmark's table: what was measured, and the result in words. */
  static Map<String, String> rows(List<String> lines) {
    var rows = new LinkedHashMap<String, String>();
    for (var line : lines) {
      var cells = line.split("\\|");
      if (cells.length >= 3 && !cells[2].isBlank() && !cells[1].strip().matches("what|-+")) {
        rows.put(cells[1].strip(), cells[2].strip());
      }
    }
    return rows;
  }

  /** Returns the lines of the table that compares these rounds; the two lists are of one length. */
  static List<String> compare(
      String name, List<Map<String, String>> there, List<Map<String, String>> here) {
    var lines = new ArrayList<String>();
    lines.add("| what | %s | here | here ÷ %s, of %d rounds |".formatted(name, name, here.size()));
    lines.add("| --- | --- | --- | --- |");
    if (here.isEmpty()) {
      return lines;
    }
    for (var what : here.getFirst().keySet()) {
      var both =
          IntStream.range(0, here.size())
              .filter(round -> there.get(round).containsKey(what))
              .filter(round -> here.get(round).containsKey(what))
              .toArray();
      var old = cells(there, what, both);
      var now = both.length == 0 ? cells(here, what, new int[] {0}) : cells(here, what, both);
      lines.add(
          "| %s | %s | %s | %s |"
              .formatted(what, inTheMiddle(old), inTheMiddle(now), ratios(old, now)));
    }
    return lines;
  }

  /** Returns the results of one row in these rounds. */
  private static List<String> cells(List<Map<String, String>> rounds, String what, int[] taken) {
    return Arrays.stream(taken)
        .mapToObj(round -> rounds.get(round).getOrDefault(what, ""))
        .toList();
  }

  private static double[] numbers(String cell) {
    return NUMBER
        .matcher(cell)
        .results()
        .mapToDouble(number -> Double.parseDouble(number.group().replace(",", "")))
        .toArray();
  }

  /** Returns the first result with each number replaced by its median. */
  private static String inTheMiddle(List<String> cells) {
    if (cells.isEmpty()) {
      return "not measured";
    }
    var all = cells.stream().map(Comparison::numbers).toList();
    if (all.stream().anyMatch(numbers -> numbers.length != all.getFirst().length)) {
      return String.join("; ", cells);
    }
    var text = new StringBuilder();
    var matcher = NUMBER.matcher(cells.getFirst());
    for (var i = 0; matcher.find(); i++) {
      var at = i;
      var median = median(all.stream().mapToDouble(numbers -> numbers[at]));
      matcher.appendReplacement(text, Matcher.quoteReplacement(like(matcher.group(), median)));
    }
    return matcher.appendTail(text).toString();
  }

  /** Returns a number with as many digits behind the point as another one. */
  private static String like(String other, double number) {
    var point = other.indexOf('.');
    var digits = point < 0 ? 0 : other.length() - point - 1;
    return String.format(Locale.ROOT, "%,." + digits + "f", number);
  }

  private static String ratios(List<String> there, List<String> here) {
    var rounds = Math.min(there.size(), here.size());
    var ratios = new ArrayList<double[]>();
    for (var round = 0; round < rounds; round++) {
      var old = numbers(there.get(round));
      var now = numbers(here.get(round));
      if (old.length != now.length) {
        return "other numbers";
      }
      var ratio = new double[old.length];
      Arrays.setAll(ratio, i -> now[i] / old[i]);
      ratios.add(ratio);
    }
    if (ratios.isEmpty()) {
      return "–";
    }
    return IntStream.range(0, ratios.getFirst().length)
        .mapToObj(i -> {
          var of = ratios.stream().mapToDouble(ratio -> ratio[i]).sorted().toArray();
          return String.format(
              Locale.ROOT,
              "%.2f (%.2f to %.2f)",
              median(Arrays.stream(of)),
              of[0],
              of[of.length - 1]);
        })
        .collect(Collectors.joining(" · "));
  }

  private static double median(DoubleStream numbers) {
    var sorted = numbers.sorted().toArray();
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
