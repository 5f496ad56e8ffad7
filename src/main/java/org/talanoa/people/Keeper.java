package org.talanoa.people;

import java.util.Set;

/**
 * Answers for what a part of the house stores of a person. Every collection has one keeper; a test
 * finds any that nobody answers for.
 */
public interface Keeper {
  /** The collections that this keeper answers for. */
  Set<String> collections();

  /** Hands out what is stored of this person, and nothing that is not theirs. */
  void export(Person person, Export export);

  /** Refuses where somebody would be missed so that something has to be settled before they go. */
  default void mayForget(PersonId person) {}

  /**
   * Forgets this person. May be asked for again after it was done, or done in part: what was left
   * is done then.
   */
  void forget(Forgetting forgetting);

  /** Makes sure that nothing is left of what was forgotten in what is derived from it. */
  default void settle() {}
}
