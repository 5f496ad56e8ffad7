package org.talanoa.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.talanoa.text.Tokens.Token;

/** Finds the given names, and whoever follows a title. */
final class Persons {
  private static final int LONGEST_NAME_AFTER_TITLE = 4;

  /** Parts of names that are words as well: these count with a capital only. */
  private static final Set<String> WORDS_TOO =
      Set.of(
          "art", "bill", "black", "brown", "chance", "chase", "chemin", "claire", "day", "drew",
          "faith", "field", "france", "frank", "gift", "grace", "grant", "gray", "green", "guy",
          "hall", "hill", "hope", "joy", "king", "lane", "law", "long", "love", "major", "mark",
          "may", "miles", "paix", "pat", "petit", "pierre", "price", "prince", "reed", "rich",
          "rob", "roman", "rose", "ruby", "sage", "sky", "smart", "small", "sue", "summer", "sunny",
          "will", "white", "wood", "woods", "young");

  private static final Set<String> TITLES =
      Set.of(
          "mr",
          "mrs",
          "ms",
          "miss",
          "dr",
          "prof",
          "professor",
          "sir",
          "madam",
          "hon",
          "minister",
          "senator",
          "judge",
          "mayor",
          "mme",
          "mlle",
          "monsieur",
          "madame",
          "mademoiselle",
          "ministre",
          "docteur",
          "professeur",
          "maitre",
          "senateur");

  private static final Set<String> NOT_NAMES =
      Set.of(
          "the",
          "of",
          "for",
          "and",
          "or",
          "in",
          "to",
          "a",
          "an",
          "is",
          "if",
          "i",
          "he",
          "she",
          "we",
          "they",
          "it",
          "you",
          "le",
          "la",
          "les",
          "de",
          "du",
          "des",
          "et",
          "il",
          "elle",
          "on",
          "je",
          "prime",
          "deputy",
          "delegue",
          "deleguee",
          "general",
          "counsel",
          "please",
          "vous");

  private final String words;
  private final List<Token> tokens;
  private final KnownNames names;

  Persons(String words, List<Token> tokens, KnownNames names) {
    this.words = words;
    this.tokens = tokens;
    this.names = names;
  }

  /** The first of them, no more than so many. */
  List<Hint> hints(int most) {
    var found = new ArrayList<Hint>();
    for (var at = 0; at < tokens.size() && found.size() < most; ) {
      var length = Math.max(titled(at), Math.max(named(at), part(at)));
      if (length > 0) {
        found.add(hint(tokens.get(at).from(), tokens.get(at + length - 1).to()));
      } else {
        within(tokens.get(at), found, most);
      }
      at += Math.max(1, length);
    }
    return found;
  }

  private static Hint hint(int from, int to) {
    return new Hint(Hint.Kind.PERSON, from, to);
  }

  /** How many tokens a whole name takes here. */
  private int named(int at) {
    var longest = 0;
    for (var name : names.beginningWith(tokens.get(at).folded())) {
      if (name.size() > longest && follows(at, name)) {
        longest = name.size();
      }
    }
    return longest;
  }

  private boolean follows(int at, List<String> name) {
    if (at + name.size() > tokens.size()) {
      return false;
    }
    for (var i = 0; i < name.size(); i++) {
      if (!tokens.get(at + i).folded().equals(name.get(i)) || i > 0 && !isNear(at + i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether only a little that belongs inside names stands before this token. */
  private boolean isNear(int at) {
    var from = tokens.get(at - 1).to();
    var to = tokens.get(at).from();
    if (to - from > 3) {
      return false;
    }
    for (var i = from; i < to; i++) {
      if (" .-'’,\u00a0\u2011\u2010".indexOf(words.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private int part(int at) {
    var token = tokens.get(at);
    var known = names.havePart(token.folded());
    return known && (token.capital() || !WORDS_TOO.contains(token.folded())) ? 1 : 0;
  }

  /** How many tokens a title and the name behind it take here. */
  private int titled(int at) {
    var token = tokens.get(at);
    var monsieur = token.folded().equals("m") && token.capital() && isDotted(token);
    if (!monsieur && !(TITLES.contains(token.folded()) && isTitleHere(at))) {
      return 0;
    }
    var length = 1;
    while (length <= LONGEST_NAME_AFTER_TITLE
        && at + length < tokens.size()
        && isName(tokens.get(at + length))
        && standsBehind(at + length)) {
      length++;
    }
    return length > 1 ? length : 0;
  }

  private boolean isDotted(Token token) {
    return token.to() < words.length() && words.charAt(token.to()) == '.';
  }

  /** "Ms" and "Mr" are titles; "ms" is a unit of time, and "MS" and "MR" stand for many things. */
  private boolean isTitleHere(int at) {
    var token = tokens.get(at);
    return token.folded().length() > 2
        || token.capital()
            && (!isUpper(token) || at + 1 < tokens.size() && isUpper(tokens.get(at + 1)));
  }

  private boolean isUpper(Token token) {
    return words.substring(token.from(), token.to()).chars().noneMatch(Character::isLowerCase);
  }

  private boolean isName(Token token) {
    return token.isWord()
        && token.capital()
        && (token.letters() > 1 || isCutShort(token))
        && !NOT_NAMES.contains(token.folded());
  }

  /** The "O" of an O'Brien, or an initial. */
  private boolean isCutShort(Token token) {
    return token.to() < words.length() && "'’.".indexOf(words.charAt(token.to())) >= 0;
  }

  private boolean standsBehind(int at) {
    var gap = words.substring(tokens.get(at - 1).to(), tokens.get(at).from());
    return gap.length() <= 2
        && !gap.contains("\n")
        && (gap.equals(" ")
            || gap.equals("\u00a0")
            || gap.equals("-")
            || gap.equals("'")
            || gap.equals("’")
            || gap.equals(". ") && tokens.get(at - 1).letters() <= 4);
  }

  /** Names inside a run of a script that puts no spaces between words. */
  private void within(Token token, List<Hint> found, int most) {
    if (!token.isWord() || !KnownNames.isUnspaced(words.codePointAt(token.from()))) {
      return;
    }
    for (var at = token.from(); at < token.to() && found.size() < most; ) {
      var length = longestAt(at, token.to());
      if (length > 0) {
        found.add(hint(at, at + length));
      }
      at += Math.max(Character.charCount(words.codePointAt(at)), length);
    }
  }

  private int longestAt(int at, int end) {
    return names.unspaced(words.codePointAt(at)).stream()
        .filter(name -> at + name.length() <= end && words.startsWith(name, at))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }
}
