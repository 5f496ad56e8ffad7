package org.talanoa.discussion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.talanoa.room.RoomId;

/**
 * A message that waits for a keeper's approval; it has no number yet.
 *
 * @param thread where it is to stand; none where it is to start a thread of this title
 * @param by how it will be signed
 * @param files those that it will carry
 * @param at when it was written
 */
public record Waiting(
    String id,
    RoomId room,
    Optional<ThreadId> thread,
    String title,
    Byline by,
    Draft draft,
    List<Attachment> files,
    Instant at) {
  public Waiting {
    files = List.copyOf(files);
  }
}
