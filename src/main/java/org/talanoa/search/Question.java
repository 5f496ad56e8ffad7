package org.talanoa.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.talanoa.discussion.Reaction;

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
 * @param about kinds of tacit knowledge by id or name, of all of which it must be marked
 * @param is {@code experience}, {@code story}, {@code problem} or {@code unanswered}
 * @param has {@code attachment}, {@code link}, {@code poll}, or a reaction of somebody
 * @param whole what stands in quotation marks of the names of authors and rooms: where something is
 *     called exactly so, only that is meant
 * @param mistaken what begins like an operator and is none, and is among the words
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
    Optional<LocalDate> after,
    Set<String> whole,
    List<String> mistaken) {
  /** Longer questions are cut. */
  public static final int LONGEST = 2_000;

  /** What a text can be asked to be. */
  public static final Set<String> IS = Set.of("experience", "story", "problem", "unanswered");

  /** What it can be asked to have. */
  public static final Set<String> HAS =
      Stream.concat(
              Stream.of("attachment", "link", "poll"),
              Arrays.stream(Reaction.values()).map(Reaction::wireName))
          .collect(Collectors.toUnmodifiableSet());

  /** The words before a colon that narrow a question. */
  public static final Set<String> OPERATORS =
      Set.of("from", "in", "alliance", "stage", "country", "about", "is", "has", "before", "after");

  /** More words than this are a sentence, of which not each word has to be in the answer. */
  private static final int MOST_KEYWORDS = 4;

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  /** What is asked by this text. */
  public static Question of(String text) {
    var reading = new Reading();
    Term.in(text).forEach(reading::take);
    return reading.question();
  }

  /** What is asked by whoever looks for what is like a text, all of which is taken as words. */
  static Question like(String text) {
    var read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    var reading = new Reading();
    WHITE_SPACE
        .splitAsStream(Term.OTHER_QUOTES.matcher(read).replaceAll(" ").replace('"', ' '))
        .filter(word -> !word.isEmpty())
        .limit(Term.MOST)
        .forEach(reading.words::add);
    return reading.question();
  }

  /** The same where these are the kinds of tacit knowledge; any other is only a word. */
  Question knowing(Predicate<String> kinds) {
    var unknown =
        about.stream()
            .filter(kinds.negate())
            .map(kind -> "about:" + (kind.indexOf(' ') < 0 ? kind : '"' + kind + '"'))
            .toList();
    return unknown.isEmpty()
        ? this
        : new Question(
            joined(words, unknown),
            prefixes,
            phrases,
            without,
            from,
            in,
            alliance,
            stage,
            country,
            about.stream().filter(kinds).toList(),
            is,
            has,
            before,
            after,
            whole,
            joined(mistaken, unknown));
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** Whether nothing is asked for but what narrows. */
  boolean hasNoWords() {
    return words.isEmpty() && phrases.isEmpty() && prefixes.isEmpty();
  }

  /** Whether this is asked in a sentence, not by keywords. */
  boolean isSentence() {
    return words.size() > MOST_KEYWORDS || words.stream().anyMatch(Unspaced::isSentence);
  }

  /** What is asked for in words, as far as it has a meaning together. */
  public String text() {
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
    private final Set<String> whole = new TreeSet<>();
    private final List<String> mistaken = new ArrayList<>();
    private Optional<LocalDate> before = Optional.empty();
    private Optional<LocalDate> after = Optional.empty();

    void take(Term term) {
      var value = term.value();
      switch (term.form()) {
        case WORD -> words.add(value);
        case MISTAKEN -> {
          words.add(value);
          mistaken.add(value);
        }
        case BEGINNING -> prefixes.add(value);
        case PHRASE -> phrases.add(value);
        case WITHOUT -> without.add(value);
        case OPERATOR -> narrow(term, value);
        case UNFINISHED -> {}
      }
    }

    private void narrow(Term term, String value) {
      if (term.quoted() && (term.is("from") || term.is("in"))) {
        whole.add(value);
      }
      switch (term.operator()) {
        case "from" -> from.add(value);
        case "in" -> in.add(value);
        case "alliance" -> alliance.add(value);
        case "stage" -> stage.add(value.replace('-', ' '));
        case "country" -> country.add(value);
        case "about" -> about.add(value);
        case "is" -> is.add(value);
        case "has" -> has.add(value);
        case "before" -> before = Term.day(value);
        case "after" -> after = Term.day(value);
        default -> throw new IllegalStateException(term.operator());
      }
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
          after,
          Set.copyOf(whole),
          List.copyOf(mistaken));
    }
  }
}
