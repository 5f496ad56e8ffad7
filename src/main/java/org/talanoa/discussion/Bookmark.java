package org.talanoa.discussion;

import java.time.Instant;
import java.util.Optional;
import org.talanoa.room.RoomId;

/** A message somebody wants to come back to; theirs alone. */
public record Bookmark(
    RoomId room, ThreadId thread, int number, Instant at, Optional<Instant> remindAt) {
  /** Whether its owner wanted to be reminded of it by now. */
  public boolean due(Instant now) {
    return remindAt.filter(at -> !at.isAfter(now)).isPresent();
  }
}
