package org.talanoa.search;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/**
 * In Arabic "and" is a letter at the beginning of the next word, which stemming takes off; but many
 * a word, as that for a ministry, begins with this letter itself. Such a word is followed by itself
 * with the article, of which only the article is taken off.
 */
final class ArabicAndFilter extends TokenFilter {
  private static final char AND = 'و';
  private static final String ARTICLE = "ال";

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute position =
      addAttribute(PositionIncrementAttribute.class);
  private @Nullable State toRepeat;

  ArabicAndFilter(TokenStream words) {
    super(words);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (toRepeat != null) {
      restoreState(toRepeat);
      toRepeat = null;
      position.setPositionIncrement(0);
      var word = term.toString();
      term.setEmpty().append(ARTICLE).append(word);
      return true;
    }
    if (!input.incrementToken()) {
      return false;
    }
    if (term.length() > 1 && term.charAt(0) == AND && !term.toString().startsWith(AND + ARTICLE)) {
      toRepeat = captureState();
    }
    return true;
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    toRepeat = null;
  }
}
