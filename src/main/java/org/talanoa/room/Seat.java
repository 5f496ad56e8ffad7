package org.talanoa.room;

import org.talanoa.people.Person;

/**
 * The proof that a person may listen in a room now. Made by {@link Rooms} only, for one act;
 * keeping one would be a hole, so whatever lasts asks again.
 */
public sealed interface Seat permits Voice, Listening {
  Person person();

  Room room();
}
