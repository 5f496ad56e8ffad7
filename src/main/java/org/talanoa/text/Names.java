package org.talanoa.text;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be said of a name in any script. */
public final class Names {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Names() {}

  /** The first letter of the first and of the last word, or of the only one. */
  public static String initials(String name) {
    var words = name.strip().split("\\s+");
    var first = grapheme(words[0]);
    var last = words.length > 1 ? grapheme(words[words.length - 1]) : "";
    return (first + last).toUpperCase(Locale.ROOT);
  }

  /** The name, between marks that keep its direction of writing from moving what stands beside. */
  public static String isolated(String name) {
    return '\u2068' + name + '\u2069';
  }

  /** In small letters without their marks: what differs by these only is the same name. */
  public static String folded(String name) {
    return MARKS
        .matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }

  private static String grapheme(String word) {
    var letters = word.replaceAll("^[^\\p{L}\\p{N}]+", "");
    var text = letters.isEmpty() ? word : letters;
    var boundaries = BreakIterator.getCharacterInstance(Locale.ROOT);
    boundaries.setText(text);
    var end = boundaries.next();
    return end == BreakIterator.DONE ? "" : text.substring(0, end);
  }
}
