package org.talanoa.search;

import java.io.IOException;
import java.text.BreakIterator;
import java.time.Duration;
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

/**
 * The parts of texts that answer one question, with its words marked; the beginning of a text that
 * has none of them. Used by one thread.
 */
final class Passages {
  private static final int LONGEST_READ = 100_000;
  private static final int MOST = 2;

  private static final Pattern MARKED = Pattern.compile("<mark>([^<]*)</mark>");

  /** Sentences shorter than this come with those that follow. */
  private static final int LONG_ENOUGH = 120;

  private final Analyzer analyzer;
  private final Query wanted;
  private final Map<Language, UnifiedHighlighter> marking = new EnumMap<>(Language.class);
  private long nanosForFiles;

  Passages(Analyzer analyzer, Query wanted, Duration forFiles) {
    this.analyzer = analyzer;
    this.wanted = wanted;
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
        .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", true))
        .withMaxLength(LONGEST_READ)
        .withWeightMatches(false)
        .withBreakIterator(() ->
            LengthGoalBreakIterator.createMinLength(
                BreakIterator.getSentenceInstance(Locale.ROOT), LONG_ENOUGH, 0))
        .withFieldMatcher(field -> field.equals(Words.WORDS) || field.equals(language.stems()))
        .build();
  }
}
