package org.talanoa.moderation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.discussion.ThreadId;
import org.talanoa.moderation.Case.Appeal;
import org.talanoa.moderation.Case.Decision;
import org.talanoa.moderation.Case.Event;
import org.talanoa.moderation.Case.Note;
import org.talanoa.moderation.Case.Report;
import org.talanoa.moderation.Case.Source;
import org.talanoa.moderation.Case.State;
import org.talanoa.moderation.Case.Unmasking;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;

/** Between the documents of cases and what they mean. */
final class CaseCodec {
  /** The most of each list that a case keeps; the oldest go first, but for decisions. */
  static final int MOST = 300;

  /** What was decided is left to whoever began to do it for this long. */
  private static final Duration CLAIM = Duration.ofMinutes(2);

  private CaseCodec() {}

  /** Leaves it to one alone to do what was decided, until it is released. */
  static void claim(Document document, Instant now) {
    mustBeFree(document, now);
    document.append("claimed", Date.from(now.plus(CLAIM)));
  }

  static void release(Document document) {
    document.remove("claimed");
  }

  static boolean isClaimed(Document document, Instant now) {
    return claimedUntil(document).filter(now::isBefore).isPresent();
  }

  static Optional<Instant> claimedUntil(Document document) {
    return Optional.ofNullable(document.getDate("claimed")).map(Date::toInstant);
  }

  static void mustBeFree(Document document, Instant now) {
    if (isClaimed(document, now)) {
      throw new Refusal.NotNow("case.busy");
    }
  }

  /**
   * @param said when its message was
   */
  static Document fresh(
      CaseId id, RoomId room, ThreadId thread, int number, Instant said, Instant now) {
    return new Document("_id", id.value())
        .append("room", room.value())
        .append("thread", thread.value())
        .append("number", number)
        .append("opened", Date.from(now))
        .append("said", Date.from(said))
        .append("state", State.OPEN.name());
  }

  static boolean waits(Document document) {
    var asked = document.get("unmasking", Document.class);
    return isOpen(document)
        || isUnfinished(document)
        || list(document, "decisions").stream()
            .map(decision -> decision.get("appeal", Document.class))
            .anyMatch(appeal ->
                appeal != null && Appeal.Outcome.WAITING.name().equals(appeal.getString("outcome")))
        || asked != null
            && (!asked.getBoolean("done", false)
                || Unmasking.Stage.ASKED.name().equals(asked.getString("stage")));
  }

  /** Whether something was decided that was not done and told yet. */
  static boolean isUnfinished(Document document) {
    return list(document, "decisions").stream()
        .anyMatch(decision -> {
          var appeal = decision.get("appeal", Document.class);
          return !decision.getBoolean("done", false)
              || appeal != null
                  && !Appeal.Outcome.WAITING.name().equals(appeal.getString("outcome"))
                  && !appeal.getBoolean("done", false);
        });
  }

  static Instant opened(Document document) {
    return document.getDate("opened").toInstant();
  }

  /** When the message of the case was said; when it was opened, for those that do not know. */
  static Instant said(Document document) {
    return document.get("said", document.getDate("opened")).toInstant();
  }

  /** Takes out what people have written into the case; false where there is nothing. */
  static boolean forgetWords(Document document) {
    var before = document.toJson();
    list(document, "reports").forEach(report -> report.append("words", ""));
    document.append("notes", List.of());
    decisions(document).forEach(CaseCodec::forgetWordsOf);
    return !before.equals(document.toJson());
  }

  /** Takes out what a decision repeats of a message, and the words of its appeal. */
  static void forgetWordsOf(Document decision) {
    Measures.forgetWords(decision.get("measure", Document.class));
    var appeal = decision.get("appeal", Document.class);
    if (appeal != null) {
      appeal.append("words", "");
    }
  }

  static boolean isOpen(Document document) {
    return State.OPEN.name().equals(document.getString("state"));
  }

  static ThreadId thread(Document document) {
    return new ThreadId(document.getString("thread"));
  }

  static int number(Document document) {
    return document.getInteger("number");
  }

  static Set<Source> sources(Document document) {
    var sources = EnumSet.noneOf(Source.class);
    document
        .getList("sources", String.class, List.of())
        .forEach(source -> sources.add(Source.valueOf(source)));
    return sources;
  }

  static void source(Document document, Source source) {
    var sources = sources(document);
    sources.add(source);
    document.append("sources", sources.stream().map(Source::name).toList());
  }

  static void report(
      Document document,
      PersonId by,
      boolean anonymous,
      Grounds grounds,
      String words,
      Instant at) {
    if (list(document, "reports").size() < MOST) {
      add(
          document,
          "reports",
          new Document("by", by.value())
              .append("anonymous", anonymous)
              .append("grounds", grounds.name())
              .append("words", words)
              .append("at", Date.from(at)));
    }
    document.append("reportCount", document.getInteger("reportCount", 0) + 1);
  }

  static List<PersonId> reporters(Document document) {
    return list(document, "reports").stream()
        .flatMap(report -> PersonId.written(report.getString("by")).stream())
        .toList();
  }

  /** The earliest first, so that an anonymous one does not stand between two known moments. */
  static List<Report> reports(Document document) {
    return list(document, "reports").stream()
        .map(report -> {
          var anonymous = report.getBoolean("anonymous", true);
          var at = instant(report);
          return new Report(
              anonymous ? Optional.empty() : Optional.of(new PersonId(report.getString("by"))),
              anonymous ? at.truncatedTo(ChronoUnit.DAYS) : at,
              Grounds.valueOf(report.getString("grounds")),
              report.getString("words"));
        })
        .sorted(Comparator.comparing(Report::at))
        .toList();
  }

  static void note(Document document, PersonId by, String words, Instant at) {
    add(
        document,
        "notes",
        new Document("by", by.value()).append("words", words).append("at", Date.from(at)));
  }

  static List<Note> notes(Document document) {
    return list(document, "notes").stream()
        .map(note ->
            new Note(new PersonId(note.getString("by")), instant(note), note.getString("words")))
        .toList();
  }

  /** Notes a decision; a number is never given again, also when its decision was taken back. */
  static Document decision(
      Document document, Measure measure, String reason, PersonId by, Instant at) {
    var decisions = list(document, "decisions");
    var number = Math.max(document.getInteger("numbered", 0), decisions.size()) + 1;
    var decision =
        new Document("number", number)
            .append("measure", Measures.document(measure))
            .append("reason", reason)
            .append("by", by.value())
            .append("at", Date.from(at))
            .append("done", false);
    decisions.add(decision);
    document.append("decisions", decisions).append("numbered", number);
    return decision;
  }

  static List<Document> decisions(Document document) {
    return list(document, "decisions");
  }

  static Decision decision(Document decision) {
    return new Decision(
        decision.getInteger("number"),
        Measures.of(decision.get("measure", Document.class)),
        decision.getString("reason"),
        new PersonId(decision.getString("by")),
        instant(decision),
        decision.getBoolean("done", false),
        Optional.ofNullable(decision.get("appeal", Document.class)).map(CaseCodec::appeal));
  }

  private static Appeal appeal(Document appeal) {
    return new Appeal(
        appeal.getString("words"),
        instant(appeal),
        Appeal.Outcome.valueOf(appeal.getString("outcome")),
        person(appeal, "by"),
        appeal.get("reason", ""));
  }

  static void event(
      Document document, Instant at, Optional<PersonId> by, String what, String detail) {
    add(
        document,
        "history",
        new Document("at", Date.from(at))
            .append("by", by.map(PersonId::value).orElse(""))
            .append("what", what)
            .append("detail", detail));
  }

  /** Takes the last event of this name back: it did not happen. */
  static void dropEvent(Document document, String what) {
    var history = list(document, "history");
    for (var i = history.size() - 1; i >= 0; i--) {
      if (what.equals(history.get(i).getString("what"))) {
        history.remove(i);
        break;
      }
    }
    document.append("history", history);
  }

  /** The earliest first, as with reports. */
  static List<Event> history(Document document) {
    return list(document, "history").stream()
        .map(event ->
            new Event(
                instant(event),
                person(event, "by"),
                event.getString("what"),
                event.getString("detail")))
        .sorted(Comparator.comparing(Event::at))
        .toList();
  }

  static Optional<Unmasking> unmasking(Document document) {
    return Optional.ofNullable(document.get("unmasking", Document.class))
        .map(asked ->
            new Unmasking(
                new PersonId(asked.getString("by")),
                asked.getString("reason"),
                instant(asked),
                Unmasking.Stage.valueOf(asked.getString("stage")),
                person(asked, "second"),
                asked.get("words", "")));
  }

  private static Optional<PersonId> person(Document document, String field) {
    return Optional.of(document.get(field, "")).flatMap(PersonId::written);
  }

  private static Instant instant(Document document) {
    return document.getDate("at").toInstant();
  }

  private static void add(Document document, String field, Document one) {
    var all = list(document, field);
    all.add(one);
    while (all.size() > MOST) {
      all.removeFirst();
    }
    document.append(field, all);
  }

  /** A list that may be missing; always a copy that may be changed. */
  static List<Document> list(@Nullable Document document, String field) {
    return document == null
        ? new ArrayList<>()
        : new ArrayList<>(document.getList(field, Document.class, List.of()));
  }
}
