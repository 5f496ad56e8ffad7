package org.talanoa.door.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Conversation;
import org.talanoa.discussion.Discussions;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.text.Clean;
import org.talanoa.text.Markdown;
import org.talanoa.text.Rendering;
import org.talanoa.text.Title;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings in conversations kept as JSON lines, one message a line:
 *
 * <pre>{"thread": "any name", "number": 1, "at": "2004-12-25T03:21:00Z", "author": "a name",
 * "text": "what was said", "answers": [], "title": "optional, on number 1"}</pre>
 *
 * <p>Instead of {@code at} a line may have {@code log} beginning with a day and {@code time} as
 * {@code hh:mm}, in UTC. The text is shown as it stands, not read as Markdown. Threads may be
 * interleaved; in a thread the lines are put in the order of their numbers. What is here already is
 * not brought again, so an import that was interrupted is simply run again.
 */
final class Import {
  /** More lines than this are refused: they are held in memory to be put in order. */
  static final int MOST_LINES = 2_000_000;

  private static final int TELL_EVERY = 500;
  private static final int TITLE = 80;

  private final Rooms rooms;
  private final Discussions discussions;
  private final JsonMapper json;
  private final PrintStream out;
  private final Rendering rendering = new Rendering();

  Import(Rooms rooms, Discussions discussions, JsonMapper json, PrintStream out) {
    this.rooms = rooms;
    this.discussions = discussions;
    this.json = json;
    this.out = out;
  }

  record LineJson(
      @Nullable String thread,
      int number,
      @Nullable String at,
      @Nullable String log,
      @Nullable String time,
      @Nullable String author,
      @Nullable String text,
      @Nullable List<Integer> answers,
      @Nullable String title) {}

  /** What has been brought. */
  record Brought(int threads, int messages, int skipped) {}

  /** Brings a file into a room on behalf of somebody who keeps order there. */
  Brought bring(Path file, Person person, RoomId room) throws IOException {
    var threads = new LinkedHashMap<String, List<LineJson>>();
    var skipped = read(file, threads);
    var messages = 0;
    var done = 0;
    for (var thread : threads.entrySet()) {
      var chair = rooms.chair(person, room);
      messages += discussions.bring(chair, conversation(thread)).last();
      if (++done % TELL_EVERY == 0) {
        out.printf("%d of %d threads, %d messages%n", done, threads.size(), messages);
      }
    }
    return new Brought(threads.size(), messages, skipped);
  }

  private int read(Path file, Map<String, List<LineJson>> threads) throws IOException {
    var count = 0;
    var skipped = 0;
    try (var lines =
        new BufferedReader(new InputStreamReader(opened(file), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        count++;
        if (count > MOST_LINES) {
          throw new IOException("the file has more than " + MOST_LINES + " lines; split it");
        }
        var parsed = parsed(line);
        if (parsed.isEmpty()) {
          skipped++;
          out.printf("line %d is not a message and was left out%n", count);
          continue;
        }
        threads.computeIfAbsent(parsed.get().thread(), _ -> new ArrayList<>()).add(parsed.get());
      }
    }
    return skipped;
  }

  private static InputStream opened(Path file) throws IOException {
    var stream = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(stream, 65_536) : stream;
  }

  private Optional<LineJson> parsed(String line) {
    try {
      var parsed = json.readValue(line, LineJson.class);
      return parsed.thread() == null || parsed.author() == null || parsed.text() == null
          ? Optional.empty()
          : Optional.of(parsed);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private Conversation conversation(Map.Entry<String, List<LineJson>> thread) {
    var lines = new ArrayList<>(thread.getValue());
    lines.sort(Comparator.comparingInt(LineJson::number));
    var said = new ArrayList<Conversation.Line>();
    for (var line : lines) {
      said.add(said(line, said.size() + 1));
    }
    var named = lines.getFirst().title();
    var title =
        named == null || named.isBlank()
            ? rendering.excerpt(said.getFirst().markdown(), TITLE)
            : named;
    return new Conversation(thread.getKey(), title(title), said);
  }

  private static Title title(String text) {
    try {
      return new Title(text);
    } catch (Refusal _) {
      return new Title("…");
    }
  }

  private static Conversation.Line said(LineJson line, int number) {
    var answers =
        line.answers() == null
            ? Optional.<Integer>empty()
            : line.answers().stream().filter(answered -> answered < number).findFirst();
    return Conversation.Line.of(
        new Byline.Imported(Clean.line(Optional.ofNullable(line.author()).orElse(""))),
        at(line),
        words(Optional.ofNullable(line.text()).orElse("")),
        answers);
  }

  private static Markdown words(String text) {
    var cut = text.length() > Markdown.LIMIT / 2 ? text.substring(0, Markdown.LIMIT / 2) : text;
    try {
      return Markdown.of(PlainText.asMarkdown(cut));
    } catch (Refusal _) {
      return Markdown.of("…");
    }
  }

  private static Instant at(LineJson line) {
    try {
      if (line.at() != null) {
        return Instant.parse(line.at());
      }
      if (line.log() != null && line.time() != null) {
        return LocalDate.parse(line.log().substring(0, 10))
            .atTime(LocalTime.parse(line.time()))
            .toInstant(ZoneOffset.UTC);
      }
    } catch (DateTimeException | StringIndexOutOfBoundsException _) {
      return Instant.EPOCH;
    }
    return Instant.EPOCH;
  }
}
