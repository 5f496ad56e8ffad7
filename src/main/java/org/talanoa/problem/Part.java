package org.talanoa.problem;

import java.util.Locale;

/** The questions by which a problem is stated, in the order in which they are asked. */
public enum Part implements Spot {
  /** What the problem is called. */
  TITLE(140),
  /** What the problem is. */
  WHAT(4_000),
  /** Why it matters. */
  WHY(4_000),
  /** To whom it matters. */
  WHOM(4_000),
  /** Who must care more. */
  CARE(4_000),
  /** How they could come to care. */
  HOW(4_000),
  /** What it looks like solved. */
  SOLVED(4_000);

  private final int longest;

  Part(int longest) {
    this.longest = longest;
  }

  /** The most UTF-16 units it may have. */
  public int longest() {
    return longest;
  }

  @Override
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
