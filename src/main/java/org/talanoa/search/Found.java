package org.talanoa.search;

import java.util.List;
import java.util.Optional;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.room.Room;

/**
 * What was found.
 *
 * @param total how many messages fit, counted exactly up to a bound
 * @param cut whether the search was ended before it had looked everywhere, because it took too long
 * @param indexing how far the index is where it has not caught up
 */
public record Found(
    Question question, long total, List<Hit> hits, boolean cut, Optional<Progress> indexing) {
  public Found {
    hits = List.copyOf(hits);
  }

  /**
   * One message that fits.
   *
   * @param passage safe markup: the words around what was asked, which is marked
   */
  public record Hit(Room room, ThreadHead thread, Message message, String passage) {}
}
