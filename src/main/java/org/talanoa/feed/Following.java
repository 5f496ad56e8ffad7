package org.talanoa.feed;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One follower with its bounded queue and its thread. */
final class Following<C> implements Feed.Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);

  private final Follower<C> follower;
  private final BlockingQueue<Supplier<? extends C>> queue;
  private final AtomicBoolean behind = new AtomicBoolean();
  private final Runnable onClose;
  private final Thread thread;
  private volatile boolean closed;

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
    var _ = queue.offer(() -> null);
  }

  private void run() {
    while (!closed) {
      try {
        var change = queue.take().get();
        if (change != null) {
          follower.told(change);
        }
        if (behind.compareAndSet(true, false)) {
          follower.missed();
        }
        if (queue.isEmpty()) {
          follower.rested();
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException broken) {
        recover(broken);
      }
    }
  }

  private void recover(RuntimeException broken) {
    LOG.warn("a follower of the feed failed and will catch up: {}", broken.getClass().getName());
    LOG.debug("the failure", broken);
    try {
      follower.missed();
    } catch (RuntimeException again) {
      LOG.error("a follower of the feed could not catch up: {}", again.getClass().getName());
    }
  }

  @Override
  public void close() {
    closed = true;
    onClose.run();
    thread.interrupt();
    if (Thread.currentThread() != thread) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
