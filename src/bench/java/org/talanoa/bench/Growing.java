package org.talanoa.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.opentest4j.TestAbortedException;
import org.talanoa.meaning.Meaning;
import org.talanoa.people.Person;
import org.talanoa.search.Growth;
import org.talanoa.testing.SharedData;
import org.talanoa.testing.World;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the search grows with what was said, beside PostgreSQL with the same messages, rooms and
 * questions in the same run.
 */
final class Growing implements Benchmark {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int QUESTIONS = 100;
  private static final int WORDS_OF_A_SENTENCE = 8;
  private static final int PAGE = 20;

  /** The last of so many counts; the postgresql.sh beside has as many. */
  private static final int ROUNDS = 5;

  private static final Path POSTGRESQL = Path.of("src", "bench", "postgresql.sh");

  @Override
  public void run(Table table) throws Exception {
    List<String> real;
    try {
      real = real(SharedData.file("conversations/ubuntu-irc.jsonl.gz"));
    } catch (TestAbortedException _) {
      table.row("growth", "left out: the real messages are not here", "");
      return;
    }
    for (var size : System.getProperty("bench.sizes", "1000").split("\\s+")) {
      grow(table, Integer.parseInt(size), real);
    }
  }

  private static List<String> real(Path file) throws IOException {
    var real = new ArrayList<String>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var text = JSON.readTree(line).path("text").asString("");
        if (text.length() > 20) {
          real.add(text.replaceAll("[\\p{Cntrl}\\\\]", " "));
        }
      }
    }
    return real;
  }

  private static void grow(Table table, int messages, List<String> real) throws Exception {
    var directory = Directories.fresh();
    try (var world = new World()) {
      var asker = world.peer("asker");
      var meaning = new Meaning("on");
      meaning.prepare();
      var began = System.nanoTime();
      Growth growth;
      try (var out = Files.newBufferedWriter(directory.resolve("messages.tsv"))) {
        growth =
            Growth.of(
                directory,
                messages,
                real,
                meaning,
                world.people,
                (room, words) -> line(out, room, words));
      }
      var took = System.nanoTime() - began;
      try (growth) {
        table.row(
            "%,d messages: the index, made in".formatted(messages),
            "%,d s, %,d MB".formatted(TimeUnit.NANOSECONDS.toSeconds(took), growth.bytes() >> 20),
            "");
        for (var sort : Sort.values()) {
          var questions = questions(real, sort);
          ask(table, growth, asker, questions, messages, sort, false);
          ask(table, growth, asker, questions, messages, sort, true);
          postgresql(table, directory, questions, messages, sort);
        }
        tellApart(table, growth, asker, messages);
      }
    } finally {
      Directories.delete(directory);
    }
  }

  private static void line(BufferedWriter out, String room, String words) {
    try {
      out.write(room + "\t" + words.replace('\t', ' ') + "\n");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** What people ask with, each made of one real message. */
  private enum Sort {
    A_WORD("a word"),
    TWO_WORDS("two words"),
    A_SENTENCE("a sentence");

    private final String called;

    Sort(String called) {
      this.called = called;
    }

    String of(List<String> words) {
      return switch (this) {
        case A_WORD -> longEnough(words).getLast();
        case TWO_WORDS -> longEnough(words).getFirst() + " " + longEnough(words).getLast();
        case A_SENTENCE -> String.join(" ", words.subList(0, WORDS_OF_A_SENTENCE));
      };
    }
  }

  private static List<String> longEnough(List<String> words) {
    return words.stream().filter(word -> word.length() > 3).toList();
  }

  private static List<String> questions(List<String> real, Sort sort) {
    var random = new Random(11);
    var questions = new ArrayList<String>();
    while (questions.size() < QUESTIONS) {
      var words =
          Arrays.stream(real.get(random.nextInt(real.size())).split("[^\\p{L}]+"))
              .filter(word -> !word.isEmpty())
              .toList();
      if (words.size() >= WORDS_OF_A_SENTENCE && longEnough(words).size() > 2) {
        questions.add(sort.of(words));
      }
    }
    return questions;
  }

  private static void ask(
      Table table,
      Growth growth,
      Person asker,
      List<String> questions,
      int messages,
      Sort sort,
      boolean byMeaning)
      throws IOException {
    var times = new Times();
    var found = 0;
    var cut = 0;
    var began = 0L;
    for (var round = 1; round <= ROUNDS; round++) {
      began = System.nanoTime();
      for (var question : questions) {
        var asked = System.nanoTime();
        var total = growth.ask(asker, question, byMeaning, PAGE);
        if (round == ROUNDS) {
          times.add(System.nanoTime() - asked);
          found += total > 0 ? 1 : 0;
          cut += total < 0 ? 1 : 0;
        }
      }
    }
    var rate = questions.size() * 1e9 / (System.nanoTime() - began);
    table.row(
        "%,d messages, %s: %s, %d questions, %d with answers, %d cut"
            .formatted(
                messages,
                sort.called,
                byMeaning ? "words and meaning" : "words",
                times.count(),
                found,
                cut),
        "%s; %,.0f a second".formatted(times.spread(), rate),
        byMeaning ? "p95 ≤ 30 ms" : "p95 ≤ 10 ms");
  }

  /**
   * Whether the time that an answer takes tells what has been said where the asker may not look:
   * pairs of a word that is there once and of one that is nowhere, in turn one of them first.
   */
  private static void tellApart(Table table, Growth growth, Person asker, int messages)
      throws IOException {
    var said = new Times();
    var unheard = new Times();
    var longer = 0;
    for (var round = 1; round <= 2 * ROUNDS; round++) {
      for (var i = 0; i < growth.secrets().size(); i++) {
        var saidFirst = (i + round) % 2 == 0;
        var one = growth.secrets().get(i);
        var other = growth.unheard().get(i);
        var first = took(growth, asker, saidFirst ? one : other);
        var second = took(growth, asker, saidFirst ? other : one);
        if (round > ROUNDS) {
          said.add(saidFirst ? first : second);
          unheard.add(saidFirst ? second : first);
          longer += saidFirst == first > second ? 1 : 0;
        }
      }
    }
    table.row(
        "%,d messages, a word said only where the asker may not look, and one said nowhere"
            .formatted(messages),
        "%.2f and %.2f ms in the middle; the first took longer in %d of 100 pairs"
            .formatted(said.millis(50), unheard.millis(50), 100 * longer / said.count()),
        "50 of 100 tell nothing");
  }

  private static long took(Growth growth, Person asker, String question) throws IOException {
    var began = System.nanoTime();
    growth.ask(asker, question, false, PAGE);
    return System.nanoTime() - began;
  }

  private static void postgresql(
      Table table, Path directory, List<String> questions, int messages, Sort sort)
      throws Exception {
    Files.write(directory.resolve("questions.tsv"), questions);
    Files.write(directory.resolve("rooms.txt"), List.of(String.join(",", Growth.rooms())));
    var script =
        new ProcessBuilder(
                "bash",
                POSTGRESQL.toString(),
                directory.toString(),
                sort == Sort.A_SENTENCE ? "any" : "all")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said;
    try (var output = script.getInputStream()) {
      said = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    table.row(
        "%,d messages, %s: PostgreSQL, the same questions".formatted(messages, sort.called),
        script.waitFor() == 0 ? said : "left out: " + said,
        "");
  }
}
