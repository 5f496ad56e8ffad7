package org.talanoa.problem;

import java.time.Instant;
import org.talanoa.people.PersonId;

/**
 * That somebody has the same problem.
 *
 * @param variant how it is where they are; may be empty
 */
public record Endorsement(PersonId person, String variant, Instant at) {
  /** The most UTF-16 units a variant may have. */
  public static final int LONGEST = 1_000;

  /** The most who may say so of one problem. */
  public static final int MOST = 500;
}
