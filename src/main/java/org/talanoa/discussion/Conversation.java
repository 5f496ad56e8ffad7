package org.talanoa.discussion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.talanoa.people.PersonId;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/**
 * A thread that was held elsewhere, or is brought in whole.
 *
 * @param source names the conversation where it comes from; the same source in the same room is the
 *     same thread, however often it is brought
 */
public record Conversation(String source, Title title, List<Line> lines) {
  public Conversation {
    lines = List.copyOf(lines);
  }

  /**
   * One message of it, in order.
   *
   * @param underPseudonym whether this person, who is not named then, said it under a pseudonym
   */
  public record Line(
      Byline by,
      Instant at,
      Markdown markdown,
      Optional<Integer> answers,
      Map<Reaction, List<PersonId>> reactions,
      boolean pinned,
      Optional<Poll> poll,
      boolean underPseudonym) {
    public Line {
      if (underPseudonym && !(by instanceof Byline.Named)) {
        throw new IllegalArgumentException("only somebody known can have a pseudonym");
      }
      reactions = Map.copyOf(reactions);
    }

    /** A line of words alone. */
    public static Line of(Byline by, Instant at, Markdown markdown, Optional<Integer> answers) {
      return new Line(by, at, markdown, answers, Map.of(), false, Optional.empty(), false);
    }
  }
}
