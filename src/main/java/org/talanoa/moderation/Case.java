package org.talanoa.moderation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.text.Markdown;

/**
 * What moderators decide on: a message, why it is looked at, and what was done. As one keeper of
 * its room may see it. Immutable.
 *
 * @param thread where the message stands now
 * @param opened when it was; the beginning of the day, where somebody did so anonymously
 * @param words what it says; empty where nobody is to read that any more
 * @param hidden whether readers of the room see the words no more
 * @param veiled whether it was written under a pseudonym
 * @param reportCount how many have reported it; the first are told in {@code reports}
 * @param unmasked who wrote it, for the two keepers alone who unmasked the author
 */
public record Case(
    CaseId id,
    RoomId room,
    ThreadId thread,
    int number,
    Instant opened,
    State state,
    Set<Source> sources,
    Byline by,
    Optional<Markdown> words,
    boolean hidden,
    boolean veiled,
    List<Report> reports,
    int reportCount,
    List<Note> notes,
    List<Decision> decisions,
    List<Event> history,
    Optional<Unmasking> unmasking,
    Optional<PersonId> unmasked) {
  public Case {
    sources = Set.copyOf(sources);
    reports = List.copyOf(reports);
    notes = List.copyOf(notes);
    decisions = List.copyOf(decisions);
    history = List.copyOf(history);
  }

  /** Whether moderators have decided. */
  public enum State {
    OPEN,
    DECIDED
  }

  /** Why the message is looked at. */
  public enum Source {
    REPORTED,
    /** It may identify somebody, in a room that forbids naming. */
    IDENTIFYING,
    /** The first message of somebody in the room, under their own name. */
    NEWCOMER;

    /** The name used on the wire and in message keys. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A reader's flag.
   *
   * @param by who reported; empty for whoever did so anonymously
   * @param at when; for an anonymous one, the beginning of the day
   */
  public record Report(Optional<PersonId> by, Instant at, Grounds grounds, String words) {}

  /** What one moderator tells the others. */
  public record Note(PersonId by, Instant at, String words) {}

  /** What was decided, and what became of it. */
  public record Decision(
      int number,
      Measure measure,
      String reason,
      PersonId by,
      Instant at,
      boolean done,
      Optional<Appeal> appeal) {}

  /** The one appeal that a decision may have. */
  public record Appeal(
      String words, Instant at, Outcome outcome, Optional<PersonId> by, String reason) {
    /** What became of it. */
    public enum Outcome {
      WAITING,
      UPHELD,
      REVERSED
    }
  }

  /**
   * Something that happened to the case.
   *
   * @param by who did it; empty for those who are not named
   * @param what a key of the message bundles, without the leading {@code case.event.}
   * @param detail what belongs to it, such as a measure's wire name
   */
  public record Event(Instant at, Optional<PersonId> by, String what, String detail) {}

  /** A request to learn who wrote under a pseudonym. */
  public record Unmasking(
      PersonId by,
      String reason,
      Instant at,
      Stage stage,
      Optional<PersonId> second,
      String words) {
    /** How far it has come. */
    public enum Stage {
      ASKED,
      AGREED,
      WITHDRAWN,
      REFUSED
    }
  }

  /** Whether somebody has to do something: decide, settle an appeal, answer a request. */
  public boolean waits() {
    return state == State.OPEN
        || appealWaits()
        || unmasking.filter(request -> request.stage() == Unmasking.Stage.ASKED).isPresent();
  }

  /** Whether an appeal waits to be settled. */
  public boolean appealWaits() {
    return decisions.stream()
        .flatMap(decision -> decision.appeal().stream())
        .anyMatch(appeal -> appeal.outcome() == Appeal.Outcome.WAITING);
  }
}
