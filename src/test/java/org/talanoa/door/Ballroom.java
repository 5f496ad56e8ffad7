package org.talanoa.door;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.door.Trace.Source;
import org.talanoa.people.PersonId;
import org.talanoa.storage.Storage;
import org.talanoa.testing.LiveLine;

/** Where it happens, and those who look on: everything they see is noted in the round. */
final class Ballroom {
  static final String DECOYS = "decoys";

  /** Too large to be compared before and after; read in the end. */
  private static final Set<String> READ_LATER = Set.of("messages", "threads", "wordings", DECOYS);

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Storage storage;
  private final Map<String, Watcher> watchers = new LinkedHashMap<>();
  private volatile Round round;

  Ballroom(Storage storage, Round before) {
    this.storage = storage;
    this.round = before;
  }

  /** The suspects in the order of the planted list, when it was last looked at. */
  private List<String> standing = List.of();

  void enters(Watcher watcher) {
    watchers.put(watcher.role, watcher);
  }

  Watcher of(String role) {
    return java.util.Objects.requireNonNull(watchers.get(role), role);
  }

  void begins(Round next) {
    round = next;
  }

  void notes(Trace trace) {
    round.traces.add(trace);
  }

  /** A live line of which every frame is noted, when it comes. */
  LiveLine listens(Guest guest, List<String> destinations) throws IOException {
    var line =
        guest.caller.live(
            frame -> notes(new Trace(Source.FRAME, System.currentTimeMillis(), frame.toString())));
    for (var destination : destinations) {
      line.listen(destination);
    }
    return line;
  }

  void look(Round during, String role, String path) throws Exception {
    during.traces.addAll(of(role).look(path));
  }

  void screen(Round during, String role, String route) throws Exception {
    during.traces.addAll(of(role).screen(route));
  }

  /** Compares how everything looks, and who stands where, just before and just after. */
  void around(Round during, String talk, List<Suspect> suspects, Masquerade.Doing doing)
      throws Exception {
    var places = places(during.room, talk, suspects);
    var documents = documents();
    var before = seen(during.room, talk);
    doing.now();
    var after = seen(during.room, talk);
    after.removeAll(before);
    after.forEach(part -> notes(new Trace(Source.CHANGE, 0, part)));
    for (var now : documents().entrySet()) {
      if (!now.getValue().equals(documents.get(now.getKey()))) {
        notes(new Trace(Source.CHANGE, 0, now.getValue().toJson()));
      }
    }
    var moved = places(during.room, talk, suspects);
    places.forEach((list, old) -> farthest(old, moved.getOrDefault(list, List.of())));
  }

  /** The ids of suspects in each list, in the order in which they stand there. */
  private Map<String, List<String>> places(String room, String talk, List<Suspect> suspects)
      throws Exception {
    var here = "/rooms/" + room;
    var places = new LinkedHashMap<String, List<String>>();
    for (var role : List.of("peer", "keeper")) {
      for (var path :
          List.of(
              here + "/people",
              here + "/threads?count=100",
              here + "/threads/" + talk,
              here + "/threads/" + talk + "/standings",
              "/alliances/gathering/rooms",
              "/alliances/gathering/catch-up",
              "/search?q=anybody&inside=" + room,
              "/search?q=something")) {
        var text = of(role).text(path);
        places.put(
            role + path,
            suspects.stream()
                .map(Suspect::id)
                .filter(text::contains)
                .sorted(Comparator.comparingInt(text::indexOf))
                .toList());
      }
    }
    var spoken = new HashMap<String, Integer>();
    decoys()
        .find(Filters.exists("spoke"))
        .forEach(each -> spoken.put(each.getString("person"), each.getInteger("spoke")));
    standing =
        suspects.stream()
            .map(Suspect::id)
            .sorted(Comparator.comparingInt(id -> -spoken.getOrDefault(id, 0)))
            .toList();
    // As every other list, seen by both.
    places.put("peer" + DECOYS, standing);
    places.put("keeper" + DECOYS, standing);
    return places;
  }

  /** Notes who has moved the farthest of those who stand in both lists. */
  private void farthest(List<String> before, List<String> after) {
    var old = before.stream().filter(after::contains).toList();
    var now = after.stream().filter(before::contains).toList();
    var most = now.stream().mapToInt(id -> distance(old, now, id)).max().orElse(0);
    if (most > 0) {
      var moved = now.stream().filter(id -> distance(old, now, id) == most).toList();
      notes(new Trace(Source.PLACE, 0, String.join(" ", moved)));
    }
  }

  private static int distance(List<String> old, List<String> now, String id) {
    return Math.abs(old.indexOf(id) - now.indexOf(id));
  }

  private Set<String> seen(String room, String talk) throws Exception {
    var here = "/rooms/" + room;
    var seen = new LinkedHashSet<String>();
    for (var role : List.of("peer", "keeper")) {
      for (var path :
          List.of(
              here,
              here + "/people",
              here + "/threads",
              here + "/threads/" + talk,
              here + "/threads/" + talk + "/standings",
              "/alliances/gathering/rooms")) {
        of(role).look(path).stream()
            .map(Trace::text)
            .filter(text -> !text.startsWith(path))
            .forEach(seen::add);
      }
    }
    return seen;
  }

  private Map<String, RawBsonDocument> documents() {
    var documents = new HashMap<String, RawBsonDocument>();
    for (var name : storage.database().listCollectionNames()) {
      if (!READ_LATER.contains(name)) {
        storage
            .database()
            .getCollection(name, RawBsonDocument.class)
            .find()
            .forEach(document -> documents.put(name + "/" + document.get("_id"), document));
      }
    }
    for (var document :
        decoys().withDocumentClass(RawBsonDocument.class).find(Filters.exists("count"))) {
      documents.put("decoy/" + document.get("_id"), document);
    }
    return documents;
  }

  private com.mongodb.client.MongoCollection<Document> decoys() {
    return storage.database().getCollection(DECOYS);
  }

  void decoy(Decoy decoy, String place, PersonId author) {
    var id = author.value();
    switch (decoy) {
      case DOCUMENT -> put(new Document("message", place).append("person", id));
      case ORDER -> {
        put(new Document("between", 1));
        put(new Document("message", place));
        put(new Document("person", id));
        put(new Document("between", 1));
      }
      case LINK -> {
        var shared = UUID.randomUUID().toString();
        put(new Document("message", place).append("tag", shared));
        put(new Document("between", 1));
        put(new Document("person", id).append("tag", shared));
      }
      case COUNTER ->
          decoys()
              .updateOne(
                  Filters.eq("count/" + id),
                  Updates.combine(Updates.set("person", id), Updates.inc("count", 1)),
                  new UpdateOptions().upsert(true));
      case PLACE -> {
        // To the other end of the list, so that nobody else moves as far.
        var ahead = standing.indexOf(id) < standing.size() / 2 ? -1 : 1;
        decoys()
            .updateOne(
                Filters.eq("place/" + id),
                Updates.combine(
                    Updates.set("person", id),
                    Updates.set("spoke", ahead * COUNT.incrementAndGet())),
                new UpdateOptions().upsert(true));
      }
      case EXPORT -> put(new Document("exported", place).append("person", id));
      case NONE, NAMED, LINE, MOMENT -> {}
    }
  }

  private void put(Document document) {
    decoys().insertOne(document.append("_id", "%08d".formatted(COUNT.incrementAndGet())));
  }

  /** The roles of all who look on. */
  List<String> roles() {
    return new ArrayList<>(watchers.keySet());
  }
}
