package org.talanoa.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.talanoa.Refusal;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;

/**
 * How a problem is worked on: its iterations in their order, and who has offered help.
 *
 * @param revision raised by every change of it
 * @param seating the room's seating revision known to whoever changed it last
 */
public record Course(
    ProblemId problem,
    RoomId room,
    long revision,
    List<Iteration> iterations,
    List<Offer> offers,
    long seating) {
  /** The most iterations of one problem. */
  public static final int MOST_ITERATIONS = 100;

  /** The most steps of one iteration. */
  public static final int MOST_STEPS = 50;

  /** The most check-ins of one iteration. */
  public static final int MOST_CHECK_INS = 50;

  /** The most who may offer help. */
  public static final int MOST_OFFERS = 200;

  /** The most UTF-16 units of a step, and of what an offer says. */
  public static final int LONGEST = 500;

  /** The most UTF-16 units of an answer in a check-in. */
  public static final int LONGEST_ANSWER = 4_000;

  public Course {
    iterations = List.copyOf(iterations);
    offers = List.copyOf(offers);
  }

  /**
   * A stretch of time in which a few steps are taken, with a look back at its end.
   *
   * @param by who began it; nobody where they are no longer here
   * @param statement the revision of the statement when it began
   * @param until the day of the check-in
   */
  public record Iteration(
      int number,
      Optional<PersonId> by,
      long statement,
      LocalDate from,
      LocalDate until,
      List<Step> steps,
      List<CheckIn> checkIns) {
    public Iteration {
      steps = List.copyOf(steps);
      checkIns = List.copyOf(checkIns);
    }

    Iteration with(List<Step> others) {
      return new Iteration(number, by, statement, from, until, others, checkIns);
    }

    Iteration lookedBackOn(List<CheckIn> all) {
      return new Iteration(number, by, statement, from, until, steps, all);
    }
  }

  /**
   * Something to be done.
   *
   * @param by who planned it
   * @param owner who does it
   * @param at when it was done or dropped
   */
  public record Step(
      String id,
      String words,
      Optional<PersonId> by,
      Optional<PersonId> owner,
      Optional<LocalDate> due,
      State state,
      Optional<Instant> at) {
    /** What has become of a step. */
    public enum State {
      PLANNED,
      DONE,
      DROPPED;

      public String wireName() {
        return name().toLowerCase(Locale.ROOT);
      }

      /** The state with this wire name. */
      public static State of(String wireName) {
        return Arrays.stream(values())
            .filter(state -> state.wireName().equals(wireName))
            .findFirst()
            .orElseThrow(() -> new Refusal.NotLikeThis("request.form"));
      }
    }

    @Override
    public String toString() {
      return "Step[" + id + ", " + state + "]";
    }
  }

  /**
   * A look back, in answer to the four questions.
   *
   * @param statement the revision of the statement at that time
   */
  public record CheckIn(
      Optional<PersonId> by,
      Instant at,
      long statement,
      String done,
      String learnt,
      String hard,
      String next) {
    @Override
    public String toString() {
      return "CheckIn[" + at + "]";
    }
  }

  /** That somebody would help to carry it out. */
  public record Offer(PersonId person, String words, Instant at) {
    @Override
    public String toString() {
      return "Offer[" + person + "]";
    }
  }
}
