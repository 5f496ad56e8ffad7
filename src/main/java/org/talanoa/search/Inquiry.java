package org.talanoa.search;

import java.util.Optional;
import org.talanoa.room.RoomId;

/**
 * A question, and how it is to be answered.
 *
 * @param inside the room the asker stands in; a sealed room is searched from inside only
 * @param from how many answers come before
 * @param count how many are wanted
 * @param facets whether it is to be counted what the answers have in common
 */
public record Inquiry(
    Question question,
    Optional<RoomId> inside,
    By by,
    Order order,
    int from,
    int count,
    boolean facets) {
  /** The best answers, uncounted. */
  public Inquiry(Optional<RoomId> inside, Question question, int from, int count) {
    this(question, inside, By.BOTH, Order.RELEVANCE, from, count, false);
  }

  /** The same, of a question as it was understood. */
  Inquiry of(Question understood) {
    return new Inquiry(understood, inside, by, order, from, count, facets);
  }
}
