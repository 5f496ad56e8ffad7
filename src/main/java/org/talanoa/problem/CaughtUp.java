package org.talanoa.problem;

import java.util.List;

/**
 * What a reader lacks of a statement.
 *
 * @param complete false where the reader has to read it anew
 */
public record CaughtUp(long revision, List<Revision> revisions, boolean complete) {
  public CaughtUp {
    revisions = List.copyOf(revisions);
  }
}
