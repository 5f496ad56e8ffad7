package org.talanoa.text;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The plain words of a text, in which some are found again. White space is not compared, because it
 * is not the same wherever the words are shown.
 */
public final class PlainWords {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}+");

  private final String plain;
  private final String dense;

  /** Where each unit of the dense words stands in the plain ones. */
  private final int[] places;

  private PlainWords(String plain) {
    this.plain = plain;
    this.dense = dense(plain);
    this.places = new int[dense.length()];
    var spaces = WHITE_SPACE.matcher(plain);
    var from = 0;
    var known = 0;
    while (spaces.find()) {
      known = place(known, from, spaces.start());
      from = spaces.end();
    }
    place(known, from, plain.length());
  }

  private int place(int known, int from, int to) {
    for (var place = from; place < to; place++) {
      places[known + place - from] = place;
    }
    return known + to - from;
  }

  /** Of words as {@link Rendering#plain} gives them. */
  public static PlainWords of(String plain) {
    return new PlainWords(plain);
  }

  private static String dense(String words) {
    return WHITE_SPACE.matcher(words).replaceAll("");
  }

  /** Where these words stand for the nth time, counted from 0. */
  public Optional<Stretch> find(String words, int nth) {
    var sought = dense(words);
    if (sought.isEmpty() || nth < 0) {
      return Optional.empty();
    }
    var at = dense.indexOf(sought);
    for (var before = 0; at >= 0 && before < nth; before++) {
      at = dense.indexOf(sought, at + 1);
    }
    return at < 0
        ? Optional.empty()
        : Optional.of(new Stretch(places[at], places[at + sought.length() - 1] + 1));
  }

  /** How often the same words stand before these. */
  public int countBefore(Stretch stretch) {
    var sought = dense(in(stretch));
    var found = Arrays.binarySearch(places, stretch.from());
    var end = found < 0 ? -found - 1 : found;
    var count = 0;
    for (var at = dense.indexOf(sought); at >= 0 && at < end; at = dense.indexOf(sought, at + 1)) {
      count++;
    }
    return count;
  }

  /** The words themselves; fewer, or none, where the text is shorter. */
  public String in(Stretch stretch) {
    return plain.substring(
        Math.min(stretch.from(), plain.length()), Math.min(stretch.to(), plain.length()));
  }

  /**
   * Where words of this text stand after it was worded otherwise: where everything up to them or
   * from them on is as it was, or where they are found once before and after.
   */
  public Optional<Stretch> moved(Stretch stretch, PlainWords after) {
    if (plain.regionMatches(0, after.plain, 0, stretch.to())) {
      return Optional.of(stretch);
    }
    var left = plain.length() - stretch.from();
    var from = after.plain.length() - left;
    if (left > 0 && from >= 0 && plain.regionMatches(stretch.from(), after.plain, from, left)) {
      return Optional.of(new Stretch(from, from + stretch.to() - stretch.from()));
    }
    var words = in(stretch);
    return isThereOnce(words) && after.isThereOnce(words) ? after.find(words, 0) : Optional.empty();
  }

  private boolean isThereOnce(String words) {
    return find(words, 0).isPresent() && find(words, 1).isEmpty();
  }
}
