package org.talanoa.bench;

import org.talanoa.discussion.Draft;

/** What is said in benchmarks: some 300 characters, with a number that is found again in frames. */
final class Talk {
  static final String WORDS =
      "When the minister changed we lost two champions in a month. What kept the work alive was a "
          + "walk with seven cups of tea: we went from desk to desk and asked each colleague what "
          + "they would miss most if the reform stopped tomorrow, and wrote that down for whoever "
          + "came next. Has anybody tried this elsewhere?";

  /** Stands before the number in the words. */
  static final byte SAID = '^';

  /** Stands before the number in the draft's key. */
  static final byte KEY = 'Q';

  static final int DIGITS = 7;

  private Talk() {}

  static String words(int number) {
    return WORDS + " ^" + digits(number);
  }

  static String key(int number) {
    return "key-Q" + digits(number);
  }

  static Draft draft(int number) {
    return Draft.of(key(number), words(number));
  }

  private static String digits(int number) {
    return String.format("%0" + DIGITS + "d", number);
  }
}
