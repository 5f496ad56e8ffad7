package org.talanoa.moderation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.talanoa.Refusal;
import org.talanoa.discussion.Authors;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Forgetting;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.storage.InstallationKey;

/**
 * What and whom a case is about: where its message stands now, and whether somebody wrote it. Who
 * wrote it is asked only for what is done to them; it is never shown from here. Thread safe.
 */
final class Subjects {
  private static final String PURPOSE = "case subject";
  private static final int MOST_MOVES = 20;

  private final Discussions discussions;
  private final Authors authors;
  private final Rooms rooms;
  private final InstallationKey key;

  Subjects(Discussions discussions, Authors authors, Rooms rooms, InstallationKey key) {
    this.discussions = discussions;
    this.authors = authors;
    this.rooms = rooms;
    this.key = key;
  }

  /** Where a message stands. */
  record Place(RoomId room, ThreadId thread, int number) {}

  /** Where the message of the case stands now, as far as it can be followed in its room. */
  Place place(Seat seat, Document document) {
    var place = new Place(seat.room().id(), CaseCodec.thread(document), CaseCodec.number(document));
    for (var moves = 0; moves < MOST_MOVES && place.room().equals(seat.room().id()); moves++) {
      var message = discussions.message(seat, place.thread(), place.number());
      if (!(message.body() instanceof Body.Moved(var room, var thread, var number))) {
        return place;
      }
      place = new Place(room, thread, number);
    }
    return place;
  }

  static boolean isVeiled(Optional<Message> message) {
    return message.map(Message::by).filter(Byline.Pseudonym.class::isInstance).isPresent();
  }

  /** The message itself; empty where it went to another room. */
  Optional<Message> message(Seat seat, Document document) {
    return message(seat, place(seat, document));
  }

  /** The message that stands there; empty where that is in another room. */
  Optional<Message> message(Seat seat, Place place) {
    return place.room().equals(seat.room().id())
        ? Optional.of(discussions.message(seat, place.thread(), place.number()))
        : Optional.empty();
  }

  /**
   * Whether the case is about the person of this seat, or would have to be looked at where they may
   * not enter: then it is not here for them either.
   */
  boolean concerns(Seat seat, Document document) {
    var known = known(document);
    if (known.isPresent()) {
      return known.get().equals(seat.person().id());
    }
    try {
      var place = place(seat, document);
      return place.room().equals(seat.room().id())
          ? authors.isOwn(seat, place.thread(), place.number())
          : rooms
              .seat(seat.person(), place.room())
              .map(there -> authors.isOwn(there, place.thread(), place.number()))
              .orElse(true);
    } catch (Refusal.NotHere _) {
      return true;
    }
  }

  /** Who wrote it, to act on them and to tell them. */
  Optional<PersonId> person(Chair chair, Document document) {
    var known = known(document);
    if (known.isPresent()) {
      return known;
    }
    var place = place(chair, document);
    return place.room().equals(chair.room().id())
        ? authors.behind(chair, place.thread(), place.number())
        : Optional.empty();
  }

  /**
   * Notes, sealed, whom the case is about, once something is done or noted.
   *
   * @param veiled whether they wrote under a pseudonym
   */
  void note(Document document, PersonId person, boolean veiled) {
    document.append("subject", new Binary(sealed(PURPOSE, person)));
    if (!document.containsKey("veiled")) {
      document.append("veiled", veiled);
    }
  }

  /**
   * Takes out whom the case is about, where it is this person; false where it is not. Notes go as
   * well, unless what was said under a pseudonym stays: that they go would tell whose it was.
   */
  boolean forget(Document document, Forgetting forgetting) {
    var person = forgetting.person();
    var found = known(document).filter(person::equals).isPresent();
    if (unmasked(document).filter(person::equals).isPresent()) {
      document.get("unmasking", Document.class).remove("result");
      found = true;
    }
    if (found) {
      document.remove("subject");
      CaseCodec.decisions(document).forEach(CaseCodec::forgetWordsOf);
      if (forgetting.veiledWords() || !document.getBoolean("veiled", true)) {
        document.append("notes", List.of());
      }
    }
    return found;
  }

  /** Who was found to have written it, when two keepers had agreed. */
  Optional<PersonId> unmasked(Document document) {
    return Optional.ofNullable(document.get("unmasking", Document.class))
        .flatMap(asked -> Optional.ofNullable(asked.get("result", Binary.class)))
        .flatMap(result -> opened(Unmaskings.PURPOSE, result.getData()));
  }

  byte[] sealed(String purpose, PersonId person) {
    return key.seal(purpose, person.value().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<PersonId> opened(String purpose, byte[] sealed) {
    return key.open(purpose, sealed)
        .map(bytes -> new PersonId(new String(bytes, StandardCharsets.UTF_8)));
  }

  private Optional<PersonId> known(Document document) {
    return Optional.ofNullable(document.get("subject", Binary.class))
        .flatMap(sealed -> opened(PURPOSE, sealed.getData()));
  }
}
