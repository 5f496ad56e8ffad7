package org.talanoa.door.command;

import java.util.regex.Pattern;

/** Text that was never Markdown, written so that Markdown shows it as it stands. */
final class PlainText {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>#|~&!]");
  private static final Pattern BEGINNING = Pattern.compile("(?m)^(\\s*)([-+=]|\\d{1,9}(?=[.)]))");
  private static final Pattern INDENTED = Pattern.compile("(?m)^[ \\t]+");

  private PlainText() {}

  static String asMarkdown(String text) {
    var escaped = new StringBuilder();
    for (var part : text.split("(?<=\\s)|(?=\\s)")) {
      escaped.append(
          part.startsWith("http://") || part.startsWith("https://")
              ? part
              : SPECIAL.matcher(part).replaceAll("\\\\$0"));
    }
    var flush = INDENTED.matcher(escaped).replaceAll("");
    return BEGINNING
        .matcher(flush)
        .replaceAll(found -> Character.isDigit(found.group(2).charAt(0)) ? "$1$2\\\\" : "$1\\\\$2");
  }
}
