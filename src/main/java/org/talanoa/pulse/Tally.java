package org.talanoa.pulse;

import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * What an open round holds: for each statement what the answers count for together, with chance in
 * it from the beginning, and how many have answered.
 */
record Tally(List<Integer> sums, int count) {
  Tally {
    sums = List.copyOf(sums);
  }

  static Tally begun(Noise noise) {
    return new Tally(Statement.ALL.stream().map(_ -> noise.draw()).toList(), 0);
  }

  Tally with(Answers answers) {
    return new Tally(
        Statement.ALL.stream()
            .map(statement -> sums.get(statement.place()) + answers.score(statement))
            .toList(),
        count + 1);
  }

  /** What is published; empty where too few have answered. */
  Optional<Figures> figures() {
    return count < Pulses.FLOOR
        ? Optional.empty()
        : Optional.of(
            new Figures(sums.stream().map(sum -> halves(sum, count)).toList(), Turnout.of(count)));
  }

  private static int halves(int sum, int count) {
    var rounded = (int) Math.floor(2.0 * sum / count + 0.5);
    return Math.clamp(rounded, Figures.LEAST, Figures.MOST);
  }

  /** As it is before it is sealed. */
  Document document(String id) {
    return new Document("_id", id).append("sums", sums).append("count", count);
  }

  static Tally of(Document document) {
    return new Tally(document.getList("sums", Integer.class), document.getInteger("count"));
  }
}
