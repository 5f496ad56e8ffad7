package org.talanoa.search;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Completes documents beside everything else, by a thread of its own, the latest first. The index
 * itself is the queue.
 */
final class Completing {
  /** So many are looked for at once. */
  private static final int AT_ONCE = 32;

  private static final Duration WAITED_FOR = Duration.ofSeconds(20);

  /** Whoever has just said something waits to be found; this can be later. */
  private static final Duration GIVES_WAY = Duration.ofMillis(100);

  private final MessageIndex index;
  private final Completion completion;
  private final Semaphore wanting = new Semaphore(0);
  private final CountDownLatch mayBegin = new CountDownLatch(1);
  private final Thread thread;

  Completing(String name, MessageIndex index, Completion completion) {
    this.index = index;
    this.completion = completion;
    this.thread = MessageIndex.started(name, this::complete);
  }

  void begin() {
    mayBegin.countDown();
  }

  /** Something was shown that may have to be completed. */
  void wake() {
    wanting.release();
  }

  /** Whether something is still to be completed. */
  boolean wants() throws IOException {
    var now = index.opened();
    return completion.on() && (now.isEmpty() || !now.get().wanting(completion.mark(), 1).isEmpty());
  }

  private void complete() {
    try {
      mayBegin.await();
      if (!index.closed()) {
        completion.prepare();
      }
      while (!index.closed() && completion.on()) {
        if (!completedSome()) {
          wanting.tryAcquire(500, TimeUnit.MILLISECONDS);
        }
        wanting.drainPermits();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean completedSome() throws InterruptedException {
    var now = index.opened().filter(OpenIndex::usable);
    if (now.isEmpty()) {
      return false;
    }
    try {
      var count = 0;
      for (var known : now.get().wanting(completion.mark(), AT_ONCE)) {
        if (index.closed()) {
          return false;
        }
        index.giveWay(GIVES_WAY);
        if (completed(now.get(), known) && ++count % completion.shownTogether() == 0) {
          index.show(now.get());
        }
      }
      if (count % completion.shownTogether() > 0) {
        index.show(now.get());
      }
      return count > 0;
    } catch (IOException | RuntimeException notNow) {
      index.fellBehind(notNow);
      return false;
    }
  }

  /** What is to be added is made while others write. */
  private boolean completed(OpenIndex now, Documents.Known known) throws IOException {
    var before = index.entry(now, known);
    if (before.isEmpty()) {
      return false;
    }
    var made = completion.made(before.get());
    var from = completion.from(before.get());
    return index.complete(now, known, after -> completion.from(after).equals(from), made);
  }

  /**
   * The index is closed already; waits for what is being made. A model that still computes, or is
   * still being loaded, when the process ends would take it down with a failure.
   */
  void end() throws InterruptedException {
    begin();
    wake();
    completion.stop();
    thread.join(WAITED_FOR);
  }
}
