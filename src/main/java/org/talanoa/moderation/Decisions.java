package org.talanoa.moderation;

import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Relocation;
import org.talanoa.moderation.Case.Appeal;
import org.talanoa.moderation.Case.Decision;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/**
 * Deciding on cases, and what follows from it: it is noted in the case, done, entered in the audit
 * trail, and told to those whom it concerns. What a crash has cut off is carried on when a keeper
 * next looks at what waits. Thread safe.
 */
@Service
public class Decisions {
  private static final int MOST_DECISIONS = 50;

  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

  private final Cases cases;
  private final Rooms rooms;
  private final AuditTrail trail;
  private final Unmaskings unmaskings;
  private final Telling telling;
  private final Effects effects;

  public Decisions(
      Cases cases,
      Discussions discussions,
      Relocation relocation,
      Rooms rooms,
      AuditTrail trail,
      Notices notices,
      Unmaskings unmaskings) {
    this.cases = cases;
    this.rooms = rooms;
    this.trail = trail;
    this.unmaskings = unmaskings;
    this.telling = new Telling(cases, notices);
    this.effects = new Effects(discussions, relocation, rooms);
  }

  /**
   * Decides. Where somebody has decided meanwhile it is refused, unless it was the same person with
   * the same decision.
   */
  public Case decide(Chair chair, CaseId id, Measure measure, String reason) {
    var given = Reasons.given(reason);
    var me = chair.person().id();
    var before = cases.document(chair, id);
    if (!CaseCodec.isOpen(before)) {
      return decidedAlready(chair, before, me, measure, given);
    }
    var place = cases.subjects().place(chair, before);
    var message = cases.subjects().message(chair, place);
    mustBePossible(measure, message);
    var author = author(chair, before, measure);
    var veiled = Subjects.isVeiled(message);
    if (measure.concernsAuthor() && author.isEmpty() && !veiled) {
      throw new Refusal.NotNow("case.authorGone");
    }
    var state = effects.before(chair, place, message, author);
    var changed =
        cases.change(
            chair,
            id,
            document -> {
              if (!CaseCodec.isOpen(document)) {
                throw new Refusal.NotNow("case.decided");
              }
              CaseCodec.claim(document, cases.now());
              if (CaseCodec.decisions(document).size() >= MOST_DECISIONS) {
                throw new Refusal.NotNow("case.tooManyDecisions", MOST_DECISIONS);
              }
              var decision = CaseCodec.decision(document, measure, given, me, cases.now());
              state.in(decision.append("veiled", veiled));
              document.append("state", Case.State.DECIDED.name());
              CaseCodec.event(
                  document, cases.now(), Optional.of(me), "decided", measure.wireName());
              author.ifPresent(person -> cases.subjects().note(document, person, veiled));
            });
    var number = CaseCodec.decisions(changed).getLast().getInteger("number");
    return cases.read(chair, finish(chair, changed, document -> takeBack(document, number)));
  }

  private Case decidedAlready(
      Chair chair, Document document, PersonId me, Measure measure, String reason) {
    var last = CaseCodec.decision(CaseCodec.decisions(document).getLast());
    if (last.by().equals(me) && last.measure().equals(measure) && last.reason().equals(reason)) {
      return cases.read(chair, document);
    }
    throw new Refusal.NotNow("case.decided");
  }

  private static void mustBePossible(Measure measure, Optional<Message> message) {
    if (message.isEmpty() && !(measure instanceof Measure.Dismiss)) {
      throw new Refusal.NotNow("case.elsewhere");
    }
  }

  /** Whom it concerns; nobody is looked for where nothing is done. */
  private Optional<PersonId> author(Chair chair, Document document, Measure measure) {
    return measure instanceof Measure.Dismiss
        ? Optional.empty()
        : cases.subjects().person(chair, document);
  }

  /** A decision that could not be carried out was none. */
  private static void takeBack(Document document, int number) {
    var decisions = CaseCodec.decisions(document);
    if (decisions.removeIf(decision -> decision.getInteger("number") == number)) {
      CaseCodec.dropEvent(document, "decided");
      document.append("decisions", decisions).append("state", Case.State.OPEN.name());
    }
  }

  /** Carries on what was cut off in this room. */
  public void carryOn(Chair chair) {
    unmaskings.carryOn(chair);
    for (var document : cases.stored().waiting(chair.room().id())) {
      if (CaseCodec.isUnfinished(document)
          && !CaseCodec.isClaimed(document, cases.now())
          && !cases.subjects().concerns(chair, document)) {
        var id = new CaseId(document.getString("_id"));
        try {
          var claimed =
              cases
                  .stored()
                  .change(chair.room().id(), id, changed -> CaseCodec.claim(changed, cases.now()));
          finish(chair, claimed, _ -> {});
        } catch (Refusal refused) {
          LOG.warn("case {} waits to be carried on: {}", id, refused.key());
        }
      }
    }
  }

  /**
   * Does what was decided and not done yet, and tells it.
   *
   * @param claimed the case, left to whoever calls this
   * @param otherwise what becomes of the case where something of it cannot be done
   */
  private Document finish(Chair chair, Document claimed, Consumer<Document> otherwise) {
    try {
      return done(chair, claimed);
    } catch (Refusal refused) {
      release(chair, claimed, otherwise);
      throw refused;
    }
  }

  private Document release(Chair chair, Document claimed, Consumer<Document> edit) {
    return cases
        .stored()
        .change(
            chair.room().id(),
            new CaseId(claimed.getString("_id")),
            document -> {
              if (CaseCodec.claimedUntil(document).equals(CaseCodec.claimedUntil(claimed))) {
                edit.accept(document);
                CaseCodec.release(document);
              }
            });
  }

  private Document done(Chair chair, Document document) {
    var decided = new HashSet<Integer>();
    var settled = new HashSet<Integer>();
    for (var decision : CaseCodec.decisions(document)) {
      if (!decision.getBoolean("done", false)) {
        carryOut(chair, document, decision);
        decided.add(decision.getInteger("number"));
      }
      var appeal = decision.get("appeal", Document.class);
      if (appeal != null
          && !Appeal.Outcome.WAITING.name().equals(appeal.getString("outcome"))
          && !appeal.getBoolean("done", false)) {
        settle(chair, document, decision);
        settled.add(decision.getInteger("number"));
      }
    }
    return release(
        chair,
        document,
        changed -> {
          for (var decision : CaseCodec.decisions(changed)) {
            if (decided.contains(decision.getInteger("number"))) {
              decision.append("done", true);
            }
            var appeal = decision.get("appeal", Document.class);
            if (appeal != null && settled.contains(decision.getInteger("number"))) {
              appeal.append("done", true);
            }
          }
        });
  }

  private void carryOut(Chair chair, Document document, Document stored) {
    var decision = CaseCodec.decision(stored);
    var target = target(chair, document, stored, decision.measure());
    trail.mustBeWhole();
    effects.apply(decision.measure(), target);
    trail.enter(
        once(document, decision.number(), "decided"),
        chair.room().id(),
        Deed.CASE_DECIDED,
        Optional.of(decision.by()),
        about(document, decision),
        decision.reason());
    telling.decided(chair, document, decision, target.author());
  }

  private Effects.Target target(
      Chair chair, Document document, Document decision, Measure measure) {
    return new Effects.Target(
        chair,
        cases.subjects().place(chair, document),
        author(chair, document, measure),
        decision.getBoolean("veiled", true),
        decision.getDate("at").toInstant(),
        "case/" + document.getString("_id") + "/" + decision.getInteger("number"),
        Effects.Before.of(decision));
  }

  private static String about(Document document, Decision decision) {
    return "case/" + document.getString("_id") + "/" + decision.measure().wireName();
  }

  private static String once(Document document, int number, String what) {
    return "case/" + document.getString("_id") + "/" + number + "/" + what;
  }

  /** Opens a case again on which was decided, so that something else can be decided. */
  public Case reopen(Chair chair, CaseId id, String reason) {
    var given = Reasons.given(reason);
    var me = chair.person().id();
    var before = cases.document(chair, id);
    var count = before.getInteger("reopened", 0) + 1;
    mustBeDecided(before);
    CaseCodec.mustBeFree(before, cases.now());
    trail.enter(
        once(before, count, "reopened"),
        chair.room().id(),
        Deed.CASE_REOPENED,
        Optional.of(me),
        "case/" + id,
        given);
    return cases.read(
        chair,
        cases.change(
            chair,
            id,
            document -> {
              mustBeDecided(document);
              document.append("state", Case.State.OPEN.name()).append("reopened", count);
              CaseCodec.event(document, cases.now(), Optional.of(me), "reopened", "");
            }));
  }

  private static void mustBeDecided(Document document) {
    if (CaseCodec.isOpen(document)) {
      throw new Refusal.NotNow("case.open");
    }
  }

  /** Notes an appeal against what was decided; a second one changes nothing. */
  void appeal(RoomId room, Notice.OnCase against, String given) {
    trail.mustBeWhole();
    var changed =
        cases
            .stored()
            .change(
                room,
                against.about(),
                document -> {
                  var decision = decision(document, against.decision());
                  if (!decision.containsKey("appeal")) {
                    decision.append(
                        "appeal",
                        new Document("words", given)
                            .append("at", Date.from(cases.now()))
                            .append("outcome", Appeal.Outcome.WAITING.name()));
                    CaseCodec.event(
                        document,
                        cases.now(),
                        Optional.empty(),
                        "appealed",
                        decision.get("measure", Document.class).getString("name"));
                  }
                });
    appealed(room, changed, CaseCodec.decision(decision(changed, against.decision())));
  }

  /** The words of an appeal may tell who appeals; they do not stand in the trail. */
  private void appealed(RoomId room, Document document, Decision decision) {
    trail.enter(
        once(document, decision.number(), "appealed"),
        room,
        Deed.APPEALED,
        Optional.empty(),
        about(document, decision),
        "");
  }

  private static Document decision(Document document, int number) {
    return CaseCodec.list(document, "decisions").stream()
        .filter(decision -> decision.getInteger("number") == number)
        .findFirst()
        .orElseThrow(() -> new Refusal.NotHere("case.decisionUnknown"));
  }

  /** Answers an appeal: upholds what was decided, or reverses it, which undoes it. */
  public Case settle(Chair chair, CaseId id, int number, boolean reverse, String reason) {
    var given = Reasons.given(reason);
    var me = chair.person().id();
    var outcome = reverse ? Appeal.Outcome.REVERSED : Appeal.Outcome.UPHELD;
    mustBeAnother(chair, id, number);
    var changed =
        cases.change(
            chair,
            id,
            document -> {
              var appeal = decision(document, number).get("appeal", Document.class);
              if (appeal == null
                  || !Appeal.Outcome.WAITING.name().equals(appeal.getString("outcome"))) {
                throw new Refusal.NotNow("appeal.notWaiting");
              }
              CaseCodec.claim(document, cases.now());
              appeal
                  .append("outcome", outcome.name())
                  .append("by", me.value())
                  .append("reason", given);
              CaseCodec.event(
                  document,
                  cases.now(),
                  Optional.of(me),
                  reverse ? "appeal-reversed" : "appeal-upheld",
                  "");
            });
    return cases.read(chair, finish(chair, changed, document -> waitAgain(document, number)));
  }

  /**
   * Another keeper than the one who decided, where there is one. Under a pseudonym the author may
   * be a keeper too; whether so must not be told by who is let to answer.
   */
  private void mustBeAnother(Chair chair, CaseId id, int number) {
    var document = cases.document(chair, id);
    var decision = decision(document, number);
    if (!chair.person().id().value().equals(decision.getString("by"))) {
      return;
    }
    var others =
        rooms.keepers(chair).stream()
            .filter(keeper -> !keeper.equals(chair.person().id()))
            .filter(keeper ->
                decision.getBoolean("veiled", true)
                    || cases.subjects().person(chair, document).filter(keeper::equals).isEmpty())
            .count();
    if (others > (decision.getBoolean("veiled", true) ? 1 : 0)) {
      throw new Refusal.NotYours("appeal.otherKeeper");
    }
  }

  private static void waitAgain(Document document, int number) {
    var appeal = decision(document, number).get("appeal", Document.class);
    var reversed = Appeal.Outcome.REVERSED.name().equals(appeal.getString("outcome"));
    CaseCodec.dropEvent(document, reversed ? "appeal-reversed" : "appeal-upheld");
    appeal.append("outcome", Appeal.Outcome.WAITING.name()).append("by", "");
  }

  private void settle(Chair chair, Document document, Document stored) {
    var decision = CaseCodec.decision(stored);
    var appeal = decision.appeal().orElseThrow();
    var reversed = appeal.outcome() == Appeal.Outcome.REVERSED;
    var target = target(chair, document, stored, decision.measure());
    appealed(chair.room().id(), document, decision);
    if (reversed) {
      effects.undo(decision.measure(), target, standing(document, decision.number()));
    }
    trail.enter(
        once(document, decision.number(), "settled"),
        chair.room().id(),
        reversed ? Deed.APPEAL_REVERSED : Deed.APPEAL_UPHELD,
        appeal.by(),
        about(document, decision),
        appeal.reason());
    target.author().ifPresent(author -> telling.settled(chair, document, decision, author));
  }

  /** What else was decided on the case and was not reversed. */
  private static List<Measure> standing(Document document, int but) {
    return CaseCodec.decisions(document).stream()
        .map(CaseCodec::decision)
        .filter(decision -> decision.number() != but)
        .filter(decision ->
            decision
                .appeal()
                .filter(appeal -> appeal.outcome() == Appeal.Outcome.REVERSED)
                .isEmpty())
        .map(Decision::measure)
        .toList();
  }
}
