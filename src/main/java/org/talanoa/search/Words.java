package org.talanoa.search;

import static org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter.truncateAfterCodePoints;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.miscellaneous.SetKeywordMarkerFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/** How text becomes words: as written, the same without accents, and beside it as stems. */
final class Words {
  static final String WORDS = "words";

  /** Words with their accents, those that may have some: whoever writes them finds those first. */
  static final String SPELT = "spelt";

  /** The words of the files that a message carries. */
  static final String FILES = "files";

  /** So far apart are a title and a text that no phrase reaches from one into the other. */
  private static final int BETWEEN_TEXTS = 1_000;

  /** What is longer is found by its beginning. */
  private static final int LONGEST = 100;

  /** Words that mean something else without their last letter. */
  private static final CharArraySet NO_PLURALS =
      new CharArraySet(
          List.of(
              "news",
              "customs",
              "goods",
              "means",
              "does",
              "always",
              "perhaps",
              "corps",
              "premises",
              "proceeds",
              "thus"),
          false);

  /** Signs nobody sees that stick to a word, and narrow spaces that tie two words together. */
  private static final NormalizeCharMap SIGNS = signs();

  private Words() {}

  private static NormalizeCharMap signs() {
    var signs = new NormalizeCharMap.Builder();
    signs.add("\u202F", " ");
    signs.add("\u200C", " ");
    "\u00AD\u061C\u200E\u200F\u2060\u2066\u2067\u2068\u2069\uFEFF"
        .chars()
        .forEach(sign -> signs.add(Character.toString(sign), ""));
    return signs.build();
  }

  /** The stems of a text are in the field of its language, and are brought there by its rules. */
  static Analyzer analyzer() {
    var others = new HashMap<String, Analyzer>();
    for (var language : Language.values()) {
      var stemming = analyzer(stemming(language));
      others.put(language.stems(), stemming);
      others.put(language.stemsInFiles(), stemming);
    }
    others.put(SPELT, analyzer(Words::accented));
    return new PerFieldAnalyzerWrapper(analyzer(Words::fold), others);
  }

  /** The words of a text as they are kept in the index. */
  static List<String> of(Analyzer analyzer, String text) {
    var words = new ArrayList<String>();
    try (var stream = analyzer.tokenStream(WORDS, text)) {
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        words.add(term.toString());
      }
      stream.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return words;
  }

  /** From words in small letters to their folded stems. */
  private static UnaryOperator<TokenStream> stemming(Language language) {
    return switch (language) {
      case ENGLISH -> Words::stemEnglish;
      case FRENCH -> words -> fold(new FrenchLightStemFilter(words));
      case SPANISH -> words -> fold(new SpanishLightStemFilter(words));
      case PORTUGUESE -> words -> fold(new PortugueseLightStemFilter(words));
      case RUSSIAN -> words -> fold(new RussianLightStemFilter(words));
      case ARABIC -> words -> new ArabicStemFilter(new ArabicAndFilter(fold(words)));
      case VIETNAMESE, CHINESE, OTHER -> Words::fold;
    };
  }

  /** What leaves every plural alone that has an entry in a dictionary is helped with those. */
  private static TokenStream stemEnglish(TokenStream words) {
    var kept = new SetKeywordMarkerFilter(new EnglishPossessiveFilter(fold(words)), NO_PLURALS);
    return new EnglishMinimalStemFilter(new KStemFilter(kept));
  }

  private static Analyzer analyzer(UnaryOperator<TokenStream> brought) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        var source = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
        var small = new LowerCaseFilter(truncateAfterCodePoints(source, LONGEST));
        var words = new ElisionFilter(small, FrenchAnalyzer.DEFAULT_ARTICLES);
        return new TokenStreamComponents(source, brought.apply(words));
      }

      @Override
      protected Reader initReader(String field, Reader text) {
        return new MappingCharFilter(SIGNS, text);
      }

      @Override
      protected TokenStream normalize(String field, TokenStream in) {
        return fold(in);
      }

      @Override
      public int getPositionIncrementGap(String field) {
        return BETWEEN_TEXTS;
      }
    };
  }

  private static TokenStream accented(TokenStream words) {
    return new FilteringTokenFilter(new ICUNormalizer2Filter(words)) {
      private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

      @Override
      protected boolean accept() {
        return term.chars().anyMatch(c -> c > 0x7F);
      }
    };
  }

  private static TokenStream fold(TokenStream words) {
    var plain = new UnmarkedFilter(new CJKWidthFilter(new LowerCaseFilter(words)));
    return new ArabicNormalizationFilter(new DecimalDigitFilter(new ASCIIFoldingFilter(plain)));
  }
}
