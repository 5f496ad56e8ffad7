package org.talanoa.problem;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.alliance.Alliances;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Room;
import org.talanoa.storage.Clockwork;

/**
 * Takes away the statements on which nobody has worked for as long as their room keeps what is
 * said, with all their versions and iterations. A second node may do the same at the same time;
 * nothing is done twice.
 */
@Component
@Profile("!import")
class ProblemExpiry {
  private final Problems problems;
  private final Iterations iterations;
  private final Arrangements arrangements;
  private final Alliances alliances;
  private final Clock clock;
  private final Clockwork clockwork =
      new Clockwork("talanoa-problem-expiry", "statements that have expired are still there");

  ProblemExpiry(
      Problems problems,
      Iterations iterations,
      Arrangements arrangements,
      Alliances alliances,
      Clock clock) {
    this.problems = problems;
    this.iterations = iterations;
    this.arrangements = arrangements;
    this.alliances = alliances;
    this.clock = clock;
    clockwork.every(Duration.ofHours(1), Duration.ofMinutes(1), this::sweep);
  }

  void sweep() {
    for (var room : arrangements.all()) {
      keptSince(room)
          .ifPresent(since -> {
            for (var head : problems.stored().of(room.id())) {
              if (lastWork(head).isBefore(since)) {
                take(head);
              }
            }
          });
    }
  }

  /** What is older than this goes; empty where nothing does. */
  private Optional<Instant> keptSince(Room room) {
    return room.keptSince(clock.instant(), alliances.endOf(room.alliance()));
  }

  private Instant lastWork(ProblemHead head) {
    return iterations.stored().find(head.id()).stream()
        .flatMap(ProblemExpiry::moments)
        .max(Comparator.naturalOrder())
        .filter(at -> at.isAfter(head.at()))
        .orElse(head.at());
  }

  private static Stream<Instant> moments(Course course) {
    var worked =
        course.iterations().stream()
            .flatMap(iteration ->
                Stream.of(
                        Stream.of(iteration.from().atStartOfDay(ZoneOffset.UTC).toInstant()),
                        iteration.checkIns().stream().map(Course.CheckIn::at),
                        iteration.steps().stream().flatMap(step -> step.at().stream()))
                    .flatMap(moments -> moments));
    return Stream.concat(worked, course.offers().stream().map(Course.Offer::at));
  }

  private void take(ProblemHead head) {
    iterations.stored().empty(head);
    problems.stored().destroy(head.id(), _ -> {});
  }

  @PreDestroy
  void close() {
    clockwork.close();
  }
}
