package org.talanoa.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The runs of letters and digits of a text, in one pass; addresses of pages are left out. */
final class Tokens {
  /** Longer runs are no names and no numbers. */
  private static final int LONGEST = 80;

  private static final List<String> ADDRESSES =
      List.of("http://", "https://", "www.", "person:", "attachment:", "/api/");

  private Tokens() {}

  /**
   * A run of letters and digits.
   *
   * @param folded without accents, in lower case, digits as ASCII; empty where it is too long
   */
  record Token(int from, int to, String folded, boolean capital, int letters, int digits) {
    boolean isWord() {
      return letters > 0 && digits == 0;
    }

    boolean isNumber() {
      return digits > 0 && letters == 0;
    }
  }

  static List<Token> of(String words) {
    return of(words, true);
  }

  /** Those inside addresses of pages as well. */
  static List<Token> everywhere(String words) {
    return of(words, false);
  }

  private static List<Token> of(String words, boolean leaveAddressesOut) {
    var tokens = new ArrayList<Token>();
    var at = 0;
    while (at < words.length()) {
      var next = leaveAddressesOut ? afterAddress(words, at) : at;
      if (next == at && Character.isLetterOrDigit(words.codePointAt(at))) {
        next = end(words, at);
        tokens.add(token(words, at, next));
      }
      at = next == at ? at + Character.charCount(words.codePointAt(at)) : next;
    }
    return tokens;
  }

  /** The words of a name as they are compared. */
  static List<String> folded(String name) {
    return of(name).stream().map(Token::folded).filter(word -> !word.isEmpty()).toList();
  }

  private static int afterAddress(String words, int at) {
    var begins =
        ADDRESSES.stream().anyMatch(form -> words.regionMatches(true, at, form, 0, form.length()));
    var end = at;
    while (begins && end < words.length() && " \t\n)>]\"".indexOf(words.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static int end(String words, int from) {
    var at = from;
    while (at < words.length() && belongs(words.codePointAt(at))) {
      at += Character.charCount(words.codePointAt(at));
    }
    return at;
  }

  private static boolean belongs(int letter) {
    return Character.isLetterOrDigit(letter) || isMark(letter);
  }

  /** Marks on letters, and what joins letters without being seen. */
  private static boolean isMark(int letter) {
    return switch (Character.getType(letter)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }

  private static Token token(String words, int from, int to) {
    var run = words.substring(from, to);
    var digits = (int) run.codePoints().filter(Character::isDigit).count();
    var letters = (int) run.codePoints().filter(Character::isLetter).count();
    var first = run.codePointAt(0);
    var capital = Character.isUpperCase(first) || Character.isTitleCase(first);
    return new Token(from, to, run.length() > LONGEST ? "" : fold(run), capital, letters, digits);
  }

  private static String fold(String run) {
    var folded = new StringBuilder();
    Normalizer.normalize(run, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(letter -> !isMark(letter))
        .map(letter ->
            Character.isDigit(letter) ? '0' + Character.digit(letter, 10) : unjoined(letter))
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /** Letters that Unicode does not take apart. */
  private static int unjoined(int letter) {
    return switch (letter) {
      case 'ø' -> 'o';
      case 'ł' -> 'l';
      case 'đ' -> 'd';
      case 'ı' -> 'i';
      default -> letter;
    };
  }
}
