package org.talanoa.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Directories for one measurement. */
final class Directories {
  private Directories() {}

  static Path fresh() throws IOException {
    return Files.createTempDirectory("talanoa-bench");
  }

  static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
