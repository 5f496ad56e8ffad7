package org.talanoa.alliance;

import com.mongodb.client.MongoCollection;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.people.PersonId;
import org.talanoa.storage.Storage;

/** Alliances and members: written to the database first, then held in memory. */
final class StoredAlliances {
  static final Topic<Change> ALLIANCES = new Topic<>("alliances", StoredAlliances::founded);
  static final Topic<Change> MEMBERS = new Topic<>("members", StoredAlliances::seated);

  private final Storage storage;
  private final Feed feed;
  private final MongoCollection<Document> alliances;
  private final MongoCollection<Document> members;
  private final Map<AllianceId, Alliance> known = new ConcurrentHashMap<>();
  private final Map<AllianceId, Map<PersonId, Role>> roles = new ConcurrentHashMap<>();
  private final Map<PersonId, Set<AllianceId>> homes = new ConcurrentHashMap<>();

  StoredAlliances(Storage storage, Feed feed) {
    this.storage = storage;
    this.feed = feed;
    this.alliances = storage.database().getCollection("alliances");
    this.members = storage.database().getCollection("members");
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
    feed.follow(ALLIANCES, follower);
    feed.follow(MEMBERS, follower);
    load();
  }

  Optional<Alliance> alliance(AllianceId id) {
    return Optional.ofNullable(known.get(id));
  }

  Optional<Role> role(AllianceId alliance, PersonId person) {
    return Optional.ofNullable(roles.getOrDefault(alliance, Map.of()).get(person));
  }

  Map<PersonId, Role> members(AllianceId alliance) {
    return Map.copyOf(roles.getOrDefault(alliance, Map.of()));
  }

  Set<AllianceId> alliancesOf(PersonId person) {
    return Set.copyOf(homes.getOrDefault(person, Set.of()));
  }

  void keep(Alliance alliance) {
    var document =
        new Document("_id", alliance.id().value())
            .append("name", alliance.name())
            .append("theme", alliance.theme())
            .append("description", alliance.description())
            .append("from", text(alliance.from()))
            .append("to", text(alliance.to()))
            .append("demonstration", alliance.demonstration());
    write(ALLIANCES, alliances, "alliance/" + alliance.id(), document);
  }

  void seat(AllianceId alliance, PersonId person, @Nullable Role role) {
    var document =
        new Document("_id", alliance.value() + "/" + person.value())
            .append("alliance", alliance.value())
            .append("person", person.value())
            .append("role", role == null ? null : role.name());
    write(MEMBERS, members, "alliance/" + alliance, document);
  }

  private void write(
      Topic<Change> topic, MongoCollection<Document> collection, String key, Document document) {
    storage
        .together()
        .change(
            key,
            writing -> {
              writing.put(collection, document);
              return document;
            });
    remember(topic.reading().apply(document));
    feed.wrote(topic, document);
  }

  /** Reads both collections whole, once at the start and after a gap in the feed. */
  private void load() {
    alliances.find().forEach(document -> remember(founded(document)));
    members.find().forEach(document -> remember(seated(document)));
  }

  private void remember(Change change) {
    switch (change) {
      case Change.Founded(var alliance) -> known.put(alliance.id(), alliance);
      case Change.Seated(var alliance, var person, var role) -> {
        var seats = roles.computeIfAbsent(alliance, _ -> new ConcurrentHashMap<>());
        var home = homes.computeIfAbsent(person, _ -> ConcurrentHashMap.newKeySet());
        if (role == null) {
          seats.remove(person);
          home.remove(alliance);
        } else {
          seats.put(person, role);
          home.add(alliance);
        }
      }
    }
  }

  private static Change founded(Document document) {
    return new Change.Founded(
        new Alliance(
            new AllianceId(document.getString("_id")),
            document.getString("name"),
            document.getString("theme"),
            document.getString("description"),
            day(document.getString("from")),
            day(document.getString("to")),
            document.getBoolean("demonstration", false)));
  }

  private static Change seated(Document document) {
    var role = document.getString("role");
    return new Change.Seated(
        new AllianceId(document.getString("alliance")),
        new PersonId(document.getString("person")),
        role == null ? null : Role.valueOf(role));
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
