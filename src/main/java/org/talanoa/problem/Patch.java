package org.talanoa.problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.talanoa.discussion.ThreadId;

/**
 * What an edit made of a statement: all that is other than before, as it is now.
 *
 * @param whole whether this is all there is: what is not named in it is not there any more
 */
public record Patch(
    boolean whole,
    Map<Part, Passage> parts,
    List<Cause> causes,
    Optional<Status> status,
    Optional<List<Endorsement>> endorsements,
    Optional<ThreadId> thread) {
  static final Patch NOTHING =
      new Patch(false, Map.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public Patch {
    parts = Map.copyOf(parts);
    causes = List.copyOf(causes);
    endorsements = endorsements.map(List::copyOf);
  }

  static Patch of(Part part, Passage passage) {
    return new Patch(
        false,
        Map.of(part, passage),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Patch of(List<Cause> causes) {
    return new Patch(false, Map.of(), causes, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** All that there is of a statement. */
  static Patch whole(Problem problem) {
    return new Patch(
        true,
        problem.parts(),
        List.copyOf(problem.causes().values()),
        Optional.empty(),
        Optional.of(problem.endorsements()),
        Optional.empty());
  }

  /** What it says of the words at this spot. */
  Optional<Passage> at(Spot spot) {
    return switch (spot) {
      case Part part -> Optional.ofNullable(parts.get(part));
      case CauseId cause ->
          causes.stream().filter(each -> each.id().equals(cause)).findFirst().map(Cause::words);
    };
  }
}
