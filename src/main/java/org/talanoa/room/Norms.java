package org.talanoa.room;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.talanoa.Refusal;
import org.talanoa.text.Clean;

/**
 * What those who sit in a room promise each other.
 *
 * @param version 1 at first, raised when the text changes
 * @param text empty for the usual norms of this kind of room, which stand in the message bundles
 * @param former the texts of the versions before, the latest first; some of the oldest are left out
 */
public record Norms(int version, String text, List<String> former) {
  /** The most characters that norms may have. */
  public static final int LONGEST = 4_000;

  private static final int MOST_FORMER = 10;

  /** The usual norms of a room that has just been opened. */
  static final Norms USUAL = new Norms(1, "", List.of());

  public Norms {
    if (version < 1) {
      throw new IllegalArgumentException("norms begin with version 1");
    }
    former = List.copyOf(former);
  }

  /** The text of this version, where it is still known. */
  public Optional<String> at(int wanted) {
    var back = version - wanted;
    if (back == 0) {
      return Optional.of(text);
    }
    return back > 0 && back <= former.size() ? Optional.of(former.get(back - 1)) : Optional.empty();
  }

  /** The same norms where the text is the same, otherwise the next version. */
  Norms worded(String words) {
    var clean = Clean.text(words).strip();
    if (clean.length() > LONGEST) {
      throw new Refusal.NotLikeThis("room.normsLength", LONGEST);
    }
    return clean.equals(text)
        ? this
        : new Norms(
            version + 1,
            clean,
            Stream.concat(Stream.of(text), former.stream()).limit(MOST_FORMER).toList());
  }
}
