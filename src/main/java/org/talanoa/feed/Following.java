package org.talanoa.feed;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One follower with its bounded queue and its thread. */
final class Following<C> implements Feed.Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

  private final Follower<C> follower;
  private final BlockingQueue<Supplier<? extends C>> queue;
  private final AtomicBoolean behind = new AtomicBoolean();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Runnable onClose;
  private final Thread thread;

  Following(String name, int capacity, Follower<C> follower, Runnable onClose) {
    this.follower = follower;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.onClose = onClose;
    this.thread = Thread.ofPlatform().name("talanoa-feed-" + name).daemon().start(this::run);
  }

  void tell(Supplier<? extends C> change) {
    if (!queue.offer(change)) {
      behind.set(true);
    }
  }

  void miss() {
    behind.set(true);
    wake();
  }

  private void wake() {
    var _ = queue.offer(() -> null);
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private void run() {
    try {
      while (!closed()) {
        var next = queue.take();
        if (!closed()) {
          tellNow(next);
        }
      }
    } catch (InterruptedException _) {
      // Whoever closes did not want to wait any longer.
    }
  }

  private void tellNow(Supplier<? extends C> next) throws InterruptedException {
    try {
      var change = next.get();
      if (change != null) {
        follower.told(change);
      }
    } catch (RuntimeException broken) {
      LOG.warn("a follower of the feed failed and will catch up: {}", broken.getClass().getName());
      LOG.debug("the failure", broken);
      behind.set(true);
    }
    if (behind.compareAndSet(true, false)) {
      catchUp();
    }
    if (queue.isEmpty() && !closed()) {
      follower.rested();
    }
  }

  /** Does not give up: a follower that stays behind would be silently wrong. */
  private void catchUp() throws InterruptedException {
    var pause = FIRST_PAUSE_MILLIS;
    while (!closed()) {
      try {
        follower.missed();
        return;
      } catch (RuntimeException again) {
        LOG.warn("a follower of the feed could not catch up yet: {}", again.getClass().getName());
        LOG.debug("the failure", again);
      }
      if (closing.await(pause, TimeUnit.MILLISECONDS)) {
        return;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  /** Lets what is being told end by itself, because an interrupt could close files it writes. */
  @Override
  public void close() {
    closing.countDown();
    onClose.run();
    wake();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      if (!thread.join(CLOSES_WITHIN)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
