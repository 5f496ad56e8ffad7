package org.talanoa.text;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Mentions in texts as they are written: {@code [Name](person:id)}. Takes linear time. */
public final class Mentions {
  /** An id is taken whole, so that it is not taken for another one that begins it. */
  private static final Pattern LEADING =
      Pattern.compile(
          "(?<mention>\\(person:(?<mentioned>\\p{Alnum}*+)[^()]{0,60}+\\))"
              + "|person:(?<id>\\p{Alnum}++)");

  private static final Pattern ID = Pattern.compile("person:(?<id>\\p{Alnum}++)");

  private Mentions() {}

  /** Whether the text leads to this person, in whatever form. */
  public static boolean name(String text, String person) {
    return ID.matcher(text).results().anyMatch(found -> found.group("id").equals(person));
  }

  /**
   * The text with other words in place of every mention of this person; what leads to them in
   * another form leads nowhere then.
   */
  public static String replaced(String text, String person, String words) {
    return replaced(text, person::equals, words);
  }

  /** The same for everybody. */
  public static String replacedAll(String text, String words) {
    return replaced(text, _ -> true, words);
  }

  private static String replaced(String text, Predicate<String> whom, String words) {
    var replaced = new StringBuilder();
    var done = 0;
    var found = LEADING.matcher(text);
    for (var at = 0; found.find(at); ) {
      var isMention = found.start("mention") >= 0;
      var id = isMention ? "mentioned" : "id";
      at = found.end(id);
      if (whom.test(text.substring(found.start(id), at))) {
        var from = isMention ? beginning(text, done, found.start()) : found.start();
        replaced.append(text, done, from);
        if (isMention) {
          replaced.append(from < found.start() ? words : "(" + words + ")");
        } else {
          replaced.append("person:former");
        }
        done = found.end();
        at = done;
      }
    }
    return replaced.append(text, done, text.length()).toString();
  }

  /** Where the brackets before this place begin, and the sign for calling before them. */
  private static int beginning(String text, int least, int at) {
    if (at == least || text.charAt(at - 1) != ']') {
      return at;
    }
    var depth = 0;
    for (var i = at - 1; i >= least; i--) {
      switch (text.charAt(i)) {
        case ']' -> depth++;
        case '[' -> {
          if (--depth == 0) {
            return i > least && text.charAt(i - 1) == '@' ? i - 1 : i;
          }
        }
        default -> {}
      }
    }
    return at;
  }
}
