package org.talanoa.room;

/**
 * What stands at the door of a room: its norms, and which version of them this person has accepted.
 *
 * @param accepted zero for none
 */
public record Threshold(Room room, int accepted) {
  /** Whether the person has accepted the norms as they are now. */
  public boolean crossed() {
    return accepted >= room.norms().version();
  }

  /** Whether the person has accepted the norms as they were before. */
  public boolean changed() {
    return accepted > 0 && !crossed();
  }
}
