package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;

class WordingTest {
  @Test
  void everySentenceOfEveryLanguageCanBeSaidWithTheSameArguments() {
    var english = Wording.bundle(Locale.ENGLISH);
    var french = Wording.bundle(Locale.FRENCH);

    for (var key : english.keySet()) {
      var first = new MessageFormat(english.getString(key), Locale.ENGLISH);
      var second = new MessageFormat(french.getString(key), Locale.FRENCH);

      assertThat(second.getFormatsByArgumentIndex())
          .as(key)
          .hasSameSizeAs(first.getFormatsByArgumentIndex());
    }
    assertThat(english.keySet()).containsAll(french.keySet());
  }

  @Test
  void aRefusalIsWordedInTheLanguageOfTheReader() {
    var refusal = new Refusal.NotLikeThis("password.length", 10, 200);

    assertThat(Wording.of(Locale.FRENCH, refusal)).contains("10", "200", "mot de passe");
    assertThat(Wording.of(Locale.ENGLISH, refusal)).contains("10", "200", "password");
    assertThat(Wording.of(Locale.JAPANESE, refusal)).contains("password");
  }

  @Test
  void aRefusalWithoutWordsIsStillAnswered() {
    assertThat(Wording.of(Locale.ENGLISH, new Refusal.NotNow("no.such.key"))).isNotBlank();
  }
}
