package org.talanoa.problem;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Course.CheckIn;
import org.talanoa.problem.Course.Iteration;
import org.talanoa.problem.Course.Step;

/**
 * Forgets one person in statements and in what is kept of them. Their words stay as a former
 * member's, or go, as the room has promised: then what they alone wrote goes; what others wrote on
 * with them is the others' too, and stays. That they had the problem too goes in any case.
 */
final class Oblivion implements StoredProblems.Amendment {
  private static final String GONE = "…";

  private final PersonId person;
  private final boolean remove;

  Oblivion(PersonId person, boolean remove) {
    this.person = person;
    this.remove = remove;
  }

  private Optional<PersonId> unsigned(Optional<PersonId> by) {
    return by.filter(who -> !who.equals(person));
  }

  private boolean isOwn(Optional<PersonId> by) {
    return by.filter(person::equals).isPresent();
  }

  private Passage passage(Passage passage, String gone) {
    var writers = new HashSet<>(passage.writers());
    var alone = writers.remove(person) && writers.isEmpty();
    var asides =
        passage.asides().stream()
            .filter(aside -> !(remove && isOwn(aside.by())))
            .map(aside ->
                new Passage.Aside(
                    aside.revision(), aside.words(), unsigned(aside.by()), aside.at()))
            .toList();
    return new Passage(
        remove && alone ? gone : passage.words(),
        passage.version(),
        unsigned(passage.by()),
        passage.at(),
        writers,
        asides);
  }

  private Passage part(Part part, Passage passage) {
    return passage(passage, part == Part.TITLE ? GONE : "");
  }

  private Cause cause(Cause cause) {
    return cause.saying(passage(cause.words(), GONE));
  }

  private List<Endorsement> endorsements(List<Endorsement> all) {
    return all.stream().filter(each -> !each.person().equals(person)).toList();
  }

  @Override
  public Problem problem(Problem problem) {
    var parts = new EnumMap<Part, Passage>(Part.class);
    problem.parts().forEach((part, passage) -> parts.put(part, part(part, passage)));
    var causes = new HashMap<>(problem.causes());
    causes.replaceAll((_, cause) -> cause(cause));
    return new Problem(
        problem.id(),
        problem.room(),
        problem.revision(),
        problem.status(),
        problem.sharedAt(),
        unsigned(problem.author()),
        problem.begun(),
        problem.at(),
        problem.thread(),
        parts,
        causes,
        endorsements(problem.endorsements()));
  }

  @Override
  public Revision revision(Revision revision) {
    var patch = revision.patch();
    var parts = new EnumMap<Part, Passage>(Part.class);
    patch.parts().forEach((part, passage) -> parts.put(part, part(part, passage)));
    return new Revision(
        revision.problem(),
        revision.room(),
        revision.number(),
        revision.at(),
        unsigned(revision.by()),
        isOwn(revision.by()) ? edit(revision.edit()) : revision.edit(),
        new Patch(
            patch.whole(),
            parts,
            patch.causes().stream().map(this::cause).toList(),
            patch.status(),
            patch.endorsements().map(this::endorsements),
            patch.thread()),
        revision.shared(),
        revision.seating());
  }

  private Edit edit(Edit edit) {
    return switch (edit) {
      case Edit.Endorse _ -> new Edit.Endorse("");
      case Edit.Write(var spot, var base, var own, _) when remove ->
          new Edit.Write(spot, base, own, "");
      case Edit.Settle(var spot, var aside, var base, _) when remove ->
          new Edit.Settle(spot, aside, base, "");
      case Edit.AddCause(var cause, var parent, var after, _) when remove ->
          new Edit.AddCause(cause, parent, after, "");
      default -> edit;
    };
  }

  Course course(Course course) {
    return new Course(
        course.problem(),
        course.room(),
        course.revision(),
        course.iterations().stream().map(this::iteration).toList(),
        course.offers().stream().filter(offer -> !offer.person().equals(person)).toList(),
        course.seating());
  }

  private Iteration iteration(Iteration iteration) {
    return new Iteration(
        iteration.number(),
        unsigned(iteration.by()),
        iteration.statement(),
        iteration.from(),
        iteration.until(),
        iteration.steps().stream().map(this::step).toList(),
        iteration.checkIns().stream().map(this::checkIn).toList());
  }

  private Step step(Step step) {
    return new Step(
        step.id(),
        remove && isOwn(step.by()) ? GONE : step.words(),
        unsigned(step.by()),
        unsigned(step.owner()),
        step.due(),
        step.state(),
        step.at());
  }

  private CheckIn checkIn(CheckIn checkIn) {
    var gone = remove && isOwn(checkIn.by());
    return new CheckIn(
        unsigned(checkIn.by()),
        checkIn.at(),
        checkIn.statement(),
        gone ? "" : checkIn.done(),
        gone ? "" : checkIn.learnt(),
        gone ? "" : checkIn.hard(),
        gone ? "" : checkIn.next());
  }
}
