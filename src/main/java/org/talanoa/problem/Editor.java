package org.talanoa.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.text.Clean;

/**
 * What an edit makes of a statement: a function of the two, and of what stood there before. Refuses
 * what cannot be done; an edit that changes nothing makes an empty patch.
 */
final class Editor {
  private static final double GAP = 1_024;
  private static final double LEAST_GAP = 1e-6;

  private final Problem before;
  private final Past past;
  private final PersonId by;
  private final Instant at;
  private final long revision;

  /** What is known of earlier revisions. */
  interface Past {
    /** The words at a spot as this revision left them. */
    Optional<String> words(Spot spot, long revision);

    /** The words at a spot as they were sent with this revision, by this person. */
    Optional<String> sent(Spot spot, long revision, PersonId by);

    /** The statement as it was. */
    Problem version(long revision);

    /** Whether a thread stands in the room of the statement. */
    boolean stands(ThreadId thread);
  }

  Editor(Problem before, Past past, PersonId by, Instant at) {
    this.before = before;
    this.past = past;
    this.by = by;
    this.at = at;
    this.revision = before.revision() + 1;
  }

  Patch apply(Edit edit) {
    return switch (edit) {
      case Edit.Write write -> write(write);
      case Edit.AddCause add -> add(add);
      case Edit.MoveCause(var cause, var parent, var after) -> move(known(cause), parent, after);
      case Edit.RemoveCause(var cause) -> remove(known(cause));
      case Edit.RestoreCause(var cause) -> Patch.of(back(before, known(cause).id()));
      case Edit.Weigh(var cause, var aspect, var level) -> weigh(known(cause), aspect, level);
      case Edit.SetStatus(var status) -> status(status);
      case Edit.Restore(var wanted) -> restore(wanted);
      case Edit.Settle settle -> settle(settle);
      case Edit.Endorse(var variant) -> endorse(variant);
      case Edit.Withdraw() -> endorsements(without());
      case Edit.Forgotten() -> Patch.NOTHING;
      case Edit.Discuss(var thread) ->
          before.thread().filter(past::stands).isPresent()
              ? Patch.NOTHING
              : new Patch(
                  false,
                  Map.of(),
                  List.of(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(thread));
    };
  }

  private Cause known(CauseId id) {
    return Optional.ofNullable(before.causes().get(id))
        .orElseThrow(() -> new Refusal.NotHere("problem.causeUnknown"));
  }

  private Passage known(Spot spot) {
    return spot instanceof CauseId cause ? known(cause).words() : before.part((Part) spot);
  }

  /** Words as they may stand at this spot. */
  private static String clean(Spot spot, String words) {
    var line = spot == Part.TITLE || spot instanceof CauseId;
    var longest = longest(spot);
    if (words.length() > Edit.NOT_WORTH_CLEANING) {
      throw new Refusal.NotLikeThis("problem.tooLong", longest);
    }
    var clean = line ? Clean.line(words) : Clean.text(words).stripTrailing();
    if (clean.length() > longest) {
      throw new Refusal.NotLikeThis("problem.tooLong", longest);
    }
    if (spot == Part.TITLE && Clean.isInvisible(clean)) {
      throw new Refusal.NotLikeThis("problem.titleEmpty", longest);
    }
    return clean;
  }

  private static int longest(Spot spot) {
    return spot instanceof Part part ? part.longest() : Cause.LONGEST;
  }

  private Patch write(Edit.Write write) {
    var spot = write.spot();
    var now = known(spot);
    var words = clean(spot, write.words());
    var fresh = !write.own() && write.base() == now.version();
    var then = fresh ? now.words() : earlier(write);
    return put(spot, merged(spot, now, then, words));
  }

  private String earlier(Edit.Write write) {
    if (write.base() == 0 && !write.own()) {
      return "";
    }
    var known =
        write.own()
            ? past.sent(write.spot(), write.base(), by)
            : past.words(write.spot(), write.base());
    return known
        .map(words -> clean(write.spot(), words))
        .orElseThrow(() -> new Refusal.NotLikeThis("problem.base"));
  }

  /** The words with this change in them; or as they were, with the change beside them. */
  private Passage merged(Spot spot, Passage now, String then, String words) {
    if (words.equals(now.words()) || words.equals(then)) {
      return now;
    }
    return Merge.of(then, now.words(), words)
        .filter(merged -> merged.length() <= longest(spot))
        .map(merged -> worded(now, merged))
        .orElseGet(() -> beside(now, words));
  }

  private Passage worded(Passage now, String words) {
    if (words.equals(now.words())) {
      return now;
    }
    var writers = now.words().isEmpty() ? new HashSet<PersonId>() : new HashSet<>(now.writers());
    writers.add(by);
    return new Passage(words, revision, Optional.of(by), Optional.of(at), writers, now.asides());
  }

  private Passage beside(Passage now, String words) {
    if (now.asides().stream().anyMatch(aside -> aside.words().equals(words))) {
      return now;
    }
    if (now.asides().size() >= Passage.MOST_ASIDES) {
      throw new Refusal.NotNow("problem.tooManyAsides", Passage.MOST_ASIDES);
    }
    var asides = new ArrayList<>(now.asides());
    asides.add(new Passage.Aside(revision, words, Optional.of(by), at));
    return now.with(asides);
  }

  /** The patch by which this stands at the spot; a cause that was taken out comes back by it. */
  private Patch put(Spot spot, Passage passage) {
    if (passage.equals(known(spot))) {
      return Patch.NOTHING;
    }
    return switch (spot) {
      case Part part -> Patch.of(part, passage);
      case CauseId id -> {
        var changed = before.cause(id).saying(passage);
        yield Patch.of(back(with(changed), id, changed));
      }
    };
  }

  private Problem with(Cause changed) {
    return before.with(Patch.of(List.of(changed)), before.revision(), before.at());
  }

  private Patch settle(Edit.Settle settle) {
    var spot = settle.spot();
    var now = known(spot);
    var words = clean(spot, settle.words());
    var left = now.asides().stream().filter(aside -> aside.revision() != settle.aside()).toList();
    var then =
        settle.base() == now.version()
            ? now.words()
            : settle.base() == 0
                ? ""
                : past.words(spot, settle.base())
                    .orElseThrow(() -> new Refusal.NotLikeThis("problem.base"));
    return put(spot, merged(spot, now.with(left), then, words));
  }

  private Patch add(Edit.AddCause add) {
    var words = clean(add.cause(), add.words());
    if (Clean.isInvisible(words)) {
      throw new Refusal.NotLikeThis("problem.causeEmpty", Cause.LONGEST);
    }
    if (before.causes().containsKey(add.cause())) {
      throw new Refusal.NotLikeThis("problem.causeTaken");
    }
    if (before.causes().size() >= Cause.MOST_EVER) {
      throw new Refusal.NotNow("problem.tooManyCauses", Cause.MOST);
    }
    var parent = add.parent().map(this::known);
    if (parent.isPresent() && before.depth(parent.get().id()) >= Cause.DEEPEST) {
      throw new Refusal.NotLikeThis("problem.tooDeep", Cause.DEEPEST);
    }
    var passage =
        new Passage(words, revision, Optional.of(by), Optional.of(at), Set.of(by), List.of());
    var cause = new Cause(add.cause(), add.parent(), 0, passage, Map.of(), false);
    var placed = placed(before, cause, add.parent(), add.after());
    var there = before.with(Patch.of(placed), before.revision(), before.at());
    return Patch.of(back(there, add.cause(), placed.toArray(Cause[]::new)));
  }

  private Patch move(Cause cause, Optional<CauseId> under, Optional<CauseId> after) {
    if (under.isPresent()) {
      var parent = known(under.get());
      if (before.lies(parent.id(), cause.id())) {
        throw new Refusal.NotLikeThis("problem.underItself");
      }
      if (before.depth(parent.id()) + before.height(cause.id()) > Cause.DEEPEST) {
        throw new Refusal.NotLikeThis("problem.tooDeep", Cause.DEEPEST);
      }
    }
    if (cause.parent().equals(under) && follows(cause, after)) {
      return Patch.NOTHING;
    }
    return Patch.of(placed(before, cause, under, after));
  }

  /** Whether a cause stands just behind that one already. */
  private boolean follows(Cause cause, Optional<CauseId> after) {
    var siblings = before.below(cause.parent()).stream().map(Cause::id).toList();
    var place = siblings.indexOf(cause.id());
    var previous = place == 0 ? Optional.<CauseId>empty() : Optional.of(siblings.get(place - 1));
    return previous.equals(after);
  }

  /** The cause in its place, and its siblings where they had to be set further apart. */
  private static List<Cause> placed(
      Problem problem, Cause cause, Optional<CauseId> under, Optional<CauseId> after) {
    var siblings =
        problem.below(under).stream().filter(each -> !each.id().equals(cause.id())).toList();
    var ids = siblings.stream().map(Cause::id).toList();
    var index = after.map(ids::indexOf).map(found -> found < 0 ? ids.size() : found + 1).orElse(0);
    if (siblings.isEmpty()) {
      return List.of(cause.at(under, 0));
    }
    if (index == 0) {
      return List.of(cause.at(under, siblings.getFirst().place() - GAP));
    }
    if (index == ids.size()) {
      return List.of(cause.at(under, siblings.getLast().place() + GAP));
    }
    var low = siblings.get(index - 1).place();
    var high = siblings.get(index).place();
    if (high - low > LEAST_GAP) {
      return List.of(cause.at(under, low + (high - low) / 2));
    }
    var all = new ArrayList<>(siblings);
    all.add(index, cause);
    var apart = new ArrayList<Cause>();
    for (var i = 0; i < all.size(); i++) {
      apart.add(all.get(i).at(under, i * GAP));
    }
    return apart;
  }

  private Patch remove(Cause cause) {
    return cause.removed() ? Patch.NOTHING : Patch.of(List.of(cause.removed(true)));
  }

  /**
   * What brings a cause back, with whatever it lies below; or to the problem itself, where it would
   * lie too deep meanwhile. Nothing where it is there.
   *
   * @param changed what is other than before anyway
   */
  private List<Cause> back(Problem there, CauseId id, Cause... changed) {
    var other = new LinkedHashMap<CauseId, Cause>();
    for (var cause : changed) {
      other.put(cause.id(), cause);
    }
    if (there.depth(id) - 1 + there.height(id) > Cause.DEEPEST && !standing(id)) {
      var cause =
          Objects.requireNonNullElseGet(other.get(id), () -> there.cause(id)).removed(false);
      placed(there, cause, Optional.empty(), last(there)).forEach(c -> other.put(c.id(), c));
    } else {
      for (var up = Optional.of(id); up.isPresent(); up = there.cause(up.get()).parent()) {
        var here = up.get();
        var cause = Objects.requireNonNullElseGet(other.get(here), () -> there.cause(here));
        if (cause.removed()) {
          other.put(cause.id(), cause.removed(false));
        }
      }
    }
    var patch = Patch.of(List.copyOf(other.values()));
    if (!other.isEmpty()
        && before.with(patch, revision, at).standing().size() > Cause.MOST
        && !standing(id)) {
      throw new Refusal.NotNow("problem.tooManyCauses", Cause.MOST);
    }
    return patch.causes();
  }

  private boolean standing(CauseId id) {
    return before.standing().stream().anyMatch(cause -> cause.id().equals(id));
  }

  private static Optional<CauseId> last(Problem there) {
    return there.below(Optional.empty()).stream()
        .max(Comparator.comparingDouble(Cause::place))
        .map(Cause::id);
  }

  private static Patch weigh(Cause cause, Aspect aspect, Level level) {
    return cause.level(aspect) == level
        ? Patch.NOTHING
        : Patch.of(List.of(cause.weighed(aspect, level)));
  }

  private Patch status(Status status) {
    if (status == before.status()) {
      return Patch.NOTHING;
    }
    if (status == Status.DRAFT) {
      throw new Refusal.NotNow("problem.neverDraftAgain");
    }
    if (!before.draft()) {
      return new Patch(
          false, Map.of(), List.of(), Optional.of(status), Optional.empty(), Optional.empty());
    }
    if (status != Status.SHARED) {
      throw new Refusal.NotNow("problem.shareFirst");
    }
    return shared();
  }

  /** All that is there now, as if it were written now; nothing of what stood there before. */
  private Patch shared() {
    var parts = new EnumMap<Part, Passage>(Part.class);
    before.parts().forEach((part, passage) -> parts.put(part, begun(passage)));
    var causes =
        before.standing().stream().map(cause -> cause.saying(begun(cause.words()))).toList();
    return new Patch(
        true, parts, causes, Optional.of(Status.SHARED), Optional.empty(), Optional.empty());
  }

  private Passage begun(Passage passage) {
    return new Passage(
        passage.words(), revision, passage.by(), Optional.of(at), passage.writers(), List.of());
  }

  private Patch restore(long wanted) {
    if (wanted < 1 || wanted > before.revision()) {
      throw new Refusal.NotHere("problem.versionUnknown");
    }
    var then = past.version(wanted);
    var parts = new EnumMap<Part, Passage>(Part.class);
    for (var part : Part.values()) {
      var restored = worded(before.part(part), then.part(part).words());
      if (!restored.equals(before.part(part))) {
        parts.put(part, restored);
      }
    }
    var causes = new ArrayList<Cause>();
    for (var old : then.causes().values()) {
      var now = before.causes().get(old.id());
      var words = worded(now == null ? Passage.EMPTY : now.words(), old.words().words());
      change(causes, now, old.saying(words));
    }
    for (var now : before.causes().values()) {
      if (!then.causes().containsKey(now.id())) {
        change(causes, now, now.removed(true));
      }
    }
    return parts.isEmpty() && causes.isEmpty()
        ? Patch.NOTHING
        : new Patch(false, parts, causes, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static void change(List<Cause> causes, @Nullable Cause before, Cause after) {
    if (!after.equals(before)) {
      causes.add(after);
    }
  }

  private Patch endorse(String variant) {
    if (before.draft()) {
      throw new Refusal.NotNow("problem.shareFirst");
    }
    if (variant.length() > Edit.NOT_WORTH_CLEANING) {
      throw new Refusal.NotLikeThis("problem.tooLong", Endorsement.LONGEST);
    }
    var clean = Clean.text(variant).strip();
    if (clean.length() > Endorsement.LONGEST) {
      throw new Refusal.NotLikeThis("problem.tooLong", Endorsement.LONGEST);
    }
    if (before.endorsements().stream()
        .anyMatch(each -> each.person().equals(by) && each.variant().equals(clean))) {
      return Patch.NOTHING;
    }
    var all = new ArrayList<>(without());
    all.add(new Endorsement(by, clean, at));
    if (all.size() > Endorsement.MOST) {
      throw new Refusal.NotNow("problem.tooManyEndorsements", Endorsement.MOST);
    }
    return endorsements(all);
  }

  private List<Endorsement> without() {
    return before.endorsements().stream().filter(each -> !each.person().equals(by)).toList();
  }

  private Patch endorsements(List<Endorsement> all) {
    return all.equals(before.endorsements())
        ? Patch.NOTHING
        : new Patch(
            false, Map.of(), List.of(), Optional.empty(), Optional.of(all), Optional.empty());
  }
}
