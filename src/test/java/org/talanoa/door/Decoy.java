package org.talanoa.door;

/** A leak that is put there on purpose, to show that the attacker finds it. */
enum Decoy {
  NONE,
  /** Everything is said by name. */
  NAMED,
  /** A stored document says who wrote what. */
  DOCUMENT,
  /** A line of the log says who wrote what. */
  LINE,
  /** Something public happens by the author's name whenever they speak under a pseudonym. */
  MOMENT,
  /** The author's document follows the message's. */
  ORDER,
  /** A document of the author and one of the message share a value. */
  LINK,
  /** A number that belongs to the author changes when they speak. */
  COUNTER,
  /** Whoever has spoken comes first in a list. */
  PLACE,
  /** What peers are handed out of their own says who wrote what. */
  EXPORT
}
