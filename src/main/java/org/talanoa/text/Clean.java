package org.talanoa.text;

import java.text.Normalizer;

/**
 * Takes out of a text what nobody means to write, so that no character acts beyond its own line.
 * Cleaning twice changes nothing.
 */
public final class Clean {
  private static final int POP_ISOLATE = 0x2069;

  private Clean() {}

  /**
   * The text on one line, in NFC, without control characters and white space around it. May be
   * empty.
   */
  public static String line(String source) {
    return text(source).replaceAll("\\s+", " ").strip();
  }

  /** Whether somebody who looks at this text sees nothing. */
  public static boolean isInvisible(String text) {
    return text.codePoints().allMatch(Clean::isInvisible);
  }

  /**
   * The text in NFC, with {@code \n} line ends, without control characters (but {@code \t}),
   * embeddings and overrides of direction and non-characters; an isolate of direction ends in the
   * line it begins in. A lone surrogate becomes U+FFFD.
   */
  public static String text(String source) {
    var clean = new StringBuilder(source.length());
    var lines = source.replace("\r\n", "\n");
    var isolates = 0;
    for (var i = 0; i < lines.length(); ) {
      var c = lines.codePointAt(i);
      i += Character.charCount(c);
      if (isLineEnd(c)) {
        close(clean, isolates);
        isolates = 0;
        clean.append('\n');
      } else if (isIsolate(c)) {
        isolates++;
        clean.appendCodePoint(c);
      } else if (c == POP_ISOLATE) {
        if (isolates > 0) {
          isolates--;
          clean.appendCodePoint(c);
        }
      } else if (Character.getType(c) == Character.SURROGATE) {
        clean.append('\uFFFD');
      } else if (!isUnwanted(c)) {
        clean.appendCodePoint(c);
      }
    }
    close(clean, isolates);
    return Normalizer.normalize(clean, Normalizer.Form.NFC);
  }

  private static void close(StringBuilder clean, int isolates) {
    clean.repeat(POP_ISOLATE, isolates);
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private static boolean isIsolate(int c) {
    return c >= 0x2066 && c <= 0x2068;
  }

  /** Controls, embeddings and overrides of direction, non-characters. */
  private static boolean isUnwanted(int c) {
    return Character.getType(c) == Character.CONTROL && c != '\t'
        || c >= 0x202A && c <= 0x202E
        || (c & 0xFFFE) == 0xFFFE
        || c >= 0xFDD0 && c <= 0xFDEF;
  }

  private static boolean isInvisible(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.CONTROL
        || c >= 0xFE00 && c <= 0xFE0F
        || switch (c) {
          case 0x034F, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0 -> true;
          default -> false;
        };
  }
}
