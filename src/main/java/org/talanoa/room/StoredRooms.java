package org.talanoa.room;

import com.mongodb.client.MongoCollection;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.alliance.AllianceId;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.people.PersonId;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/** Rooms and places: written to the database first, then held in memory. */
final class StoredRooms {
  static final Topic<Change> ROOMS = new Topic<>("rooms", StoredRooms::opened);
  static final Topic<Change> PLACES = new Topic<>("places", StoredRooms::seated);

  private static final SecureRandom RANDOM = new SecureRandom();

  /** What a person holds in a room. */
  enum Place {
    NONE,
    SITTING,
    KEEPING,
    REMOVED
  }

  private final Storage storage;
  private final Feed feed;
  private final MongoCollection<Document> rooms;
  private final MongoCollection<Document> places;
  private final Map<RoomId, Room> known = new ConcurrentHashMap<>();
  private final Map<AllianceId, Set<RoomId>> inAlliance = new ConcurrentHashMap<>();
  private final Map<RoomId, Map<PersonId, Place>> rows = new ConcurrentHashMap<>();

  StoredRooms(Storage storage, Feed feed) {
    this.storage = storage;
    this.feed = feed;
    this.rooms = storage.database().getCollection("rooms");
    this.places = storage.database().getCollection("places");
    var follower =
        new Follower<Change>() {
          @Override
          public void told(Change change) {
            remember(change);
          }

          @Override
          public void missed() {
            load();
          }
        };
    feed.follow(ROOMS, follower);
    feed.follow(PLACES, follower);
    load();
  }

  Optional<Room> room(RoomId id) {
    return Optional.ofNullable(known.get(id));
  }

  List<Room> roomsOf(AllianceId alliance) {
    return inAlliance.getOrDefault(alliance, Set.of()).stream()
        .flatMap(id -> room(id).stream())
        .toList();
  }

  Place place(RoomId room, PersonId person) {
    return rows.getOrDefault(room, Map.of()).getOrDefault(person, Place.NONE);
  }

  Set<PersonId> seated(RoomId room) {
    return having(room, Set.of(Place.SITTING, Place.KEEPING));
  }

  Set<PersonId> keepers(RoomId room) {
    return having(room, Set.of(Place.KEEPING));
  }

  private Set<PersonId> having(RoomId room, Set<Place> wanted) {
    return rows.getOrDefault(room, Map.of()).entrySet().stream()
        .filter(entry -> wanted.contains(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  Room open(AllianceId alliance, RoomKind kind, String name, String purpose) {
    var id = RANDOM.ints(12, 0, 36).mapToObj(i -> Character.toString(Character.forDigit(i, 36)));
    var room =
        new Room(new RoomId(id.collect(Collectors.joining())), alliance, kind, name, purpose, 0);
    write(room.id(), (writing, _) -> writing.put(rooms, document(room)), null);
    return room;
  }

  void rename(RoomId id, String name, String purpose) {
    write(
        id,
        (writing, room) ->
            writing.put(rooms, document(room).append("name", name).append("purpose", purpose)),
        null);
  }

  void seat(RoomId room, PersonId person, boolean keeper) {
    place(room, person, keeper ? Place.KEEPING : Place.SITTING);
  }

  void unseat(RoomId room, PersonId person, boolean byOthers) {
    place(room, person, byOthers ? Place.REMOVED : Place.NONE);
  }

  private void place(RoomId id, PersonId person, Place place) {
    var document =
        new Document("_id", id.value() + "/" + person.value())
            .append("room", id.value())
            .append("person", person.value())
            .append("place", place.name());
    write(
        id,
        (writing, room) -> {
          writing.put(rooms, document(room).append("seating", room.seating() + 1));
          writing.put(places, document);
        },
        document);
  }

  private interface Act {
    void with(Writing writing, Room room);
  }

  private void write(RoomId id, Act act, @Nullable Document place) {
    var room =
        storage
            .together()
            .change(
                "room/" + id,
                writing -> {
                  var before = writing.find(rooms, id.value());
                  act.with(
                      writing, before == null ? EMPTY : ((Change.Opened) opened(before)).room());
                  return writing.find(rooms, id.value());
                });
    if (room != null) {
      remember(opened(room));
      feed.wrote(ROOMS, room);
    }
    if (place != null) {
      remember(seated(place));
      feed.wrote(PLACES, place);
    }
  }

  private static final Room EMPTY =
      new Room(new RoomId("00000000"), new AllianceId("none"), RoomKind.SEALED, "none", "", 0);

  /** Reads both collections whole, once at the start and after a gap in the feed. */
  private void load() {
    rooms.find().forEach(document -> remember(opened(document)));
    places.find().forEach(document -> remember(seated(document)));
  }

  private void remember(Change change) {
    switch (change) {
      case Change.Opened(var room) -> {
        known.merge(room.id(), room, (old, now) -> now.seating() < old.seating() ? old : now);
        inAlliance
            .computeIfAbsent(room.alliance(), _ -> ConcurrentHashMap.newKeySet())
            .add(room.id());
      }
      case Change.Admitted(var room, var person, var keeper) ->
          row(room).put(person, keeper ? Place.KEEPING : Place.SITTING);
      case Change.Removed(var room, var person, var byOthers) ->
          row(room).put(person, byOthers ? Place.REMOVED : Place.NONE);
    }
  }

  private Map<PersonId, Place> row(RoomId room) {
    return rows.computeIfAbsent(room, _ -> new ConcurrentHashMap<>());
  }

  private static Document document(Room room) {
    return new Document("_id", room.id().value())
        .append("alliance", room.alliance().value())
        .append("kind", room.kind().name())
        .append("name", room.name())
        .append("purpose", room.purpose())
        .append("seating", room.seating());
  }

  private static Change opened(Document document) {
    return new Change.Opened(
        new Room(
            new RoomId(document.getString("_id")),
            new AllianceId(document.getString("alliance")),
            RoomKind.valueOf(document.getString("kind")),
            document.getString("name"),
            document.getString("purpose"),
            document.get("seating", Number.class).longValue()));
  }

  private static Change seated(Document document) {
    var room = new RoomId(document.getString("room"));
    var person = new PersonId(document.getString("person"));
    return switch (Place.valueOf(document.getString("place"))) {
      case KEEPING -> new Change.Admitted(room, person, true);
      case SITTING -> new Change.Admitted(room, person, false);
      case REMOVED -> new Change.Removed(room, person, true);
      case NONE -> new Change.Removed(room, person, false);
    };
  }
}
