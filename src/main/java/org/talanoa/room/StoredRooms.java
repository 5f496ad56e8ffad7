package org.talanoa.room;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import java.security.SecureRandom;
import java.util.ArrayList;
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
  private final Map<RoomId, Map<PersonId, Held>> rows = new ConcurrentHashMap<>();
  private final Map<RoomId, Long> seatings = new ConcurrentHashMap<>();

  /**
   * A place, and the seating of the room that gave or took it; what is told late changes nothing.
   */
  private record Held(Place place, long seating) {
    static final Held NOTHING = new Held(Place.NONE, 0);

    Held or(Held other) {
      return other.seating < seating ? this : other;
    }
  }

  StoredRooms(Storage storage, Feed feed) {
    this.storage = storage;
    this.feed = feed;
    this.rooms = storage.database().getCollection("rooms");
    this.places = storage.database().getCollection("places");
    places.createIndex(Indexes.ascending("room"));
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

  /** What a person holds, as of the seating that is known of this room. */
  Place place(Room room, PersonId person) {
    upTo(room.id(), room.seating());
    return rows.getOrDefault(room.id(), Map.of()).getOrDefault(person, Held.NOTHING).place();
  }

  Set<PersonId> seated(RoomId room) {
    return having(room, Set.of(Place.SITTING, Place.KEEPING));
  }

  Set<PersonId> keepers(RoomId room) {
    return having(room, Set.of(Place.KEEPING));
  }

  private Set<PersonId> having(RoomId room, Set<Place> wanted) {
    return rows.getOrDefault(room, Map.of()).entrySet().stream()
        .filter(entry -> wanted.contains(entry.getValue().place()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  Room open(AllianceId alliance, RoomKind kind, String name, String purpose) {
    var id = RANDOM.ints(12, 0, 36).mapToObj(i -> Character.toString(Character.forDigit(i, 36)));
    var room =
        new Room(new RoomId(id.collect(Collectors.joining())), alliance, kind, name, purpose, 0);
    write(
        room.id(),
        (writing, _) -> {
          writing.put(rooms, document(room));
          return null;
        });
    return room;
  }

  void rename(RoomId id, String name, String purpose) {
    write(
        id,
        (writing, room) -> {
          writing.put(rooms, document(room).append("name", name).append("purpose", purpose));
          return null;
        });
  }

  void seat(RoomId room, PersonId person, boolean keeper) {
    place(room, person, keeper ? Place.KEEPING : Place.SITTING);
  }

  void unseat(RoomId room, PersonId person, boolean byOthers) {
    place(room, person, byOthers ? Place.REMOVED : Place.NONE);
  }

  private void place(RoomId id, PersonId person, Place place) {
    write(
        id,
        (writing, room) -> {
          var seating = room.seating() + 1;
          var document =
              new Document("_id", id.value() + "/" + person.value())
                  .append("room", id.value())
                  .append("person", person.value())
                  .append("place", place.name())
                  .append("seating", seating);
          writing.put(places, document);
          writing.put(rooms, document(room).append("seating", seating));
          return document;
        });
  }

  private interface Act {
    /** The place that was given or taken, if any. */
    @Nullable Document with(Writing writing, Room room);
  }

  private record Written(@Nullable Document room, @Nullable Document place) {}

  private void write(RoomId id, Act act) {
    var written =
        storage
            .together()
            .change(
                "room/" + id,
                writing -> {
                  var before = writing.find(rooms, id.value());
                  var place = act.with(writing, before == null ? EMPTY : room(before));
                  return new Written(writing.find(rooms, id.value()), place);
                },
                this::remember);
    if (written.place() != null) {
      feed.wrote(PLACES, written.place());
    }
    if (written.room() != null) {
      feed.wrote(ROOMS, written.room());
    }
  }

  private void remember(Written written) {
    if (written.place() != null) {
      remember(seated(written.place()));
    }
    if (written.room() != null) {
      remember(opened(written.room()));
    }
  }

  private static final Room EMPTY =
      new Room(new RoomId("00000000"), new AllianceId("none"), RoomKind.SEALED, "none", "", 0);

  /** Reads both collections whole, once at the start and after a gap in the feed. */
  private void load() {
    var read = new ArrayList<Room>();
    rooms.find().map(StoredRooms::room).into(read);
    places.find().forEach(document -> remember(seated(document)));
    read.forEach(this::remember);
  }

  /**
   * Makes sure that the places of this room are known as of this seating, though the feed may not
   * have told them yet. Indexes: {@code _id}, and {@code room} where the database has such.
   */
  void upTo(RoomId id, long seating) {
    if (seatings.getOrDefault(id, 0L) >= seating) {
      return;
    }
    var document = rooms.find(Filters.eq(id.value())).first();
    if (document != null) {
      places.find(Filters.eq("room", id.value())).forEach(place -> remember(seated(place)));
      remember(room(document));
    }
  }

  /** A room as it was read before its places were, so that these are known up to its seating. */
  private void remember(Room room) {
    remember(new Change.Opened(room));
    seatings.merge(room.id(), room.seating(), Math::max);
  }

  private void remember(Change change) {
    switch (change) {
      case Change.Opened(var room) -> {
        known.merge(room.id(), room, (old, now) -> now.seating() < old.seating() ? old : now);
        inAlliance
            .computeIfAbsent(room.alliance(), _ -> ConcurrentHashMap.newKeySet())
            .add(room.id());
      }
      case Change.Admitted(var room, var person, var keeper, var seating) ->
          remember(room, person, keeper ? Place.KEEPING : Place.SITTING, seating);
      case Change.Removed(var room, var person, var byOthers, var seating) ->
          remember(room, person, byOthers ? Place.REMOVED : Place.NONE, seating);
    }
  }

  /** The seating is known up to here when none is left out before; otherwise it is read again. */
  private void remember(RoomId room, PersonId person, Place place, long seating) {
    rows.computeIfAbsent(room, _ -> new ConcurrentHashMap<>())
        .merge(person, new Held(place, seating), Held::or);
    seatings.merge(room, seating == 1 ? 1 : 0L, (upTo, _) -> upTo + 1 == seating ? seating : upTo);
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
    return new Change.Opened(room(document));
  }

  private static Room room(Document document) {
    return new Room(
        new RoomId(document.getString("_id")),
        new AllianceId(document.getString("alliance")),
        RoomKind.valueOf(document.getString("kind")),
        document.getString("name"),
        document.getString("purpose"),
        document.get("seating", Number.class).longValue());
  }

  private static Change seated(Document document) {
    var room = new RoomId(document.getString("room"));
    var person = new PersonId(document.getString("person"));
    var seating = document.get("seating") instanceof Number number ? number.longValue() : 0;
    return switch (Place.valueOf(document.getString("place"))) {
      case KEEPING -> new Change.Admitted(room, person, true, seating);
      case SITTING -> new Change.Admitted(room, person, false, seating);
      case REMOVED -> new Change.Removed(room, person, true, seating);
      case NONE -> new Change.Removed(room, person, false, seating);
    };
  }
}
