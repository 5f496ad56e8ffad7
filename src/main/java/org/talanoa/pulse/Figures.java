package org.talanoa.pulse;

import java.util.List;

/**
 * What is published of a round that enough people have answered.
 *
 * @param halves for each {@link Statement} in its order the mean of what the answers count for, in
 *     half points: 2 for 1.0, 14 for 7.0; the higher, the safer
 */
public record Figures(List<Integer> halves, Turnout turnout) {
  static final int LEAST = 2 * Answers.LEAST;
  static final int MOST = 2 * Answers.MOST;

  public Figures {
    halves = List.copyOf(halves);
  }

  /** The mean for this statement, rounded to half points. */
  public double mean(Statement statement) {
    return halves.get(statement.place()) / 2.0;
  }

  /** The mean of all statements, from 1 to 7; it tells nothing that they do not tell. */
  public double trust() {
    return sum() / (2.0 * halves.size());
  }

  int sum() {
    return halves.stream().mapToInt(Integer::intValue).sum();
  }
}
