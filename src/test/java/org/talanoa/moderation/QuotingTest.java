package org.talanoa.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few words in a row are a quotation. */
class QuotingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "They wrote: one two three four five.|one two three four five six|true",
        "They wrote: ONE, two – three four FIVE!|zero one two three four five|true",
        "one two three four|one two three four five six|false",
        "He lied|he lied|true",
        "He lies|he lied|false",
        "Whatever|''|false",
        "''|one two three four five|false",
        "Всё это неправда|всё это неправда|true"
      })
  void isSeenHoweverItIsWritten(String text, String words, boolean repeats) {
    assertThat(Quoting.repeats(text, words)).isEqualTo(repeats);
  }
}
