package org.talanoa.text;

import java.util.ArrayList;
import java.util.List;

/** Finds addresses of mail. */
final class Emails {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_HOST = 253;

  private Emails() {}

  static List<Hint> in(String words) {
    var found = new ArrayList<Hint>();
    for (var at = words.indexOf('@'); at >= 0; at = words.indexOf('@', at + 1)) {
      var from = nameBefore(words, at);
      var to = hostAfter(words, at + 1);
      if (from < at && isHost(words.substring(at + 1, to))) {
        found.add(new Hint(Hint.Kind.EMAIL, from, to));
      }
    }
    return found;
  }

  private static int nameBefore(String words, int at) {
    var from = at;
    while (from > 0 && at - from < LONGEST_NAME && isOfName(words.charAt(from - 1))) {
      from--;
    }
    while (from < at && words.charAt(from) == '.') {
      from++;
    }
    return from;
  }

  private static boolean isOfName(char letter) {
    return Character.isLetterOrDigit(letter) || "._%+-'".indexOf(letter) >= 0;
  }

  private static int hostAfter(String words, int from) {
    var to = from;
    while (to < words.length() && to - from < LONGEST_HOST && isOfHost(words.charAt(to))) {
      to++;
    }
    while (to > from && !Character.isLetterOrDigit(words.charAt(to - 1))) {
      to--;
    }
    return to;
  }

  private static boolean isOfHost(char letter) {
    return Character.isLetterOrDigit(letter) || letter == '.' || letter == '-';
  }

  private static boolean isHost(String host) {
    var dot = host.lastIndexOf('.');
    return dot > 0
        && host.length() - dot > 2
        && !host.contains("..")
        && host.substring(dot + 1).chars().allMatch(Character::isLetter);
  }
}
