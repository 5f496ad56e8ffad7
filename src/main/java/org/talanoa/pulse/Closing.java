package org.talanoa.pulse;

import com.mongodb.MongoException;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.storage.Unavailable;

/** Has the rounds that are over counted, again and again. */
@Component
@Profile("!import")
class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
  private static final long EVERY_SECONDS = 30;

  private final Counting counting;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("talanoa-pulses").daemon().factory());

  Closing(Counting counting) {
    this.counting = counting;
    var _ =
        clockwork.scheduleWithFixedDelay(
            this::sweepQuietly, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void sweepQuietly() {
    try {
      sweep();
    } catch (Unavailable | MongoException away) {
      LOG.warn("pulses that are over wait to be counted: {}", away.getClass().getName());
    } catch (RuntimeException broken) {
      LOG.error("pulses that are over wait to be counted", broken);
    }
  }

  void sweep() {
    counting.count();
  }

  @PreDestroy
  void close() {
    clockwork.shutdownNow();
  }
}
