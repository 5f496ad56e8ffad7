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
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit on an MVStore: one thread commits whenever a change waits, for all that wait, and
 * only between changes. Also writes behind what was written outside of changes, and compacts.
 *
 * <p>A store that could not be written is closed by its library and has forgotten what was not
 * committed. It is opened anew, so that reading goes on, and changes are taken again once there is
 * space; a change that had been written before and waits is refused.
 */
final class Committer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
  private static final Duration WRITE_BEHIND = Duration.ofMillis(500);
  private static final Duration REOPEN_EVERY = Duration.ofSeconds(1);

  /** Old versions of pages may be overwritten after this, in milliseconds. */
  private static final int RETENTION = 2_000;

  private static final int COMPACT_BELOW_FILL = 50;
  private static final int COMPACT_AT_ONCE = 8 << 20;
  private static final long COMPACT_EVERY = TimeUnit.SECONDS.toNanos(15);

  private final Supplier<MVStore> reopening;
  private final @Nullable Path directory;
  private final boolean sync;
  private final long reserve;
  private final ReadWriteLock changing = new ReentrantReadWriteLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Condition done = lock.newCondition();
  private final Thread thread;
  private volatile MVStore store;
  private long asked;
  private long committed;
  private long opening;
  private boolean broken;
  private boolean closed;
  private long lastCompaction = System.nanoTime();

  /**
   * @param reopening closes what is left of the store, and opens and serves it anew
   */
  Committer(
      MVStore store,
      Supplier<MVStore> reopening,
      @Nullable Path directory,
      boolean sync,
      long reserve) {
    this.store = settled(store);
    this.reopening = reopening;
    this.directory = directory;
    this.sync = sync;
    this.reserve = reserve;
    this.thread = Thread.ofPlatform().name("talanoa-commit").daemon().start(this::run);
  }

  private static MVStore settled(MVStore store) {
    store.setVersionsToKeep(0);
    store.setRetentionTime(RETENTION);
    return store;
  }

  /** Which of the store's openings a change was written to. */
  record Ticket(long opening) {}

  /** Held while a change writes, so that no commit cuts it in two. */
  Lock changing() {
    return changing.readLock();
  }

  /** To be taken while {@link #changing} is held. */
  Ticket ticket() {
    lock.lock();
    try {
      return new Ticket(opening);
    } finally {
      lock.unlock();
    }
  }

  /** Refuses to begin a change when the file or the disk cannot take it. */
  void mustHaveSpace() {
    mustBeWell();
    if (isFull()) {
      throw full();
    }
  }

  /** Refuses when the file could not be written and has not been opened again. */
  void mustBeWell() {
    if (isBroken()) {
      throw isFull() ? full() : unwritable();
    }
  }

  /** Whether changes are taken now. */
  boolean takesChanges() {
    try {
      mustHaveSpace();
      return true;
    } catch (Unavailable _) {
      return false;
    }
  }

  private boolean isBroken() {
    lock.lock();
    try {
      return broken || store.isClosed();
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull() {
    try {
      return directory != null && Files.getFileStore(directory).getUsableSpace() < reserve;
    } catch (IOException gone) {
      throw new Unavailable("the data directory cannot be read", false, gone);
    }
  }

  private Unavailable full() {
    return new Unavailable("less than " + reserve + " bytes left on the disk", true);
  }

  private static Unavailable unwritable() {
    return new Unavailable("the database file cannot be written", false);
  }

  /** Returns when everything written before the call, to the same opening, is on disk. */
  void await(Ticket ticket) {
    boolean durable;
    lock.lock();
    try {
      var mine = ++asked;
      wanted.signal();
      while (ticket.opening() == opening && !broken && committed < mine && !closed) {
        done.awaitUninterruptibly();
      }
      durable = ticket.opening() == opening && !broken && committed >= mine;
    } finally {
      lock.unlock();
    }
    if (!durable) {
      throw isFull() ? full() : unwritable();
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
      if (commit()) {
        acknowledge(upTo);
        compactNowAndThen();
      } else if (!reopen()) {
        return;
      }
    }
  }

  private void acknowledge(long upTo) {
    lock.lock();
    try {
      committed = upTo;
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean commit() {
    changing.writeLock().lock();
    try {
      if (store.isClosed()) {
        breakOff("closed itself");
        return false;
      }
      if (store.hasUnsavedChanges()) {
        store.commit();
        if (sync) {
          store.sync();
        }
      }
      return true;
    } catch (RuntimeException failed) {
      LOG.debug("the failure", failed);
      breakOff(failed.getClass().getName());
      return false;
    } finally {
      changing.writeLock().unlock();
    }
  }

  private void breakOff(String why) {
    LOG.error(
        "the database file cannot be written ({}); what waits is refused, and it is opened again",
        why);
    lock.lock();
    try {
      broken = true;
      done.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Tries until it is open again; false when it is to be closed instead. */
  private boolean reopen() {
    while (true) {
      changing.writeLock().lock();
      try {
        store = settled(reopening.get());
        LOG.warn("the database file is open again");
        lock.lock();
        try {
          opening++;
          committed = asked;
          broken = false;
          return true;
        } finally {
          lock.unlock();
        }
      } catch (RuntimeException again) {
        LOG.warn("the database file cannot be opened yet: {}", again.getClass().getName());
        LOG.debug("the failure", again);
      } finally {
        changing.writeLock().unlock();
      }
      if (closesWithin(REOPEN_EVERY)) {
        return false;
      }
    }
  }

  private boolean closesWithin(Duration time) {
    lock.lock();
    try {
      var left = time.toNanos();
      while (!closed && left > 0) {
        left = wanted.awaitNanos(left);
      }
      return closed;
    } catch (InterruptedException stop) {
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Commits, and goes on with the store that this leaves behind; nothing that was written is lost.
   *
   * @param rewriting closes the store, writes it anew, and opens and serves it
   */
  void rewrite(Supplier<MVStore> rewriting) {
    changing.writeLock().lock();
    try {
      mustBeWell();
      store.commit();
      store.sync();
      store = settled(rewriting.get());
    } finally {
      changing.writeLock().unlock();
    }
  }

  private void compactNowAndThen() {
    if (System.nanoTime() - lastCompaction < COMPACT_EVERY || !takesChanges()) {
      return;
    }
    lastCompaction = System.nanoTime();
    try {
      store.compact(COMPACT_BELOW_FILL, COMPACT_AT_ONCE);
    } catch (RuntimeException failed) {
      LOG.warn("compaction failed", failed);
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
