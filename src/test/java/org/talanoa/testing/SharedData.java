package org.talanoa.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Assumptions;

/**
 * Real texts that stand beside the project; a test that needs them is left out where they are not.
 */
public final class SharedData {
  private SharedData() {}

  /** The file with this name, such as {@code conversations/ubuntu-irc.jsonl.gz}. */
  public static Path file(String name) {
    var named = System.getenv("TALANOA_SHARED");
    var places = new ArrayList<Path>();
    if (named != null) {
      places.add(Path.of(named));
    }
    for (var up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      places.add(up.resolve("shared"));
    }
    for (var place : places) {
      var file = place.resolve("data").resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    Assumptions.abort("the shared data is not here: " + name);
    throw new AssertionError();
  }
}
