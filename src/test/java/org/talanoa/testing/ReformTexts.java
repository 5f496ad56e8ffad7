package org.talanoa.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/** What reformers have published about their work: of real length, and in real disorder. */
public final class ReformTexts {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReformTexts() {}

  /** What a team in a government wrote about its work. */
  public record Article(String id, String title, String text) {
    /** What stands between two empty lines. */
    public List<String> paragraphs() {
      return Stream.of(text.split("\n\\s*\n")).filter(each -> !each.isBlank()).toList();
    }

    /** As many paragraphs from this one on as fit into so many letters; at least one, cut off. */
    public String passage(int from, int longest) {
      var all = paragraphs();
      var passage = new StringBuilder(all.get(from % all.size()));
      for (var i = from + 1; i < all.size(); i++) {
        if (passage.length() + all.get(i).length() + 2 > longest) {
          break;
        }
        passage.append("\n\n").append(all.get(i));
      }
      return cut(passage.toString(), longest);
    }

    /** Its sentences, cut off where they are longer. */
    public List<String> sentences(int longest) {
      return Stream.of(text.split("(?<=[.!?])\\s+|\n+"))
          .filter(each -> each.codePoints().anyMatch(Character::isLetter))
          .map(each -> cut(each, longest))
          .toList();
    }
  }

  /** What a reform of some country was to achieve. */
  public record Project(String id, String title, String text, String country) {}

  /** Two reforms that were to achieve much the same. */
  public record Pair(Project one, Project other) {}

  public static List<Article> articles() {
    return lines("articles-18f.jsonl.gz", line -> JSON.readValue(line, Article.class));
  }

  public static List<Project> projects() {
    return lines("projects-dev.jsonl.gz", line -> JSON.readValue(line, Project.class));
  }

  public static List<Pair> pairs() {
    var known = projects().stream().collect(Collectors.toMap(Project::id, Function.identity()));
    try (var lines = Files.lines(SharedData.file("reform/same_problem_pairs-dev.tsv"))) {
      return lines
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(ids ->
              new Pair(
                  Objects.requireNonNull(known.get(ids[0])),
                  Objects.requireNonNull(known.get(ids[1]))))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var whole = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, whole);
  }

  private static <T> List<T> lines(String name, Function<String, T> read) {
    try (var file = new GZIPInputStream(Files.newInputStream(SharedData.file("reform/" + name)));
        var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().map(read).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
