package org.talanoa.problem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.talanoa.people.PersonId;

/**
 * The words at one spot of a statement.
 *
 * @param version the revision that brought these words; 0 where nothing was ever written
 * @param by who wrote last; nobody where they are no longer here
 * @param writers all who have written on these words since they began
 * @param asides other texts that could not be merged, the oldest first
 */
public record Passage(
    String words,
    long version,
    Optional<PersonId> by,
    Optional<Instant> at,
    Set<PersonId> writers,
    List<Aside> asides) {
  /** The most texts that may wait beside another to be settled. */
  public static final int MOST_ASIDES = 20;

  /** Where nothing was ever written. */
  public static final Passage EMPTY =
      new Passage("", 0, Optional.empty(), Optional.empty(), Set.of(), List.of());

  public Passage {
    writers = Set.copyOf(writers);
    asides = List.copyOf(asides);
  }

  /**
   * A text that was written at the same time as another, on the same words.
   *
   * @param revision the edit that brought it; its name within the statement
   */
  public record Aside(long revision, String words, Optional<PersonId> by, Instant at) {
    @Override
    public String toString() {
      return "Aside[" + revision + ", " + words.length() + " long]";
    }
  }

  Passage with(List<Aside> others) {
    return new Passage(words, version, by, at, writers, others);
  }

  @Override
  public String toString() {
    return "Passage[" + words.length() + " long, version " + version + "]";
  }
}
