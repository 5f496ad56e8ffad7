package org.talanoa.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.talanoa.room.Manner;
import org.talanoa.room.Retention;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;

/** What is promised in a room, in words. */
public final class Promise {
  private Promise() {}

  /** The norms in the reader's language where they are the usual ones, otherwise as written. */
  public static String text(RoomKind kind, String written, Locale locale) {
    return written.isEmpty() ? Wording.of(locale, "room.norms." + kind.wireName()) : written;
  }

  /** How the room works, one sentence for each thing. */
  public static List<String> sentences(Room room, Locale locale) {
    var manner = room.manner();
    var keys = new ArrayList<String>();
    if (room.kind().pseudonyms()) {
      keys.add("manner.says.pseudonyms");
    }
    if (manner.namingForbidden()) {
      keys.add("manner.says.namingForbidden");
    }
    if (manner.rankHidden()) {
      keys.add("manner.says.rankHidden");
    }
    if (manner.approveFirst()) {
      keys.add("manner.says.approveFirst");
    }
    var sentences = new ArrayList<>(keys.stream().map(key -> Wording.of(locale, key)).toList());
    if (!manner.slow().isZero()) {
      var seconds = manner.slow().toSeconds();
      sentences.add(
          seconds % 60 == 0
              ? Wording.of(locale, "manner.says.slowMinutes", seconds / 60)
              : Wording.of(locale, "manner.says.slow", seconds));
    }
    sentences.add(
        switch (manner.retention()) {
          case Retention.Keep() -> Wording.of(locale, "manner.says.kept");
          case Retention.DeleteAfter(var days) -> Wording.of(locale, "manner.says.keptFor", days);
          case Retention.DeleteAtEnd() -> Wording.of(locale, "manner.says.keptUntilEnd");
        });
    sentences.add(
        Wording.of(
            locale,
            manner.formerWords() == Manner.FormerWords.KEEP
                ? "manner.says.formerKept"
                : "manner.says.formerRemoved"));
    return sentences;
  }
}
