package org.talanoa.problem;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.talanoa.feed.Topic;

/**
 * All statements that were shared, for readers that keep something derived from them. Takes no
 * proof, and so is never used by a door; a test holds that. Thread safe.
 */
@Service
public class Statements {
  private final StoredProblems stored;

  public Statements(Problems problems) {
    this.stored = problems.stored();
  }

  /** Tells of each change of what is asked here. */
  public Topic<Change> changes() {
    return stored.heads();
  }

  /** Those that are no drafts. */
  public List<ProblemId> shared() {
    return stored.all().stream()
        .filter(head -> head.status() != Status.DRAFT)
        .map(ProblemHead::id)
        .toList();
  }

  /** The statement, where it is there and no draft. */
  public Optional<Problem> shared(ProblemId id) {
    return stored.find(id).filter(problem -> !problem.draft());
  }
}
