package org.talanoa.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.talanoa.discussion.Attachment;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.people.PersonId;
import org.talanoa.problem.ProblemHead;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;

/**
 * What was found.
 *
 * @param total how many texts fit, counted exactly up to a bound
 * @param loosely whether nothing had all the words, and this has some of them
 * @param widened for which words of the question others were looked for too
 * @param facets what the answers have in common, where that was asked for
 * @param instead for words that are nowhere, others that are written almost like them
 * @param cut whether the search was ended before it had looked everywhere, because it took too long
 * @param indexing how far the index is where it has not caught up
 */
public record Found(
    Question question,
    long total,
    List<Hit> hits,
    boolean loosely,
    List<Widened> widened,
    Optional<InCommon> facets,
    Map<String, String> instead,
    boolean cut,
    Optional<Progress> indexing) {
  public Found {
    hits = List.copyOf(hits);
    widened = List.copyOf(widened);
    instead = Map.copyOf(instead);
  }

  static Found nothing(Question question, Optional<Progress> indexing) {
    return new Found(
        question, 0, List.of(), false, List.of(), Optional.empty(), Map.of(), false, indexing);
  }

  /**
   * Words for which others are said in an alliance of the asker.
   *
   * @param words as they were asked for
   * @param others what was looked for too
   */
  public record Widened(String words, List<String> others) {
    public Widened {
      others = List.copyOf(others);
    }
  }

  /**
   * How many answers there are of which kind. Whoever wrote under a pseudonym is counted nowhere.
   *
   * @param whole whether all were counted
   */
  public record InCommon(
      Map<RoomId, Integer> rooms,
      Map<PersonId, Integer> authors,
      Map<String, Integer> is,
      Map<String, Integer> about,
      Map<String, Integer> has,
      boolean whole) {
    public InCommon {
      rooms = Map.copyOf(rooms);
      authors = Map.copyOf(authors);
      is = Map.copyOf(is);
      about = Map.copyOf(about);
      has = Map.copyOf(has);
    }
  }

  /** One text that fits. */
  public sealed interface Hit {
    Room room();

    /** Safe markup: the words around what was asked, which is marked. */
    String passage();

    /** Whether it was found by what it means only, and not by its words. */
    boolean byMeaning();
  }

  /**
   * A message that fits.
   *
   * @param inFile what fits in a file that it carries, besides its own words
   */
  public record MessageHit(
      Room room,
      ThreadHead thread,
      Message message,
      String passage,
      Optional<InFile> inFile,
      boolean byMeaning)
      implements Hit {}

  /**
   * A part of a file that fits.
   *
   * @param passage safe markup, as that of the hit
   */
  public record InFile(Attachment file, String passage) {}

  /** A problem statement that fits. */
  public record ProblemHit(Room room, ProblemHead problem, String passage, boolean byMeaning)
      implements Hit {}
}
