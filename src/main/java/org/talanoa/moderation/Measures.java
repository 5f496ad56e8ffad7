package org.talanoa.moderation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  private static final Map<String, Function<Asked, Measure>> MADE =
      Map.ofEntries(
          Map.entry("dismiss", _ -> new Measure.Dismiss()),
          Map.entry("hide", _ -> new Measure.Hide()),
          Map.entry("restore", _ -> new Measure.Restore()),
          Map.entry("redact", asked -> new Measure.Redact(asked.passage())),
          Map.entry("move", asked -> new Measure.Move(new RoomId(asked.text()))),
          Map.entry("split", asked -> new Measure.Split(new Title(asked.text()).text())),
          Map.entry("merge", asked -> new Measure.Merge(new ThreadId(asked.text()))),
          Map.entry("lock", _ -> new Measure.Lock()),
          Map.entry("slow", asked -> new Measure.Slow(asked.pause())),
          Map.entry("approve-room", _ -> new Measure.ApproveRoom()),
          Map.entry("approve-author", asked -> new Measure.ApproveAuthor(asked.lasting())),
          Map.entry("warn", _ -> new Measure.Warn()),
          Map.entry("suspend-posting", asked -> new Measure.SuspendPosting(asked.lasting())),
          Map.entry("suspend-entry", asked -> new Measure.SuspendEntry(asked.lasting())),
          Map.entry("end-membership", _ -> new Measure.EndMembership()));

  /** The wire names of all, in the order in which they are offered. */
  public static final List<String> NAMES =
      List.of(
          "dismiss",
          "hide",
          "restore",
          "redact",
          "move",
          "split",
          "merge",
          "lock",
          "slow",
          "approve-room",
          "approve-author",
          "warn",
          "suspend-posting",
          "suspend-entry",
          "end-membership");

  private Measures() {}

  /** What was asked for: the passage, title or thread, and the time, where there is one. */
  private record Asked(String text, long seconds) {
    String passage() {
      if (text.isBlank() || text.length() > LONGEST_PASSAGE) {
        throw new Refusal.NotLikeThis("measure.passage");
      }
      return text;
    }

    Duration lasting() {
      return within(Duration.ofMinutes(1), Measure.LONGEST);
    }

    Duration pause() {
      return within(Duration.ZERO, LONGEST_PAUSE);
    }

    private Duration within(Duration least, Duration most) {
      if (seconds < least.toSeconds() || seconds > most.toSeconds()) {
        throw new Refusal.NotLikeThis("measure.time");
      }
      return Duration.ofSeconds(seconds);
    }
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
    return made.apply(new Asked(text, seconds));
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

  static Measure of(Document document) {
    return of(document.getString("name"), document.getString("text"), document.getLong("seconds"));
  }
}
