package org.talanoa.extraction;

import java.time.Duration;

/**
 * How much one file may take.
 *
 * @param bytes the most it may have
 * @param characters the most that are answered
 * @param time from its first byte to the answer
 * @param starting until a new process is ready
 * @param idle how long a process waits for the next file
 */
record Limits(long bytes, int characters, Duration time, Duration starting, Duration idle) {
  static final Limits USUAL =
      new Limits(
          25L << 20,
          200_000,
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofMinutes(1));
}
