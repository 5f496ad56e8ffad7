package org.talanoa.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;

/**
 * A problem statement as it is at a revision. Immutable.
 *
 * @param revision raised by every accepted edit
 * @param sharedAt the revision by which it was shared; 0 for a draft
 * @param author who began it; nobody where they are no longer here
 * @param thread where it is talked about
 * @param causes all that there are and were, by their identity
 */
public record Problem(
    ProblemId id,
    RoomId room,
    long revision,
    Status status,
    long sharedAt,
    Optional<PersonId> author,
    Instant begun,
    Instant at,
    Optional<ThreadId> thread,
    Map<Part, Passage> parts,
    Map<CauseId, Cause> causes,
    List<Endorsement> endorsements) {
  private static final Comparator<Cause> IN_ORDER =
      Comparator.comparingDouble(Cause::place).thenComparing(cause -> cause.id().value());

  public Problem {
    parts = Map.copyOf(parts);
    causes = Map.copyOf(causes);
    endorsements = List.copyOf(endorsements);
  }

  /** What stands there. */
  public Passage part(Part part) {
    return parts.getOrDefault(part, Passage.EMPTY);
  }

  /** The words at a spot; none for a cause that is not known. */
  public Optional<Passage> at(Spot spot) {
    return switch (spot) {
      case Part part -> Optional.of(part(part));
      case CauseId cause -> Optional.ofNullable(causes.get(cause)).map(Cause::words);
    };
  }

  public String title() {
    return part(Part.TITLE).words();
  }

  public boolean draft() {
    return status == Status.DRAFT;
  }

  /** The causes below this one, or below the problem itself, in their order; also removed ones. */
  public List<Cause> below(Optional<CauseId> parent) {
    return causes.values().stream()
        .filter(cause -> cause.parent().equals(parent))
        .sorted(IN_ORDER)
        .toList();
  }

  /** The causes that are there, each before those below it. */
  public List<Cause> standing() {
    var standing = new ArrayList<Cause>();
    addStanding(Optional.empty(), standing);
    return standing;
  }

  private void addStanding(Optional<CauseId> parent, List<Cause> into) {
    for (var cause : below(parent)) {
      if (!cause.removed()) {
        into.add(cause);
        addStanding(Optional.of(cause.id()), into);
      }
    }
  }

  /** A cause that is known to be there. */
  Cause cause(CauseId id) {
    return Objects.requireNonNull(causes.get(id));
  }

  /** How deep a cause lies: 1 for one that leads to the problem itself. */
  int depth(CauseId cause) {
    var depth = 1;
    for (var up = cause(cause).parent(); up.isPresent(); up = cause(up.get()).parent()) {
      depth++;
    }
    return depth;
  }

  /** How many layers there are from a cause downwards, itself counted; without what is out. */
  int height(CauseId cause) {
    return 1
        + below(Optional.of(cause)).stream()
            .filter(child -> !child.removed())
            .mapToInt(child -> height(child.id()))
            .max()
            .orElse(0);
  }

  /** Whether the one lies at or below the other. */
  boolean lies(CauseId cause, CauseId below) {
    var here = Optional.of(cause);
    while (here.isPresent()) {
      if (here.get().equals(below)) {
        return true;
      }
      here = cause(here.get()).parent();
    }
    return false;
  }

  /** The statement after an edit. */
  Problem with(Patch patch, long made, Instant when) {
    var newParts = new EnumMap<Part, Passage>(Part.class);
    Map<CauseId, Cause> newCauses = new LinkedHashMap<>();
    if (!patch.whole()) {
      newParts.putAll(parts);
      newCauses.putAll(causes);
    }
    newParts.putAll(patch.parts());
    put(newCauses, patch.causes());
    var shared = sharedAt == 0 && patch.status().filter(s -> s == Status.SHARED).isPresent();
    return new Problem(
        id,
        room,
        made,
        patch.status().orElse(status),
        shared ? made : sharedAt,
        author,
        begun,
        when,
        patch.thread().or(() -> thread),
        newParts,
        newCauses,
        patch.endorsements().orElse(endorsements));
  }

  private static void put(Map<CauseId, Cause> into, Collection<Cause> causes) {
    causes.forEach(cause -> into.put(cause.id(), cause));
  }

  @Override
  public String toString() {
    return "Problem[" + id + ", revision " + revision + "]";
  }
}
