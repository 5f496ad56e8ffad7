package org.talanoa.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Verifies the invariants of the faults page against what the clients know and what is found. I1:
 * whatever was acknowledged is there once. I2: what was not is there at most once. I3: numbers have
 * no holes and rise in the order of one author's acknowledgements. I4: every reader ends with what
 * is stored, in order. I5: search finds each once, and nothing for who may not read. I6: unread is
 * what came after the mark and is not one's own.
 */
final class Checker {
  private final History history;
  private final Evidence evidence;
  private final Set<String> outsiders;
  private final List<String> complaints = new ArrayList<>();

  private Checker(History history, Evidence evidence, Set<String> outsiders) {
    this.history = history;
    this.evidence = evidence;
    this.outsiders = outsiders;
  }

  /**
   * What is wrong, each beginning with the invariant's name; empty when all is well.
   *
   * @param outsiders searchers who may not read
   */
  static List<String> complaints(History history, Evidence evidence, Set<String> outsiders) {
    var checker = new Checker(history, evidence, outsiders);
    checker.stored();
    checker.numbers();
    checker.views();
    checker.found();
    checker.unread();
    return checker.complaints;
  }

  private void stored() {
    history.contradictions().forEach(words -> complaints.add("I1 " + words));
    for (var saying : history.sayings()) {
      var lines = holding(saying);
      var number = history.numberOf(saying);
      if (number.isPresent() && lines.size() != 1) {
        complaints.add(
            "I1 " + saying + " was acknowledged and is there " + lines.size() + " times");
      } else if (number.isPresent() && lines.getFirst().number() != number.get()) {
        complaints.add("I1 " + saying + " was acknowledged as " + number.get() + ": " + lines);
      } else if (lines.size() > 1) {
        complaints.add("I2 " + saying + " is there " + lines.size() + " times");
      }
      if (lines.stream().anyMatch(line -> !line.author().equals(saying.author()))) {
        complaints.add("I1 " + saying + " is said by somebody else: " + lines);
      }
    }
  }

  private List<Evidence.Line> holding(History.Saying saying) {
    return evidence.stored().getOrDefault(saying.thread(), List.of()).stream()
        .filter(line -> line.words().contains(saying.word()))
        .toList();
  }

  private void numbers() {
    evidence
        .stored()
        .forEach((thread, lines) -> {
          var numbers = lines.stream().map(Evidence.Line::number).toList();
          if (!numbers.equals(IntStream.rangeClosed(1, lines.size()).boxed().toList())) {
            complaints.add("I3 numbers of " + thread + ": " + numbers);
          }
        });
    history
        .given()
        .forEach((who, numbers) -> {
          for (var i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) <= numbers.get(i - 1)) {
              complaints.add("I3 " + who + " was given " + numbers);
              return;
            }
          }
        });
  }

  private void views() {
    evidence
        .views()
        .forEach((reader, view) -> {
          for (var thread : evidence.stored().entrySet()) {
            var seen = view.getOrDefault(thread.getKey(), List.of());
            if (!seen.equals(thread.getValue())) {
              complaints.add(
                  "I4 %s sees %d messages of %s, and there are %d"
                      .formatted(reader, seen.size(), thread.getKey(), thread.getValue().size()));
            }
          }
        });
  }

  private void found() {
    for (var searcher : evidence.found().entrySet()) {
      var inside = !outsiders.contains(searcher.getKey());
      for (var saying : history.sayings()) {
        var wanted = inside ? holding(saying).size() : 0;
        found(searcher, saying, wanted);
      }
    }
  }

  private void found(
      Map.Entry<String, Map<String, Integer>> searcher, History.Saying saying, int wanted) {
    var times = searcher.getValue().getOrDefault(saying.word(), 0);
    if (times != wanted) {
      complaints.add(
          "I5 %s finds %s %d times, not %d"
              .formatted(searcher.getKey(), saying.word(), times, wanted));
    }
  }

  private void unread() {
    for (var told : evidence.unread()) {
      var lines = evidence.stored().getOrDefault(told.thread(), List.of());
      var wanted =
          lines.stream()
              .filter(line -> line.number() > told.read())
              .filter(line -> !line.author().equals(told.reader()))
              .count();
      if (wanted != told.unread()) {
        complaints.add("I6 " + told + " should be " + wanted);
      }
    }
  }
}
