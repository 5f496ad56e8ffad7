package org.talanoa.text;

/**
 * A passage of a text that may identify somebody.
 *
 * @param from its first UTF-16 unit
 * @param to the unit after its last
 */
public record Hint(Kind kind, int from, int to) {
  /** What the passage looks like. */
  public enum Kind {
    PERSON,
    PHONE,
    EMAIL,
    ADDRESS,
    IDENTIFIER
  }
}
