package org.talanoa.problem;

import java.util.Optional;

/** What has happened to a statement. */
public sealed interface Change {
  /** An edit was accepted. */
  record Edited(Revision revision) implements Change {}

  /** A statement is now so, as far as a list shows it; empty where it is not there any more. */
  record Headed(ProblemId id, Optional<ProblemHead> head) implements Change {}

  /** Something was planned, done or told in the iterations of a problem. */
  record Moved(Course course) implements Change {}
}
