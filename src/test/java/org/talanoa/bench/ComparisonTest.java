package org.talanoa.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String WHAT = "durable posts, 1 writer in 1 thread";

  @Test
  void readsTheRowsOfATable() {
    var rows =
        Comparison.rows(
            List.of(
                "AMD EPYC, 2 cores",
                "| what | measured | wanted |",
                "| --- | --- | --- |",
                "| start | 3.8 s | ≤ 6 s |",
                "| " + WHAT + " | 983 a second |  |"));

    assertThat(rows).containsExactly(Map.entry("start", "3.8 s"), Map.entry(WHAT, "983 a second"));
  }

  @Test
  void showsTheMedianOfEachNumberAndTheRatiosOfItsRounds() {
    var lines =
        Comparison.compare(
            "abc",
            List.of(row("1,000 a second; 2.0 ms"), row("2,000 a second; 4.0 ms"), row("10; 1.0")),
            List.of(row("1,500 a second; 1.0 ms"), row("2,000 a second; 2.0 ms"), row("30; 2.0")));

    assertThat(lines.getLast())
        .isEqualTo(
            "| %s | 1,000 a second; 2.0 ms | 1,500 a second; 2.0 ms"
                + " | 1.50 (1.00 to 3.00) · 0.50 (0.50 to 2.00) |",
            WHAT);
  }

  @Test
  void aRowThatTheOtherVersionLacksIsShown() {
    var lines = Comparison.compare("abc", List.of(Map.of()), List.of(row("3.8 s")));

    assertThat(lines.getLast()).isEqualTo("| " + WHAT + " | not measured | 3.8 s | – |");
  }

  private static Map<String, String> row(String result) {
    return Map.of(WHAT, result);
  }
}
