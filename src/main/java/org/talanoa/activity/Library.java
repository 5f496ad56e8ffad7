package org.talanoa.activity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The exercises that every alliance has, read once from resources; there in every language. */
final class Library {
  static final List<String> NAMES =
      List.of(
          "check-in-round",
          "paired-success-interviews",
          "one-two-four-all",
          "troika-consulting",
          "wise-crowds",
          "case-clinic",
          "action-learning-set",
          "peer-assist",
          "story-circle",
          "failure-story",
          "fifteen-per-cent",
          "what-so-what-now-what");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A phase as it stands in a file: what is usual is left out. Lengths are in seconds. */
  record Written(
      String id,
      Part part,
      Texts title,
      Texts says,
      Texts task,
      @Nullable Integer seconds,
      @Nullable Integer groupsOf,
      @Nullable Boolean mix,
      @Nullable Boolean rotates,
      @Nullable Integer turnSeconds,
      @Nullable Audience audience,
      @Nullable Writers writers,
      @Nullable Boolean nameless,
      @Nullable List<String> shows,
      @Nullable Integer dots,
      @Nullable Texts first,
      @Nullable Texts others) {
    Phase phase() {
      return new Phase(
          id,
          part,
          title,
          says,
          task,
          Duration.ofSeconds(number(seconds)),
          number(groupsOf),
          Boolean.TRUE.equals(mix),
          Boolean.TRUE.equals(rotates),
          Duration.ofSeconds(number(turnSeconds)),
          audience == null ? Audience.NOBODY : audience,
          writers == null ? Writers.ALL : writers,
          Boolean.TRUE.equals(nameless),
          shows == null ? List.of() : shows,
          number(dots),
          Optional.ofNullable(first),
          Optional.ofNullable(others),
          0);
    }

    private static int number(@Nullable Integer number) {
      return number == null ? 0 : number;
    }
  }

  /** An exercise as it stands in a file. */
  record Sheet(
      Texts name,
      Texts purpose,
      Texts whenToUse,
      Texts slowLine,
      int least,
      int most,
      List<Written> phases) {}

  private final Map<ExerciseId, Exercise> exercises = new LinkedHashMap<>();

  Library() {
    NAMES.forEach(name -> {
      var id = new ExerciseId(name);
      var sheet = read(name);
      exercises.put(
          id,
          new Exercise(
              id,
              sheet.name(),
              sheet.purpose(),
              sheet.whenToUse(),
              sheet.slowLine(),
              sheet.least(),
              sheet.most(),
              sheet.phases().stream().map(Written::phase).toList()));
    });
  }

  private static Sheet read(String name) {
    try (var file = Library.class.getResourceAsStream("exercises/" + name + ".json")) {
      return JSON.readValue(Objects.requireNonNull(file, name), Sheet.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the exercise " + name, unreadable);
    }
  }

  List<Exercise> all() {
    return List.copyOf(exercises.values());
  }

  Optional<Exercise> find(ExerciseId id) {
    return Optional.ofNullable(exercises.get(id));
  }
}
