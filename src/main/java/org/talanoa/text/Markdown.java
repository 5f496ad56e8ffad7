package org.talanoa.text;

import org.talanoa.Refusal;

/** Text that came from a person, in Markdown. Not blank, at most {@link #LIMIT} long, clean. */
public record Markdown(String source) {
  /** The most UTF-16 units a text may have. */
  public static final int LIMIT = 40_000;

  public Markdown {
    if (source.length() > LIMIT) {
      throw new Refusal.NotLikeThis("text.tooLong", LIMIT);
    }
    source = Clean.text(source).stripTrailing();
    if (source.codePoints().allMatch(Markdown::isInvisible)) {
      throw new Refusal.NotLikeThis("text.empty");
    }
  }

  /** The text, or a refusal that says what is wrong with it. */
  public static Markdown of(String source) {
    return new Markdown(source);
  }

  private static boolean isInvisible(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.CONTROL;
  }

  @Override
  public String toString() {
    return "Markdown[" + source.length() + " long]";
  }
}
