package org.talanoa.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.talanoa.text.Tokens.Token;

/** Finds where somebody lives or gets letters: streets with a number, boxes, towns with a code. */
final class Places {
  private static final int WORDS_OF_A_STREET = 4;

  private static final Set<String> STREETS_BEHIND =
      Set.of(
          "street",
          "st",
          "road",
          "rd",
          "avenue",
          "ave",
          "lane",
          "ln",
          "drive",
          "boulevard",
          "blvd",
          "close",
          "crescent",
          "terrace",
          "square",
          "highway",
          "parkway",
          "court");

  private static final Set<String> STREETS_BEFORE =
      Set.of(
          "rue",
          "avenue",
          "boulevard",
          "bd",
          "place",
          "chemin",
          "impasse",
          "allee",
          "quai",
          "route",
          "ruelle",
          "sentier",
          "passage");

  private static final Set<String> BETWEEN =
      Set.of("de", "du", "des", "la", "le", "les", "l", "d", "of", "the", "saint", "et");

  private static final Set<String> AFTER_NUMBER = Set.of("bis", "ter", "quater");

  private final String words;
  private final List<Token> tokens;

  Places(String words, List<Token> tokens) {
    this.words = words;
    this.tokens = tokens;
  }

  List<Hint> hints() {
    var found = new ArrayList<Hint>();
    for (var at = 0; at < tokens.size() && found.size() < Identifying.MOST; ) {
      var length = box(at);
      if (length == 0 && tokens.get(at).digits() > 0 && tokens.get(at).digits() <= 5) {
        length = Math.max(street(at), Math.max(rue(at), town(at)));
      }
      if (length == 0) {
        length = british(at);
      }
      if (length > 0) {
        found.add(
            new Hint(Hint.Kind.ADDRESS, tokens.get(at).from(), tokens.get(at + length - 1).to()));
      }
      at += Math.max(1, length);
    }
    return found;
  }

  /** "P.O. Box 12", "B.P. 12", "boîte postale 12". */
  private int box(int at) {
    var start =
        follow(at, "p", "o", "box")
            ? 3
            : follow(at, "po", "box") || follow(at, "boite", "postale") ? 2 : 0;
    if (start == 0 && isCapitalBp(at)) {
      start = tokens.get(at).folded().equals("bp") ? 1 : 2;
    }
    if (start > 0 && is(at + start, "n", "no", "number", "numero")) {
      start++;
    }
    return start > 0 && number(at + start) ? start + 1 : 0;
  }

  private boolean isCapitalBp(int at) {
    return tokens.get(at).capital()
        && (tokens.get(at).folded().equals("bp") && !number(at + 1, "20")
            || follow(at, "b", "p") && near(at + 1, 1));
  }

  /** "10 Downing Street": capitals up to the word for a street. */
  private int street(int at) {
    for (var i = 1; i <= WORDS_OF_A_STREET + 1 && at + i < tokens.size(); i++) {
      var token = tokens.get(at + i);
      if (!token.capital() || !near(at + i, 2) || !token.isWord()) {
        return 0;
      }
      if (i > 1 && STREETS_BEHIND.contains(token.folded())) {
        return i + 1 + behind(at + i + 1);
      }
    }
    return 0;
  }

  /** "12 bis, rue de la Paix": up to the last capital. */
  private int rue(int at) {
    var i = at + 1;
    if (i < tokens.size() && AFTER_NUMBER.contains(tokens.get(i).folded())) {
      i++;
    }
    if (i >= tokens.size() || !STREETS_BEFORE.contains(tokens.get(i).folded()) || !near(i, 2)) {
      return 0;
    }
    var end = 0;
    for (i++; i < tokens.size() && i - at <= WORDS_OF_A_STREET + 4 && near(i, 1); i++) {
      var token = tokens.get(i);
      if (token.capital() && token.isWord()) {
        end = i - at + 1;
      } else if (!BETWEEN.contains(token.folded())) {
        break;
      }
    }
    return end == 0 ? 0 : end + behind(at + end);
  }

  /** A town's code and name behind a street. */
  private int behind(int at) {
    return at + 1 < tokens.size()
            && tokens.get(at).isNumber()
            && tokens.get(at).digits() >= 4
            && tokens.get(at).digits() <= 6
            && near(at, 2)
            && tokens.get(at + 1).capital()
            && near(at + 1, 1)
        ? 2
        : 0;
  }

  /** "…, 75011 Paris", and "…, DC 20500" where the code comes last. */
  private int town(int at) {
    var code = tokens.get(at);
    if (code.digits() != 5 || code.letters() > 0 || code.folded().endsWith("000")) {
      return 0;
    }
    var name = at + 1 < tokens.size() ? tokens.get(at + 1) : null;
    var begins = at == 0 || gapBefore(at).contains(",") || gapBefore(at).contains("\n");
    return begins
            && name != null
            && name.letters() > 2
            && name.isWord()
            && name.capital()
            && near(at + 1, 1)
        ? isCedex(at + 2) ? 3 : 2
        : 0;
  }

  private boolean isCedex(int at) {
    return is(at, "cedex");
  }

  /** The form of British codes, such as "SW1A 2AA". */
  private int british(int at) {
    if (at + 1 >= tokens.size() || tokens.get(at).digits() == 0 || tokens.get(at).letters() == 0) {
      return 0;
    }
    return tokens.get(at).folded().matches("[a-z]{1,2}[0-9][a-z0-9]?")
            && tokens.get(at + 1).folded().matches("[0-9][a-z]{2}")
            && isCapitals(at)
            && isCapitals(at + 1)
            && gapBefore(at + 1).equals(" ")
        ? 2
        : 0;
  }

  private boolean isCapitals(int at) {
    var token = tokens.get(at);
    return words.substring(token.from(), token.to()).chars().noneMatch(Character::isLowerCase);
  }

  private boolean follow(int at, String... forms) {
    for (var i = 0; i < forms.length; i++) {
      if (!is(at + i, forms[i]) || i > 0 && !near(at + i, 2)) {
        return false;
      }
    }
    return true;
  }

  private boolean is(int at, String... forms) {
    return at < tokens.size() && List.of(forms).contains(tokens.get(at).folded());
  }

  private boolean number(int at) {
    return at < tokens.size() && tokens.get(at).isNumber() && near(at, 3);
  }

  /** Whether a number stands here that begins so and is as long as a year. */
  private boolean number(int at, String beginning) {
    return number(at)
        && tokens.get(at).folded().startsWith(beginning)
        && tokens.get(at).digits() == 4;
  }

  /** Whether at most so many signs, and no end of a line, stand before this token. */
  private boolean near(int at, int most) {
    var gap = gapBefore(at);
    return gap.length() <= most && gap.chars().allMatch(sign -> " ,.'’-°\u00a0".indexOf(sign) >= 0);
  }

  private String gapBefore(int at) {
    var from = at == 0 ? 0 : tokens.get(at - 1).to();
    return words.substring(from, Math.min(tokens.get(at).from(), from + 8));
  }
}
