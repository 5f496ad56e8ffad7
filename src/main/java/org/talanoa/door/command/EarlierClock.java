package org.talanoa.door.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still on an earlier day until it is set to another. Never ahead. */
final class EarlierClock extends Clock {
  private static final Duration BETWEEN_ACTS = Duration.ofSeconds(20);

  private final Clock now;
  private Instant shows;

  EarlierClock(Clock now) {
    this.now = now;
    this.shows = now.instant();
  }

  /** Sets it to this time of day, so many days ago. */
  void set(int daysAgo, LocalTime time) {
    set(
        LocalDate.ofInstant(now.instant(), ZoneOffset.UTC)
            .minusDays(daysAgo)
            .atTime(time)
            .toInstant(ZoneOffset.UTC));
  }

  void set(Instant then) {
    var latest = now.instant();
    shows = then.isAfter(latest) ? latest : then;
  }

  /** Lets the short time go by that lies between two acts of one person. */
  void goOn() {
    set(shows.plus(BETWEEN_ACTS));
  }

  @Override
  public Instant instant() {
    return shows;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(shows, zone);
  }
}
