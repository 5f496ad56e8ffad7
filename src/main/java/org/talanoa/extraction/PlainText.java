package org.talanoa.extraction;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Text without any format: in UTF-16 where it is marked so, in UTF-8 where it is, and otherwise in
 * windows-1252, in which every byte is a letter or a sign.
 */
final class PlainText {
  private static final int MOST_BYTES_OF_A_CHARACTER = 4;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private PlainText() {}

  static String of(Path file, int characters) throws IOException {
    byte[] bytes;
    try (var content = Files.newInputStream(file)) {
      bytes = content.readNBytes(MOST_BYTES_OF_A_CHARACTER * characters);
    }
    if (begins(bytes, 0xFE, 0xFF)) {
      return decoded(bytes, 2, StandardCharsets.UTF_16BE, CodingErrorAction.REPLACE).orElse("");
    }
    if (begins(bytes, 0xFF, 0xFE)) {
      return decoded(bytes, 2, StandardCharsets.UTF_16LE, CodingErrorAction.REPLACE).orElse("");
    }
    return decoded(
            bytes,
            begins(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0,
            StandardCharsets.UTF_8,
            CodingErrorAction.REPORT)
        .or(() -> decoded(bytes, 0, WINDOWS, CodingErrorAction.REPLACE))
        .orElse("");
  }

  private static boolean begins(byte[] bytes, int... marks) {
    for (var i = 0; i < marks.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != marks[i]) {
        return false;
      }
    }
    return true;
  }

  /** What these bytes say, or empty where they cannot be in this charset; the last may be cut. */
  private static Optional<String> decoded(
      byte[] bytes, int from, Charset charset, CodingErrorAction otherwise) {
    var text = CharBuffer.allocate(bytes.length);
    var result =
        charset
            .newDecoder()
            .onMalformedInput(otherwise)
            .onUnmappableCharacter(otherwise)
            .decode(ByteBuffer.wrap(bytes, from, bytes.length - from), text, false);
    return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
  }
}
