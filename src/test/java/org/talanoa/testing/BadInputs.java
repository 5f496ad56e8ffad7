package org.talanoa.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What people send who mean harm, or who are unlucky. */
public final class BadInputs {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BadInputs() {}

  private record Naughty(@Nullable String text) {}

  /** An example of the CommonMark specification. */
  public record Example(String id, String section, String markdown, String html) {
    @Override
    public String toString() {
      return id + " " + section;
    }
  }

  /** Strings that break software. */
  public static List<String> naughty() {
    return read("naughty-strings.jsonl", Naughty.class).stream()
        .map(line -> Objects.requireNonNullElse(line.text(), ""))
        .toList();
  }

  public static List<Example> commonMark() {
    return read("commonmark-0.31.2.jsonl", Example.class);
  }

  /** Texts that try to run a script; each would call {@code alert} or set {@code window.harmed}. */
  public static List<String> scripts() {
    try (var file = BadInputs.class.getResourceAsStream("/scripts.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.translateEscapes())
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static <T> List<T> read(String name, Class<T> line) {
    try (Stream<String> lines = Files.lines(SharedData.file("bad-inputs/" + name))) {
      return lines.map(json -> JSON.readValue(json, line)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
