package org.talanoa.moderation;

import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Message;
import org.talanoa.moderation.Case.Unmasking.Stage;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.Rooms;

/**
 * Learning who wrote under a pseudonym: one keeper asks, another agrees, the author is told. Both
 * moderate or organise the alliance, and keep order in the room when it is agreed to. Nothing
 * before the agreement finds out who it is. Thread safe.
 */
@Service
public class Unmaskings {
  private static final Logger LOG = LoggerFactory.getLogger(Unmaskings.class);

  /** The fewest letters of the reason for asking. */
  public static final int LEAST_REASON = 40;

  /** The fewest letters with which another keeper agrees. */
  public static final int LEAST_AGREEMENT = 20;

  /** Besides the asker, so that it cannot be told from the silence of one who the author is. */
  static final int LEAST_OTHERS = 2;

  static final String PURPOSE = "unmasked";

  private static final Set<Role> ENTITLED = Set.of(Role.MODERATOR, Role.ORGANISER);

  private final Cases cases;
  private final Rooms rooms;
  private final Alliances alliances;
  private final AuditTrail trail;
  private final Telling telling;

  public Unmaskings(
      Cases cases, Rooms rooms, Alliances alliances, AuditTrail trail, Notices notices) {
    this.cases = cases;
    this.rooms = rooms;
    this.alliances = alliances;
    this.trail = trail;
    this.telling = new Telling(cases, notices);
  }

  /** Asks that it be told who wrote it. */
  public Case ask(Chair chair, CaseId id, String reason) {
    mustBeEntitled(chair);
    var given = Reasons.given(reason, LEAST_REASON);
    var message = cases.subjects().message(chair, cases.document(chair, id));
    if (message.map(Message::by).filter(Byline.Pseudonym.class::isInstance).isEmpty()) {
      throw new Refusal.NotLikeThis("unmasking.noPseudonym");
    }
    if (entitled(chair).size() < 1 + LEAST_OTHERS) {
      throw new Refusal.NotNow("unmasking.tooFewKeepers", 1 + LEAST_OTHERS);
    }
    trail.mustBeWhole();
    var me = chair.person().id();
    cases.change(
        chair,
        id,
        document -> {
          var before = CaseCodec.unmasking(document);
          if (before.filter(asked -> asked.stage() == Stage.ASKED).isPresent()) {
            throw new Refusal.NotNow("unmasking.askedAlready");
          }
          if (before.filter(asked -> asked.stage() == Stage.AGREED).isPresent()) {
            throw new Refusal.NotNow("unmasking.done");
          }
          var count = document.getInteger("unmaskings", 0) + 1;
          document
              .append("unmaskings", count)
              .append(
                  "unmasking",
                  new Document("by", me.value())
                      .append("reason", given)
                      .append("at", Date.from(cases.now()))
                      .append("stage", Stage.ASKED.name())
                      .append("done", false));
          CaseCodec.event(document, cases.now(), Optional.of(me), "unmasking-asked", "");
        });
    return cases.read(chair, finish(chair, id));
  }

  /** Agrees to what another keeper has asked; from now on these two know who it is. */
  public Case agree(Chair chair, CaseId id, String words) {
    mustBeEntitled(chair);
    var given = Reasons.given(words, LEAST_AGREEMENT);
    trail.mustBeWhole();
    var me = chair.person().id();
    var before = cases.document(chair, id);
    mustAgree(chair, before, given);
    var author =
        cases
            .subjects()
            .person(chair, before)
            .orElseThrow(() -> new Refusal.NotNow("unmasking.authorGone"));
    cases.change(
        chair,
        id,
        document -> {
          mustAgree(chair, document, given);
          settle(document, Stage.AGREED, me, given)
              .append("result", new Binary(cases.subjects().sealed(PURPOSE, author)));
          CaseCodec.event(document, cases.now(), Optional.of(me), "unmasking-agreed", "");
        });
    return cases.read(chair, finish(chair, id));
  }

  /** Refuses unless this keeper agrees in their own words to what another one has asked. */
  private void mustAgree(Chair chair, Document document, String words) {
    var asked = asked(document);
    if (asked.by().equals(chair.person().id())) {
      throw new Refusal.NotYours("unmasking.notAlone");
    }
    if (!entitled(chair).contains(asked.by())) {
      throw new Refusal.NotNow("unmasking.askerGone");
    }
    if (words.equalsIgnoreCase(asked.reason())) {
      throw new Refusal.NotLikeThis("unmasking.ownWords");
    }
  }

  /** Whether the person of this chair may ask for a name, and agree to what another one asked. */
  public boolean mayAsk(Chair chair) {
    return entitled(chair).contains(chair.person().id());
  }

  private void mustBeEntitled(Chair chair) {
    if (!mayAsk(chair)) {
      throw new Refusal.NotYours("unmasking.moderatorsOnly");
    }
  }

  /**
   * Who may ask and agree: who keeps order in the room, and moderates or organises the alliance.
   */
  private Set<PersonId> entitled(Chair chair) {
    var membership = alliances.enter(chair.person(), chair.room().alliance());
    var members = alliances.members(membership);
    return rooms.keepers(chair).stream()
        .filter(keeper -> ENTITLED.contains(members.getOrDefault(keeper, Role.PEER)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Does not agree; the request is over. */
  public Case refuse(Chair chair, CaseId id, String words) {
    return end(chair, id, words, false);
  }

  /** Takes one's own request back. */
  public Case withdraw(Chair chair, CaseId id, String words) {
    return end(chair, id, words, true);
  }

  private Case end(Chair chair, CaseId id, String words, boolean own) {
    var given = Reasons.given(words);
    trail.mustBeWhole();
    var me = chair.person().id();
    cases.change(
        chair,
        id,
        document -> {
          if (asked(document).by().equals(me) != own) {
            throw new Refusal.NotYours(own ? "unmasking.notYours" : "unmasking.withdraw");
          }
          settle(document, own ? Stage.WITHDRAWN : Stage.REFUSED, me, given);
          CaseCodec.event(
              document,
              cases.now(),
              Optional.of(me),
              own ? "unmasking-withdrawn" : "unmasking-refused",
              "");
        });
    return cases.read(chair, finish(chair, id));
  }

  private static Case.Unmasking asked(Document document) {
    return CaseCodec.unmasking(document)
        .filter(request -> request.stage() == Stage.ASKED)
        .orElseThrow(() -> new Refusal.NotNow("unmasking.notAsked"));
  }

  private static Document settle(Document document, Stage stage, PersonId by, String words) {
    return document
        .get("unmasking", Document.class)
        .append("stage", stage.name())
        .append("done", false)
        .append("second", by.value())
        .append("words", words);
  }

  /** Carries on what was cut off in this room. */
  void carryOn(Chair chair) {
    for (var document : cases.stored().waiting(chair.room().id())) {
      var asked = document.get("unmasking", Document.class);
      if (asked != null
          && !asked.getBoolean("done", false)
          && !cases.subjects().concerns(chair, document)) {
        var id = new CaseId(document.getString("_id"));
        try {
          finish(chair, id);
        } catch (Refusal refused) {
          LOG.warn("case {} waits to be carried on: {}", id, refused.key());
        }
      }
    }
  }

  /** Enters what was done in the trail and tells the author; not before is anything shown. */
  private Document finish(Chair chair, CaseId id) {
    var document = cases.stored().in(chair.room().id(), id);
    var asked = CaseCodec.unmasking(document).orElseThrow();
    enter(chair, document, asked);
    if (asked.stage() == Stage.AGREED) {
      cases
          .subjects()
          .unmasked(document)
          .ifPresent(author -> telling.unmasked(chair, document, asked, author));
    }
    return cases
        .stored()
        .change(
            chair.room().id(),
            id,
            changed -> {
              var now = changed.get("unmasking", Document.class);
              if (asked.stage().name().equals(now.getString("stage"))) {
                now.append("done", true);
              }
            });
  }

  private void enter(Chair chair, Document document, Case.Unmasking asked) {
    var id = document.getString("_id");
    var deed =
        switch (asked.stage()) {
          case ASKED -> Deed.UNMASKING_ASKED;
          case AGREED -> Deed.UNMASKING_AGREED;
          case WITHDRAWN -> Deed.UNMASKING_WITHDRAWN;
          case REFUSED -> Deed.UNMASKING_REFUSED;
        };
    var first = asked.stage() == Stage.ASKED;
    trail.enter(
        "unmasking/" + id + "/" + document.getInteger("unmaskings") + "/" + deed,
        chair.room().id(),
        deed,
        first ? Optional.of(asked.by()) : asked.second(),
        "case/" + id,
        first ? asked.reason() : asked.words());
  }
}
