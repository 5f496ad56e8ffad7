package org.talanoa.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.talanoa.testing.Seed;

class PlainWordsTest {
  private final long seed = Seed.OF_RUN;
  private final Random random = Seed.random();

  @Test
  void wordsAreFoundWhateverWhiteSpaceIsBetweenThem() {
    var plain = "We met\nthe minister\u00a0 twice,\n\nand the  minister\tlaughed.";

    var words = PlainWords.of(plain);

    assertThat(words.find("the minister twice", 0).map(words::in))
        .contains("the minister\u00a0 twice");
    assertThat(words.find(" the\n\nminister ", 1).map(words::in)).contains("the  minister");
    assertThat(words.find("the minister", 2)).isEmpty();
    assertThat(words.find("the president", 0)).isEmpty();
    assertThat(words.find(" \n", 0)).isEmpty();
    assertThat(words.find("", 0)).isEmpty();
    assertThat(words.find("the", -1)).isEmpty();
  }

  @Test
  void whatIsCountedIsFoundAgain() {
    for (var i = 0; i < 2_000; i++) {
      var plain = text(1 + random.nextInt(40));
      var from = random.nextInt(plain.length());
      var to = from + 1 + random.nextInt(plain.length() - from);
      if (plain.charAt(from) == ' ' || plain.charAt(to - 1) == ' ') {
        continue;
      }
      var stretch = new Stretch(from, to);
      var words = PlainWords.of(plain);

      assertThat(words.find(words.in(stretch), words.countBefore(stretch)))
          .as("%s in “%s”, seed %d", stretch, plain, seed)
          .contains(stretch);
    }
  }

  @Test
  void whatStaysStaysMarkedAndNothingElseIsMarkedInItsPlace() {
    for (var i = 0; i < 2_000; i++) {
      var before = text(random.nextInt(20));
      var marked = "x" + text(random.nextInt(5)).strip() + "y";
      var after = text(random.nextInt(20));
      var words = PlainWords.of(before + marked + after);
      var stretch = new Stretch(before.length(), before.length() + marked.length());

      var front = text(random.nextInt(20));
      assertThat(words.moved(stretch, PlainWords.of(front + marked + after)))
          .as("“%s%s%s” to “%s”, seed %d", before, marked, after, front, seed)
          .contains(new Stretch(front.length(), front.length() + marked.length()));
      assertThat(words.moved(stretch, PlainWords.of(front + after)))
          .as("“%s%s%s” to “%s%s”, seed %d", before, marked, after, front, after, seed)
          .isEmpty();
    }
  }

  @Test
  void ofTwoTheSameNeitherIsTakenForTheOther() {
    var words = PlainWords.of("first it failed, then it failed");
    var first = words.find("it failed", 0).orElseThrow();
    var second = words.find("it failed", 1).orElseThrow();

    assertThat(words.moved(first, PlainWords.of("first it failed, then it worked")))
        .contains(first);
    assertThat(words.moved(second, PlainWords.of("At first it failed, then it failed")))
        .contains(new Stretch(25, 34));
    assertThat(words.moved(second, PlainWords.of("first it failed, then it worked"))).isEmpty();
    assertThat(words.moved(second, PlainWords.of("It worked first, then it failed twice")))
        .isEmpty();
  }

  @Test
  void aStretchBeyondTheWordsIsNowhere() {
    var words = PlainWords.of("short");

    assertThat(words.in(new Stretch(3, 99))).isEqualTo("rt");
    assertThat(words.in(new Stretch(90, 99))).isEmpty();
    assertThat(words.moved(new Stretch(90, 99), PlainWords.of("short and longer"))).isEmpty();
  }

  private String text(int length) {
    var text = new StringBuilder();
    for (var i = 0; i < length; i++) {
      text.append("ab ".charAt(random.nextInt(3)));
    }
    return text.toString();
  }
}
