package org.talanoa.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A part of a question, as it was typed.
 *
 * @param operator the word before the colon, in small letters; empty where there is none
 * @param value what is asked for, without the signs that say how
 * @param quoted whether the value of an operator stands in quotation marks
 * @param from where it begins, in UTF-16 units
 * @param to where it ends
 */
public record Term(Form form, String operator, String value, boolean quoted, int from, int to) {
  /** What a term asks for. */
  public enum Form {
    WORD,
    BEGINNING,
    PHRASE,
    WITHOUT,
    /** What narrows the question. */
    OPERATOR,
    /** What begins like an operator and is none; it is taken as a word. */
    MISTAKEN,
    /** An operator after which nothing stands yet; it asks for nothing. */
    UNFINISHED
  }

  /** More terms of one question are not read. */
  static final int MOST = 300;

  /** So many of what costs more than a word. */
  private static final int MOST_OTHERS = 32;

  private static final int SHORTEST_BEGINNING = 2;
  static final Pattern OTHER_QUOTES = Pattern.compile("[“”„‟«»＂]");

  /** The terms of a question, in their order; what is too long is cut. */
  public static List<Term> in(String question) {
    var read =
        question.length() > Question.LONGEST ? question.substring(0, Question.LONGEST) : question;
    var text = OTHER_QUOTES.matcher(read).replaceAll("\"");
    var terms = new ArrayList<Term>();
    var others = 0;
    var at = 0;
    while (at < text.length() && terms.size() < MOST && others < MOST_OTHERS) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      var end = end(text, at);
      var term = of(text.substring(at, end), at);
      terms.add(term);
      others += term.isWord() ? 0 : 1;
      at = end;
    }
    return terms;
  }

  /** Whether it is looked for as a word, in other forms and by its meaning too. */
  public boolean isWord() {
    return form == Form.WORD || form == Form.MISTAKEN;
  }

  /** Whether this operator stands before it, and was understood. */
  public boolean is(String wanted) {
    return form == Form.OPERATOR && operator.equals(wanted);
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

  private static Term of(String typed, int at) {
    var to = at + typed.length();
    var colon = typed.indexOf(':');
    if (colon > 0) {
      var operator = typed.substring(0, colon).toLowerCase(Locale.ROOT);
      if (Question.OPERATORS.contains(operator)) {
        var after = typed.substring(colon + 1);
        var value = bare(after);
        if (value.isEmpty()) {
          return new Term(Form.UNFINISHED, operator, "", false, at, to);
        }
        return understood(operator, value)
            .map(known -> new Term(Form.OPERATOR, operator, known, isQuoted(after), at, to))
            .orElseGet(() -> new Term(Form.MISTAKEN, operator, typed, false, at, to));
      }
    }
    if (typed.length() > 1 && typed.charAt(0) == '-') {
      return new Term(Form.WITHOUT, "", bare(typed.substring(1)), false, at, to);
    }
    if (typed.startsWith("\"")) {
      return new Term(Form.PHRASE, "", bare(typed), false, at, to);
    }
    var beginning = bare(typed).replace("*", "");
    return typed.endsWith("*") && beginning.length() >= SHORTEST_BEGINNING
        ? new Term(Form.BEGINNING, "", beginning, false, at, to)
        : new Term(Form.WORD, "", typed, false, at, to);
  }

  /** The value as it is known; nothing where the operator has no such value. */
  private static Optional<String> understood(String operator, String value) {
    return switch (operator) {
      case "is" -> known(value, Question.IS);
      case "has" -> known(value, Question.HAS);
      case "before", "after" -> day(value).map(_ -> value);
      default -> Optional.of(value);
    };
  }

  /** Of a value of several words the first is enough. */
  private static Optional<String> known(String value, Set<String> all) {
    var small = value.toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(known -> known.equals(small) || known.startsWith(small + "-"))
        .findFirst();
  }

  /** The day that is meant by a date, a month or a year: the first of it. */
  public static Optional<LocalDate> day(String value) {
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

  private static boolean isQuoted(String value) {
    return value.length() > 2 && value.startsWith("\"") && value.endsWith("\"");
  }

  private static String bare(String term) {
    return term.replace("\"", " ").strip();
  }
}
