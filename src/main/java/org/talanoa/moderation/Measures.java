package org.talanoa.moderation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.bson.Document;
import org.talanoa.Refusal;
import org.talanoa.discussion.ThreadId;
import org.talanoa.room.RoomId;
import org.talanoa.text.Title;

/** Between measures and how they are asked for and stored. */
public final class Measures {
  private static final int LONGEST_PASSAGE = 40_000;
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** What each is made of. */
  private static final Map<String, Function<Told, Measure>> MADE = made();

  /** The wire names of all, in the order in which they are offered. */
  public static final List<String> NAMES = List.copyOf(MADE.keySet());

  private Measures() {}

  /** The passage, title or thread, and the time, where there is one. */
  private record Told(String text, long seconds) {
    Duration lasting() {
      return Duration.ofSeconds(seconds);
    }
  }

  private static Map<String, Function<Told, Measure>> made() {
    var made = new LinkedHashMap<String, Function<Told, Measure>>();
    made.put("dismiss", _ -> new Measure.Dismiss());
    made.put("hide", _ -> new Measure.Hide());
    made.put("restore", _ -> new Measure.Restore());
    made.put("redact", told -> new Measure.Redact(told.text()));
    made.put("move", told -> new Measure.Move(new RoomId(told.text())));
    made.put("split", told -> new Measure.Split(told.text()));
    made.put("merge", told -> new Measure.Merge(new ThreadId(told.text())));
    made.put("lock", _ -> new Measure.Lock());
    made.put("slow", told -> new Measure.Slow(told.lasting()));
    made.put("approve-room", _ -> new Measure.ApproveRoom());
    made.put("approve-author", told -> new Measure.ApproveAuthor(told.lasting()));
    made.put("warn", _ -> new Measure.Warn());
    made.put("suspend-posting", told -> new Measure.SuspendPosting(told.lasting()));
    made.put("suspend-entry", told -> new Measure.SuspendEntry(told.lasting()));
    made.put("end-membership", _ -> new Measure.EndMembership());
    return made;
  }

  /**
   * The measure with this wire name.
   *
   * @param text the passage, the title or the thread that it needs; otherwise ignored
   * @param seconds how long it holds, where it needs that; otherwise ignored
   */
  public static Measure of(String name, String text, long seconds) {
    var made = MADE.get(name);
    if (made == null) {
      throw new Refusal.NotLikeThis("measure.unknown");
    }
    return possible(made.apply(new Told(text, seconds)));
  }

  /** The measure as it can be asked for. */
  private static Measure possible(Measure measure) {
    return switch (measure) {
      case Measure.Redact(var passage) -> {
        if (passage.isBlank() || passage.length() > LONGEST_PASSAGE) {
          throw new Refusal.NotLikeThis("measure.passage");
        }
        yield measure;
      }
      case Measure.Split(var title) -> new Measure.Split(new Title(title).text());
      case Measure.Slow(var pause) -> within(measure, Duration.ZERO, pause, LONGEST_PAUSE);
      case Measure.ApproveAuthor _, Measure.SuspendPosting _, Measure.SuspendEntry _ ->
          within(measure, Duration.ofMinutes(1), measure.lasts(), Measure.LONGEST);
      default -> measure;
    };
  }

  private static Measure within(Measure measure, Duration least, Duration told, Duration most) {
    if (told.compareTo(least) < 0 || told.compareTo(most) > 0) {
      throw new Refusal.NotLikeThis("measure.time");
    }
    return measure;
  }

  static Document document(Measure measure) {
    var text =
        switch (measure) {
          case Measure.Redact(var passage) -> passage;
          case Measure.Move(var to) -> to.value();
          case Measure.Split(var title) -> title;
          case Measure.Merge(var into) -> into.value();
          default -> "";
        };
    return new Document("name", measure.wireName())
        .append("text", text)
        .append("seconds", measure.lasts().toSeconds());
  }

  /** The measure that was stored, which is not asked for again. */
  static Measure of(Document document) {
    return Objects.requireNonNull(MADE.get(document.getString("name")))
        .apply(new Told(document.getString("text"), document.getLong("seconds")));
  }

  /** Takes out what a stored measure says of somebody's words. */
  static void forgetWords(Document document) {
    switch (of(document)) {
      case Measure.Redact _ -> document.append("text", Measure.Redact.FORGOTTEN);
      case Measure.Split _ -> document.append("text", "…");
      default -> {}
    }
  }
}
