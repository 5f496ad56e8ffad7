package org.talanoa.problem;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How one version of a statement became another.
 *
 * @param parts the answers that are other than before
 * @param causes the causes that came, went, or say something else
 */
public record Difference(
    long from, long to, Map<Part, List<Run>> parts, List<CauseDifference> causes) {
  public Difference {
    parts = Map.copyOf(parts);
    causes = List.copyOf(causes);
  }

  /** A stretch of words that stayed, came or went. */
  public record Run(Kind kind, String words) {
    /** What became of it. */
    public enum Kind {
      SAME,
      ADDED,
      GONE
    }
  }

  /**
   * What became of a cause.
   *
   * @param moved whether it leads to something else than before
   * @param weighed whether it was weighed otherwise
   */
  public record CauseDifference(CauseId cause, List<Run> words, boolean moved, boolean weighed) {
    public CauseDifference {
      words = List.copyOf(words);
    }
  }

  static Difference between(Problem before, Problem after) {
    var parts = new EnumMap<Part, List<Run>>(Part.class);
    for (var part : Part.values()) {
      var old = before.part(part).words();
      var now = after.part(part).words();
      if (!old.equals(now)) {
        parts.put(part, Merge.difference(old, now));
      }
    }
    var causes = new ArrayList<CauseDifference>();
    var there = before.standing();
    var here = after.standing();
    for (var cause : here) {
      var old = there.stream().filter(each -> each.id().equals(cause.id())).findFirst();
      var words = old.map(each -> each.words().words()).orElse("");
      var moved = old.filter(each -> !each.parent().equals(cause.parent())).isPresent();
      var weighed = old.filter(each -> !each.room().equals(cause.room())).isPresent();
      if (!words.equals(cause.words().words()) || moved || weighed) {
        causes.add(
            new CauseDifference(
                cause.id(), Merge.difference(words, cause.words().words()), moved, weighed));
      }
    }
    for (var cause : there) {
      if (here.stream().noneMatch(each -> each.id().equals(cause.id()))) {
        causes.add(
            new CauseDifference(
                cause.id(), Merge.difference(cause.words().words(), ""), false, false));
      }
    }
    return new Difference(before.revision(), after.revision(), parts, causes);
  }
}
