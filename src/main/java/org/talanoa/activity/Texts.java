package org.talanoa.activity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.talanoa.Refusal;
import org.talanoa.text.Clean;

/** A text in several languages, by their two letters; plain words, cleaned. */
public record Texts(@JsonValue Map<String, String> words) {
  /** What is said where a text was written in no language that is known here. */
  private static final String ANY = "any";

  private static final String NONE = "";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Texts {
    var clean = new TreeMap<String, String>();
    words.forEach((language, text) -> clean.put(language, Clean.text(text).strip()));
    words = Map.copyOf(clean);
  }

  /** A text as somebody wrote it, in whatever language. */
  public static Texts written(String text) {
    return new Texts(Map.of(ANY, text));
  }

  /** The text in this language, otherwise in English, otherwise as it was written. */
  public String in(Locale locale) {
    for (var language : new String[] {locale.getLanguage(), "en", ANY}) {
      var text = words.get(language);
      if (text != null) {
        return text;
      }
    }
    return words.values().stream().findFirst().orElse(NONE);
  }

  /** The same text; a refusal where it says nothing in some language, or too much. */
  Texts within(int least, int most) {
    var fits =
        !words.isEmpty()
            && words.values().stream()
                .allMatch(
                    text -> text.length() <= most && (least == 0 || !Clean.isInvisible(text)));
    if (!fits) {
      throw least == 0
          ? new Refusal.NotLikeThis("exercise.textLength", most)
          : new Refusal.NotLikeThis("exercise.textNeeded", most);
    }
    return this;
  }

  @Override
  public String toString() {
    return "Texts" + words.keySet();
  }
}
