package org.talanoa.text;

import java.text.BreakIterator;
import java.util.Locale;

/** The beginning of a text. */
final class Excerpt {
  private Excerpt() {}

  /** At most this many UTF-16 units; cut between words where there are any, never in a letter. */
  static String cut(String words, int most) {
    if (words.length() <= most) {
      return words;
    }
    var space = words.lastIndexOf(' ', most - 1);
    var end = space > most / 2 ? space : letterBefore(words, most - 1);
    return words.substring(0, end).stripTrailing() + "…";
  }

  private static int letterBefore(String words, int end) {
    var letters = BreakIterator.getCharacterInstance(Locale.ROOT);
    letters.setText(words);
    return letters.isBoundary(end) ? end : letters.preceding(end);
  }
}
