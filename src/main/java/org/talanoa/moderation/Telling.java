package org.talanoa.moderation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.talanoa.moderation.Case.Decision;
import org.talanoa.moderation.Notice.Appealing;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;

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
                  Appealing.POSSIBLE,
                  decision.number())));
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
                Appealing.NO,
                0));
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
            Appealing.NO,
            decision.number()));
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
            Appealing.NO,
            0));
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
      Appealing appeal,
      int decision) {
    var id = document.getString("_id");
    var room = chair.room();
    return new Notice(
        cases.stored().name("notice", id + "/" + once),
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
        appeal,
        false,
        appeal == Appealing.NO ? Optional.empty() : Optional.of(new CaseId(id)),
        decision);
  }
}
