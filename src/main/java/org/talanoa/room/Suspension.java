package org.talanoa.room;

import java.time.Instant;

/**
 * That somebody is kept out of a room for a time; for their own eyes only.
 *
 * @param until {@link Restraint#FOR_GOOD} where it does not end by itself
 */
public record Suspension(Room room, Instant until) {
  public boolean forGood() {
    return until.equals(Restraint.FOR_GOOD);
  }
}
