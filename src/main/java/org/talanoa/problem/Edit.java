package org.talanoa.problem;

import java.util.Optional;
import org.talanoa.discussion.ThreadId;

/** What somebody changes in a statement. */
public sealed interface Edit {
  /** The most words are cleaned of before they are measured. */
  int NOT_WORTH_CLEANING = 16_000;

  /** The name of what is done, on the wire and where it is kept. */
  default String wireName() {
    return Codec.name(this);
  }

  /**
   * Writes other words at a spot.
   *
   * @param base the revision whose words were changed to these; 0 where there were none
   * @param own whether those were the words as this person sent them with that revision, and not as
   *     they were merged with others
   */
  record Write(Spot spot, long base, boolean own, String words) implements Edit {
    @Override
    public String toString() {
      return "Write[" + words.length() + " long]";
    }
  }

  /**
   * Adds a cause.
   *
   * @param after the cause of the same parent behind which it is put; none for the first place
   */
  record AddCause(CauseId cause, Optional<CauseId> parent, Optional<CauseId> after, String words)
      implements Edit {
    @Override
    public String toString() {
      return "AddCause[" + words.length() + " long]";
    }
  }

  /** Puts a cause elsewhere, with all that lies below it. */
  record MoveCause(CauseId cause, Optional<CauseId> parent, Optional<CauseId> after)
      implements Edit {}

  /** Takes a cause out, with all that lies below it; it can be brought back. */
  record RemoveCause(CauseId cause) implements Edit {}

  /** Brings a cause back that was taken out. */
  record RestoreCause(CauseId cause) implements Edit {}

  /** Says how much there is of what it takes to act on a cause. */
  record Weigh(CauseId cause, Aspect aspect, Level level) implements Edit {}

  /** Says how far the problem has come; a draft is shared by it. */
  record SetStatus(Status status) implements Edit {}

  /** Makes parts and causes what they were at a revision. */
  record Restore(long revision) implements Edit {}

  /**
   * Decides what stands at a spot beside which another text is kept: one of the two, or a third.
   *
   * @param aside which of the other texts is settled by it
   * @param base the version of the words beside which it was read
   */
  record Settle(Spot spot, long aside, long base, String words) implements Edit {
    @Override
    public String toString() {
      return "Settle[" + words.length() + " long]";
    }
  }

  /** Says that one has this problem too, in place of what one said of it before. */
  record Endorse(String variant) implements Edit {
    @Override
    public String toString() {
      return "Endorse[" + variant.length() + " long]";
    }
  }

  /** Takes that back. */
  record Withdraw() implements Edit {}

  /** Remembers the thread in which the statement is talked about. */
  record Discuss(ThreadId thread) implements Edit {}

  /** Somebody who wrote here was forgotten; made by nobody. */
  record Forgotten() implements Edit {}
}
