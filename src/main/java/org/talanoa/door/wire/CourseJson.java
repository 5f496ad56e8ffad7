package org.talanoa.door.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a problem is worked on. */
public record CourseJson(long revision, List<IterationJson> iterations, List<OfferJson> offers) {
  /** A stretch of time with its steps and looks back. */
  public record IterationJson(
      int number,
      LocalDate from,
      LocalDate until,
      List<StepJson> steps,
      List<CheckInJson> checkIns) {}

  /** A step; {@code planned}, {@code done} or {@code dropped}. */
  public record StepJson(
      String id,
      String words,
      @Nullable BylineJson owner,
      @Nullable LocalDate due,
      String state,
      @Nullable Instant at) {}

  /** A look back in answer to the four questions. */
  public record CheckInJson(
      BylineJson by, Instant at, String done, String learnt, String hard, String next) {}

  /** An offer of help. */
  public record OfferJson(BylineJson by, String words, Instant at) {}

  /** What the latest iterations have come to. */
  public record ProgressJson(List<PointJson> points) {}

  /** What one iteration has come to: its steps, and how the statement changed in it. */
  public record PointJson(
      int number,
      LocalDate from,
      LocalDate until,
      int planned,
      int done,
      int dropped,
      long edits,
      int added,
      int gone) {}
}
