package org.talanoa.problem;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;

/**
 * What is known of a statement without reading it.
 *
 * @param causes how many it names
 * @param actable how many of these there is room to act on
 * @param unsettled how many texts wait beside others
 * @param endorsers who has the problem too
 */
public record ProblemHead(
    ProblemId id,
    RoomId room,
    String title,
    Status status,
    Optional<PersonId> author,
    long revision,
    Instant at,
    int causes,
    int actable,
    int unsettled,
    Set<PersonId> endorsers) {
  public ProblemHead {
    endorsers = Set.copyOf(endorsers);
  }

  static ProblemHead of(Problem problem) {
    var standing = problem.standing();
    var beside =
        problem.parts().values().stream().mapToInt(passage -> passage.asides().size()).sum()
            + standing.stream().mapToInt(cause -> cause.words().asides().size()).sum();
    return new ProblemHead(
        problem.id(),
        problem.room(),
        problem.title(),
        problem.status(),
        problem.author(),
        problem.revision(),
        problem.at(),
        standing.size(),
        (int) standing.stream().filter(Cause::roomToAct).count(),
        beside,
        problem.endorsements().stream().map(Endorsement::person).collect(Collectors.toSet()));
  }

  /** Whether this person may know of it, if they may listen in its room. */
  public boolean seenBy(PersonId person) {
    return status != Status.DRAFT || author.filter(person::equals).isPresent();
  }

  @Override
  public String toString() {
    return "ProblemHead[" + id + ", revision " + revision + "]";
  }
}
