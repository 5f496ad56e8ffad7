package org.talanoa.pulse;

import java.time.Instant;

/**
 * One time that the people of a room are asked.
 *
 * @param number 1, 2, 3 … in each room
 * @param closes from when on nobody can answer any more
 */
public record Round(int number, Instant opens, Instant closes) {
  boolean isOpen(Instant now) {
    return !now.isBefore(opens) && now.isBefore(closes);
  }
}
