package org.talanoa.room;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.people.PersonId;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/** Rooms, places and restraints: written to the database first, then held in memory. */
final class StoredRooms {
  static final Topic<Change> ROOMS = new Topic<>("rooms", StoredRooms::told);
  static final Topic<Change> PLACES = new Topic<>("places", StoredRooms::seated);

  private static final SecureRandom RANDOM = new SecureRandom();

  /** What a person holds in a room. */
  enum Place {
    NONE,
    SITTING,
    KEEPING,
    REMOVED;

    boolean seated() {
      return this == SITTING || this == KEEPING;
    }
  }

  private final Storage storage;
  private final Feed feed;
  private final Topic<Change> restraintsTopic;
  private final MongoCollection<Document> rooms;
  private final MongoCollection<Document> places;
  private final Sealed restraints;
  private final Map<RoomId, Room> known = new ConcurrentHashMap<>();
  private final Map<AllianceId, Set<RoomId>> inAlliance = new ConcurrentHashMap<>();
  private final Map<RoomId, Map<PersonId, Held>> rows = new ConcurrentHashMap<>();
  private final Map<RoomId, Map<PersonId, Restraints>> restrained = new ConcurrentHashMap<>();
  private final Map<RoomId, Long> seatings = new ConcurrentHashMap<>();
  private final Map<RoomId, Object> reading = new ConcurrentHashMap<>();

  /**
   * A place, which version of the norms was accepted, and the seating of the room that made it so;
   * what is told late changes nothing.
   */
  record Held(Place place, int accepted, long seating) {
    private static final Held NOTHING = new Held(Place.NONE, 0, 0);

    Held or(Held other) {
      return other.seating < seating ? this : other;
    }
  }

  StoredRooms(Storage storage, Feed feed, InstallationKey key) {
    this.storage = storage;
    this.feed = feed;
    this.restraintsTopic = new Topic<>(Restraints.COLLECTION, this::restrained);
    this.restraints = new Sealed(storage, key, Restraints.COLLECTION);
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
    feed.follow(
        new Topic<>(Restraints.COLLECTION, this::opened),
        new Follower<Restraints>() {
          @Override
          public void told(Restraints told) {
            remember(told);
          }

          @Override
          public void missed() {
            load();
          }
        });
    load();
  }

  Optional<Room> room(RoomId id) {
    return Optional.ofNullable(known.get(id));
  }

  List<Room> all() {
    return List.copyOf(known.values());
  }

  /** Where this person sits, and whether they keep order there. */
  Map<RoomId, Boolean> placesOf(PersonId person) {
    var places = new HashMap<RoomId, Boolean>();
    rows.forEach((room, row) -> {
      var place = row.getOrDefault(person, Held.NOTHING).place();
      if (place.seated()) {
        places.put(room, place == Place.KEEPING);
      }
    });
    return places;
  }

  /** Nothing is held against this person any more. */
  void forgetRestraints(PersonId person) {
    restrained.forEach((room, each) -> {
      if (each.containsKey(person) && !each.get(person).all().isEmpty()) {
        restrain(room, person, _ -> List.of());
      }
    });
  }

  List<Room> roomsOf(AllianceId alliance) {
    return inAlliance.getOrDefault(alliance, Set.of()).stream()
        .flatMap(id -> room(id).stream())
        .toList();
  }

  /** That somebody was restrained or freed; who and how is not told. */
  Topic<Change> restraints() {
    return restraintsTopic;
  }

  /** What a person holds, as of the seating that is known of this room. */
  Held held(Room room, PersonId person) {
    upTo(room.id(), room.seating());
    return rows.getOrDefault(room.id(), Map.of()).getOrDefault(person, Held.NOTHING);
  }

  /** What a person may not do, as of the seating that is known of this room; empty for nothing. */
  Optional<Restraints> restraints(Room room, PersonId person) {
    upTo(room.id(), room.seating());
    return Optional.ofNullable(restrained.getOrDefault(room.id(), Map.of()).get(person))
        .filter(each -> !each.all().isEmpty());
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
    var room =
        new Room(
            newId(),
            alliance,
            kind,
            name,
            purpose,
            0,
            1,
            Manner.of(kind),
            Norms.USUAL,
            List.of(),
            Optional.empty());
    storage
        .together()
        .change(
            "room/" + room.id(),
            writing -> {
              var written = new Written();
              written.room(writing, rooms, RoomCodec.document(room));
              return written;
            },
            this::remember)
        .tell(this);
    return room;
  }

  private static RoomId newId() {
    var letters =
        RANDOM.ints(12, 0, 36).mapToObj(i -> Character.toString(Character.forDigit(i, 36)));
    return new RoomId(letters.collect(Collectors.joining()));
  }

  void rename(RoomId id, String name, String purpose) {
    write(
        id,
        (writing, room, written) ->
            written.room(
                writing, rooms, raised(room).append("name", name).append("purpose", purpose)));
  }

  void arrange(RoomId id, Manner manner, Instant now) {
    write(
        id,
        (writing, room, written) ->
            written.room(
                writing,
                rooms,
                raised(room)
                    .append("manner", RoomCodec.manner(manner))
                    .append(
                        "formerRetentions",
                        RoomCodec.formerRetentions(
                            room.formerRetentions(manner.retention(), now)))));
  }

  /** Whoever words the norms has accepted them. */
  void word(RoomId id, String text, PersonId by) {
    write(
        id,
        (writing, room, written) -> {
          var norms = room.norms().worded(text);
          if (norms.version() == room.norms().version()) {
            return;
          }
          var seating = room.seating() + 1;
          written.room(
              writing,
              rooms,
              raised(room).append("norms", RoomCodec.norms(norms)).append("seating", seating));
          var held = place(writing.find(places, placeId(id, by)));
          var place = new Held(held.place(), norms.version(), seating);
          written.place(writing, places, document(id, by, place));
        });
  }

  /** Gives a seat; what its holder had accepted while they sat here stays accepted. */
  void seat(RoomId id, PersonId person, boolean keeper, int accepted) {
    var place = keeper ? Place.KEEPING : Place.SITTING;
    place(
        id,
        person,
        (before, seating) ->
            new Held(
                place,
                before.place().seated() ? Math.max(accepted, before.accepted()) : accepted,
                seating));
  }

  void unseat(RoomId id, PersonId person, boolean byOthers) {
    var place = byOthers ? Place.REMOVED : Place.NONE;
    place(id, person, (_, seating) -> new Held(place, 0, seating));
  }

  /** Notes that somebody accepts this version; nothing where they do not sit here any more. */
  void accept(RoomId id, PersonId person, int version) {
    place(
        id,
        person,
        (before, seating) ->
            before.place().seated() ? new Held(before.place(), version, seating) : before);
  }

  private interface Placing {
    Held after(Held before, long seating);
  }

  private void place(RoomId id, PersonId person, Placing placing) {
    write(
        id,
        (writing, room, written) -> {
          var seating = room.seating() + 1;
          var before = place(writing.find(places, placeId(id, person)));
          var after = placing.after(before, seating);
          if (!after.equals(before)) {
            written.place(writing, places, document(id, person, after));
            written.room(writing, rooms, raised(room).append("seating", seating));
          }
        });
  }

  interface Restraining {
    List<Restraint> after(List<Restraint> before);
  }

  /** Changes what somebody may not do. The document is there still when nothing is left of it. */
  void restrain(RoomId id, PersonId person, Restraining restraining) {
    write(
        id,
        (writing, room, written) -> {
          var before =
              restraints
                  .find(writing, Restraints.id(id, person))
                  .map(document -> Restraints.of(document).all())
                  .orElse(List.of());
          var seating = room.seating() + 1;
          var after = new Restraints(id, person, restraining.after(before), seating);
          written.restraints(writing, restraints, after);
          written.room(writing, rooms, raised(room).append("seating", seating));
        });
  }

  /**
   * Opens a room of another kind with the same rows, in which the talk of this one goes on. Whoever
   * does it has accepted its norms; everybody else is asked. Where all of the alliance could see
   * there who was present in a room that never tells, nobody else sits there at first.
   */
  RoomId continueAs(RoomId id, RoomKind kind, PersonId by) {
    var next = newId();
    write(
        id,
        (writing, room, written) -> {
          if (room.continuedIn().isPresent()) {
            throw new Refusal.NotNow("room.continued");
          }
          upTo(id, room.seating());
          var seating = 0L;
          for (var row : rows.getOrDefault(id, Map.of()).entrySet()) {
            var place = row.getValue().place();
            var opener = row.getKey().equals(by);
            if (opener || place == Place.REMOVED || place.seated() && !wouldTell(room, kind)) {
              var accepted = opener ? room.norms().version() : 0;
              var held = new Held(place, accepted, ++seating);
              written.place(writing, places, document(next, row.getKey(), held));
            }
          }
          for (var each : restrained.getOrDefault(id, Map.of()).values()) {
            if (!each.all().isEmpty()) {
              written.restraints(
                  writing, restraints, new Restraints(next, each.person(), each.all(), ++seating));
            }
          }
          written.room(
              writing,
              rooms,
              RoomCodec.document(
                  new Room(
                      next,
                      room.alliance(),
                      kind,
                      room.name(),
                      room.purpose(),
                      seating,
                      1,
                      room.manner().in(kind),
                      room.norms(),
                      List.of(),
                      Optional.empty())));
          written.room(writing, rooms, raised(room).append("continuedIn", next.value()));
        });
    return next;
  }

  /** Whether taking the people along would tell who was present under the Chatham House Rule. */
  private static boolean wouldTell(Room room, RoomKind next) {
    return next == RoomKind.OPEN && room.kind() == RoomKind.CHATHAM_HOUSE;
  }

  private interface Act {
    void with(Writing writing, Room room, Written written);
  }

  /** What one change has written, in the order in which it is to be told. */
  private static final class Written {
    private final List<Document> rooms = new ArrayList<>();
    private final List<Document> places = new ArrayList<>();
    private final List<Document> restraints = new ArrayList<>();

    void room(Writing writing, MongoCollection<Document> collection, Document document) {
      writing.put(collection, document);
      rooms.add(document);
    }

    void place(Writing writing, MongoCollection<Document> collection, Document document) {
      writing.put(collection, document);
      places.add(document);
    }

    void restraints(Writing writing, Sealed collection, Restraints after) {
      restraints.add(collection.put(writing, after.document()));
    }

    void tell(StoredRooms stored) {
      places.forEach(document -> stored.feed.wrote(PLACES, document));
      restraints.forEach(document -> stored.feed.wrote(stored.restraintsTopic, document));
      rooms.forEach(document -> stored.feed.wrote(ROOMS, document));
    }
  }

  /** Changes a room, alone for it; nothing where there is no such room. */
  private void write(RoomId id, Act act) {
    storage
        .together()
        .change(
            "room/" + id,
            writing -> {
              var written = new Written();
              var before = writing.find(rooms, id.value());
              if (before != null) {
                act.with(writing, RoomCodec.room(before), written);
              }
              return written;
            },
            this::remember)
        .tell(this);
  }

  private static Document raised(Room room) {
    return RoomCodec.document(room).append("revision", room.revision() + 1);
  }

  private void remember(Written written) {
    written.places.forEach(document -> remember(seated(document)));
    written.restraints.forEach(document -> remember(opened(document)));
    written.rooms.forEach(document -> remember(told(document)));
  }

  /** Reads all collections whole, once at the start and after a gap in the feed. */
  private void load() {
    var read = new ArrayList<Room>();
    rooms.find().map(RoomCodec::room).into(read);
    places.find().forEach(document -> remember(seated(document)));
    restraints.all().forEach(document -> remember(Restraints.of(document)));
    read.forEach(this::remember);
  }

  /**
   * Makes sure that the places and restraints of this room are known as of this seating, though the
   * feed may not have told them yet; of several who ask one reads. Indexes: {@code _id}, and {@code
   * room} where the database has such. Restraints do not say what room they are for, and so all are
   * read, but only where places alone do not account for every seating.
   */
  void upTo(RoomId id, long seating) {
    if (isKnown(id, seating)) {
      return;
    }
    synchronized (reading.computeIfAbsent(id, _ -> new Object())) {
      if (isKnown(id, seating)) {
        return;
      }
      var document = rooms.find(Filters.eq(id.value())).first();
      if (document != null) {
        places
            .find(Filters.eq("room", id.value()))
            .sort(Sorts.ascending("seating"))
            .forEach(place -> remember(seated(place)));
        var room = RoomCodec.room(document);
        if (!isKnown(id, room.seating())) {
          restraints.all().forEach(each -> remember(Restraints.of(each)));
        }
        remember(room);
      }
    }
  }

  private boolean isKnown(RoomId id, long seating) {
    return seatings.getOrDefault(id, 0L) >= seating;
  }

  /** A room as it was read before its places were, so that these are known up to its seating. */
  private void remember(Room room) {
    remember(new Change.Opened(room));
    seatings.merge(room.id(), room.seating(), Math::max);
  }

  private void remember(Change change) {
    switch (change) {
      case Change.Opened(var room) -> {
        known.merge(room.id(), room, (old, now) -> now.revision() < old.revision() ? old : now);
        inAlliance
            .computeIfAbsent(room.alliance(), _ -> ConcurrentHashMap.newKeySet())
            .add(room.id());
      }
      case Change.Admitted(var room, var person, var keeper, var accepted, var seating) ->
          remember(
              room, person, new Held(keeper ? Place.KEEPING : Place.SITTING, accepted, seating));
      case Change.Removed(var room, var person, var byOthers, var seating) ->
          remember(room, person, new Held(byOthers ? Place.REMOVED : Place.NONE, 0, seating));
      case Change.Restrained _ -> {}
    }
  }

  private void remember(RoomId room, PersonId person, Held held) {
    rows.computeIfAbsent(room, _ -> new ConcurrentHashMap<>()).merge(person, held, Held::or);
    known(room, held.seating());
  }

  private void remember(Restraints told) {
    restrained
        .computeIfAbsent(told.room(), _ -> new ConcurrentHashMap<>())
        .merge(
            told.person(), told, (before, now) -> now.seating() < before.seating() ? before : now);
    known(told.room(), told.seating());
  }

  /** The seating is known up to here when none is left out before; otherwise it is read again. */
  private void known(RoomId room, long seating) {
    seatings.merge(room, seating == 1 ? 1 : 0L, (upTo, _) -> upTo + 1 == seating ? seating : upTo);
  }

  private static Change told(Document document) {
    return new Change.Opened(RoomCodec.room(document));
  }

  private static String placeId(RoomId room, PersonId person) {
    return room + "/" + person;
  }

  private static Document document(RoomId room, PersonId person, Held held) {
    return new Document("_id", placeId(room, person))
        .append("room", room.value())
        .append("person", person.value())
        .append("place", held.place().name())
        .append("accepted", held.accepted())
        .append("seating", held.seating());
  }

  private static Held place(@Nullable Document document) {
    return document == null
        ? Held.NOTHING
        : new Held(
            Place.valueOf(document.getString("place")),
            (int) RoomCodec.number(document, "accepted"),
            RoomCodec.number(document, "seating"));
  }

  private static Change seated(Document document) {
    var room = new RoomId(document.getString("room"));
    var person = new PersonId(document.getString("person"));
    var held = place(document);
    return switch (held.place()) {
      case KEEPING, SITTING ->
          new Change.Admitted(
              room, person, held.place() == Place.KEEPING, held.accepted(), held.seating());
      case REMOVED, NONE ->
          new Change.Removed(room, person, held.place() == Place.REMOVED, held.seating());
    };
  }

  private Restraints opened(Document sealed) {
    return Restraints.of(restraints.open(sealed));
  }

  private Change restrained(Document sealed) {
    var told = opened(sealed);
    return new Change.Restrained(told.room(), told.seating());
  }
}
