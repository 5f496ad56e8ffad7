package org.talanoa.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what may identify somebody in a text: names of given persons, telephone numbers, addresses
 * and numbers that stand for one person. By rules that run here; they point something out and prove
 * nothing. Takes time linear in the text.
 */
public final class Identifying {
  /** More than this in one text helps nobody. */
  public static final int MOST = 200;

  private Identifying() {}

  /** What may identify somebody, in the order of the text; no two overlap. */
  public static List<Hint> hints(String words, KnownNames names) {
    var tokens = Tokens.of(words);
    var found = new ArrayList<Hint>();
    found.addAll(Emails.in(words));
    found.addAll(new Numbers(words, tokens).hints());
    found.addAll(new Places(words, tokens).hints());
    found.addAll(new Persons(words, tokens, names).hints(MOST));
    return apart(found);
  }

  /**
   * The text with other words in place of every person that is found in it, however many, also
   * inside addresses, and of every address of mail.
   */
  public static String unnamed(String words, KnownNames names, String instead) {
    var found = new ArrayList<>(Emails.in(words));
    found.addAll(new Persons(words, Tokens.everywhere(words), names).hints(Integer.MAX_VALUE));
    found.sort(Comparator.comparingInt(Hint::from));
    var unnamed = new StringBuilder();
    var done = 0;
    for (var hint : found) {
      if (hint.from() >= done) {
        unnamed.append(words, done, hint.from()).append(instead);
      }
      done = Math.max(done, hint.to());
    }
    return unnamed.append(words, done, words.length()).toString();
  }

  /** Where two overlap, the one that begins first stays; of two that begin together, the longer. */
  private static List<Hint> apart(List<Hint> found) {
    found.sort(
        Comparator.comparingInt(Hint::from)
            .thenComparing(Comparator.comparingInt(Hint::to).reversed())
            .thenComparing(Hint::kind));
    var apart = new ArrayList<Hint>();
    var end = 0;
    for (var hint : found) {
      if (hint.from() >= end && apart.size() < MOST) {
        apart.add(hint);
        end = hint.to();
      }
    }
    return List.copyOf(apart);
  }
}
