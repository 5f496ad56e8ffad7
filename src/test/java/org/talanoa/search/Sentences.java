package org.talanoa.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.talanoa.testing.SharedData;
import tools.jackson.databind.json.JsonMapper;

/** Real short sentences in many languages, read once. */
final class Sentences {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<String, List<String>> ALL = new HashMap<>();

  private Sentences() {}

  /** The first sentences in this language, such as {@code fr}. */
  static List<String> of(String language, int most) throws IOException {
    return all().getOrDefault(language, List.of()).stream().limit(most).toList();
  }

  private static synchronized Map<String, List<String>> all() throws IOException {
    if (ALL.isEmpty()) {
      try (var lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(
                      Files.newInputStream(SharedData.file("languages/tatoeba.jsonl.gz"))),
                  StandardCharsets.UTF_8))) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          var sentence = JSON.readTree(line);
          var language = sentence.path("lang").asString();
          add(language, sentence.path("text").asString());
          if (language.equals("fr")) {
            add("en", sentence.path("en").asString());
          }
        }
      }
    }
    return ALL;
  }

  private static void add(String language, String text) {
    ALL.computeIfAbsent(language, _ -> new ArrayList<>())
        .add(Normalizer.normalize(text, Normalizer.Form.NFC));
  }
}
