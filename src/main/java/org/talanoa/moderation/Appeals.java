package org.talanoa.moderation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/**
 * Appeals: each of what a person was told that it was decided against them can be appealed against
 * once. What was decided on a case is answered there; what a keeper did outside of a case is
 * answered here, by somebody else than the one who did it, where there is somebody. Those that wait
 * are one sealed document for each room; what an answer has cut off is carried on when a keeper
 * next looks. Thread safe.
 */
@Service
public class Appeals {
  /** The most appeals that wait in one room before no more are taken. */
  public static final int MOST_WAITING = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Appeals.class);
  private static final String WAITING = "waiting";

  private final Decisions decisions;
  private final Cases cases;
  private final Discussions discussions;
  private final Rooms rooms;
  private final AuditTrail trail;
  private final Notices notices;
  private final Telling telling;
  private final Storage storage;
  private final Sealed stored;

  public Appeals(
      Decisions decisions,
      Cases cases,
      Discussions discussions,
      Rooms rooms,
      AuditTrail trail,
      Notices notices,
      Storage storage,
      InstallationKey key) {
    this.decisions = decisions;
    this.cases = cases;
    this.discussions = discussions;
    this.rooms = rooms;
    this.trail = trail;
    this.notices = notices;
    this.telling = new Telling(cases, notices);
    this.storage = storage;
    this.stored = new Sealed(storage, key, "appeals");
  }

  /** Appeals, once, against what a notice has told. */
  public void appeal(Person person, String noticeId, String words) {
    var given = Reasons.given(words);
    var notice = notices.notice(person, noticeId);
    if (notice.appeal() == Notice.Appealing.DONE) {
      throw new Refusal.NotNow("appeal.once");
    }
    switch (notice.against().orElseThrow(() -> new Refusal.NotNow("appeal.none"))) {
      case Notice.OnCase onCase -> decisions.appeal(notice.room(), onCase, given);
      case Notice.OnAct onAct -> appeal(person, notice, onAct, given);
    }
    notices.appealed(person.id(), noticeId);
  }

  private void appeal(Person person, Notice notice, Notice.OnAct against, String given) {
    trail.mustBeWhole();
    change(
        notice.room(),
        list -> {
          if (list.stream().anyMatch(appeal -> is(appeal, notice.id()))) {
            return;
          }
          if (list.size() >= MOST_WAITING) {
            throw new Refusal.NotNow("appeal.tooMany", MOST_WAITING);
          }
          var appeal =
              new Document("id", notice.id())
                  .append("kind", notice.kind().name())
                  .append("person", person.id().value())
                  .append("by", against.by().value())
                  .append("veiled", against.veiled())
                  .append("reason", notice.reason())
                  .append("words", given)
                  .append("at", Date.from(cases.now()));
          notice.thread().ifPresent(thread -> appeal.append("thread", thread.value()));
          list.add(appeal);
        });
    enter(notice.room(), notice.id(), Deed.APPEALED, Optional.empty(), about(notice), "");
  }

  /** What waits for the chair's answer or for another keeper's, the oldest first. */
  public List<WaitingAppeal> waiting(Chair chair) {
    carryOn(chair);
    return shown(chair).stream()
        .map(appeal -> read(chair, appeal))
        .sorted(Comparator.comparing(WaitingAppeal::at))
        .toList();
  }

  /** How many would be listed. */
  public int countWaiting(Chair chair) {
    return shown(chair).size();
  }

  /** Nobody sees their own among those to be answered. */
  private List<Document> shown(Chair chair) {
    return list(chair.room().id()).stream()
        .filter(appeal -> !isOwn(chair, appeal))
        .filter(appeal -> !appeal.containsKey("answer"))
        .toList();
  }

  private WaitingAppeal read(Chair chair, Document appeal) {
    return new WaitingAppeal(
        appeal.getString("id"),
        kind(appeal),
        head(chair, appeal).map(ThreadHead::id),
        from(chair, appeal),
        new PersonId(appeal.getString("by")),
        appeal.getString("reason"),
        appeal.getString("words"),
        appeal.getDate("at").toInstant(),
        isForOthers(chair, appeal));
  }

  private Optional<Byline> from(Chair chair, Document appeal) {
    return appeal.getBoolean("veiled", true)
        ? head(chair, appeal).map(ThreadHead::by)
        : Optional.of(new Byline.Named(new PersonId(appeal.getString("person"))));
  }

  /** The thread it is about, where it still stands in the chair's room. */
  private Optional<ThreadHead> head(Chair chair, Document appeal) {
    return Optional.ofNullable(appeal.getString("thread"))
        .map(ThreadId::new)
        .filter(thread -> discussions.stands(chair, thread))
        .map(thread -> discussions.head(chair, thread));
  }

  /** Answers an appeal: what was done stays, or is taken back. */
  public void answer(Chair chair, String id, boolean reverse, String reason) {
    var given = Reasons.given(reason);
    trail.mustBeWhole();
    if (isForOthers(chair, appeal(chair, id))) {
      throw new Refusal.NotYours("appeal.otherKeeper");
    }
    change(
        chair.room().id(),
        list -> {
          var appeal = find(list, id).orElseThrow(Appeals::unknown);
          if (appeal.containsKey("answer")) {
            throw new Refusal.NotNow("appeal.notWaiting");
          }
          appeal.append(
              "answer",
              new Document("reverse", reverse)
                  .append("by", chair.person().id().value())
                  .append("reason", given));
        });
    finish(chair, appeal(chair, id));
  }

  private Document appeal(Chair chair, String id) {
    return find(list(chair.room().id()), id)
        .filter(appeal -> !isOwn(chair, appeal))
        .orElseThrow(Appeals::unknown);
  }

  private static Refusal unknown() {
    return new Refusal.NotHere("appeal.unknown");
  }

  /**
   * Whether another keeper answers. Under a pseudonym whoever appeals may be a keeper too; whether
   * so must not be told by who is let to answer.
   */
  private boolean isForOthers(Chair chair, Document appeal) {
    if (!chair.person().id().value().equals(appeal.getString("by"))) {
      return false;
    }
    var veiled = appeal.getBoolean("veiled", true);
    var others =
        rooms.keepers(chair).stream()
            .filter(keeper -> !keeper.equals(chair.person().id()))
            .filter(keeper -> veiled || !keeper.value().equals(appeal.getString("person")))
            .count();
    return others > (veiled ? 1 : 0);
  }

  private void carryOn(Chair chair) {
    for (var appeal : list(chair.room().id())) {
      if (appeal.containsKey("answer") && !isOwn(chair, appeal)) {
        try {
          finish(chair, appeal);
        } catch (Refusal refused) {
          LOG.warn("an appeal waits for another answer: {}", refused.key());
        }
      }
    }
  }

  /** Does what was answered, and tells it; an answer that cannot be carried out was none. */
  private void finish(Chair chair, Document appeal) {
    var id = appeal.getString("id");
    var room = chair.room().id();
    var answer = appeal.get("answer", Document.class);
    var reverse = answer.getBoolean("reverse", false);
    if (reverse) {
      try {
        takeBack(chair, appeal);
      } catch (Refusal refused) {
        change(room, list -> find(list, id).ifPresent(waiting -> waiting.remove("answer")));
        throw refused;
      }
    }
    var person = new PersonId(appeal.getString("person"));
    var reason = answer.getString("reason");
    enter(
        room,
        id,
        reverse ? Deed.APPEAL_REVERSED : Deed.APPEAL_UPHELD,
        PersonId.written(answer.getString("by")),
        about(appeal),
        reason);
    telling.done(
        chair,
        person,
        "appeal/" + id,
        new Telling.Done(reverse ? Notice.Kind.APPEAL_REVERSED : Notice.Kind.APPEAL_UPHELD, reason)
            .answering(kind(appeal)));
    notices.appealed(person, id);
    change(room, list -> list.removeIf(waiting -> is(waiting, id)));
  }

  private void takeBack(Chair chair, Document appeal) {
    var person = new PersonId(appeal.getString("person"));
    switch (kind(appeal)) {
      case THREAD_LOCKED -> discussions.lock(chair, thread(chair, appeal), false);
      case THREAD_RENAMED -> discussions.titleBack(chair, thread(chair, appeal));
      case KEEPER_ENDED -> rooms.admit(chair, person, true, () -> {});
      case SEAT_TAKEN -> rooms.admit(chair, person, false, () -> {});
      default -> {}
    }
  }

  private ThreadId thread(Chair chair, Document appeal) {
    return head(chair, appeal)
        .map(ThreadHead::id)
        .orElseThrow(() -> new Refusal.NotNow("appeal.threadGone"));
  }

  private void enter(
      RoomId room, String id, Deed deed, Optional<PersonId> by, String about, String reason) {
    trail.enter(
        "appeal/" + id + (deed == Deed.APPEALED ? "/appealed" : "/settled"),
        room,
        deed,
        by,
        about,
        reason);
  }

  private static String about(Notice notice) {
    return about(notice.kind(), notice.thread().map(ThreadId::value));
  }

  private static String about(Document appeal) {
    return about(kind(appeal), Optional.ofNullable(appeal.getString("thread")));
  }

  private static String about(Notice.Kind kind, Optional<String> thread) {
    return thread.map(id -> "thread/" + id).orElse("act/" + kind.wireName());
  }

  /** Those of this person that wait. */
  List<Document> of(PersonId person) {
    return stored.all().stream()
        .flatMap(room -> room.getList(WAITING, Document.class, List.of()).stream())
        .filter(appeal -> appeal.getString("person").equals(person.value()))
        .toList();
  }

  /** Nothing of this person waits any more. */
  void forget(PersonId person) {
    for (var room : stored.all()) {
      change(
          new RoomId(room.getString("_id")),
          list -> list.removeIf(appeal -> appeal.getString("person").equals(person.value())));
    }
  }

  private List<Document> list(RoomId room) {
    return stored
        .find(room.value())
        .map(document -> document.getList(WAITING, Document.class, List.of()))
        .orElseGet(List::of);
  }

  private void change(RoomId room, Consumer<List<Document>> edit) {
    var _ =
        storage
            .together()
            .change(
                "appeals/" + room,
                writing -> {
                  var found = stored.find(writing, room.value());
                  var list =
                      new ArrayList<>(
                          found
                              .map(document -> document.getList(WAITING, Document.class, List.of()))
                              .orElseGet(List::of));
                  edit.accept(list);
                  if (!list.isEmpty()) {
                    stored.put(writing, new Document("_id", room.value()).append(WAITING, list));
                  } else if (found.isPresent()) {
                    stored.delete(writing, room.value());
                  }
                  return list;
                });
  }

  private static Optional<Document> find(List<Document> list, String id) {
    return list.stream().filter(appeal -> is(appeal, id)).findFirst();
  }

  private static boolean is(Document appeal, String id) {
    return appeal.getString("id").equals(id);
  }

  private static boolean isOwn(Chair chair, Document appeal) {
    return chair.person().id().value().equals(appeal.getString("person"));
  }

  private static Notice.Kind kind(Document appeal) {
    return Notice.Kind.valueOf(appeal.getString("kind"));
  }
}
