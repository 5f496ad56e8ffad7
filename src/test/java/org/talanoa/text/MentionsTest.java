package org.talanoa.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a text mentions as it is written, and what stands there once nobody must be named. */
class MentionsTest {
  @Test
  void whoseIdBeginsWithAnotherIsSomebodyElse() {
    var text = "[Anna](person:anna) and @[Ann](person:ann)";

    assertThat(Mentions.name("[Anna](person:anna)", "ann")).isFalse();
    assertThat(Mentions.name(text, "ann")).isTrue();
    assertThat(Mentions.replaced(text, "ann", "somebody"))
        .isEqualTo("[Anna](person:anna) and somebody");
    assertThat(Mentions.replaced("[a]: person:anna", "ann", "somebody"))
        .isEqualTo("[a]: person:anna");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ask [Ann](person:ann).             | ask somebody.
          @[Ann](person:ann)[Ann](person:ann) | somebodysomebody
          [An [odd] one](person:ann) left    | somebody left
          (person:ann)                       | (somebody)
          [Ann](person:ann "Ann of Nowhere") | somebody
          [Ann][a] [a]: person:ann           | [Ann][a] [a]: person:former
          [Bob](person:bob [Ann](person:ann) | [Bob](person:bob somebody
          [Bob](person:bob person:ann)       | [Bob](person:bob person:former)
          person: ann                        | person: ann
          """)
  void onePersonIsReplacedAndNobodyElse(String text, String replaced) {
    assertThat(Mentions.replaced(text, "ann", "somebody")).isEqualTo(replaced);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ask [Ann](person:ann), [Bob](person:bob)! | ask somebody, somebody!
          [Ann](person:ANN) or (person:ann)         | somebody or (somebody)
          [Ann][a] [a]: person:ann                  | [Ann][a] [a]: person:former
          <person:ann>                              | <person:former>
          """)
  void whoeverIsMentionedIsReplaced(String text, String replaced) {
    assertThat(Mentions.replacedAll(text, "somebody")).isEqualTo(replaced);
  }

  @Test
  void veryManyTakeLittleTime() {
    for (var part : new String[] {"[a](person:b) ", "](person:b", "[", "(person:", "](person:b)"}) {
      var text = part.repeat(1_000_000 / part.length());

      var effort =
          Effort.of(() -> {
            assertThat(Mentions.replacedAll(text, "somebody")).doesNotContain("(person:b)");
            assertThat(Mentions.replaced(text, "b", "somebody")).doesNotContain("(person:b)");
          });

      assertThat(effort).isLessThan(Duration.ofSeconds(2));
    }
  }
}
