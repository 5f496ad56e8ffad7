package org.talanoa.moderation;

import java.time.Duration;
import org.talanoa.discussion.ThreadId;
import org.talanoa.room.RoomId;

/** What moderators can decide about a message, its thread, its room or whoever wrote it. */
public sealed interface Measure {
  /** No suspension is longer; whoever shall never come back has their membership ended. */
  Duration LONGEST = Duration.ofDays(366);

  /** Nothing is done. */
  record Dismiss() implements Measure {}

  record Hide() implements Measure {}

  record Restore() implements Measure {}

  /** Takes a part of the words away. */
  record Redact(String passage) implements Measure {
    /** Stands where the passage was, once its author is forgotten. */
    static final String FORGOTTEN = "";

    boolean isForgotten() {
      return passage.equals(FORGOTTEN);
    }
  }

  /** Moves the whole thread to another room in which the same keeper keeps order. */
  record Move(RoomId to) implements Measure {}

  /** Begins another thread with the message and all that follow it. */
  record Split(String title) implements Measure {}

  /** Puts the whole thread into another one of the room. */
  record Merge(ThreadId into) implements Measure {}

  /** Closes the thread to new messages. */
  record Lock() implements Measure {}

  /** Makes everybody in the room wait between two messages; zero lets them speak at once again. */
  record Slow(Duration pause) implements Measure {}

  /** What is said in the room has to be approved first. */
  record ApproveRoom() implements Measure {}

  /** What the author says has to be approved first; under a pseudonym, in its thread alone. */
  record ApproveAuthor(Duration lasting) implements Measure {}

  record Warn() implements Measure {}

  /** The author may read and not write. */
  record SuspendPosting(Duration lasting) implements Measure {}

  /** The author may not enter the room. */
  record SuspendEntry(Duration lasting) implements Measure {}

  record EndMembership() implements Measure {}

  /** The name used on the wire and in message keys. */
  default String wireName() {
    return switch (this) {
      case Dismiss _ -> "dismiss";
      case Hide _ -> "hide";
      case Restore _ -> "restore";
      case Redact _ -> "redact";
      case Move _ -> "move";
      case Split _ -> "split";
      case Merge _ -> "merge";
      case Lock _ -> "lock";
      case Slow _ -> "slow";
      case ApproveRoom _ -> "approve-room";
      case ApproveAuthor _ -> "approve-author";
      case Warn _ -> "warn";
      case SuspendPosting _ -> "suspend-posting";
      case SuspendEntry _ -> "suspend-entry";
      case EndMembership _ -> "end-membership";
    };
  }

  /** Whether it concerns whoever wrote the message, rather than what was written. */
  default boolean concernsAuthor() {
    return switch (this) {
      case ApproveAuthor _, Warn _, SuspendPosting _, SuspendEntry _, EndMembership _ -> true;
      case Dismiss _,
          Hide _,
          Restore _,
          Redact _,
          Move _,
          Split _,
          Merge _,
          Lock _,
          Slow _,
          ApproveRoom _ ->
          false;
    };
  }

  /** How long it holds; zero where that is not said. */
  default Duration lasts() {
    return switch (this) {
      case ApproveAuthor(var lasting) -> lasting;
      case SuspendPosting(var lasting) -> lasting;
      case SuspendEntry(var lasting) -> lasting;
      case Slow(var pause) -> pause;
      default -> Duration.ZERO;
    };
  }
}
