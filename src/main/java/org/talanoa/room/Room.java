package org.talanoa.room;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.talanoa.alliance.AllianceId;

/**
 * A room of an alliance.
 *
 * @param purpose one or two sentences, Markdown source
 * @param seating raised by whatever changes what somebody may do in the room: every admission,
 *     removal, acceptance and restraint
 * @param revision raised by every change of the room
 * @param formerRetentions what was promised before about how long words are kept, the latest first
 * @param continuedIn the room in which the talk goes on; nobody speaks in this one any more
 */
public record Room(
    RoomId id,
    AllianceId alliance,
    RoomKind kind,
    String name,
    String purpose,
    long seating,
    long revision,
    Manner manner,
    Norms norms,
    List<FormerRetention> formerRetentions,
    Optional<RoomId> continuedIn) {
  /** More than can be promised with different numbers of days by whoever is not playing with it. */
  private static final int MOST_FORMER = 40;

  public Room {
    formerRetentions = List.copyOf(formerRetentions);
  }

  /**
   * What was said before this goes, now or as it was promised before; empty where nothing does.
   *
   * @param end of the alliance
   */
  public Optional<Instant> keptSince(Instant now, Optional<LocalDate> end) {
    return Stream.concat(
            manner.retention().keptSince(now, end).stream(),
            formerRetentions.stream()
                .flatMap(former ->
                    former.retention().keptSince(now, end).stream()
                        .map(since -> since.isBefore(former.until()) ? since : former.until())))
        .max(Comparator.naturalOrder());
  }

  /** The former retentions once this one replaces the present one. */
  List<FormerRetention> formerRetentions(Retention next, Instant now) {
    var present = manner.retention();
    if (next.equals(present) || present instanceof Retention.Keep) {
      return formerRetentions;
    }
    return Stream.concat(
            Stream.of(new FormerRetention(present, now)),
            formerRetentions.stream().filter(former -> !former.retention().equals(present)))
        .limit(MOST_FORMER)
        .toList();
  }
}
