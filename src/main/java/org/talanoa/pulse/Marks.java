package org.talanoa.pulse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/**
 * That somebody has answered, and until when they are not asked again: at most one for each person,
 * sealed. It says neither what they answered nor when.
 */
final class Marks {
  private final StoredPulses stored;
  private final Sealed marks;

  Marks(StoredPulses stored, Storage storage, InstallationKey key) {
    this.stored = stored;
    this.marks = new Sealed(storage, key, "pulsemarks");
  }

  /**
   * A mark.
   *
   * @param until the end of the rest after the round, the same for all who answered it
   */
  record Mark(PersonId person, RoomId room, int number, Instant until) {
    boolean holds(Instant now) {
      return now.isBefore(until);
    }

    boolean of(RoomId there, Round round) {
      return room.equals(there) && number == round.number();
    }
  }

  Optional<Mark> of(PersonId person) {
    return marks.find(person.value()).map(Marks::mark);
  }

  Optional<Mark> of(Writing writing, PersonId person) {
    return marks.find(writing, person.value()).map(Marks::mark);
  }

  void put(Writing writing, Mark mark) {
    marks.put(
        writing,
        new Document("_id", mark.person().value())
            .append("room", mark.room().value())
            .append("number", mark.number())
            .append("until", Date.from(mark.until())));
  }

  void forget(PersonId person) {
    var _ = stored.change(writing -> marks.delete(writing, person.value()));
  }

  /** Takes away what holds no more. */
  void tidy(Instant now) {
    var over = new ArrayList<PersonId>();
    for (var document : marks.all()) {
      var mark = mark(document);
      if (!mark.holds(now)) {
        over.add(mark.person());
      }
    }
    if (!over.isEmpty()) {
      var _ = stored.change(writing -> delete(writing, over, now));
    }
  }

  private boolean delete(Writing writing, List<PersonId> over, Instant now) {
    for (var person : over) {
      if (of(writing, person).filter(mark -> !mark.holds(now)).isPresent()) {
        marks.delete(writing, person.value());
      }
    }
    return true;
  }

  private static Mark mark(Document document) {
    return new Mark(
        new PersonId(document.getString("_id")),
        new RoomId(document.getString("room")),
        document.getInteger("number"),
        document.getDate("until").toInstant());
  }
}
