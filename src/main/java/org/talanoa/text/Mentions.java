package org.talanoa.text;

/** Mentions in texts as they are written: {@code [Name](person:id)}. */
public final class Mentions {
  private static final int LONGEST_LABEL = 300;
  private static final String BEGINNING = "(person:";

  private Mentions() {}

  /** Whether the text leads to this person, in whatever form. */
  public static boolean name(String text, String person) {
    return text.contains("person:" + person);
  }

  /**
   * The text with other words in place of every mention of this person; what leads to them in
   * another form leads nowhere then. Takes time linear in the text.
   */
  public static String replaced(String text, String person, String words) {
    var mention = BEGINNING + person + ")";
    var replaced = new StringBuilder();
    var done = 0;
    for (var at = text.indexOf(mention); at >= 0; at = text.indexOf(mention, at + 1)) {
      var from = beginning(text, done, at);
      replaced.append(text, done, from).append(from < at ? words : "(" + words + ")");
      done = at + mention.length();
    }
    replaced.append(text, done, text.length());
    return replaced.toString().replace("person:" + person, "person:former");
  }

  /** The text with other words in place of every mention of anybody. */
  public static String replacedAll(String text, String words) {
    var replaced = text;
    for (var at = replaced.indexOf(BEGINNING); at >= 0; at = replaced.indexOf(BEGINNING, at + 1)) {
      var end = replaced.indexOf(')', at);
      if (end < 0 || end - at > 60) {
        continue;
      }
      var from = beginning(replaced, Math.max(0, at - LONGEST_LABEL), at);
      replaced = replaced.substring(0, from) + words + replaced.substring(end + 1);
      at = Math.max(0, from - 1);
    }
    return replaced.replace("person:", "person ");
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
