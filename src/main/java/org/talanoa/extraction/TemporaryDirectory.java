package org.talanoa.extraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where a process that reads keeps what it is reading, for its user's eyes only. */
final class TemporaryDirectory {
  private static final String NAME = "talanoa-extraction-";

  private TemporaryDirectory() {}

  static Path make() throws IOException {
    return Files.createTempDirectory(of(ProcessHandle.current().pid())).toAbsolutePath();
  }

  /** How the directories begin that this process has made. */
  static String of(long process) {
    return NAME + process + "-";
  }

  /** As far as that is possible; never another directory than one made here. */
  static void delete(Path directory) {
    if (!directory.getFileName().toString().startsWith(NAME)) {
      throw new IllegalArgumentException("not a directory of extraction");
    }
    try (var inside = Files.walk(directory)) {
      for (var path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException _) {
      // Somebody else deletes it at the same time, or will.
    }
  }
}
