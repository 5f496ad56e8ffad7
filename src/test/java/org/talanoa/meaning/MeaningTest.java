package org.talanoa.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Executors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What means alike lies close together. */
class MeaningTest {
  private final Meaning meaning = SharedMeaning.ON;

  private float[] of(String text) {
    return meaning.of(text).orElseThrow();
  }

  private static double likeness(float[] one, float[] other) {
    var sum = 0.0;
    for (var i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  @Test
  void otherWordsForTheSameLieCloserThanTheSameWordsForSomethingElse() {
    var asked = of("keeping political support when a minister is replaced");
    var same =
        of(
            "When the new secretary took over the ministry, we nearly lost the backing of the politicians.");
    var other = of("Please replace the paper in the printer when it is empty.");

    assertThat(likeness(asked, same)).isGreaterThan(likeness(asked, other));
  }

  @Test
  void eachVectorHasTheLengthOfOneAndTheSameTextHasTheSame() {
    var vector = of("Ghost workers on the payroll");

    assertThat(vector).hasSize(Meaning.DIMENSIONS);
    assertThat(likeness(vector, vector)).isCloseTo(1, Offset.offset(1e-4));
    assertThat(of("Ghost workers on the payroll")).isEqualTo(vector);
  }

  @Test
  void nothingAndTooMuchAreRead() {
    assertThat(meaning.of(" \n")).isEmpty();
    assertThat(of("word ".repeat(20_000))).hasSize(Meaning.DIMENSIONS);
    assertThat(of("\uD83D\uDE00 \u0000 \uFFFF")).hasSize(Meaning.DIMENSIONS);
  }

  @Test
  void manyMayAskAtOnce() throws Exception {
    var expected = of("A walk with seven cups of tea");
    try (var many = Executors.newFixedThreadPool(4)) {
      var answers = new ArrayList<java.util.concurrent.Future<float[]>>();
      for (var i = 0; i < 20; i++) {
        answers.add(many.submit(() -> of("A walk with seven cups of tea")));
      }
      for (var answer : answers) {
        assertThat(likeness(answer.get(), expected)).isCloseTo(1, Offset.offset(1e-3));
      }
    }
  }

  @Test
  void switchedOffItSaysNothing() {
    assertThat(new Meaning("off").of("anything")).isEmpty();
    assertThat(Meaning.off().on()).isFalse();
  }

  @Test
  void nothingIsToldToTheMakersOfTheTokenizer() {
    of("anything");

    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
    assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
  }
}
