package org.talanoa.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.talanoa.problem.Difference.Run;
import org.talanoa.testing.Seed;

class MergeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pay is late   | pay is very late  | our pay is late    | our pay is very late
          pay is late   | pay is late.      | the pay is late    | the pay is late.
          pay is late   | pay late          | pay is late, often | pay late, often
          pay is late   | pay is late now   | pay is late again  | pay is late now again
          給料が遅い       | 給料が毎月遅い        | 今給料が遅い           | 今給料が毎月遅い
          رواتب متأخرة  | رواتب متأخرة جدا  | الرواتب متأخرة     | الرواتب متأخرة جدا
          """)
  void whatTwoChangeInDifferentPlacesIsAllThere(
      String base, String one, String other, String both) {
    assertThat(Merge.of(base, one, other)).contains(both);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pay is late | pay is early | pay is never
          pay is late | wages are so | nobody is paid
          ''          | one thing    | another thing
          """)
  void whatTwoChangeInTheSamePlaceIsNotMerged(String base, String one, String other) {
    assertThat(Merge.of(base, one, other)).isEmpty();
  }

  @Test
  void wordsOfTwoThatComeToStandSideBySideDoNotBecomeOne() {
    assertThat(Merge.of("Pay is late.", "Pay is late.Ask", "Pay is late.Wait"))
        .contains("Pay is late.Ask Wait");
    assertThat(Merge.of("薪水。", "薪水。问", "薪水。等")).contains("薪水。问等");
  }

  @Test
  void aTextOfOneEndlessWordOrOfVeryManyIsNotComparedForever() {
    var many = "a ".repeat(3_000);

    assertThat(Merge.of(many, many + "b", "c" + many)).isEmpty();
    assertThat(Merge.difference(many, many + "b")).hasSize(2);
  }

  @Test
  void randomTextsAreMergedWithoutLosingAWord() {
    var seed = Seed.OF_RUN;
    var random = new Random(seed);
    for (var round = 0; round < 5_000; round++) {
      var base = text(random, "b", random.nextInt(12));
      var one = changed(random, base, "x" + round);
      var other = changed(random, base, "y" + round);

      assertThat(Merge.of(base, base, other)).as("seed %d", seed).contains(other);
      assertThat(Merge.of(base, one, base)).as("seed %d", seed).contains(one);
      Merge.of(base, one, other)
          .ifPresent(merged -> {
            var before = List.of(base.split(" "));
            for (var text : List.of(one, other)) {
              var fresh = List.of(text.split(" ")).stream().filter(word -> !before.contains(word));
              assertThat(merged.split(" ")).as("seed %d", seed).containsAll(fresh.toList());
            }
          });
    }
  }

  @Test
  void aDifferenceLeadsFromTheOneTextToTheOther() {
    var seed = Seed.OF_RUN;
    var random = new Random(seed);
    for (var round = 0; round < 2_000; round++) {
      var before = text(random, "b", random.nextInt(12));
      var after = changed(random, before, "x" + round);

      var runs = Merge.difference(before, after);

      assertThat(without(runs, Run.Kind.ADDED)).as("seed %d", seed).isEqualTo(before);
      assertThat(without(runs, Run.Kind.GONE)).as("seed %d", seed).isEqualTo(after);
    }
  }

  private static String without(List<Run> runs, Run.Kind kind) {
    return runs.stream()
        .filter(run -> run.kind() != kind)
        .map(Run::words)
        .collect(Collectors.joining());
  }

  private static String text(Random random, String letter, int length) {
    var words = new ArrayList<String>();
    for (var i = 0; i < length; i++) {
      words.add(letter + i + (random.nextInt(5) == 0 ? "." : ""));
    }
    return String.join(" ", words);
  }

  private static String changed(Random random, String text, String mark) {
    var words = new ArrayList<>(text.isEmpty() ? List.of() : List.of(text.split(" ")));
    for (var i = random.nextInt(3); i >= 0; i--) {
      var at = random.nextInt(words.size() + 1);
      if (random.nextBoolean() || at == words.size()) {
        words.add(at, mark + i);
      } else {
        words.remove(at);
      }
    }
    return String.join(" ", words);
  }
}
