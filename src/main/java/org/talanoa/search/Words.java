package org.talanoa.search;

import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
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

  private Words() {}

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
