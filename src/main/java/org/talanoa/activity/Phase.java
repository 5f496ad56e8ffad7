package org.talanoa.activity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.talanoa.Refusal;

/**
 * One phase of an exercise.
 *
 * @param id by which later phases name it; lower-case letters, digits and hyphens
 * @param says what the facilitator says
 * @param task what everybody does
 * @param lasts how long it lasts; zero where it ends when the facilitator goes on, or when all have
 *     had their turn
 * @param groupsOf how many make a group; zero for all together
 * @param mix whether people are grouped anew with others than before
 * @param rotates whether it is gone through once for each of a group, with neighbouring phases of
 *     which the same is so
 * @param turn how long each speaks, where one speaks after the other
 * @param nameless whether what was written is shown without names
 * @param shows the earlier phases of which what was written is shown
 * @param dots how many dots each may give
 * @param first what the one is called whose round it is
 * @param others what the others of the group are called then
 * @param round whose round it is, counted from zero; set where rounds are unfolded
 */
public record Phase(
    String id,
    Part part,
    Texts title,
    Texts says,
    Texts task,
    Duration lasts,
    int groupsOf,
    boolean mix,
    boolean rotates,
    Duration turn,
    Audience audience,
    Writers writers,
    boolean nameless,
    List<String> shows,
    int dots,
    Optional<Texts> first,
    Optional<Texts> others,
    int round) {
  static final int LONGEST_TITLE = 80;
  static final int LONGEST_TEXT = 1_000;
  static final int LARGEST_GROUP = 12;
  static final int MOST_DOTS = 10;
  static final Duration SHORTEST = Duration.ofSeconds(2);
  static final Duration LONGEST = Duration.ofDays(30);
  static final Duration LONGEST_TURN = Duration.ofMinutes(30);

  /** A phase longer than this is gone through over days: nobody has to be there all the time. */
  static final Duration LIVE = Duration.ofHours(2);

  public Phase {
    shows = List.copyOf(shows);
    var _ = title.within(1, LONGEST_TITLE);
    var _ = says.within(0, LONGEST_TEXT);
    var _ = task.within(1, LONGEST_TEXT);
    first.ifPresent(text -> text.within(1, LONGEST_TITLE));
    others.ifPresent(text -> text.within(1, LONGEST_TITLE));
    must(id.matches("[a-z0-9-]{1,40}") && shows.size() <= 30, "exercise.phaseForm");
    must(lasts.isZero() || within(lasts, LONGEST), "exercise.phaseLength");
    must((part == Part.TURNS) == !turn.isZero(), "exercise.turns");
    must(turn.isZero() || within(turn, LONGEST_TURN), "exercise.phaseLength");
    must(groupsOf >= 0 && groupsOf <= LARGEST_GROUP && groupsOf != 1, "exercise.groupSize");
    must(!rotates || groupsOf > 1, "exercise.groupSize");
    must((part == Part.VOTE) == dots > 0 && dots <= MOST_DOTS, "exercise.dots");
    must(!nameless || audience == Audience.AUTHOR, "exercise.nameless");
    must(audience != Audience.GROUP || groupsOf > 1, "exercise.groupSize");
    must(part != Part.REVEAL && part != Part.VOTE || !shows.isEmpty(), "exercise.shows");
  }

  private static void must(boolean holds, String key) {
    if (!holds) {
      throw new Refusal.NotLikeThis(key);
    }
  }

  private static boolean within(Duration length, Duration longest) {
    return length.compareTo(SHORTEST) >= 0 && length.compareTo(longest) <= 0;
  }

  /** Whether it is gone through while everybody is there. */
  boolean live() {
    return lasts.compareTo(LIVE) <= 0;
  }

  Phase inRound(int number) {
    return with(part, lasts, turn, number);
  }

  /** The same for people who come by when they can. */
  Phase overDays(int days) {
    var kept = part == Part.HARVEST ? Duration.ZERO : Duration.ofDays(days);
    return with(part == Part.TURNS ? Part.TALK : part, kept, Duration.ZERO, round);
  }

  private Phase with(Part part, Duration lasts, Duration turn, int round) {
    return new Phase(
        id, part, title, says, task, lasts, groupsOf, mix, rotates, turn, audience, writers,
        nameless, shows, dots, first, others, round);
  }
}
