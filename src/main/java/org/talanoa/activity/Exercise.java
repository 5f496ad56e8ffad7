package org.talanoa.activity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.talanoa.Refusal;

/**
 * A trust-building exercise, as data.
 *
 * @param slowLine how it works when somebody's line is slow
 * @param least the fewest people it makes sense with
 * @param most the most people it makes sense with
 */
public record Exercise(
    ExerciseId id,
    Texts name,
    Texts purpose,
    Texts whenToUse,
    Texts slowLine,
    int least,
    int most,
    List<Phase> phases) {
  /** The most phases an exercise may have. */
  public static final int MOST_PHASES = 30;

  /** The most people who may take part in one activity. */
  public static final int MOST_PEOPLE = 200;

  static final int LONGEST_NAME = 80;

  /** However large a group has become, no more rounds than this are made for it. */
  private static final int MOST_ROUNDS = 6;

  public Exercise {
    phases = List.copyOf(phases);
    var _ = name.within(1, LONGEST_NAME);
    for (var text : List.of(purpose, whenToUse, slowLine)) {
      var _ = text.within(0, Phase.LONGEST_TEXT);
    }
    if (least < 2 || most < least || most > MOST_PEOPLE) {
      throw new Refusal.NotLikeThis("exercise.people", 2, MOST_PEOPLE);
    }
    if (phases.isEmpty() || phases.size() > MOST_PHASES) {
      throw new Refusal.NotLikeThis("exercise.phaseCount", MOST_PHASES);
    }
    var before = new HashSet<String>();
    for (var phase : phases) {
      if (!before.containsAll(phase.shows())) {
        throw new Refusal.NotLikeThis("exercise.shows");
      }
      if (!before.add(phase.id())) {
        throw new Refusal.NotLikeThis("exercise.phaseForm");
      }
    }
  }

  /** How long it takes with as few people as it makes sense with. */
  public Duration length() {
    return unfolded(least).stream()
        .map(phase ->
            phase.lasts().isZero()
                ? phase.turn().multipliedBy(phase.groupsOf() == 0 ? least : phase.groupsOf())
                : phase.lasts())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Every phase one after the other, rounds unfolded for this many people. */
  List<Phase> unfolded(int people) {
    var all = new ArrayList<Phase>();
    for (var from = 0; from < phases.size(); ) {
      var to = from;
      while (to < phases.size()
          && phases.get(to).rotates()
          && phases.get(to).groupsOf() == phases.get(from).groupsOf()) {
        to++;
      }
      if (to == from) {
        all.add(phases.get(from));
        from++;
        continue;
      }
      var block = phases.subList(from, to);
      var rounds = Grouping.largest(people, block.getFirst().groupsOf());
      IntStream.range(0, Math.min(rounds, MOST_ROUNDS))
          .forEach(round -> block.forEach(phase -> all.add(phase.inRound(round))));
      from = to;
    }
    return List.copyOf(all);
  }

  /** The same for people who come by when they can, each phase lasting some days. */
  Exercise overDays(int days) {
    return new Exercise(
        id,
        name,
        purpose,
        whenToUse,
        slowLine,
        least,
        most,
        phases.stream().map(phase -> phase.overDays(days)).toList());
  }
}
