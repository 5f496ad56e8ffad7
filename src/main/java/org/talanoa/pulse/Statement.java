package org.talanoa.pulse;

import java.util.List;
import java.util.Locale;

/**
 * The seven statements on which the people of a room say how far each holds, from 1 (very
 * inaccurate) to 7 (very accurate). They are the scale of team psychological safety in A. C.
 * Edmondson, "Psychological Safety and Learning Behavior in Work Teams", Administrative Science
 * Quarterly 44(2), 1999, pp. 350–383, in its order and wording.
 */
public enum Statement {
  MISTAKES(true),
  TOUGH_ISSUES(false),
  DIFFERENCE(true),
  RISK(false),
  HELP(true),
  EFFORTS(false),
  SKILLS(false);

  /** All of them, in the order in which they are asked. */
  public static final List<Statement> ALL = List.of(values());

  private final boolean reversed;

  Statement(boolean reversed) {
    this.reversed = reversed;
  }

  /** Whether agreeing means less safety, so that it is counted the other way round. */
  public boolean reversed() {
    return reversed;
  }

  /** Where it stands among all of them, from zero. */
  int place() {
    return ALL.indexOf(this);
  }

  /** What an answer counts for: the higher, the safer. */
  int score(int answer) {
    return reversed ? Answers.LEAST + Answers.MOST - answer : answer;
  }

  /** The name used on the wire and in message keys, such as {@code tough-issues}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
