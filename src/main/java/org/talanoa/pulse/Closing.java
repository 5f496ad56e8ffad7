package org.talanoa.pulse;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.storage.Clockwork;

/** Has the rounds that are over counted, again and again. */
@Component
@Profile("!import")
class Closing {
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Counting counting;
  private final Clockwork clockwork =
      new Clockwork("talanoa-pulses", "pulses that are over wait to be counted");

  Closing(Counting counting) {
    this.counting = counting;
    clockwork.every(PAUSE, this::sweep);
  }

  void sweep() {
    counting.count();
  }

  @PreDestroy
  void close() {
    clockwork.close();
  }
}
