package org.talanoa.alliance;

import java.util.List;
import org.talanoa.Refusal;
import org.talanoa.people.Introduction;

/**
 * Members as somebody's spreadsheet has them: one after the other what can be taken, or why it
 * cannot. Immutable.
 */
public record MemberList(List<Line> lines) {
  /** The most lines that one list may have. */
  public static final int MOST = 5_000;

  /** The most characters that one list may have. */
  public static final int LONGEST = 2_000_000;

  public MemberList {
    lines = List.copyOf(lines);
  }

  /** A line of the spreadsheet; the one with the names of the columns is the first. */
  public sealed interface Line {
    int number();
  }

  /**
   * Somebody who can be invited.
   *
   * @param email in lower case
   */
  public record Good(int number, String email, Role role, Introduction introduction)
      implements Line {}

  /**
   * A line that cannot be taken.
   *
   * @param text what stands there, cut short
   */
  public record Faulty(int number, String text, Refusal why) implements Line {}

  /**
   * Reads a list as spreadsheets write it: columns parted by commas, semicolons or tabs, the first
   * line with their names in English or French, in any order. A refusal where there is no such
   * line; anything wrong further down is the matter of its line alone.
   */
  public static MemberList read(String text) {
    return new MemberListReading(text).read();
  }

  public List<Good> good() {
    return lines.stream().filter(Good.class::isInstance).map(Good.class::cast).toList();
  }

  public List<Faulty> faulty() {
    return lines.stream().filter(Faulty.class::isInstance).map(Faulty.class::cast).toList();
  }
}
