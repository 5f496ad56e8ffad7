package org.talanoa.moderation;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.discussion.Approvals;
import org.talanoa.discussion.Attachments;
import org.talanoa.discussion.Authors;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Outcome;
import org.talanoa.discussion.Waiting;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;

/**
 * Messages that wait for approval, as keepers decide on them: each decision stands in the audit
 * trail and is told to whoever wrote the message. Nobody decides on their own. Thread safe.
 */
@Service
public class WaitingMessages {
  private final Approvals approvals;
  private final Authors authors;
  private final Cases cases;
  private final AuditTrail trail;
  private final Telling telling;

  public WaitingMessages(
      Approvals approvals, Authors authors, Cases cases, AuditTrail trail, Notices notices) {
    this.approvals = approvals;
    this.authors = authors;
    this.cases = cases;
    this.trail = trail;
    this.telling = new Telling(cases, notices);
  }

  /** What waits in the chair's room, the earliest first. */
  public List<Waiting> of(Chair chair) {
    return approvals.waiting(chair).stream()
        .filter(waiting -> isOthers(chair, waiting.id()))
        .limit(Cases.MOST_LISTED)
        .toList();
  }

  /** A file of what waits, to be looked at before it is decided on. */
  public Attachments.Opened open(Chair chair, String id, String file) {
    if (isOwn(chair, id)) {
      throw new Refusal.NotHere("approval.unknown");
    }
    return approvals.open(chair, id, file);
  }

  /** Lets it be said. */
  public Outcome.Said letIn(Chair chair, String id) {
    var author = author(chair, id);
    trail.mustBeWhole();
    return approvals.approve(
        chair,
        id,
        said -> {
          enter(chair, id, Deed.MESSAGE_APPROVED, "");
          telling.done(
              chair,
              author,
              once(id, Notice.Kind.APPROVED),
              new Telling.Done(Notice.Kind.APPROVED, "")
                  .inThread(said.message().thread(), said.message().number()));
        });
  }

  /** Does not let it be said, and tells its author why; the words are their draft again. */
  public void turnAway(Chair chair, String id, String reason) {
    var given = Reasons.given(reason);
    var author = author(chair, id);
    trail.mustBeWhole();
    var me = chair.person().id();
    var _ =
        approvals.refuse(
            chair,
            id,
            waiting -> {
              enter(chair, id, Deed.MESSAGE_REFUSED, given);
              var veiled = waiting.by() instanceof Byline.Pseudonym;
              telling.done(
                  chair,
                  author,
                  once(id, Notice.Kind.NOT_APPROVED),
                  new Telling.Done(Notice.Kind.NOT_APPROVED, given).against(me, veiled));
            });
  }

  private static String once(String id, Notice.Kind kind) {
    return "waiting/" + id + "/" + kind;
  }

  /** What was decided on meanwhile is nobody's. */
  private boolean isOthers(Chair chair, String id) {
    try {
      return !isOwn(chair, id);
    } catch (Refusal.NotHere _) {
      return false;
    }
  }

  private boolean isOwn(Chair chair, String id) {
    return authors.behindWaiting(chair, id).equals(chair.person().id());
  }

  private PersonId author(Chair chair, String id) {
    if (isOwn(chair, id)) {
      throw new Refusal.NotHere("approval.unknown");
    }
    return authors.behindWaiting(chair, id);
  }

  private void enter(Chair chair, String id, Deed deed, String reason) {
    trail.enter(
        "waiting/" + id + "/" + deed,
        chair.room().id(),
        deed,
        Optional.of(chair.person().id()),
        "waiting/" + cases.stored().name("waiting message", id),
        reason);
  }
}
