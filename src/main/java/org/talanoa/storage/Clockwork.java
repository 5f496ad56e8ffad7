package org.talanoa.storage;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that nobody in particular asks for and that is done again and again, on one thread. What
 * fails is logged and tried again at the next turn; while the database is away that is expected.
 */
public final class Clockwork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);

  private final ScheduledExecutorService turns;
  private final String undone;

  /**
   * @param name of the thread, such as {@code talanoa-expiry}
   * @param undone what is logged where the work fails, such as "what has expired is still there"
   */
  public Clockwork(String name, String undone) {
    this.turns =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name(name).daemon().factory());
    this.undone = undone;
  }

  /** Does it with this pause in between, for the first time after one. */
  public void every(Duration pause, Runnable work) {
    every(pause, pause, work);
  }

  /** As {@link #every(Duration, Runnable)}, for the first time already after another while. */
  public void every(Duration pause, Duration first, Runnable work) {
    var _ =
        turns.scheduleWithFixedDelay(
            () -> quietly(work), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void quietly(Runnable work) {
    try {
      work.run();
    } catch (Unavailable | MongoException away) {
      LOG.warn("{}: {}", undone, away.getClass().getName());
    } catch (RuntimeException broken) {
      LOG.error("{}", undone, broken);
    }
  }

  /** Does nothing more. */
  @Override
  public void close() {
    turns.shutdownNow();
  }
}
