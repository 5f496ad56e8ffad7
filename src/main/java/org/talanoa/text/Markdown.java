package org.talanoa.text;

import org.talanoa.Refusal;

/** Text that came from a person, in Markdown: clean, at most {@link #LIMIT} long, not blank. */
public record Markdown(String source) {
  /** The most UTF-16 units a text may have. */
  public static final int LIMIT = 40_000;

  private static final int NOT_WORTH_CLEANING = 4 * LIMIT;

  public Markdown {
    if (source.length() > NOT_WORTH_CLEANING) {
      throw new Refusal.NotLikeThis("text.tooLong", LIMIT);
    }
    source = Clean.text(source).stripTrailing();
    if (source.length() > LIMIT) {
      throw new Refusal.NotLikeThis("text.tooLong", LIMIT);
    }
    if (Clean.isInvisible(source)) {
      throw new Refusal.NotLikeThis("text.empty");
    }
  }

  /** The text, or a refusal that says what is wrong with it. */
  public static Markdown of(String source) {
    return new Markdown(source);
  }

  @Override
  public String toString() {
    return "Markdown[" + source.length() + " long]";
  }
}
