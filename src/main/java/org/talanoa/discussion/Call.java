package org.talanoa.discussion;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.talanoa.people.PersonId;
import org.talanoa.text.Links;

/**
 * A message that calls somebody: by mentioning them or the whole room, or by answering them.
 *
 * @param by who calls, so that nobody calls themself: a person's id or a pseudonym; empty for
 *     anybody without an account here
 * @param to ids of persons, pseudonyms, and {@link Links#ROOM} for all
 */
public record Call(int number, String by, Set<String> to) {
  /** The latest calls of a thread that its head remembers. */
  static final int MOST = 24;

  public Call {
    to = Set.copyOf(to);
  }

  /** Before a pseudonym, so that none is taken for a person's id. */
  private static final String VEIL = "~";

  /** How somebody is written down as calling or called. */
  static Optional<String> name(Byline byline) {
    return switch (byline) {
      case Byline.Named(var person) -> Optional.of(person.value());
      case Byline.Pseudonym(var name) -> Optional.of(VEIL + name);
      case Byline.Imported _, Byline.Former _ -> Optional.empty();
    };
  }

  /** Whether only whoever bears a pseudonym can say whether they are meant. */
  boolean namesPseudonym() {
    return by.startsWith(VEIL) || to.stream().anyMatch(name -> name.startsWith(VEIL));
  }

  /**
   * Whether this person is meant.
   *
   * @param own the pseudonyms in this thread that are this person's
   */
  public boolean isTo(PersonId person, Collection<String> own) {
    return !by.equals(person.value())
        && own.stream().map(VEIL::concat).noneMatch(by::equals)
        && (to.contains(person.value())
            || to.contains(Links.ROOM)
            || own.stream().map(VEIL::concat).anyMatch(to::contains));
  }
}
