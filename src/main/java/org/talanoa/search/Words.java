package org.talanoa.search;

import java.io.Reader;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.util.ElisionFilter;

/** How text becomes words: as written without accents, and beside it as stems. */
final class Words {
  static final String WORDS = "words";
  static final String STEMS = "stems";

  /** So far apart are a title and a text that no phrase reaches from one into the other. */
  private static final int BETWEEN_TEXTS = 1_000;

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

  static Analyzer analyzer() {
    return new PerFieldAnalyzerWrapper(folded(false), Map.of(STEMS, folded(true)));
  }

  private static Analyzer folded(boolean stemmed) {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        var source = new StandardTokenizer();
        source.setMaxTokenLength(100);
        var words = new ElisionFilter(source, FrenchAnalyzer.DEFAULT_ARTICLES);
        var folded = fold(words);
        return new TokenStreamComponents(
            source, stemmed ? new KStemFilter(new EnglishPossessiveFilter(folded)) : folded);
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

  private static TokenStream fold(TokenStream words) {
    var plain = new UnmarkedFilter(new CJKWidthFilter(new LowerCaseFilter(words)));
    return new ArabicNormalizationFilter(new DecimalDigitFilter(new ASCIIFoldingFilter(plain)));
  }
}
