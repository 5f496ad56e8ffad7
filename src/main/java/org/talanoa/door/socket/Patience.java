package org.talanoa.door.socket;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How long the live door waits for whoever is at the other end.
 *
 * @param frame in which a frame that is due has to be whole: the first one, and each that was begun
 * @param silence after which nobody is there, when nothing was heard, not even that a ping arrived
 * @param sending in which what is sent has to be taken
 */
@Component
record Patience(
    @Value("${talanoa.live.frame:30s}") Duration frame,
    @Value("${talanoa.live.silence:35s}") Duration silence,
    @Value("${talanoa.live.sending:10s}") Duration sending) {

  /** How often it is looked whether somebody has gone; a heart beats no less often than that. */
  Duration look() {
    return silence.dividedBy(7);
  }
}
