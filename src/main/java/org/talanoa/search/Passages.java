package org.talanoa.search;

import java.io.IOException;
import java.text.BreakIterator;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.talanoa.discussion.Message;
import org.talanoa.text.Stretch;

/**
 * The parts of texts that answer one question, with its words marked; the beginning of a text that
 * has none of them. Used by one thread.
 */
final class Passages {
  private static final int LONGEST_READ = 100_000;
  private static final int MOST = 2;
  private static final String BETWEEN = " … ";

  private static final Pattern MARKED = Pattern.compile("<mark>([^<]*)</mark>");

  /** Sentences shorter than this come with those that follow. */
  private static final int LONG_ENOUGH = 120;

  private final Analyzer analyzer;
  private final Query wanted;
  private final Set<String> kinds;
  private final Map<Language, UnifiedHighlighter> marking = new EnumMap<>(Language.class);
  private long nanosForFiles;

  /**
   * @param kinds by which kinds of tacit knowledge a part has to be marked to be shown first
   * @param forFiles so long files are read
   */
  Passages(Analyzer analyzer, Query wanted, Set<String> kinds, Duration forFiles) {
    this.analyzer = analyzer;
    this.wanted = wanted;
    this.kinds = Set.copyOf(kinds);
    this.nanosForFiles = forFiles.toNanos();
  }

  /** Safe markup; nothing where so much was read in files already that the answer would be late. */
  String ofFile(String text) throws IOException {
    if (nanosForFiles <= 0) {
      return "";
    }
    var began = System.nanoTime();
    var passage = of(text);
    nanosForFiles -= System.nanoTime() - began;
    return passage;
  }

  /** What answers the question in a message, or what peers have marked in it so. */
  String of(Message message, String plain) throws IOException {
    var parts =
        message.tellings().stream()
            .filter(telling -> kinds.contains(telling.kind()))
            .flatMap(telling -> telling.part().stream())
            .filter(part -> part.to() <= plain.length())
            .distinct()
            .sorted(Comparator.comparingInt(Stretch::from))
            .limit(MOST)
            .toList();
    if (parts.isEmpty()) {
      return of(plain);
    }
    var told =
        parts.stream()
            .map(part -> plain.substring(part.from(), part.to()).strip())
            .collect(Collectors.joining(BETWEEN));
    var before = parts.getFirst().from() > 0 ? BETWEEN.stripLeading() : "";
    var after = parts.getLast().to() < plain.length() ? BETWEEN.stripTrailing() : "";
    return of(before + told + after);
  }

  /** Safe markup. */
  String of(String text) throws IOException {
    var language = Language.of(text);
    var passage =
        marking
            .computeIfAbsent(language, this::marking)
            .highlightWithoutSearcher(language.stems(), wanted, text, MOST);
    return passage == null ? "" : passage.toString();
  }

  /** The words that are marked in such a passage. */
  static Set<String> marked(String passage) {
    return MARKED
        .matcher(passage)
        .results()
        .map(word -> word.group(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private UnifiedHighlighter marking(Language language) {
    return UnifiedHighlighter.builderWithoutSearcher(analyzer)
        .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", BETWEEN, true))
        .withMaxLength(LONGEST_READ)
        .withWeightMatches(false)
        .withBreakIterator(() ->
            LengthGoalBreakIterator.createMinLength(
                BreakIterator.getSentenceInstance(Locale.ROOT), LONG_ENOUGH, 0))
        .withFieldMatcher(field -> field.equals(Words.WORDS) || field.equals(language.stems()))
        .build();
  }
}
