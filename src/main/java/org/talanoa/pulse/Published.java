package org.talanoa.pulse;

/** What everybody in the room may know of a round that is over; it never changes. */
public sealed interface Published {
  Round round();

  /** Enough people have answered. */
  record Shown(Round round, Figures figures) implements Published {}

  /** Fewer have answered than anything is shown of; perhaps nobody. */
  record TooFew(Round round) implements Published {}
}
