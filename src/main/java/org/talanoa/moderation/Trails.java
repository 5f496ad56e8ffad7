package org.talanoa.moderation;

import java.util.List;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.room.Chair;

/**
 * The audit trail of a room, as its keepers read it: without what is about a case of their own.
 * Thread safe.
 */
@Service
public class Trails {
  private static final String CASE = "case/";

  private final AuditTrail trail;
  private final Cases cases;

  public Trails(AuditTrail trail, Cases cases) {
    this.trail = trail;
    this.cases = cases;
  }

  /**
   * What was done in the chair's room, the latest first.
   *
   * @param before only entries with a lower number
   */
  public List<Entry> of(Chair chair, long before, int count) {
    return trail.of(chair, before, count).stream()
        .filter(entry -> !concerns(chair, entry))
        .toList();
  }

  /** Takes away the words of an entry's reason; the entry stands, and another says why. */
  public void takeReasonAway(Chair chair, long number, String why) {
    if (concerns(chair, trail.entry(chair, number))) {
      throw new Refusal.NotHere("trail.unknown");
    }
    trail.takeReasonAway(chair, number, why);
  }

  private boolean concerns(Chair chair, Entry entry) {
    if (!entry.about().startsWith(CASE)) {
      return false;
    }
    var id = new CaseId(entry.about().substring(CASE.length()).split("/")[0]);
    return cases
        .stored()
        .find(id)
        .filter(document -> cases.subjects().concerns(chair, document))
        .isPresent();
  }
}
