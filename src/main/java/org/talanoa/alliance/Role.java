package org.talanoa.alliance;

/** What a person is in an alliance. */
public enum Role {
  PEER,
  MODERATOR,
  ORGANISER,
  OBSERVER,
  /** Whoever can give a reform its mandate, and follows it without disturbing. */
  AUTHORISER;

  /** Whether this role takes part in the talk, rather than only following it. */
  public boolean takesPart() {
    return this != OBSERVER && this != AUTHORISER;
  }
}
