package org.talanoa.activity;

import java.util.Locale;

/** The few parts that exercises are made of. */
public enum Part {
  /** Everybody arrives and says a word. */
  GATHER,
  /** Each writes for themself. */
  WRITE,
  /** A group talks, or some of it do while the others listen. */
  TALK,
  /** One after the other speaks, for a bounded time each. */
  TURNS,
  /** What was written in earlier phases is shown to all at once. */
  REVEAL,
  /** Each gives dots to what seems to matter most. */
  VOTE,
  /** What is taken along is put into words for the room. */
  HARVEST;

  /** The name used on the wire and in message keys. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
