package org.talanoa.pulse;

import java.time.Instant;

/** What the pulse of a room wants of somebody now; for their own eyes only. */
public sealed interface Asked {
  /** No round is open. */
  record Nothing() implements Asked {}

  /** A round waits for their answer. */
  record Waits(Round round) implements Asked {}

  /** They have answered the round that is open. */
  record Answered(Round round) implements Asked {}

  /** A round is open, and they have answered in another room a short time ago. */
  record Rests(Instant until) implements Asked {}

  /** A round is open, and they may not speak here just now. */
  record Mute() implements Asked {}
}
