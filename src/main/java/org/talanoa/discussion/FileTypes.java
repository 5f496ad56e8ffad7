package org.talanoa.discussion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** What a file is, by its first bytes; only kinds that are harmless to keep and hand out. */
final class FileTypes {
  /** How many bytes decide. */
  static final int LOOK_AT = 4_096;

  private static final long MOST_PIXELS = 100_000_000;

  private static final Map<String, byte[]> BEGINNINGS =
      Map.of(
          "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
          "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
          "image/gif", new byte[] {'G', 'I', 'F', '8'},
          "application/pdf", new byte[] {'%', 'P', 'D', 'F', '-'});

  /** Office files are archives; their ending tells which. */
  private static final Map<String, String> ARCHIVES =
      Map.of(
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          "odt", "application/vnd.oasis.opendocument.text",
          "ods", "application/vnd.oasis.opendocument.spreadsheet",
          "odp", "application/vnd.oasis.opendocument.presentation");

  private static final Map<String, String> TEXTS =
      Map.of("txt", "text/plain", "csv", "text/csv", "md", "text/markdown");

  private FileTypes() {}

  /** The media type, or empty for a file that is not taken or is not what its name says. */
  static Optional<String> of(byte[] beginning, String name) {
    var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (var known : BEGINNINGS.entrySet()) {
      if (begins(beginning, known.getValue())) {
        return Optional.of(known.getKey()).filter(type -> agrees(type, ending));
      }
    }
    if (begins(beginning, new byte[] {'R', 'I', 'F', 'F'})
        && beginning.length > 12
        && new String(beginning, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP")) {
      return Optional.of("image/webp").filter(type -> agrees(type, ending));
    }
    if (begins(beginning, new byte[] {'P', 'K', 3, 4})) {
      return Optional.ofNullable(ARCHIVES.get(ending));
    }
    return Optional.ofNullable(TEXTS.get(ending)).filter(_ -> isText(beginning));
  }

  /** Whether a picture claims to be so large that showing it would fill a reader's memory. */
  static boolean isFlood(InputStream picture) throws IOException {
    try (var input = new MemoryCacheImageInputStream(picture)) {
      var readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return false;
      }
      var reader = readers.next();
      try {
        reader.setInput(input, true, true);
        return (long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS;
      } finally {
        reader.dispose();
      }
    } catch (IIOException | RuntimeException _) {
      return false; // A broken picture is not shown at all.
    }
  }

  private static boolean agrees(String type, String ending) {
    return switch (ending) {
      case "jpg", "jpeg" -> type.equals("image/jpeg");
      case "pdf" -> type.equals("application/pdf");
      default -> type.equals("image/" + ending);
    };
  }

  private static boolean begins(byte[] bytes, byte[] beginning) {
    return bytes.length >= beginning.length
        && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
  }

  private static boolean isText(byte[] beginning) {
    var whole = beginning.length < LOOK_AT ? beginning.length : lastWhole(beginning);
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(beginning, 0, whole));
      return text.chars().noneMatch(c -> c < 32 && c != '\n' && c != '\r' && c != '\t');
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  /** Where the last whole UTF-8 character of a cut text ends. */
  private static int lastWhole(byte[] bytes) {
    var end = bytes.length;
    while (end > bytes.length - 4 && (bytes[end - 1] & 0xC0) == 0x80) {
      end--;
    }
    return end - 1;
  }

  /** The last part of a name, without anything a file system or a header could stumble over. */
  static String safeName(String fileName) {
    var last =
        fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    var clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}\"<>|:*?]", "").strip();
    if (clean.isEmpty() || clean.chars().allMatch(c -> c == '.')) {
      return "file";
    }
    return clean.length() <= 120 ? clean : clean.substring(clean.length() - 120);
  }
}
