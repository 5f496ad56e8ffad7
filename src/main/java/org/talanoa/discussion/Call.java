package org.talanoa.discussion;

import java.util.Set;
import org.talanoa.people.PersonId;
import org.talanoa.text.Links;

/**
 * A message that calls somebody: by mentioning them or the whole room, or by answering them.
 *
 * @param by who calls, so that nobody calls themself; empty for anybody without an account here
 * @param to ids of persons, and {@link Links#ROOM} for all
 */
public record Call(int number, String by, Set<String> to) {
  /** The latest calls of a thread that its head remembers. */
  static final int MOST = 24;

  public Call {
    to = Set.copyOf(to);
  }

  /** Whether this person is meant. */
  public boolean isTo(PersonId person) {
    return !by.equals(person.value()) && (to.contains(person.value()) || to.contains(Links.ROOM));
  }
}
