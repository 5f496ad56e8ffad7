package org.talanoa.discussion;

import org.talanoa.people.PersonId;

/** Who speaks a message, as far as a reader may know. */
public sealed interface Byline {
  /** A person under their own name. */
  record Named(PersonId person) implements Byline {}

  /** A name that stands for one person in one thread. */
  record Pseudonym(String name) implements Byline {}

  /** Somebody named in a conversation that was imported; no account here. */
  record Imported(String name) implements Byline {}

  /** Somebody who is no longer here. */
  record Former() implements Byline {}

  /** Whether this is that person, under their own name. */
  default boolean is(PersonId other) {
    return this instanceof Named(var person) && person.equals(other);
  }
}
