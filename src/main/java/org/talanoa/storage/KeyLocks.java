package org.talanoa.storage;

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

  Lock of(String key) {
    var hash = key.hashCode() * 0x9E3779B9;
    var lock = locks[hash >>> 22];
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a change inside a change");
    }
    return lock;
  }
}
