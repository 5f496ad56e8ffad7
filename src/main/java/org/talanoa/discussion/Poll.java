package org.talanoa.discussion;

import java.util.List;
import org.talanoa.people.PersonId;

/**
 * A question with options that is part of a message.
 *
 * @param several whether one person may choose more than one option
 */
public record Poll(String question, boolean several, boolean closed, List<Option> options) {
  public Poll {
    options = List.copyOf(options);
  }

  /** One answer and who chose it. */
  public record Option(String text, List<PersonId> votes) {
    public Option {
      votes = List.copyOf(votes);
    }
  }
}
