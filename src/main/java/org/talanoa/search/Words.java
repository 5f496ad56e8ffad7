package org.talanoa.search;

import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/** How text becomes words: as written without accents, and beside it as stems. */
final class Words {
  static final String WORDS = "words";
  static final String STEMS = "stems";
  static final String TITLE = "title";

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
        TokenStream words = new ASCIIFoldingFilter(new LowerCaseFilter(source));
        if (stemmed) {
          words = new KStemFilter(new EnglishPossessiveFilter(words));
        }
        return new TokenStreamComponents(source, words);
      }

      @Override
      protected TokenStream normalize(String field, TokenStream in) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(in));
      }
    };
  }
}
