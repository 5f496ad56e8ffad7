package org.talanoa.moderation;

import org.talanoa.Refusal;
import org.talanoa.text.Clean;

/** What keepers write down: why they did something, and what they think of it. */
final class Reasons {
  /** The most letters of a reason or a note. */
  static final int LONGEST = 2_000;

  private Reasons() {}

  /** The words, in one paragraph; nothing is done without a reason. */
  static String given(String words) {
    return given(words, 3);
  }

  /** As {@link #given(String)}, where a few words would not do. */
  static String given(String words, int least) {
    var line = words.length() > 4 * LONGEST ? words.substring(0, 4 * LONGEST) : words;
    line = Clean.line(line);
    if (line.codePointCount(0, line.length()) < least
        || line.length() > LONGEST
        || Clean.isInvisible(line)) {
      throw new Refusal.NotLikeThis("reason.length", least, LONGEST);
    }
    return line;
  }

  /** Words that may be missing. */
  static String optional(String words) {
    return Clean.isInvisible(words) ? "" : given(words, 1);
  }
}
