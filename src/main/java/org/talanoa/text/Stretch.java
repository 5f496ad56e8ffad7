package org.talanoa.text;

import org.talanoa.Refusal;

/**
 * Some of the plain words of a text.
 *
 * @param from where they begin, in UTF-16 units
 * @param to where they end
 */
public record Stretch(int from, int to) {
  public Stretch {
    if (from < 0 || to <= from) {
      throw new Refusal.NotLikeThis("text.stretch");
    }
  }
}
