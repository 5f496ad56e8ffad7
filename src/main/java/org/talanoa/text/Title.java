package org.talanoa.text;

import org.talanoa.Refusal;

/** A title: one line, 1 to {@link #LIMIT} long, clean. */
public record Title(String text) {
  /** The most UTF-16 units a title may have. */
  public static final int LIMIT = 140;

  public Title {
    text = Clean.text(text).replaceAll("\\s+", " ").strip();
    if (text.isEmpty() || text.length() > LIMIT) {
      throw new Refusal.NotLikeThis("text.titleLength", LIMIT);
    }
  }

  @Override
  public String toString() {
    return "Title[" + text.length() + " long]";
  }
}
