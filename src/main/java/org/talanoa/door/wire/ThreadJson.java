package org.talanoa.door.wire;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a thread without its messages. */
public record ThreadJson(
    String id,
    String room,
    String title,
    int last,
    long revision,
    int about,
    Instant at,
    Instant startedAt,
    BylineJson by,
    BylineJson lastBy,
    boolean locked,
    boolean question,
    boolean answered,
    List<Integer> pins,
    List<Integer> silent,
    List<CallJson> calls,
    boolean rankHidden,
    @Nullable PlaceJson movedTo) {
  /** The same by another title. */
  public ThreadJson titled(String other) {
    return new ThreadJson(
        id,
        room,
        other,
        last,
        revision,
        about,
        at,
        startedAt,
        by,
        lastBy,
        locked,
        question,
        answered,
        pins,
        silent,
        calls,
        rankHidden,
        movedTo);
  }

  /** Where in its room a thread goes on. */
  public record PlaceJson(String room, String thread) {}

  /** A message that calls persons, by their ids, or the whole {@code room}. */
  public record CallJson(int number, String by, Set<String> to) {}
}
