package org.talanoa.door.wire;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.activity.Audience;
import org.talanoa.activity.Exercise;
import org.talanoa.activity.ExerciseId;
import org.talanoa.activity.Part;
import org.talanoa.activity.Phase;
import org.talanoa.activity.Texts;
import org.talanoa.activity.Writers;

/**
 * An exercise in the reader's language; also as somebody composes it.
 *
 * @param own whether it is the alliance's own
 * @param minutes how long it takes with as few people as it makes sense with
 */
public record ExerciseJson(
    @Nullable String id,
    boolean own,
    @Nullable String name,
    @Nullable String purpose,
    @Nullable String whenToUse,
    @Nullable String slowLine,
    int least,
    int most,
    long minutes,
    @Nullable List<PhaseJson> phases) {

  /** A phase; lengths are in seconds. */
  public record PhaseJson(
      @Nullable String id,
      @Nullable String part,
      @Nullable String title,
      @Nullable String says,
      @Nullable String task,
      long seconds,
      int groupsOf,
      boolean mix,
      boolean rotates,
      long turnSeconds,
      @Nullable String audience,
      @Nullable String writers,
      boolean nameless,
      @Nullable List<String> shows,
      int dots,
      @Nullable String first,
      @Nullable String others,
      int round) {

    static PhaseJson of(Phase phase, Locale locale) {
      return new PhaseJson(
          phase.id(),
          phase.part().wireName(),
          phase.title().in(locale),
          phase.says().in(locale),
          phase.task().in(locale),
          phase.lasts().toSeconds(),
          phase.groupsOf(),
          phase.mix(),
          phase.rotates(),
          phase.turn().toSeconds(),
          phase.audience().wireName(),
          phase.writers().wireName(),
          phase.nameless(),
          phase.shows(),
          phase.dots(),
          phase.first().map(text -> text.in(locale)).orElse(null),
          phase.others().map(text -> text.in(locale)).orElse(null),
          phase.round());
    }

    private Phase phase(int number) {
      return new Phase(
          id == null ? "phase-" + number : id,
          named(Part.class, part),
          text(title),
          text(says),
          text(task),
          seconds(seconds),
          groupsOf,
          mix,
          rotates,
          seconds(turnSeconds),
          audience == null ? Audience.NOBODY : named(Audience.class, audience),
          writers == null ? Writers.ALL : named(Writers.class, writers),
          nameless,
          shows == null ? List.of() : shows,
          dots,
          role(first),
          role(others),
          0);
    }

    private static Duration seconds(long seconds) {
      if (seconds < 0 || seconds > 100_000_000) {
        throw new Refusal.NotLikeThis("exercise.phaseLength");
      }
      return Duration.ofSeconds(seconds);
    }

    private static Optional<Texts> role(@Nullable String text) {
      return text == null || text.isBlank() ? Optional.empty() : Optional.of(text(text));
    }
  }

  public static ExerciseJson of(Exercise exercise, boolean own, Locale locale) {
    return new ExerciseJson(
        exercise.id().value(),
        own,
        exercise.name().in(locale),
        exercise.purpose().in(locale),
        exercise.whenToUse().in(locale),
        exercise.slowLine().in(locale),
        exercise.least(),
        exercise.most(),
        Math.ceilDiv(exercise.length().toSeconds(), 60),
        exercise.phases().stream().map(phase -> PhaseJson.of(phase, locale)).toList());
  }

  /** The exercise that somebody has composed, under this identity. */
  public Exercise exercise(ExerciseId id) {
    if (phases == null || phases.size() > Exercise.MOST_PHASES) {
      throw new Refusal.NotLikeThis("exercise.phaseCount", Exercise.MOST_PHASES);
    }
    return new Exercise(
        id,
        text(name),
        text(purpose),
        text(whenToUse),
        text(slowLine),
        least,
        most,
        IntStream.range(0, phases.size())
            .mapToObj(number -> {
              var phase = phases.get(number);
              if (phase == null) {
                throw new Refusal.NotLikeThis("exercise.phaseForm");
              }
              return phase.phase(number + 1);
            })
            .toList());
  }

  private static Texts text(@Nullable String text) {
    return Texts.written(text == null ? "" : text);
  }

  private static <E extends Enum<E>> E named(Class<E> type, @Nullable String name) {
    for (var each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        return each;
      }
    }
    throw new Refusal.NotLikeThis("exercise.phaseForm");
  }
}
