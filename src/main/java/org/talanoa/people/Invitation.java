package org.talanoa.people;

import java.time.Instant;
import java.util.List;

/**
 * A way in for one person, once.
 *
 * @param id the hash under which it is stored; of no use for coming in
 * @param alliance the alliance it leads to; empty for the set-up link and a password reset
 * @param role what the person will be there
 * @param rooms rooms in which the person will have a seat
 * @param email the only address it is for, or empty
 * @param by who invites
 * @param introduction what is known of whom it is for
 */
public record Invitation(
    String id,
    Purpose purpose,
    String alliance,
    String role,
    List<String> rooms,
    String email,
    String by,
    Instant until,
    Introduction introduction) {
  /** What redeeming leads to. */
  public enum Purpose {
    SET_UP,
    JOIN,
    RESET
  }
}
