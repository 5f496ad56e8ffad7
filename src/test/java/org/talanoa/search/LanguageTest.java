package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For which language a text is taken. */
class LanguageTest {
  private static final int SENTENCES = 200;

  /** Short sentences, many without one word that is of one language only. */
  @ParameterizedTest
  @CsvSource({
    "fr, FRENCH",
    "es, SPANISH",
    "pt, PORTUGUESE",
    "ru, RUSSIAN",
    "ar, ARABIC",
    "vi, VIETNAMESE",
    "zh, CHINESE",
    "de, OTHER",
    "id, OTHER",
    "tr, OTHER",
    "sw, OTHER",
    "uk, OTHER",
    "fa, OTHER",
    "ur, OTHER",
    "hi, OTHER",
    "bn, OTHER",
    "ja, OTHER",
    "ko, OTHER",
    "th, OTHER",
    "km, OTHER"
  })
  void aSentenceIsTakenForItsOwnLanguageAndSeldomForAnother(String code, Language language)
      throws IOException {
    var told = Sentences.of(code, SENTENCES).stream().map(Language::of).toList();

    var right = told.stream().filter(language::equals).count();
    var wrong = told.stream().filter(is -> is != language && is != Language.OTHER).count();

    System.out.printf("%s: %d right, %d wrong of %d%n", code, right, wrong, told.size());
    assertThat(right).isGreaterThan(told.size() * 3L / 4);
    assertThat(wrong).isLessThan(told.size() / 6);
  }
}
