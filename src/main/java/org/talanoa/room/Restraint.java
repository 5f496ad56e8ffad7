package org.talanoa.room;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody may not do in a room for a time. Nobody but the person concerned is shown that it
 * is so: it may have been set on the author of a pseudonymous message by somebody who does not know
 * who that is.
 *
 * @param until when it ends, by itself; {@link #FOR_GOOD} for never
 * @param thread for {@link Kind#APPROVE_FIRST} on one pseudonym: it holds only for what is said
 *     under a pseudonym in this thread. Without a thread it holds only for what is said by name, so
 *     that what waits for approval does not tell who stands behind a pseudonym.
 * @param cause names what it was set for. Each cause has restraints of its own: they hold beside
 *     those of others, and are lifted alone.
 */
public record Restraint(Kind kind, Instant until, Optional<String> thread, String cause) {
  /** The end of a restraint that does not end by itself. */
  public static final Instant FOR_GOOD = Instant.parse("9999-12-31T00:00:00Z");

  /** What is restrained. */
  public enum Kind {
    /** May listen but not speak. */
    NO_POSTING,
    /** The room is not here for this person. */
    NO_ENTRY,
    /** What this person says is looked at by a keeper before it is shown. */
    APPROVE_FIRST
  }

  public Restraint {
    if (thread.isPresent() && kind != Kind.APPROVE_FIRST) {
      throw new IllegalArgumentException("only approval can be asked for one thread");
    }
    if (until.isAfter(FOR_GOOD)) {
      until = FOR_GOOD;
    }
  }

  public Restraint(Kind kind, Instant until) {
    this(kind, until, Optional.empty(), "");
  }

  public Restraint(Kind kind, Instant until, Optional<String> thread) {
    this(kind, until, thread, "");
  }

  /** The same restraint, set for this. */
  public Restraint because(String cause) {
    return new Restraint(kind, until, thread, cause);
  }

  public boolean forGood() {
    return until.equals(FOR_GOOD);
  }

  boolean holds(Instant now) {
    return now.isBefore(until);
  }

  boolean sameAs(Restraint other) {
    return kind == other.kind && thread.equals(other.thread) && cause.equals(other.cause);
  }
}
