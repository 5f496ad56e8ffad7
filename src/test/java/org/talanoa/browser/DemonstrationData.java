package org.talanoa.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.talanoa.Talanoa;

/**
 * Data directories with the demonstration in them. It is brought in once; each class of tests gets
 * a copy of the files, which takes no time compared with writing everything again.
 */
final class DemonstrationData {
  private static @Nullable Path template;

  private DemonstrationData() {}

  /** Returns a new directory with the demonstration as it is at its first start. */
  static synchronized Path copy() throws IOException {
    if (template == null) {
      template = made();
    }
    var copy = Files.createTempDirectory("talanoa");
    try (var files = Files.walk(template)) {
      for (var file : files.filter(file -> !file.equals(template)).toList()) {
        Files.copy(file, copy.resolve(template.relativize(file)));
      }
    }
    return copy;
  }

  private static Path made() throws IOException {
    var data = Files.createTempDirectory("talanoa");
    new SpringApplicationBuilder(Talanoa.class)
        .run("--talanoa.demo=true", "--talanoa.data=" + data, "--server.port=0")
        .close();
    return data;
  }
}
