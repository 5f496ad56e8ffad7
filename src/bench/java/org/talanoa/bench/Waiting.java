package org.talanoa.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting without checked exceptions. */
final class Waiting {
  private Waiting() {}

  static void millis(long millis) {
    until(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Returns at this time of {@link System#nanoTime}. */
  static void until(long at) {
    for (var left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
