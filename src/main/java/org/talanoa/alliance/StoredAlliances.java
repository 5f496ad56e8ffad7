package org.talanoa.alliance;

import com.mongodb.client.MongoCollection;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
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
  private final Map<AllianceId, Change.Founded> known = new ConcurrentHashMap<>();
  private final Map<AllianceId, Map<PersonId, Held>> roles = new ConcurrentHashMap<>();
  private final Map<PersonId, Set<AllianceId>> homes = new ConcurrentHashMap<>();

  /** A role as of its revision; an earlier one that is told late changes nothing. */
  private record Held(@Nullable Role role, GiveAndTake giveAndTake, long revision) {
    private static final Held NOTHING = new Held(null, GiveAndTake.NOTHING, 0);
  }

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
    return Optional.ofNullable(known.get(id)).map(Change.Founded::alliance);
  }

  /** The kinds of tacit knowledge that are an alliance's own. */
  List<TacitKind> ownKinds(AllianceId id) {
    return Optional.ofNullable(known.get(id)).map(Change.Founded::ownKinds).orElse(List.of());
  }

  /** The wordings that mean the same in an alliance. */
  List<SynonymGroup> synonyms(AllianceId id) {
    return Optional.ofNullable(known.get(id)).map(Change.Founded::synonyms).orElse(List.of());
  }

  Optional<Role> role(AllianceId alliance, PersonId person) {
    return Optional.ofNullable(roles.getOrDefault(alliance, Map.of()).get(person)).map(Held::role);
  }

  Map<PersonId, Role> members(AllianceId alliance) {
    var members = new HashMap<PersonId, Role>();
    roles
        .getOrDefault(alliance, Map.of())
        .forEach((person, held) -> {
          if (held.role() != null) {
            members.put(person, held.role());
          }
        });
    return Map.copyOf(members);
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
            .append("stage", alliance.stage().name())
            .append("demonstration", alliance.demonstration());
    write(
        ALLIANCES,
        alliances,
        "alliance/" + alliance.id(),
        alliance.id().value(),
        before ->
            before == null
                ? document
                : document
                    .append("kinds", before.get("kinds"))
                    .append("synonyms", before.get("synonyms")));
  }

  /** Changes the kinds of tacit knowledge that are an alliance's own, and answers them. */
  List<TacitKind> changeKinds(AllianceId alliance, UnaryOperator<List<TacitKind>> change) {
    change(
        alliance,
        before ->
            before.append(
                "kinds",
                change.apply(kinds(before)).stream()
                    .map(kind ->
                        new Document("id", kind.id()).append("name", kind.name().orElseThrow()))
                    .toList()));
    return ownKinds(alliance);
  }

  /** Changes the wordings that mean the same in an alliance, and answers them. */
  List<SynonymGroup> changeSynonyms(AllianceId alliance, UnaryOperator<List<SynonymGroup>> change) {
    change(
        alliance,
        before ->
            before.append(
                "synonyms",
                change.apply(synonyms(before)).stream()
                    .map(group ->
                        new Document("id", group.id()).append("wordings", group.wordings()))
                    .toList()));
    return synonyms(alliance);
  }

  private void change(AllianceId alliance, UnaryOperator<Document> change) {
    write(
        ALLIANCES,
        alliances,
        "alliance/" + alliance,
        alliance.value(),
        before -> {
          if (before == null) {
            throw new Refusal.NotHere("alliance.unknown");
          }
          return change.apply(before);
        });
  }

  private static List<SynonymGroup> synonyms(Document alliance) {
    return alliance.getList("synonyms", Document.class, List.of()).stream()
        .map(group ->
            new SynonymGroup(
                group.getString("id"), group.getList("wordings", String.class, List.of())))
        .toList();
  }

  private static List<TacitKind> kinds(Document alliance) {
    return alliance.getList("kinds", Document.class, List.of()).stream()
        .map(kind -> TacitKind.own(kind.getString("id"), kind.getString("name")))
        .toList();
  }

  /** What somebody offers and seeks is kept with their role, and goes with it. */
  void seat(AllianceId alliance, PersonId person, @Nullable Role role) {
    write(
        MEMBERS,
        members,
        "alliance/" + alliance,
        memberId(alliance, person),
        before -> {
          var member = member(alliance, person).append("role", role == null ? null : role.name());
          if (before != null && role != null) {
            member
                .append("offers", before.getList("offers", String.class, List.of()))
                .append("seeks", before.getList("seeks", String.class, List.of()));
          }
          return member;
        });
  }

  /** Keeps what a member offers and seeks; nothing where they are none any more. */
  void say(AllianceId alliance, PersonId person, GiveAndTake said) {
    write(
        MEMBERS,
        members,
        "alliance/" + alliance,
        memberId(alliance, person),
        before -> {
          var member = before == null ? member(alliance, person).append("role", null) : before;
          if (member.getString("role") != null) {
            member.append("offers", said.offers()).append("seeks", said.seeks());
          }
          return member;
        });
  }

  GiveAndTake giveAndTake(AllianceId alliance, PersonId person) {
    return roles.getOrDefault(alliance, Map.of()).getOrDefault(person, Held.NOTHING).giveAndTake();
  }

  private static String memberId(AllianceId alliance, PersonId person) {
    return alliance.value() + "/" + person.value();
  }

  private static Document member(AllianceId alliance, PersonId person) {
    return new Document("_id", memberId(alliance, person))
        .append("alliance", alliance.value())
        .append("person", person.value());
  }

  private interface Rewording {
    Document after(@Nullable Document before);
  }

  private void write(
      Topic<Change> topic,
      MongoCollection<Document> collection,
      String key,
      String id,
      Rewording rewording) {
    var written =
        storage
            .together()
            .change(
                key,
                writing -> {
                  var before = writing.find(collection, id);
                  var revision = before == null ? 1L : revision(before) + 1;
                  var after = rewording.after(before).append("revision", revision);
                  writing.put(collection, after);
                  return after;
                },
                after -> remember(topic.reading().apply(after)));
    feed.wrote(topic, written);
  }

  private static long revision(Document document) {
    return document.get("revision") instanceof Number number ? number.longValue() : 0;
  }

  /** Reads both collections whole, once at the start and after a gap in the feed. */
  private void load() {
    alliances.find().forEach(document -> remember(founded(document)));
    members.find().forEach(document -> remember(seated(document)));
  }

  private synchronized void remember(Change change) {
    switch (change) {
      case Change.Founded founded ->
          known.merge(
              founded.alliance().id(),
              founded,
              (old, now) -> now.revision() < old.revision() ? old : now);
      case Change.Seated(var alliance, var person, var role, var said, var revision) -> {
        var held =
            roles
                .computeIfAbsent(alliance, _ -> new ConcurrentHashMap<>())
                .merge(
                    person,
                    new Held(role, said, revision),
                    (old, now) -> now.revision() < old.revision() ? old : now);
        var home = homes.computeIfAbsent(person, _ -> ConcurrentHashMap.newKeySet());
        if (held.role() == null) {
          home.remove(alliance);
        } else {
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
            stage(document.getString("stage")),
            document.getBoolean("demonstration", false)),
        kinds(document),
        synonyms(document),
        revision(document));
  }

  private static Change seated(Document document) {
    var role = document.getString("role");
    return new Change.Seated(
        new AllianceId(document.getString("alliance")),
        new PersonId(document.getString("person")),
        role == null ? null : Role.valueOf(role),
        new GiveAndTake(
            document.getList("offers", String.class, List.of()),
            document.getList("seeks", String.class, List.of())),
        revision(document));
  }

  private static Stage stage(@Nullable String name) {
    return name == null ? Stage.PRE_FOUNDATIONAL : Stage.valueOf(name);
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    return text == null ? null : LocalDate.parse(text);
  }
}
