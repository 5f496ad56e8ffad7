package org.talanoa.door.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Message;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.search.Inquiry;
import org.talanoa.search.Question;
import org.talanoa.search.Search;
import org.talanoa.testing.Sample;
import org.talanoa.testing.SharedData;
import org.talanoa.testing.World;
import org.talanoa.text.Rendering;
import tools.jackson.databind.json.JsonMapper;

class ImportTest {
  @TempDir private Path directory;
  private final World world = new World();
  private final Room room = world.room(RoomKind.CLOSED);

  @AfterEach
  void close() {
    world.close();
  }

  /**
   * Takes every fourteenth thread, which one the seed decides, and the one asked for in the end.
   */
  @Test
  void aRealConversationOfManyThreadsComesInWholeAndOnce() throws IOException {
    var all = realThreads();
    var taken =
        IntStream.range(0, all.size())
            .filter(i -> i == 0 || Sample.takes(i, 14))
            .mapToObj(all::get)
            .toList();
    var lines = taken.stream().mapToInt(List::size).sum();
    var file = directory.resolve("talk.jsonl.gz");
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (var line : taken.stream().flatMap(List::stream).toList()) {
        gzip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    var search =
        Search.inMemory(
            new Archive(world.discussions),
            world.feed,
            world.discussions,
            world.problems,
            world.alliances,
            world.people);

    var brought = bring(file);
    var again = bring(file);

    assertThat(all).hasSize(5_685);
    assertThat(brought.threads()).isEqualTo(taken.size());
    assertThat(brought.messages()).isEqualTo(lines);
    assertThat(again).isEqualTo(brought);
    var seat = world.rooms.enter(world.organiser.person(), room.id());
    var threads = 0;
    var messages = 0;
    for (var head : world.discussions.threads(seat)) {
      threads++;
      messages += head.last();
      var numbers = new ArrayList<Integer>();
      for (var from = 1; from <= head.last(); from += 100) {
        world.discussions.page(seat, head.id(), from, 100).messages().stream()
            .map(Message::number)
            .forEach(numbers::add);
      }
      assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, head.last()).boxed().toList());
    }
    assertThat(threads).isEqualTo(taken.size());
    assertThat(messages).isEqualTo(lines);
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .until(() ->
            search
                    .find(
                        world.rooms.seats(world.organiser.person()),
                        new Inquiry(
                            Optional.empty(), Question.of("panel foreground maximized"), 0, 10))
                    .total()
                > 0);
    search.destroy();
  }

  /** The lines of the real conversation, thread by thread. */
  private static List<List<String>> realThreads() throws IOException {
    var threads = new LinkedHashMap<String, List<String>>();
    var name = Pattern.compile("\"thread\": \"([^\"]+)\"");
    var file = SharedData.file("conversations/ubuntu-irc.jsonl.gz");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (var line : lines.lines().toList()) {
        var matcher = name.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        threads.computeIfAbsent(matcher.group(1), _ -> new ArrayList<>()).add(line);
      }
    }
    return List.copyOf(threads.values());
  }

  @Test
  void anInterruptedImportIsGoneOnWith() throws IOException {
    var first = "{\"thread\":\"t\",\"number\":1,\"author\":\"a\",\"text\":\"one\"}\n";
    var second = "{\"thread\":\"t\",\"number\":2,\"author\":\"b\",\"text\":\"two\"}\n";

    bring(written(first));
    var brought = bring(written(first + second));

    assertThat(brought.threads()).isEqualTo(1);
    assertThat(brought.messages()).isEqualTo(2);
  }

  @Test
  void aLineThatIsNoMessageIsNamedAndLeftOut() throws IOException {
    var said = new ByteArrayOutputStream();
    var file =
        written(
            "nonsense\n{\"thread\":\"t\",\"number\":1,\"author\":\"a\",\"text\":\"one\"}\n{}\n");

    var brought = bring(file, new PrintStream(said, true, StandardCharsets.UTF_8));

    assertThat(brought.skipped()).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("line 1 ").contains("line 3 ");
  }

  @Test
  void whatWasNeverMarkdownIsShownAsItStands() throws IOException {
    var text = "1. use *sudo* <file> & see http://example.org/a_b_c # now [x](y) `z`";
    bring(
        written(
            "{\"thread\":\"t\",\"number\":1,\"author\":\"a\",\"text\":"
                + new JsonMapper().writeValueAsString(text)
                + "}\n"));

    var seat = world.rooms.enter(world.organiser.person(), room.id());
    var head = world.discussions.threads(seat).iterator().next();
    var body = world.discussions.message(seat, head.id(), 1).body();
    assertThat(new Rendering().plain(((Body.Said) body).markdown())).isEqualTo(text);
  }

  private Import.Brought bring(Path file) throws IOException {
    return bring(file, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  }

  private Import.Brought bring(Path file, PrintStream out) throws IOException {
    return new Import(world.rooms, world.discussions, new JsonMapper(), out)
        .bring(file, world.organiser.person(), room.id());
  }

  private Path written(String lines) throws IOException {
    return Files.writeString(directory.resolve("talk.jsonl"), lines);
  }
}
