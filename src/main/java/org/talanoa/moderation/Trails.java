package org.talanoa.moderation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final String ENTRY = "entry/";

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
    var most = Math.clamp(count, 1, AuditTrail.MOST_ON_A_PAGE);
    var concerning = new HashMap<CaseId, Boolean>();
    var shown = new ArrayList<Entry>();
    var from = before;
    while (true) {
      var page = trail.of(chair, from, most);
      page.stream()
          .filter(entry -> !concerns(chair, entry, concerning))
          .limit(most - shown.size())
          .forEach(shown::add);
      if (shown.size() == most || page.size() < most) {
        return shown;
      }
      from = page.getLast().number();
    }
  }

  /** Takes away the words of an entry's reason; the entry stands, and another says why. */
  public void takeReasonAway(Chair chair, long number, String why) {
    if (concerns(chair, trail.entry(chair, number), new HashMap<>())) {
      throw new Refusal.NotHere("trail.unknown");
    }
    trail.takeReasonAway(chair, number, why);
  }

  /**
   * Whether it is about a case of the chair's own person, or about an entry that is.
   *
   * @param known what was found out about cases before
   */
  private boolean concerns(Chair chair, Entry entry, Map<CaseId, Boolean> known) {
    var last = entry;
    while (last.about().startsWith(ENTRY)) {
      last = trail.entry(chair, Long.parseLong(last.about().substring(ENTRY.length())));
    }
    return last.about().startsWith(CASE)
        && known.computeIfAbsent(
            new CaseId(last.about().substring(CASE.length()).split("/")[0]),
            id ->
                cases
                    .stored()
                    .find(id)
                    .filter(document -> cases.subjects().concerns(chair, document))
                    .isPresent());
  }
}
