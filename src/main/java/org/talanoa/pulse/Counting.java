package org.talanoa.pulse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.storage.Storage;

/**
 * Counts the rounds that are over, each once, and leaves nothing of them but what is published. A
 * second node may do the same at the same time; whoever comes second finds it done.
 */
@Service
public class Counting {
  /** A round is counted so long after its close, so that no node still takes an answer. */
  public static final Duration GRACE = Duration.ofMinutes(2);

  private final Pulses pulses;
  private final Arrangements arrangements;
  private final Storage storage;
  private final Clock clock;

  public Counting(Pulses pulses, Arrangements arrangements, Storage storage, Clock clock) {
    this.pulses = pulses;
    this.arrangements = arrangements;
    this.storage = storage;
    this.clock = clock;
  }

  /** Counts what is over now, in all rooms. */
  void count() {
    var now = clock.instant();
    for (var kept : pulses.stored().all()) {
      if (over(kept, now).isPresent()) {
        settle(kept.room(), now);
      }
    }
    pulses.marks().tidy(now);
    tidy(pulses.stored().all());
  }

  /**
   * Counts what was over at this moment, in the room of whoever keeps order there. To be tidied up
   * after.
   *
   * @param then not later than now, so that nothing is counted early
   */
  public void count(Chair chair, Instant then) {
    if (then.isAfter(clock.instant())) {
      throw new IllegalArgumentException("not over yet");
    }
    settle(chair.room().id(), then);
  }

  /** Leaves nothing of what was counted in the room of whoever keeps order there. */
  public void tidy(Chair chair) {
    tidy(List.of(pulses.stored().of(chair.room().id())));
  }

  private static Optional<Round> over(Kept kept, Instant now) {
    return kept.round().filter(round -> !round.closes().plus(GRACE).isAfter(now));
  }

  private void settle(RoomId room, Instant now) {
    var goesOn = arrangements.of(room).filter(there -> there.continuedIn().isEmpty()).isPresent();
    var stored = pulses.stored();
    var _ =
        stored.change(writing -> {
          var kept = stored.of(writing, room);
          over(kept, now)
              .ifPresent(round -> {
                var tally = stored.tally(writing, room, round);
                Published result =
                    tally
                        .flatMap(Tally::figures)
                        .<Published>map(figures -> new Published.Shown(round, figures))
                        .orElseGet(() -> new Published.TooFew(round));
                stored.deleteTally(writing, room, round);
                stored.put(writing, kept.settled(result, goesOn, now));
              });
          return kept;
        });
  }

  /** Until a file is written anew it may hold earlier states of what was deleted. */
  private void tidy(List<Kept> counted) {
    var stored = pulses.stored();
    var left = counted.stream().filter(Kept::leftover).map(Kept::room).toList();
    if (left.isEmpty()) {
      return;
    }
    storage.compact();
    for (var room : left) {
      var _ =
          stored.change(writing -> {
            var kept = stored.of(writing, room).tidied();
            stored.put(writing, kept);
            return kept;
          });
    }
  }
}
