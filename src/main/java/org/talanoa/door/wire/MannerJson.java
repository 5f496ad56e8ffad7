package org.talanoa.door.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.room.Manner;
import org.talanoa.room.Retention;

/**
 * How a room works.
 *
 * @param slow seconds to wait between two messages; zero for none
 * @param retention {@code keep}, {@code days} or {@code end} (of the alliance)
 * @param days for how many days a message is kept, where it is kept for days
 * @param formerWords {@code keep} or {@code remove}
 * @param reason why, where somebody arranges it
 */
public record MannerJson(
    boolean rankHidden,
    long slow,
    boolean approveFirst,
    boolean namingForbidden,
    String retention,
    @Nullable Integer days,
    String formerWords,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {
  public static MannerJson of(Manner manner) {
    return new MannerJson(
        manner.rankHidden(),
        manner.slow().toSeconds(),
        manner.approveFirst(),
        manner.namingForbidden(),
        switch (manner.retention()) {
          case Retention.Keep() -> "keep";
          case Retention.DeleteAfter _ -> "days";
          case Retention.DeleteAtEnd() -> "end";
        },
        manner.retention() instanceof Retention.DeleteAfter(var days) ? days : null,
        manner.formerWords() == Manner.FormerWords.KEEP ? "keep" : "remove",
        null);
  }

  /** What is arranged; refused where it cannot be. */
  public Manner manner() {
    if (slow < 0 || slow > Manner.SLOWEST.toSeconds()) {
      throw new Refusal.NotLikeThis("room.slowness", Manner.SLOWEST.toMinutes());
    }
    return new Manner(
        rankHidden, Duration.ofSeconds(slow), approveFirst, namingForbidden, kept(), words());
  }

  private Retention kept() {
    return switch (String.valueOf(retention)) {
      case "keep" -> new Retention.Keep();
      case "end" -> new Retention.DeleteAtEnd();
      case "days" -> new Retention.DeleteAfter(days == null ? 0 : days);
      default -> throw new Refusal.NotLikeThis("request.form");
    };
  }

  private Manner.FormerWords words() {
    return switch (String.valueOf(formerWords)) {
      case "keep" -> Manner.FormerWords.KEEP;
      case "remove" -> Manner.FormerWords.REMOVE;
      default -> throw new Refusal.NotLikeThis("request.form");
    };
  }
}
