package org.talanoa.door.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Accepted;
import org.talanoa.problem.Aspect;
import org.talanoa.problem.CaughtUp;
import org.talanoa.problem.Cause;
import org.talanoa.problem.CauseId;
import org.talanoa.problem.Course;
import org.talanoa.problem.Difference;
import org.talanoa.problem.Edit;
import org.talanoa.problem.Endorsement;
import org.talanoa.problem.Iterations;
import org.talanoa.problem.Part;
import org.talanoa.problem.Passage;
import org.talanoa.problem.Patch;
import org.talanoa.problem.Problem;
import org.talanoa.problem.ProblemHead;
import org.talanoa.problem.Revision;
import org.talanoa.problem.Spot;

/** Makes what goes over the wire of problem statements. Thread safe. */
@Component
public class ProblemWire {
  private final Wire wire;

  public ProblemWire(Wire wire) {
    this.wire = wire;
  }

  public ProblemJson.HeadJson head(ProblemHead head) {
    return new ProblemJson.HeadJson(
        head.id().value(),
        head.title(),
        head.status().wireName(),
        byline(head.author()),
        head.revision(),
        head.at(),
        head.causes(),
        head.actable(),
        head.unsettled(),
        head.endorsers().size());
  }

  /**
   * A statement.
   *
   * @param thread where it is talked about, where that is here
   */
  public ProblemJson problem(Problem problem, Optional<ThreadId> thread) {
    return new ProblemJson(
        problem.id().value(),
        problem.room().value(),
        problem.revision(),
        problem.status().wireName(),
        problem.sharedAt(),
        byline(problem.author()),
        problem.begun(),
        problem.at(),
        thread.map(ThreadId::value).orElse(null),
        parts(problem.parts()),
        problem.causes().values().stream().map(this::cause).toList(),
        endorsements(problem.endorsements()));
  }

  private Map<String, ProblemJson.PassageJson> parts(Map<Part, Passage> parts) {
    var all = new TreeMap<String, ProblemJson.PassageJson>();
    parts.forEach((part, passage) -> all.put(part.wireName(), passage(passage)));
    return all;
  }

  private ProblemJson.PassageJson passage(Passage passage) {
    return new ProblemJson.PassageJson(
        passage.words(),
        passage.version(),
        passage.version() == 0 ? null : byline(passage.by()),
        passage.at().orElse(null),
        passage.asides().stream()
            .map(aside ->
                new ProblemJson.AsideJson(
                    aside.revision(), aside.words(), byline(aside.by()), aside.at()))
            .toList());
  }

  private ProblemJson.CauseJson cause(Cause cause) {
    return new ProblemJson.CauseJson(
        cause.id().value(),
        cause.parent().map(CauseId::value).orElse(null),
        cause.place(),
        passage(cause.words()),
        cause.level(Aspect.AUTHORITY).wireName(),
        cause.level(Aspect.ACCEPTANCE).wireName(),
        cause.level(Aspect.ABILITY).wireName(),
        cause.roomToAct(),
        cause.removed());
  }

  private List<ProblemJson.EndorsementJson> endorsements(List<Endorsement> all) {
    return all.stream()
        .map(each ->
            new ProblemJson.EndorsementJson(
                byline(Optional.of(each.person())), each.variant(), each.at()))
        .toList();
  }

  public ProblemJson.RevisionJson revision(Revision revision) {
    var patch = revision.patch();
    return new ProblemJson.RevisionJson(
        revision.number(),
        revision.at(),
        byline(revision.by()),
        revision.edit().wireName(),
        spot(revision.edit()).map(Spot::wireName).orElse(""),
        patch(patch));
  }

  private ProblemJson.PatchJson patch(Patch patch) {
    return new ProblemJson.PatchJson(
        patch.whole(),
        parts(patch.parts()),
        patch.causes().stream().map(this::cause).toList(),
        patch.status().map(status -> status.wireName()).orElse(null),
        patch.endorsements().map(this::endorsements).orElse(null),
        patch.thread().map(ThreadId::value).orElse(null));
  }

  private static Optional<Spot> spot(Edit edit) {
    return switch (edit) {
      case Edit.Write write -> Optional.of(write.spot());
      case Edit.Settle settle -> Optional.of(settle.spot());
      case Edit.AddCause add -> Optional.of(add.cause());
      case Edit.MoveCause move -> Optional.of(move.cause());
      case Edit.RemoveCause(var cause) -> Optional.of(cause);
      case Edit.RestoreCause(var cause) -> Optional.of(cause);
      case Edit.Weigh weigh -> Optional.of(weigh.cause());
      case Edit.SetStatus _,
          Edit.Restore _,
          Edit.Endorse _,
          Edit.Withdraw _,
          Edit.Discuss _,
          Edit.Forgotten _ ->
          Optional.empty();
    };
  }

  public ProblemJson.AcceptedJson accepted(Accepted accepted) {
    return new ProblemJson.AcceptedJson(
        accepted.revision(), accepted.made().map(this::revision).orElse(null));
  }

  public ProblemJson.SinceJson since(CaughtUp caughtUp) {
    return new ProblemJson.SinceJson(
        caughtUp.revision(),
        caughtUp.revisions().stream().map(this::revision).toList(),
        caughtUp.complete());
  }

  public ProblemJson.DifferenceJson difference(Difference difference) {
    var parts = new TreeMap<String, List<ProblemJson.RunJson>>();
    difference.parts().forEach((part, runs) -> parts.put(part.wireName(), runs(runs)));
    return new ProblemJson.DifferenceJson(
        difference.from(),
        difference.to(),
        parts,
        difference.causes().stream()
            .map(cause ->
                new ProblemJson.CauseDifferenceJson(
                    cause.cause().value(), runs(cause.words()), cause.moved(), cause.weighed()))
            .toList());
  }

  private static List<ProblemJson.RunJson> runs(List<Difference.Run> runs) {
    return runs.stream()
        .map(
            run -> new ProblemJson.RunJson(run.kind().name().toLowerCase(Locale.ROOT), run.words()))
        .toList();
  }

  public CourseJson course(Course course) {
    return new CourseJson(
        course.revision(),
        course.iterations().stream().map(this::iteration).toList(),
        course.offers().stream()
            .map(offer ->
                new CourseJson.OfferJson(
                    byline(Optional.of(offer.person())), offer.words(), offer.at()))
            .toList());
  }

  private CourseJson.IterationJson iteration(Course.Iteration iteration) {
    return new CourseJson.IterationJson(
        iteration.number(),
        iteration.from(),
        iteration.until(),
        iteration.steps().stream()
            .map(step ->
                new CourseJson.StepJson(
                    step.id(),
                    step.words(),
                    step.owner().map(owner -> byline(Optional.of(owner))).orElse(null),
                    step.due().orElse(null),
                    step.state().wireName(),
                    step.at().orElse(null)))
            .toList(),
        iteration.checkIns().stream()
            .map(checkIn ->
                new CourseJson.CheckInJson(
                    byline(checkIn.by()),
                    checkIn.at(),
                    checkIn.done(),
                    checkIn.learnt(),
                    checkIn.hard(),
                    checkIn.next()))
            .toList());
  }

  public CourseJson.ProgressJson progress(List<Iterations.Point> points) {
    return new CourseJson.ProgressJson(
        points.stream()
            .map(point ->
                new CourseJson.PointJson(
                    point.iteration().number(),
                    point.iteration().from(),
                    point.iteration().until(),
                    point.planned(),
                    point.done(),
                    point.dropped(),
                    point.edits(),
                    point.added(),
                    point.gone()))
            .toList());
  }

  private BylineJson byline(Optional<PersonId> person) {
    return wire.byline(person.<Byline>map(Byline.Named::new).orElseGet(Byline.Former::new));
  }
}
