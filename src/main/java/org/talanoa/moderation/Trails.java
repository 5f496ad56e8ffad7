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
    var lines = shown(chair);
    var page = new ArrayList<Entry>();
    for (var number = Math.min(lines.size(), Math.max(before, 1) - 1);
        number >= 1 && page.size() < most;
        number--) {
      var entry = trail.entry(chair, lines.get((int) number - 1).number());
      page.add(
          new Entry(
              entry.id(),
              number,
              entry.at(),
              entry.act(),
              entry.by(),
              about(entry.about(), lines),
              entry.reason()));
    }
    return page;
  }

  /** Takes away the words of an entry's reason; the entry stands, and another says why. */
  public void takeReasonAway(Chair chair, String entry, String why) {
    var line =
        shown(chair).stream()
            .filter(each -> trail.name(each.number()).equals(entry))
            .findFirst()
            .orElseThrow(() -> new Refusal.NotHere("trail.unknown"));
    trail.takeReasonAway(chair, line.number(), why);
  }

  /** All that is for the person of this chair, the earliest first. */
  private List<AuditTrail.Line> shown(Chair chair) {
    var lines = trail.lines(chair);
    var abouts = new HashMap<Long, String>();
    lines.forEach(line -> abouts.put(line.number(), line.about()));
    var known = new HashMap<CaseId, Boolean>();
    return lines.stream().filter(line -> !concerns(chair, line.about(), abouts, known)).toList();
  }

  /** Another entry is named by the number that this keeper knows it by. */
  private static String about(String about, List<AuditTrail.Line> lines) {
    if (!about.startsWith(ENTRY)) {
      return about;
    }
    var number = Long.parseLong(about.substring(ENTRY.length()));
    return ENTRY + (lines.stream().map(AuditTrail.Line::number).toList().indexOf(number) + 1);
  }

  /**
   * Whether it is about a case of the chair's own person, or about an entry that is.
   *
   * @param abouts what the entries of the room are about, by their numbers
   * @param known what was found out about cases before
   */
  private boolean concerns(
      Chair chair, String about, Map<Long, String> abouts, Map<CaseId, Boolean> known) {
    var last = about;
    while (last.startsWith(ENTRY)) {
      last = abouts.getOrDefault(Long.parseLong(last.substring(ENTRY.length())), "");
    }
    return last.startsWith(CASE)
        && known.computeIfAbsent(
            new CaseId(last.substring(CASE.length()).split("/")[0]),
            id ->
                cases
                    .stored()
                    .find(id)
                    .filter(document -> cases.subjects().concerns(chair, document))
                    .isPresent());
  }
}
