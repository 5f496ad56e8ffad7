package org.talanoa.moderation;

import java.util.List;

/**
 * What was found of the audit trail.
 *
 * @param sound how many entries are as they were written
 * @param count how many there should be
 * @param last the hash of the last one, worth writing down elsewhere; empty where there is none
 * @param findings everything that is not as it should be
 * @param takenAway the entries whose reasons were taken away, as later entries say
 */
public record Verification(
    long sound, long count, String last, List<Finding> findings, List<Long> takenAway) {
  /** The most findings that are told one by one. */
  public static final int MOST_FINDINGS = 1_000;

  public Verification {
    findings = List.copyOf(findings);
    takenAway = List.copyOf(takenAway);
  }

  public boolean isSound() {
    return findings.isEmpty();
  }

  /** What is wrong with an entry. */
  public enum Wrong {
    /** A field of it is not what was written, or it was never written here. */
    CHANGED,
    MISSING,
    /** It stands where another one was, or does not follow the one before it. */
    OUT_OF_ORDER,
    /** The words of its reason are not those that were given. */
    REASON_CHANGED,
    /** The words of its reason are gone, and no entry says so. */
    REASON_MISSING,
    /** What the head says of the trail's end was changed, or does not fit. */
    HEAD,
    /** The trail does not go as far as the anchor has noted, or the anchor was changed. */
    ANCHOR,
    /** Something stands there that is no entry. */
    STRAY
  }

  /** One thing that is wrong, and with which entry; 0 where it is with none. */
  public record Finding(Wrong wrong, long number) {}
}
