package org.talanoa.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;

class LibraryTest {
  private static final Library LIBRARY = new Library();

  static List<Exercise> exercises() {
    return LIBRARY.all();
  }

  @Test
  void thereAreTwelveExercises() {
    assertThat(exercises()).hasSize(12);
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void everyTextIsThereInEveryLanguage(Exercise exercise) {
    var texts =
        Stream.concat(
            Stream.of(
                exercise.name(), exercise.purpose(), exercise.whenToUse(), exercise.slowLine()),
            exercise.phases().stream()
                .flatMap(phase ->
                    Stream.concat(
                        Stream.of(phase.title(), phase.says(), phase.task()),
                        Stream.concat(phase.first().stream(), phase.others().stream()))));

    assertThat(texts)
        .allSatisfy(text -> {
          for (var language : Wording.LANGUAGES) {
            assertThat(text.words()).containsKey(language.getLanguage());
            assertThat(text.in(language)).isNotBlank();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("exercises")
  void anExerciseEndsInAHarvestAndTakesAReasonableTime(Exercise exercise) {
    assertThat(exercise.phases().getLast().part()).isEqualTo(Part.HARVEST);
    assertThat(exercise.length()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(60));
    assertThat(exercise.phases()).anyMatch(phase -> phase.audience() != Audience.NOBODY);
  }

  @Test
  void roundsAreUnfoldedOnceForEachOfTheLargestGroup() {
    var troika = LIBRARY.find(new ExerciseId("troika-consulting")).orElseThrow();

    assertThat(troika.unfolded(7).stream().filter(Phase::rotates).map(Phase::round))
        .containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
    assertThat(troika.unfolded(3).stream().filter(Phase::rotates)).hasSize(9);
  }

  @Test
  void overDaysEveryPhaseButTheHarvestLastsDaysAndNobodyHasATurn() {
    var round = LIBRARY.find(new ExerciseId("check-in-round")).orElseThrow().overDays(2);

    assertThat(round.phases().stream().map(Phase::lasts))
        .containsExactly(Duration.ofDays(2), Duration.ofDays(2), Duration.ZERO);
    assertThat(round.phases().get(1).part()).isEqualTo(Part.TALK);
  }

  @Test
  void aPhaseThatCannotWorkIsRefused() {
    assertThatThrownBy(() -> phase(Part.VOTE, Audience.NOBODY, 0, 0, List.of("earlier"), false))
        .isInstanceOf(Refusal.NotLikeThis.class)
        .hasMessage("exercise.dots");
    assertThatThrownBy(() -> phase(Part.REVEAL, Audience.NOBODY, 0, 0, List.of(), false))
        .hasMessage("exercise.shows");
    assertThatThrownBy(() -> phase(Part.TALK, Audience.GROUP, 0, 0, List.of(), false))
        .hasMessage("exercise.groupSize");
    assertThatThrownBy(() -> phase(Part.TALK, Audience.EVERYBODY, 0, 0, List.of(), true))
        .hasMessage("exercise.nameless");
    assertThatThrownBy(() -> phase(Part.TURNS, Audience.EVERYBODY, 0, 0, List.of(), false))
        .hasMessage("exercise.turns");
    assertThatThrownBy(() -> phase(Part.TALK, Audience.GROUP, 99, 0, List.of(), false))
        .hasMessage("exercise.groupSize");
  }

  @Test
  void whatIsShownHasToComeBefore() {
    var shown = phase(Part.REVEAL, Audience.NOBODY, 0, 0, List.of("nowhere"), false);

    assertThatThrownBy(() -> exercise(List.of(shown))).hasMessage("exercise.shows");
  }

  @Test
  void aTextIsSaidInEnglishWhereTheLanguageIsNotThere() {
    assertThat(new Texts(java.util.Map.of("en", "Hello", "fr", "Bonjour")).in(Locale.GERMAN))
        .isEqualTo("Hello");
    assertThat(Texts.written("Mālō").in(Locale.FRENCH)).isEqualTo("Mālō");
  }

  private static Exercise exercise(List<Phase> phases) {
    var text = Texts.written("words");
    return new Exercise(new ExerciseId("some"), text, text, text, text, 2, 10, phases);
  }

  private static Phase phase(
      Part part, Audience audience, int groupsOf, int dots, List<String> shows, boolean nameless) {
    var text = Texts.written("words");
    return new Phase(
        "some",
        part,
        text,
        text,
        text,
        Duration.ofMinutes(1),
        groupsOf,
        false,
        false,
        Duration.ZERO,
        audience,
        Writers.ALL,
        nameless,
        shows,
        dots,
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
