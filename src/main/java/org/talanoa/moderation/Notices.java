package org.talanoa.moderation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/** What people are told of decisions: one sealed document for each person. Thread safe. */
@Service
public class Notices {
  /** The most notices that are kept for one person; the oldest go first. */
  public static final int MOST = 200;

  private final Storage storage;
  private final Sealed notices;

  public Notices(Storage storage, InstallationKey key) {
    this.storage = storage;
    this.notices = new Sealed(storage, key, "notices");
  }

  /** All notices to this person, the latest first. */
  public List<Notice> of(Person person) {
    return of(person.id());
  }

  private List<Notice> of(PersonId person) {
    return notices.find(person.value()).map(Notices::list).orElseGet(List::of);
  }

  /** How many this person has not looked at yet. */
  public int waiting(Person person) {
    return (int) of(person).stream().filter(notice -> !notice.read()).count();
  }

  /** Everything has been looked at. */
  public void read(Person person) {
    if (waiting(person) > 0) {
      change(person.id(), list -> list.stream().map(Notice::looked).toList());
    }
  }

  /** The notice with this id. */
  Notice notice(Person person, String id) {
    return of(person).stream()
        .filter(notice -> notice.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refusal.NotHere("notice.unknown"));
  }

  /** Tells it, once. */
  void tell(PersonId person, Notice notice) {
    change(
        person,
        list -> {
          if (list.stream().anyMatch(old -> old.id().equals(notice.id()))) {
            return list;
          }
          var now = new ArrayList<>(list);
          now.addFirst(notice);
          while (now.size() > MOST) {
            now.removeLast();
          }
          return now;
        });
  }

  /** The appeal that a notice offers was made. */
  void appealed(PersonId person, String id) {
    change(
        person,
        list ->
            list.stream()
                .map(notice -> notice.id().equals(id) ? notice.appealed() : notice)
                .toList());
  }

  /** Nothing is kept for this person any more. */
  void forget(PersonId person) {
    var _ =
        storage
            .together()
            .change("notices/" + person, writing -> notices.delete(writing, person.value()));
  }

  private void change(PersonId person, UnaryOperator<List<Notice>> change) {
    var _ =
        storage
            .together()
            .change(
                "notices/" + person,
                writing -> {
                  var before =
                      notices.find(writing, person.value()).map(Notices::list).orElseGet(List::of);
                  var after = change.apply(before);
                  if (after.equals(before)) {
                    return before;
                  }
                  notices.put(
                      writing,
                      new Document("_id", person.value())
                          .append("notices", after.stream().map(Notices::document).toList()));
                  return after;
                });
  }

  private static List<Notice> list(Document document) {
    return document.getList("notices", Document.class, List.of()).stream()
        .map(Notices::notice)
        .toList();
  }

  private static Document document(Notice notice) {
    var document =
        new Document("id", notice.id())
            .append("at", Date.from(notice.at()))
            .append("kind", notice.kind().name())
            .append("alliance", notice.alliance().value())
            .append("room", notice.room().value())
            .append("roomName", notice.roomName())
            .append("roomKind", notice.roomKind().name())
            .append("number", notice.number())
            .append("measure", notice.measure())
            .append("reason", notice.reason())
            .append("by", notice.by().stream().map(PersonId::value).toList())
            .append("appeal", notice.appeal().name())
            .append("read", notice.read());
    notice.thread().ifPresent(thread -> document.append("thread", thread.value()));
    notice.until().ifPresent(until -> document.append("until", until.toString()));
    notice.against().ifPresent(against -> against(document, against));
    return document;
  }

  private static Notice notice(Document document) {
    return new Notice(
        document.getString("id"),
        document.getDate("at").toInstant(),
        Notice.Kind.valueOf(document.getString("kind")),
        new AllianceId(document.getString("alliance")),
        new RoomId(document.getString("room")),
        document.getString("roomName"),
        RoomKind.valueOf(document.getString("roomKind")),
        Optional.ofNullable(document.getString("thread")).map(ThreadId::new),
        document.getInteger("number"),
        document.getString("measure"),
        document.getString("reason"),
        Optional.ofNullable(document.getString("until")).map(Instant::parse),
        document.getList("by", String.class, List.of()).stream().map(PersonId::new).toList(),
        Notice.Appealing.valueOf(document.getString("appeal")),
        document.getBoolean("read", false),
        against(document));
  }

  private static void against(Document document, Notice.Against against) {
    switch (against) {
      case Notice.OnCase(var about, var decision) ->
          document.append("about", about.value()).append("decision", decision);
      case Notice.OnAct(var by, var veiled) ->
          document.append("act", by.value()).append("veiled", veiled);
    }
  }

  private static Optional<Notice.Against> against(Document document) {
    if (document.containsKey("about")) {
      return Optional.of(
          new Notice.OnCase(
              new CaseId(document.getString("about")), document.getInteger("decision", 0)));
    }
    return PersonId.written(Objects.requireNonNullElse(document.getString("act"), ""))
        .map(by -> new Notice.OnAct(by, document.getBoolean("veiled", true)));
  }
}
