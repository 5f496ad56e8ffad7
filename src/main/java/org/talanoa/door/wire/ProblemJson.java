package org.talanoa.door.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem statement at a revision.
 *
 * @param parts what stands there, by {@code title what why whom care how solved}; only those where
 *     something was ever written
 * @param causes all that there are and were
 * @param thread where it is talked about
 */
public record ProblemJson(
    String id,
    String room,
    long revision,
    String status,
    long sharedAt,
    BylineJson author,
    Instant begun,
    Instant at,
    @Nullable String thread,
    Map<String, PassageJson> parts,
    List<CauseJson> causes,
    List<EndorsementJson> endorsements) {
  /** What a list shows of one. */
  public record HeadJson(
      String id,
      String title,
      String status,
      BylineJson author,
      long revision,
      Instant at,
      int causes,
      int actable,
      int unsettled,
      int endorsers) {}

  /** The words at one spot, and other texts that wait beside them. */
  public record PassageJson(
      String words,
      long version,
      @Nullable BylineJson by,
      @Nullable Instant at,
      List<AsideJson> asides) {}

  /** A text that was written at the same time on the same words. */
  public record AsideJson(long revision, String words, BylineJson by, Instant at) {}

  /**
   * A cause.
   *
   * @param authority {@code none}, {@code little}, {@code some} or {@code much}; the others too
   */
  public record CauseJson(
      String id,
      @Nullable String parent,
      double place,
      PassageJson words,
      String authority,
      String acceptance,
      String ability,
      boolean roomToAct,
      boolean removed) {}

  /** That somebody has the same problem. */
  public record EndorsementJson(BylineJson by, String variant, Instant at) {}

  /**
   * An accepted edit.
   *
   * @param spot the part or cause it was made to, where it was made to one
   */
  public record RevisionJson(
      long number, Instant at, BylineJson by, String what, String spot, PatchJson patch) {}

  /** What an edit made of the statement; what is left out is as before, unless it is whole. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PatchJson(
      boolean whole,
      Map<String, PassageJson> parts,
      List<CauseJson> causes,
      @Nullable String status,
      @Nullable List<EndorsementJson> endorsements,
      @Nullable String thread) {}

  /**
   * What became of an edit.
   *
   * @param made left out where it changed nothing
   */
  public record AcceptedJson(long revision, @Nullable RevisionJson made) {}

  /** What a reader lacks. */
  public record SinceJson(long revision, List<RevisionJson> revisions, boolean complete) {}

  /** How one version became another. */
  public record DifferenceJson(
      long from, long to, Map<String, List<RunJson>> parts, List<CauseDifferenceJson> causes) {}

  /** A stretch of words; {@code same}, {@code added} or {@code gone}. */
  public record RunJson(String kind, String words) {}

  /** What became of a cause. */
  public record CauseDifferenceJson(
      String cause, List<RunJson> words, boolean moved, boolean weighed) {}
}
