package org.talanoa.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit on an MVStore: one thread commits whenever a change waits, for all that wait, and
 * only between changes. Also writes behind what was written outside of changes, and compacts.
 */
final class Committer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
  private static final Duration WRITE_BEHIND = Duration.ofMillis(500);

  /** Old versions of pages may be overwritten after this, in milliseconds. */
  private static final int RETENTION = 2_000;

  private static final int COMPACT_BELOW_FILL = 50;
  private static final int COMPACT_AT_ONCE = 8 << 20;
  private static final long COMPACT_EVERY = TimeUnit.SECONDS.toNanos(15);

  private final MVStore store;
  private final @Nullable Path directory;
  private final boolean sync;
  private final long reserve;
  private final ReadWriteLock changing = new ReentrantReadWriteLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Condition done = lock.newCondition();
  private final Thread thread;
  private long asked;
  private long committed;
  private @Nullable RuntimeException failure;
  private boolean closed;
  private long lastCompaction = System.nanoTime();

  Committer(MVStore store, @Nullable Path directory, boolean sync, long reserve) {
    this.store = store;
    this.directory = directory;
    this.sync = sync;
    this.reserve = reserve;
    store.setVersionsToKeep(0);
    store.setRetentionTime(RETENTION);
    this.thread = Thread.ofPlatform().name("talanoa-commit").daemon().start(this::run);
  }

  /** Held while a change writes, so that no commit cuts it in two. */
  Lock changing() {
    return changing.readLock();
  }

  /** Refuses to begin a change when the disk is nearly full, because a failed commit closes it. */
  void mustHaveSpace() {
    if (directory == null) {
      return;
    }
    try {
      if (Files.getFileStore(directory).getUsableSpace() < reserve) {
        throw new Unavailable("less than " + reserve + " bytes left on the disk", true);
      }
    } catch (IOException gone) {
      throw new Unavailable("the data directory cannot be read", false, gone);
    }
  }

  /** Returns when everything written before the call is on disk. */
  void await() {
    lock.lock();
    try {
      var mine = ++asked;
      wanted.signal();
      while (committed < mine) {
        if (failure != null || closed) {
          throw new Unavailable("the database file cannot be written", false);
        }
        done.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (true) {
      long upTo;
      lock.lock();
      try {
        if (asked == committed && !closed) {
          var _ = wanted.await(WRITE_BEHIND.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (closed) {
          return;
        }
        upTo = asked;
      } catch (InterruptedException stop) {
        return;
      } finally {
        lock.unlock();
      }
      var failed = commit();
      lock.lock();
      try {
        if (failed == null) {
          committed = upTo;
        } else {
          failure = failed;
        }
        done.signalAll();
      } finally {
        lock.unlock();
      }
      if (failed != null) {
        return;
      }
    }
  }

  private @Nullable RuntimeException commit() {
    changing.writeLock().lock();
    try {
      if (store.hasUnsavedChanges()) {
        store.commit();
        if (sync) {
          store.sync();
        }
      }
    } catch (RuntimeException broken) {
      LOG.error("the database file cannot be written; restart when the disk is well", broken);
      return broken;
    } finally {
      changing.writeLock().unlock();
    }
    compactNowAndThen();
    return null;
  }

  private void compactNowAndThen() {
    if (System.nanoTime() - lastCompaction < COMPACT_EVERY) {
      return;
    }
    lastCompaction = System.nanoTime();
    try {
      store.compact(COMPACT_BELOW_FILL, COMPACT_AT_ONCE);
    } catch (RuntimeException broken) {
      LOG.warn("compaction failed", broken);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      wanted.signalAll();
      done.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
