package org.talanoa.alliance;

import org.talanoa.people.Person;

/**
 * The proof that a person belongs to an alliance now, and as what. Made by {@link Alliances} only,
 * for one act.
 */
public sealed interface Membership permits Belonging {
  Person person();

  Alliance alliance();

  Role role();
}
