package org.talanoa.door;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds many words in much text, in one go. */
final class Finder {
  /** Words are told apart by so many of their first characters; none is shorter. */
  private static final int BEGINNING = 6;

  private static final int SHORT = 0xFFFF;

  private final Map<Long, List<String>> words = new HashMap<>();
  private final BitSet likely = new BitSet(SHORT + 1);

  /** Something that was found. */
  interface Found {
    void at(String word, int position);
  }

  Finder(Collection<String> all) {
    for (var word : all) {
      var beginning = 0L;
      for (var i = 0; i < BEGINNING; i++) {
        beginning = next(beginning, word.charAt(i));
      }
      words.computeIfAbsent(beginning, _ -> new ArrayList<>()).add(word);
      likely.set(shortened(beginning));
    }
  }

  private static long next(long beginning, char c) {
    return (beginning << 8 | c & 0xFF) & 0xFFFF_FFFF_FFFFL;
  }

  private static int shortened(long beginning) {
    return (int) ((beginning ^ beginning >>> 15 ^ beginning >>> 31) & SHORT);
  }

  void in(String text, Found found) {
    var beginning = 0L;
    for (var i = 0; i < text.length(); i++) {
      beginning = next(beginning, text.charAt(i));
      if (likely.get(shortened(beginning))) {
        for (var word : words.getOrDefault(beginning, List.of())) {
          if (text.startsWith(word, i - BEGINNING + 1)) {
            found.at(word, i - BEGINNING + 1);
          }
        }
      }
    }
  }
}
