package org.talanoa.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody asks, as it was understood. Never fails: what is not understood is taken as words.
 *
 * @param words single words; a few are all wanted, of a whole sentence any may be there
 * @param prefixes beginnings of words
 * @param phrases words that follow each other; welcome in a sentence, else wanted
 * @param without words that must not occur; several in one follow each other
 * @param from parts of an author's name, one of which must be in it
 * @param in parts of a room's name, one of which must be in it
 * @param alliance parts of an alliance's name or address, one of which must be in it
 * @param stage parts of what stages are called, one of which must be in that of the alliance
 * @param country countries by name or code, one of which must be the author's
 * @param about kinds of tacit knowledge, of all of which it must be marked
 * @param is {@code experience}, {@code story}, {@code problem} or {@code unanswered}
 * @param has {@code attachment}, {@code link} or {@code poll}
 */
public record Question(
    List<String> words,
    List<String> prefixes,
    List<String> phrases,
    List<String> without,
    List<String> from,
    List<String> in,
    List<String> alliance,
    List<String> stage,
    List<String> country,
    List<String> about,
    Set<String> is,
    Set<String> has,
    Optional<LocalDate> before,
    Optional<LocalDate> after) {
  /** Longer questions are cut. */
  public static final int LONGEST = 2_000;

  /** What a text can be asked to be. */
  public static final Set<String> IS = Set.of("experience", "story", "problem", "unanswered");

  /** What it can be asked to have. */
  public static final Set<String> HAS = Set.of("attachment", "link", "poll");

  /** The words before a colon that narrow a question. */
  public static final Set<String> OPERATORS =
      Set.of("from", "in", "alliance", "stage", "country", "about", "is", "has", "before", "after");

  /** More words than this are a sentence, of which not each word has to be in the answer. */
  private static final int MOST_KEYWORDS = 4;

  private static final int MOST_TERMS = 300;

  /** So many of what costs more than a word. */
  private static final int MOST_OTHERS = 32;

  private static final int SHORTEST_PREFIX = 2;
  private static final Pattern OTHER_QUOTES = Pattern.compile("[“”„‟«»＂]");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  /** What is asked by this text. */
  public static Question of(String text) {
    var read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return new Reading(OTHER_QUOTES.matcher(read).replaceAll("\"")).question();
  }

  /** What is asked by whoever looks for what is like a text, all of which is taken as words. */
  static Question like(String text) {
    var read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    var words =
        WHITE_SPACE
            .splitAsStream(OTHER_QUOTES.matcher(read).replaceAll(" ").replace('"', ' '))
            .filter(word -> !word.isEmpty())
            .limit(MOST_TERMS)
            .toList();
    return new Question(
        words,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether this is asked in a sentence, not by keywords. */
  boolean isSentence() {
    return words.size() > MOST_KEYWORDS || words.stream().anyMatch(Unspaced::isSentence);
  }

  /** What is asked for in words, as far as it has a meaning together. */
  String text() {
    return Stream.concat(words.stream(), phrases.stream()).collect(Collectors.joining(" "));
  }

  private static final class Reading {
    private final List<String> words = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private final List<String> phrases = new ArrayList<>();
    private final List<String> without = new ArrayList<>();
    private final List<String> from = new ArrayList<>();
    private final List<String> in = new ArrayList<>();
    private final List<String> alliance = new ArrayList<>();
    private final List<String> stage = new ArrayList<>();
    private final List<String> country = new ArrayList<>();
    private final List<String> about = new ArrayList<>();
    private final Set<String> is = new TreeSet<>();
    private final Set<String> has = new TreeSet<>();
    private Optional<LocalDate> before = Optional.empty();
    private Optional<LocalDate> after = Optional.empty();

    Reading(String text) {
      var at = 0;
      var terms = 0;
      while (at < text.length() && terms < MOST_TERMS && terms - words.size() < MOST_OTHERS) {
        if (Character.isWhitespace(text.charAt(at))) {
          at++;
          continue;
        }
        var end = end(text, at);
        take(text.substring(at, end));
        terms++;
        at = end;
      }
    }

    /** A term ends at white space outside quotation marks. */
    private static int end(String text, int from) {
      var quoted = false;
      for (var at = from; at < text.length(); at++) {
        var c = text.charAt(at);
        if (c == '"') {
          if (quoted) {
            return at + 1;
          }
          quoted = true;
        } else if (!quoted && Character.isWhitespace(c)) {
          return at;
        }
      }
      return text.length();
    }

    private void take(String term) {
      var colon = term.indexOf(':');
      if (colon > 0 && isUnfinished(term, colon)) {
        return;
      }
      if (colon > 0 && operator(term.substring(0, colon), bare(term.substring(colon + 1)))) {
        return;
      }
      if (term.length() > 1 && term.charAt(0) == '-') {
        without.add(bare(term.substring(1)));
      } else if (term.startsWith("\"")) {
        phrases.add(bare(term));
      } else if (term.endsWith("*") && bare(term).replace("*", "").length() >= SHORTEST_PREFIX) {
        prefixes.add(bare(term).replace("*", ""));
      } else {
        words.add(term);
      }
    }

    /** An operator after which nothing stands yet asks for nothing. */
    private static boolean isUnfinished(String term, int colon) {
      return OPERATORS.contains(term.substring(0, colon).toLowerCase(Locale.ROOT))
          && bare(term.substring(colon + 1)).isBlank();
    }

    private boolean operator(String name, String value) {
      if (value.isBlank()) {
        return false;
      }
      switch (name.toLowerCase(Locale.ROOT)) {
        case "from" -> from.add(value);
        case "in" -> in.add(value);
        case "alliance" -> alliance.add(value);
        case "stage" -> stage.add(value.replace('-', ' '));
        case "country" -> country.add(value);
        case "about" -> about.add(value.toLowerCase(Locale.ROOT));
        case "is" -> {
          return known(value, IS, is);
        }
        case "has" -> {
          return known(value, HAS, has);
        }
        case "before" -> {
          before = day(value);
          return before.isPresent();
        }
        case "after" -> {
          after = day(value);
          return after.isPresent();
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    private static boolean known(String value, Set<String> all, Set<String> into) {
      var small = value.toLowerCase(Locale.ROOT);
      if (!all.contains(small)) {
        return false;
      }
      into.add(small);
      return true;
    }

    private static Optional<LocalDate> day(String value) {
      try {
        var whole =
            switch (value.length()) {
              case 4 -> value + "-01-01";
              case 7 -> value + "-01";
              case 10 -> value;
              default -> "";
            };
        return Optional.of(LocalDate.parse(whole));
      } catch (DateTimeException _) {
        return Optional.empty();
      }
    }

    private static String bare(String term) {
      return term.replace("\"", " ").strip();
    }

    Question question() {
      return new Question(
          List.copyOf(words),
          List.copyOf(prefixes),
          List.copyOf(phrases),
          List.copyOf(without),
          List.copyOf(from),
          List.copyOf(in),
          List.copyOf(alliance),
          List.copyOf(stage),
          List.copyOf(country),
          List.copyOf(about),
          Set.copyOf(is),
          Set.copyOf(has),
          before,
          after);
    }
  }
}
