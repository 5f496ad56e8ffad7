package org.talanoa.people;

/** How far up in the own institution a person stands. */
public enum Seniority {
  JUNIOR,
  MID,
  SENIOR,
  HEAD;

  /** Whether somebody in this place may stand behind what others say. */
  public boolean mayVouch() {
    return this == SENIOR || this == HEAD;
  }
}
