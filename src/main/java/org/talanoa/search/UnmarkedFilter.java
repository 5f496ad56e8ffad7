package org.talanoa.search;

import java.io.IOException;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Takes the marks off letters, however they are encoded: accents, Hebrew points, Arabic vowels.
 * Marks that are vowels of their own, as in Devanagari, stay.
 */
final class UnmarkedFilter extends TokenFilter {
  private static final Pattern MARKS =
      Pattern.compile("[\\u0300-\\u036F\\u0591-\\u05C7\\u064B-\\u065F\\u0670]");

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

  UnmarkedFilter(TokenStream in) {
    super(in);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    if (!term.chars().allMatch(c -> c < 0x80)) {
      var apart = Normalizer.normalize(term, Normalizer.Form.NFKD);
      var bare = MARKS.matcher(apart).replaceAll("");
      term.setEmpty().append(Normalizer.normalize(bare, Normalizer.Form.NFKC));
    }
    return true;
  }
}
