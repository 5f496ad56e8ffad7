package org.talanoa.moderation;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether one text repeats words of another. */
final class Quoting {
  /** So many words in a row are not there by chance. */
  static final int RUN = 5;

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private Quoting() {}

  /** Whether it repeats all of them, or {@value #RUN} in a row, however they are written. */
  static boolean repeats(String text, String words) {
    var told = words(words);
    var spread = spread(words(text));
    for (var from = 0; from <= Math.max(0, told.size() - RUN); from++) {
      var run = told.subList(from, Math.min(told.size(), from + RUN));
      if (!run.isEmpty() && spread.contains(spread(run))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> words(String text) {
    return BETWEEN
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String spread(List<String> words) {
    return " " + String.join(" ", words) + " ";
  }
}
