package org.talanoa.room;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.talanoa.people.PersonId;
import org.talanoa.storage.InstallationKey;

/**
 * The restraints of one person in one room, sealed with the installation's key as they are stored:
 * the database alone tells neither whom nor which room they concern.
 *
 * @param seating the seating of the room that these were set at
 */
record Restraints(RoomId room, PersonId person, List<Restraint> all, long seating) {
  static final String COLLECTION = "restraints";

  /** The most that can be set on one person in one room. */
  static final int MOST = 50;

  private static final String PURPOSE = "restraints";

  Restraints {
    all = List.copyOf(all);
  }

  Optional<Restraint> held(Restraint.Kind kind, Optional<String> thread, Instant now) {
    return all.stream()
        .filter(restraint -> restraint.kind() == kind && restraint.holds(now))
        .filter(restraint -> restraint.thread().equals(thread))
        .findFirst();
  }

  /** The identities of the document, the present one first; the others are by former keys. */
  static List<String> ids(InstallationKey key, RoomId room, PersonId person) {
    return key.macs(PURPOSE, room + "/" + person);
  }

  Document document(InstallationKey key) {
    var content =
        new Document("room", room.value())
            .append("person", person.value())
            .append("seating", seating)
            .append(
                "restraints",
                all.stream()
                    .map(restraint ->
                        new Document("kind", restraint.kind().name())
                            .append("until", restraint.until().toEpochMilli())
                            .append("thread", restraint.thread().orElse(null)))
                    .toList());
    var sealed = key.seal(PURPOSE, content.toJson().getBytes(StandardCharsets.UTF_8));
    return new Document("_id", ids(key, room, person).getFirst())
        .append("sealed", new Binary(sealed));
  }

  /** What a document says; empty where its key is lost. */
  static Optional<Restraints> of(InstallationKey key, Document document) {
    var sealed = document.get("sealed", Binary.class);
    return key.open(PURPOSE, sealed.getData())
        .map(json -> Document.parse(new String(json, StandardCharsets.UTF_8)))
        .map(content ->
            new Restraints(
                new RoomId(content.getString("room")),
                new PersonId(content.getString("person")),
                content.getList("restraints", Document.class).stream()
                    .map(Restraints::restraint)
                    .toList(),
                RoomCodec.number(content, "seating")));
  }

  private static Restraint restraint(Document document) {
    return new Restraint(
        Restraint.Kind.valueOf(document.getString("kind")),
        Instant.ofEpochMilli(RoomCodec.number(document, "until")),
        Optional.ofNullable(document.getString("thread")));
  }
}
