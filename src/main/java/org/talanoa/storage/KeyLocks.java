package org.talanoa.storage;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** A bounded number of locks that keys share; the same key always has the same lock. */
final class KeyLocks {
  private static final int LOCKS = 1_024;

  private final ReentrantLock[] locks =
      IntStream.range(0, LOCKS)
          .mapToObj(_ -> new ReentrantLock(true))
          .toArray(ReentrantLock[]::new);

  /**
   * Takes the lock of this key, which has to be given back.
   *
   * @throws Unavailable when those before are still not done after this time
   */
  Lock take(String key, Duration most) {
    var lock = of(key);
    try {
      if (lock.tryLock(most.toNanos(), TimeUnit.NANOSECONDS)) {
        return lock;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new Unavailable("changes before this one are still not done", false);
  }

  private ReentrantLock of(String key) {
    var hash = key.hashCode() * 0x9E3779B9;
    var lock = locks[hash >>> 22];
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a change inside a change");
    }
    return lock;
  }
}
