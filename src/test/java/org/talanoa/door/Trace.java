package org.talanoa.door;

/**
 * Something that somebody other than the author could see.
 *
 * @param at when, in milliseconds; 0 where that is not known
 */
record Trace(Source source, long at, String text) {
  /** Where it was seen. */
  enum Source {
    /** A part of what a REST door answered, or of how it answered. */
    ANSWER,
    FRAME,
    /** A line of the log. */
    LINE,
    SCREEN,
    EXPORT,
    /** Who stood at another place of a list just after the author had spoken than just before. */
    PLACE,
    /** What was otherwise just after the author had spoken than just before. */
    CHANGE
  }
}
