package org.talanoa.text;

import org.talanoa.Refusal;

/** A title or a name: one line, clean, 1 to {@link #LIMIT} long, with something to be seen. */
public record Title(String text) {
  /** The most UTF-16 units a title may have. */
  public static final int LIMIT = 140;

  public Title {
    text = Clean.line(text);
    if (text.length() > LIMIT || Clean.isInvisible(text)) {
      throw new Refusal.NotLikeThis("text.titleLength", LIMIT);
    }
  }

  @Override
  public String toString() {
    return "Title[" + text.length() + " long]";
  }
}
