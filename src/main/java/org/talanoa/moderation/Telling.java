package org.talanoa.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.talanoa.discussion.ThreadId;
import org.talanoa.moderation.Case.Decision;
import org.talanoa.moderation.Notice.Against;
import org.talanoa.moderation.Notice.Appealing;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.Seat;

/** Tells those concerned what was decided, each once. Thread safe. */
final class Telling {
  private final Cases cases;
  private final Notices notices;

  Telling(Cases cases, Notices notices) {
    this.cases = cases;
    this.notices = notices;
  }

  /** The author, and everybody who reported. */
  void decided(Chair chair, Document document, Decision decision, Optional<PersonId> author) {
    var measure = decision.measure();
    var name = measure.wireName();
    if (!(measure instanceof Measure.Dismiss)) {
      author.ifPresent(person ->
          notices.tell(
              person,
              notice(
                  chair,
                  document,
                  "decided/" + decision.number(),
                  Notice.Kind.DECIDED,
                  name,
                  decision.reason(),
                  until(decision),
                  List.of(),
                  Optional.of(new Notice.OnCase(id(document), decision.number())))));
    }
    var shown = measure.concernsAuthor() ? "author" : name;
    for (var reporter : CaseCodec.reporters(document)) {
      if (author.filter(reporter::equals).isEmpty()) {
        notices.tell(
            reporter,
            notice(
                chair,
                document,
                "reported/" + decision.number(),
                Notice.Kind.REPORT_ANSWERED,
                shown,
                measure instanceof Measure.Dismiss ? decision.reason() : "",
                Optional.empty(),
                List.of(),
                Optional.empty()));
      }
    }
  }

  private static Optional<Instant> until(Decision decision) {
    var lasts = decision.measure().lasts();
    return decision.measure() instanceof Measure.Slow || lasts.equals(Duration.ZERO)
        ? Optional.empty()
        : Optional.of(decision.at().plus(lasts));
  }

  /** What became of the appeal. */
  void settled(Chair chair, Document document, Decision decision, PersonId author) {
    var appeal = decision.appeal().orElseThrow();
    notices.tell(
        author,
        notice(
            chair,
            document,
            "appeal/" + decision.number(),
            appeal.outcome() == Case.Appeal.Outcome.REVERSED
                ? Notice.Kind.APPEAL_REVERSED
                : Notice.Kind.APPEAL_UPHELD,
            decision.measure().wireName(),
            appeal.reason(),
            Optional.empty(),
            List.of(),
            Optional.empty()));
  }

  /** Who knows now who wrote it, and why. */
  void unmasked(Chair chair, Document document, Case.Unmasking asked, PersonId author) {
    notices.tell(
        author,
        notice(
            chair,
            document,
            "unmasked/" + document.getInteger("unmaskings"),
            Notice.Kind.UNMASKED,
            "",
            asked.reason() + "\n" + asked.words(),
            Optional.empty(),
            List.of(asked.by(), asked.second().orElse(chair.person().id())),
            Optional.empty()));
  }

  private Notice notice(
      Chair chair,
      Document document,
      String once,
      Notice.Kind kind,
      String measure,
      String reason,
      Optional<Instant> until,
      List<PersonId> by,
      Optional<Against> against) {
    var room = chair.room();
    return new Notice(
        cases.stored().name("notice", id(document) + "/" + once),
        cases.now(),
        kind,
        room.alliance(),
        room.id(),
        room.name(),
        room.kind(),
        Optional.of(CaseCodec.thread(document)),
        CaseCodec.number(document),
        measure,
        reason,
        until,
        by,
        against.isPresent() ? Appealing.POSSIBLE : Appealing.NO,
        false,
        against);
  }

  private static CaseId id(Document document) {
    return new CaseId(document.getString("_id"));
  }

  /** What was done outside of a case, to whom it concerns; nobody is told what they did. */
  void done(Seat seat, PersonId person, String once, Done done) {
    var room = seat.room();
    if (!person.equals(seat.person().id())) {
      notices.tell(
          person,
          new Notice(
              cases.stored().name("notice", once),
              cases.now(),
              done.kind(),
              room.alliance(),
              room.id(),
              room.name(),
              room.kind(),
              done.thread(),
              done.number(),
              done.measure(),
              done.reason(),
              Optional.empty(),
              List.of(),
              done.against().isPresent() ? Appealing.POSSIBLE : Appealing.NO,
              false,
              done.against()));
    }
  }

  /** Something that was done outside of a case. */
  record Done(
      Notice.Kind kind,
      Optional<ThreadId> thread,
      int number,
      String measure,
      String reason,
      Optional<Against> against) {
    Done(Notice.Kind kind, String reason) {
      this(kind, Optional.empty(), 0, "", reason, Optional.empty());
    }

    Done inThread(ThreadId thread, int number) {
      return new Done(kind, Optional.of(thread), number, measure, reason, against);
    }

    /** Somebody may appeal against it. */
    Done against(PersonId by, boolean veiled) {
      return new Done(
          kind, thread, number, measure, reason, Optional.of(new Notice.OnAct(by, veiled)));
    }

    /** It answers an appeal against what was told with this kind of notice. */
    Done answering(Notice.Kind appealed) {
      return new Done(kind, thread, number, appealed.wireName(), reason, against);
    }
  }
}
