package org.talanoa.discussion;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.storage.BlobId;
import org.talanoa.storage.Blobs;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/**
 * Files that belong to a room; read by whoever may listen there. What a file is is found in its
 * bytes, whatever it claims. Thread safe.
 */
@Service
public class Attachments {
  /** The most bytes a file may have. */
  public static final long LIMIT = 10L << 20;

  private final Storage storage;
  private final Clock clock;
  private final MongoCollection<Document> attachments;

  public Attachments(Storage storage, Clock clock) {
    this.storage = storage;
    this.clock = clock;
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
            .append("by", voice.person().id().value())
            .append("name", name)
            .append("size", size)
            .append("type", type)
            .append("at", Date.from(clock.instant()));
    storage
        .together()
        .change(
            "attachment/" + blob.value(),
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

  /** The file, if it belongs to the room of this seat. Index: {@code _id}. */
  public Opened open(Seat seat, String id) {
    var document = attachments.find(Filters.eq(id)).first();
    if (document == null || !seat.room().id().value().equals(document.getString("room"))) {
      throw new Refusal.NotHere("attachment.unknown");
    }
    var content =
        storage
            .blobs()
            .open(new BlobId(id))
            .orElseThrow(() -> new Refusal.NotHere("attachment.unknown"));
    return new Opened(Codec.attachment(document), content);
  }

  /** These files belong to that room from now on. */
  void move(Writing writing, Collection<String> ids, RoomId room) {
    for (var id : ids) {
      var document = writing.find(attachments, id);
      if (document != null) {
        writing.put(attachments, document.append("room", room.value()));
      }
    }
  }

  /** The files with these ids, each uploaded to this room by this person. */
  List<Attachment> claimed(Voice voice, List<String> ids) {
    return ids.stream()
        .map(id -> {
          var document = attachments.find(Filters.eq(id)).first();
          if (document == null
              || !voice.room().id().value().equals(document.getString("room"))
              || !voice.person().id().value().equals(document.getString("by"))) {
            throw new Refusal.NotLikeThis("attachment.unknown");
          }
          return Codec.attachment(document);
        })
        .toList();
  }
}
