package org.talanoa.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that never shows the same moment twice, and whose hands a test may turn either way.
 * Thread safe.
 */
public final class Watch extends Clock {
  private Instant now = Instant.now();

  @Override
  public synchronized Instant instant() {
    now = now.plusMillis(1);
    return now;
  }

  /** Turns the hands forwards, or backwards by a negative time. */
  public synchronized void turn(Duration by) {
    now = now.plus(by);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock shows UTC");
  }
}
