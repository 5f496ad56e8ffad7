package org.talanoa.search;

import static java.lang.Character.UnicodeScript.HAN;
import static java.lang.Character.UnicodeScript.HIRAGANA;
import static java.lang.Character.UnicodeScript.KATAKANA;
import static java.lang.Character.UnicodeScript.KHMER;
import static java.lang.Character.UnicodeScript.LAO;
import static java.lang.Character.UnicodeScript.MYANMAR;
import static java.lang.Character.UnicodeScript.THAI;
import static java.lang.Character.UnicodeScript.TIBETAN;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What is written without spaces between its words. In some scripts the index knows its words; in
 * others it holds single signs or syllables, of which two that follow each other say about as much
 * as a word (Nie and others, "On the use of words and n-grams for Chinese information retrieval",
 * 2000).
 */
final class Unspaced {
  private static final Set<Character.UnicodeScript> BY_SIGNS =
      Set.of(HAN, HIRAGANA, KATAKANA, TIBETAN);
  private static final Set<Character.UnicodeScript> BY_WORDS = Set.of(THAI, LAO, KHMER, MYANMAR);

  /** So many signs together may be one word. */
  private static final int LONGEST_WORD = 4;

  /** So many parts are a sentence. */
  private static final int SENTENCE = 9;

  private static final int LETTERS_IN_A_PART = 3;

  private Unspaced() {}

  /** Whether all letters of this are of such scripts. */
  static boolean is(String text) {
    var letters = text.codePoints().filter(Character::isLetter).count();
    return letters > 0 && letters(text, BY_SIGNS) + letters(text, BY_WORDS) == letters;
  }

  /** Whether this says as much as a sentence. */
  static boolean isSentence(String text) {
    var ofSigns = letters(text, Set.of(HAN, HIRAGANA, KATAKANA));
    var ofLetters = letters(text, BY_WORDS) + letters(text, Set.of(TIBETAN));
    return ofSigns + ofLetters / LETTERS_IN_A_PART >= SENTENCE && is(text);
  }

  private static int letters(String text, Set<Character.UnicodeScript> scripts) {
    return Math.toIntExact(
        text.codePoints()
            .filter(Character::isLetter)
            .filter(letter -> scripts.contains(Character.UnicodeScript.of(letter)))
            .count());
  }

  /**
   * By which parts such a text is looked for, each of one sign or word or of some that follow each
   * other.
   *
   * @param words what the index holds of it
   */
  static List<String> parts(List<String> words) {
    var bySigns = words.stream().allMatch(word -> letters(word, BY_WORDS) == 0);
    if (!bySigns) {
      return words;
    }
    if (words.size() <= LONGEST_WORD) {
      return List.of(String.join(" ", words));
    }
    return IntStream.range(1, words.size())
        .mapToObj(last -> words.get(last - 1) + " " + words.get(last))
        .toList();
  }
}
