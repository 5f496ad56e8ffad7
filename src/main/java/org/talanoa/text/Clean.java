package org.talanoa.text;

import java.text.Normalizer;

/** Takes out of a text what nobody means to write. */
final class Clean {
  private Clean() {}

  /** Normalised, with {@code \n} line ends, without control characters and lone surrogates. */
  static String text(String source) {
    var clean = new StringBuilder(source.length());
    var lines = source.replace("\r\n", "\n").replace('\r', '\n');
    var depth = 0;
    for (var i = 0; i < lines.length(); ) {
      var c = lines.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n') {
        depth = close(clean, depth);
        clean.append('\n');
      } else if (isIsolate(c)) {
        depth++;
        clean.appendCodePoint(c);
      } else if (c == 0x2069) {
        if (depth > 0) {
          depth--;
          clean.appendCodePoint(c);
        }
      } else if (!isUnwanted(c)) {
        clean.appendCodePoint(c);
      }
    }
    close(clean, depth);
    return Normalizer.normalize(clean, Normalizer.Form.NFC);
  }

  private static int close(StringBuilder clean, int depth) {
    clean.append("\u2069".repeat(depth));
    return 0;
  }

  private static boolean isIsolate(int c) {
    return c >= 0x2066 && c <= 0x2068;
  }

  /** Controls, embeddings and overrides of direction, lone surrogates, non-characters. */
  private static boolean isUnwanted(int c) {
    return Character.getType(c) == Character.CONTROL && c != '\t'
        || c >= 0x202A && c <= 0x202E
        || Character.getType(c) == Character.SURROGATE
        || (c & 0xFFFE) == 0xFFFE
        || c >= 0xFDD0 && c <= 0xFDEF;
  }
}
