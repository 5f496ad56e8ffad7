package org.talanoa.moderation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/** Cases, and for each room which of them wait; all sealed. Changed one room at a time. */
final class StoredCases {
  /** The most cases that may wait in one room before no more are opened. */
  static final int MOST_WAITING = 500;

  /** The most cases that a room remembers of those on which was decided. */
  static final int MOST_DECIDED = 200;

  private final Storage storage;
  private final InstallationKey key;
  private final Sealed cases;
  private final Sealed ledgers;

  StoredCases(Storage storage, InstallationKey key) {
    this.storage = storage;
    this.key = key;
    this.cases = new Sealed(storage, key, "cases");
    this.ledgers = new Sealed(storage, key, "moderation");
  }

  /** The case of a message; also where it was opened while a former key was in use. */
  CaseId id(RoomId room, ThreadId thread, int number) {
    var all =
        key.macs("case", room + "/" + thread + "/" + number).stream()
            .map(mac -> new CaseId(mac.substring(0, 20)))
            .toList();
    return all.stream().filter(id -> find(id).isPresent()).findFirst().orElse(all.getFirst());
  }

  /** A name for what belongs to a case, from which nobody gets back to the case. */
  String name(String purpose, String text) {
    return key.mac(purpose, text).substring(0, 20);
  }

  /** Index: {@code _id}. */
  Optional<Document> find(CaseId id) {
    return cases.find(id.value());
  }

  /** The case with this id, where it is a case of this room. */
  Document in(RoomId room, CaseId id) {
    return find(id)
        .filter(found -> room.value().equals(found.getString("room")))
        .orElseThrow(StoredCases::unknown);
  }

  static Refusal unknown() {
    return new Refusal.NotHere("case.unknown");
  }

  /** Those of the room's cases that wait, the oldest first. */
  List<Document> waiting(RoomId room) {
    return listed(room, "waiting");
  }

  /** Those on which was decided, the latest first. */
  List<Document> decided(RoomId room) {
    return listed(room, "decided");
  }

  private List<Document> listed(RoomId room, String list) {
    return ledgers.find(room.value()).stream()
        .flatMap(ledger -> ids(ledger, list).stream())
        .flatMap(id -> cases.find(id).stream())
        .toList();
  }

  private static List<String> ids(Document ledger, String list) {
    return new ArrayList<>(ledger.getList(list, String.class, List.of()));
  }

  /** Changes a case that is there. */
  Document change(RoomId room, CaseId id, Consumer<Document> edit) {
    return change(room, id, null, edit);
  }

  /**
   * Changes a case.
   *
   * @param fresh what it is where there is none yet; without it there has to be one
   */
  Document change(RoomId room, CaseId id, @Nullable Document fresh, Consumer<Document> edit) {
    return storage
        .together()
        .change(
            "moderation/" + room,
            writing -> {
              var found = cases.find(writing, id.value());
              var document = found.orElse(fresh);
              if (document == null || !room.value().equals(document.getString("room"))) {
                throw unknown();
              }
              var waited = found.map(CaseCodec::waits);
              edit.accept(document);
              cases.put(writing, document);
              var waits = CaseCodec.waits(document);
              if (waited.isEmpty() || waits != waited.get()) {
                list(writing, room, id, waits, found.isEmpty());
              }
              return document;
            });
  }

  private void list(Writing writing, RoomId room, CaseId id, boolean waits, boolean fresh) {
    var ledger =
        ledgers.find(writing, room.value()).orElseGet(() -> new Document("_id", room.value()));
    var waiting = ids(ledger, "waiting");
    var decided = ids(ledger, "decided");
    waiting.remove(id.value());
    decided.remove(id.value());
    if (waits) {
      waiting.add(id.value());
    } else {
      decided.addFirst(id.value());
    }
    if (fresh && waiting.size() > MOST_WAITING) {
      throw new Refusal.NotNow("case.tooMany", MOST_WAITING);
    }
    while (decided.size() > MOST_DECIDED) {
      decided.removeLast();
    }
    ledgers.put(writing, ledger.append("waiting", waiting).append("decided", decided));
  }

  /** What the lookout has seen in this room. */
  Optional<Document> seen(RoomId room) {
    return ledgers.find(room.value()).map(ledger -> ledger.get("seen", Document.class));
  }

  void saw(RoomId room, Document seen) {
    var _ =
        storage
            .together()
            .change(
                "moderation/" + room,
                writing -> {
                  var ledger =
                      ledgers
                          .find(writing, room.value())
                          .orElseGet(() -> new Document("_id", room.value()));
                  return ledgers.put(writing, ledger.append("seen", seen));
                });
  }

  List<Document> all() {
    return cases.all();
  }

  /** Changes a case, whichever room it belongs to. */
  void replace(String id, Consumer<Document> edit) {
    var about = new CaseId(id);
    find(about).ifPresent(document -> change(new RoomId(document.getString("room")), about, edit));
  }

  /** The lookouts do not know this person any more. */
  void forget(PersonId person) {
    for (var ledger : ledgers.all()) {
      var seen = ledger.get("seen", Document.class);
      if (seen != null && seen.getList("spoke", String.class, List.of()).contains(person.value())) {
        var room = new RoomId(ledger.getString("_id"));
        var spoke = new ArrayList<>(seen.getList("spoke", String.class));
        spoke.remove(person.value());
        saw(room, seen.append("spoke", spoke));
      }
    }
  }
}
