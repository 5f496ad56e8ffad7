package org.talanoa.discussion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;

/** Numbers of messages, kept as runs: as long as what was said between them. Immutable. */
public final class Numbers {
  private final List<Run> runs;

  private Numbers(List<Run> runs) {
    this.runs = List.copyOf(runs);
  }

  /** Numbers that follow each other without a hole, both ends among them. */
  private record Run(int first, int last) {
    boolean contains(int number) {
      return first <= number && number <= last;
    }

    int countAfter(int number) {
      return Math.max(0, last - Math.max(first - 1, number));
    }
  }

  /** What a document holds: pairs of first and last, or single numbers, ascending. */
  static Numbers of(Document document, String field) {
    var runs = new ArrayList<Run>();
    for (var each : Codec.list(document, field, Object.class)) {
      add(
          runs,
          each instanceof List<?> ends
              ? new Run((int) ends.getFirst(), (int) ends.getLast())
              : new Run((int) each, (int) each));
    }
    return new Numbers(runs);
  }

  /** As it is stored. */
  List<List<Integer>> stored() {
    return runs.stream().map(run -> List.of(run.first(), run.last())).toList();
  }

  Numbers with(int number) {
    var all = new ArrayList<Run>(runs.size() + 1);
    runs.stream().filter(run -> run.first() <= number).forEach(run -> add(all, run));
    add(all, new Run(number, number));
    runs.stream().filter(run -> run.first() > number).forEach(run -> add(all, run));
    return new Numbers(all);
  }

  Numbers without(int number) {
    var all = new ArrayList<Run>(runs.size() + 1);
    for (var run : runs) {
      if (!run.contains(number)) {
        all.add(run);
        continue;
      }
      if (run.first() < number) {
        all.add(new Run(run.first(), number - 1));
      }
      if (number < run.last()) {
        all.add(new Run(number + 1, run.last()));
      }
    }
    return new Numbers(all);
  }

  /** Adds a run that begins no earlier than the last one. */
  private static void add(List<Run> runs, Run run) {
    if (!runs.isEmpty() && runs.getLast().last() >= run.first() - 1) {
      var before = runs.removeLast();
      runs.add(new Run(before.first(), Math.max(before.last(), run.last())));
    } else {
      runs.add(run);
    }
  }

  boolean contains(int number) {
    return runs.stream().anyMatch(run -> run.contains(number));
  }

  /** How many of them are greater than this number. */
  int countAfter(int number) {
    return runs.stream().mapToInt(run -> run.countAfter(number)).sum();
  }

  /** All of them, ascending. */
  public List<Integer> all() {
    return runs.stream()
        .flatMapToInt(run -> IntStream.rangeClosed(run.first(), run.last()))
        .boxed()
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Numbers numbers && runs.equals(numbers.runs);
  }

  @Override
  public int hashCode() {
    return runs.hashCode();
  }

  @Override
  public String toString() {
    return runs.toString();
  }
}
