package org.talanoa.room;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.talanoa.people.PersonId;

/**
 * The restraints of one person in one room. They are stored sealed: the database alone tells
 * neither whom nor which room they concern.
 *
 * @param seating the seating of the room that these were set at
 */
record Restraints(RoomId room, PersonId person, List<Restraint> all, long seating) {
  static final String COLLECTION = "restraints";

  /** The most that can be set on one person in one room. */
  static final int MOST = 50;

  Restraints {
    all = List.copyOf(all);
  }

  /** The one that holds the longest. */
  Optional<Restraint> held(Restraint.Kind kind, Optional<String> thread, Instant now) {
    return all.stream()
        .filter(restraint -> restraint.kind() == kind && restraint.holds(now))
        .filter(restraint -> restraint.thread().equals(thread))
        .max(Comparator.comparing(Restraint::until));
  }

  static String id(RoomId room, PersonId person) {
    return room + "/" + person;
  }

  /** As it is before it is sealed. */
  Document document() {
    return new Document("_id", id(room, person))
        .append("room", room.value())
        .append("person", person.value())
        .append("seating", seating)
        .append("restraints", all.stream().map(Restraints::document).toList());
  }

  static Restraints of(Document document) {
    return new Restraints(
        new RoomId(document.getString("room")),
        new PersonId(document.getString("person")),
        document.getList("restraints", Document.class).stream().map(Restraints::restraint).toList(),
        RoomCodec.number(document, "seating"));
  }

  private static Document document(Restraint restraint) {
    return new Document("kind", restraint.kind().name())
        .append("until", restraint.until().toEpochMilli())
        .append("thread", restraint.thread().orElse(null))
        .append("cause", restraint.cause());
  }

  private static Restraint restraint(Document document) {
    return new Restraint(
        Restraint.Kind.valueOf(document.getString("kind")),
        Instant.ofEpochMilli(RoomCodec.number(document, "until")),
        Optional.ofNullable(document.getString("thread")),
        document.get("cause", ""));
  }
}
