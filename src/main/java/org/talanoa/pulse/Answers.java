package org.talanoa.pulse;

import java.util.List;
import org.talanoa.Refusal;

/**
 * What one person answers in one round.
 *
 * @param values from 1 to 7, one for each {@link Statement} in its order
 */
public record Answers(List<Integer> values) {
  public static final int LEAST = 1;
  public static final int MOST = 7;

  public Answers {
    if (values.size() != Statement.ALL.size()
        || values.stream().anyMatch(value -> value == null || value < LEAST || value > MOST)) {
      throw new Refusal.NotLikeThis("pulse.answers", Statement.ALL.size(), LEAST, MOST);
    }
    values = List.copyOf(values);
  }

  int score(Statement statement) {
    return statement.score(values.get(statement.place()));
  }

  @Override
  public String toString() {
    return "Answers";
  }
}
