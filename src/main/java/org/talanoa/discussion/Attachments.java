package org.talanoa.discussion;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.storage.BlobId;
import org.talanoa.storage.Blobs;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/**
 * Files that belong to a room. One that a message carries is read by whoever may listen there, for
 * as long as that message says something; one that none carries by who brought it only. What a file
 * is is found in its bytes, whatever it claims. Who brought it is stored as a keyed hash. Thread
 * safe.
 */
@Service
public class Attachments {
  /** The most bytes a file may have. */
  public static final long LIMIT = 10L << 20;

  private static final String PURPOSE = "attachment";

  private final Storage storage;
  private final InstallationKey key;
  private final Clock clock;
  private final MongoCollection<Document> attachments;
  private final StoredMessages messages;

  public Attachments(Storage storage, InstallationKey key, Clock clock) {
    this.storage = storage;
    this.key = key;
    this.clock = clock;
    this.messages = new StoredMessages(storage);
    this.attachments = storage.database().getCollection("attachments");
  }

  /** A file and its bytes. */
  public record Opened(Attachment attachment, InputStream content) {}

  /** Keeps a file for a message that will carry it. */
  public Attachment put(Voice voice, String fileName, InputStream content) throws IOException {
    var buffered = new BufferedInputStream(content, FileTypes.LOOK_AT);
    buffered.mark(FileTypes.LOOK_AT);
    var beginning = buffered.readNBytes(FileTypes.LOOK_AT);
    buffered.reset();
    if (beginning.length == 0) {
      throw new Refusal.NotLikeThis("attachment.empty");
    }
    var name = FileTypes.safeName(fileName);
    var type =
        FileTypes.of(beginning, name).orElseThrow(() -> new Refusal.NotLikeThis("attachment.type"));
    BlobId blob;
    try {
      blob = storage.blobs().put(buffered, LIMIT);
    } catch (Blobs.TooLarge _) {
      throw new Refusal.NotLikeThis("attachment.tooLarge", LIMIT >> 20);
    }
    refuseFlood(blob, type);
    var size = storage.blobs().size(blob);
    var document =
        new Document("_id", blob.value())
            .append("id", blob.value())
            .append("room", voice.room().id().value())
            .append("by", by(key, voice.person().id().value(), blob.value()))
            .append("name", name)
            .append("size", size)
            .append("type", type)
            .append("at", Date.from(day(clock.instant())));
    storage
        .together()
        .change(
            lock(blob.value()),
            writing -> {
              writing.put(attachments, document);
              return document;
            });
    return Codec.attachment(document);
  }

  private void refuseFlood(BlobId blob, String type) throws IOException {
    if (!type.startsWith("image/")) {
      return;
    }
    try (var picture = storage.blobs().open(blob).orElseThrow()) {
      if (FileTypes.isFlood(picture)) {
        storage.blobs().delete(blob);
        throw new Refusal.NotLikeThis("attachment.tooManyPixels");
      }
    }
  }

  static String by(InstallationKey key, String person, String blob) {
    return key.mac(PURPOSE, person + "/" + blob);
  }

  /** Nothing finer is stored of when somebody brought a file. */
  static Instant day(Instant at) {
    return at.truncatedTo(ChronoUnit.DAYS);
  }

  private static String lock(String id) {
    return "attachment/" + id;
  }

  /** The file, if it is to be read from this seat. Index: {@code _id}. */
  public Opened open(Seat seat, String id) {
    var document = attachments.find(Filters.eq(id)).first();
    if (document == null || !isRead(seat, document)) {
      throw unknown();
    }
    return opened(document);
  }

  /** A file of this room that no message carries yet. Index: {@code _id}. */
  Opened open(RoomId room, String id) {
    var document = attachments.find(Filters.eq(id)).first();
    if (document == null
        || document.getString("message") != null
        || !room.value().equals(document.getString("room"))) {
      throw unknown();
    }
    return opened(document);
  }

  private Opened opened(Document document) {
    var content =
        storage
            .blobs()
            .open(new BlobId(document.getString("_id")))
            .orElseThrow(Attachments::unknown);
    return new Opened(Codec.attachment(document), content);
  }

  private static Refusal unknown() {
    return new Refusal.NotHere("attachment.unknown");
  }

  /** These files belong to that room and message from now on. */
  void move(Writing writing, Collection<String> ids, RoomId room, String carrier) {
    for (var id : ids) {
      var document = writing.find(attachments, id);
      if (document != null) {
        writing.put(attachments, document.append("room", room.value()).append("message", carrier));
      }
    }
  }

  private boolean isRead(Seat seat, Document document) {
    if (!seat.room().id().value().equals(document.getString("room"))) {
      return false;
    }
    var carrier = document.getString("message");
    return carrier == null ? broughtBy(seat, document) : carries(carrier, document);
  }

  private boolean broughtBy(Seat seat, Document document) {
    var id = document.getString("_id");
    return key.macs(PURPOSE, seat.person().id().value() + "/" + id)
        .contains(document.getString("by"));
  }

  private boolean carries(String carrier, Document document) {
    return messages.withIds(List.of(carrier)).stream()
        .flatMap(message -> message.attachments().stream())
        .anyMatch(attachment -> attachment.id().equals(document.getString("_id")));
  }

  /** The files with these ids, each uploaded to this room by this person. */
  List<Attachment> claimed(Voice voice, List<String> ids) {
    return ids.stream()
        .map(id -> {
          var document = attachments.find(Filters.eq(id)).first();
          if (document == null
              || !voice.room().id().value().equals(document.getString("room"))
              || !broughtBy(voice, document)) {
            throw new Refusal.NotLikeThis("attachment.unknown");
          }
          return Codec.attachment(document);
        })
        .toList();
  }

  /**
   * Notes that this message carries its files, in the change that writes it.
   *
   * @throws Refusal.NotLikeThis where another message carries one of them already
   */
  void carriedBy(Writing writing, Document message) {
    var carrier = message.getString("_id");
    for (var attachment : Codec.list(message, "attachments", Document.class)) {
      var document = writing.find(attachments, attachment.getString("id"));
      if (document == null) {
        continue;
      }
      var before = document.getString("message");
      if (before != null && !before.equals(carrier)) {
        throw new Refusal.NotLikeThis("attachment.unknown");
      }
      writing.put(
          attachments,
          document.append("room", message.getString("room")).append("message", carrier));
    }
  }

  /** The files this person has brought. */
  List<Document> of(PersonId person) {
    var own = new ArrayList<Document>();
    for (var document : attachments.find()) {
      var macs = key.macs(PURPOSE, person.value() + "/" + document.getString("_id"));
      if (macs.contains(document.getString("by"))) {
        own.add(document);
      }
    }
    return own;
  }

  Optional<InputStream> content(String id) {
    return storage.blobs().open(new BlobId(id));
  }

  /** Files that no message carries go; of the others nobody can tell any more who brought them. */
  void forget(PersonId person) {
    for (var document : of(person)) {
      var id = document.getString("_id");
      if (document.getString("message") == null || isLeftOver(document)) {
        delete(List.of(id));
      } else {
        storage
            .together()
            .change(
                lock(id),
                writing -> {
                  var stored = writing.find(attachments, id);
                  if (stored != null) {
                    writing.put(attachments, stored.append("by", ""));
                  }
                  return id;
                });
      }
    }
  }

  /** Takes away what was left over in this room when somebody was interrupted in taking it away. */
  void deleteLeftOver(RoomId room) {
    var leftOver = new ArrayList<String>();
    for (var document : attachments.find(Filters.eq("room", room.value()))) {
      if (isLeftOver(document)) {
        leftOver.add(document.getString("_id"));
      }
    }
    delete(leftOver);
  }

  private boolean isLeftOver(Document document) {
    var carrier = document.getString("message");
    return carrier != null && messages.isSilent(carrier);
  }

  /** Takes files away for good whose message says nothing any more. */
  void delete(List<String> ids) {
    for (var id : ids) {
      storage.blobs().delete(new BlobId(id));
      storage.together().change(lock(id), writing -> writing.delete(attachments, id));
    }
  }
}
