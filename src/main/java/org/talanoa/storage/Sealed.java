package org.talanoa.storage;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;

/**
 * A collection whose documents tell nothing without the installation's key: not whose they are, nor
 * what they hold, nor how much. Used like a collection of plain documents, each with a text as its
 * {@code _id}; stored are a keyed hash of that text and one sealed field. Thread safe.
 *
 * <pre>{@code
 * var drafts = new Sealed(storage, key, "drafts");
 * drafts.find(id)                            Optional<Document>, outside of a change
 * drafts.find(writing, id)                   Optional<Document>, inside of one
 * var stored = drafts.put(writing, document) what is told to the feed
 * drafts.open(stored)                        the plain document, for a topic's reading
 * drafts.delete(writing, id)
 * drafts.all()                               every plain document, in no order
 * drafts.seal()                              what a migration does with the plain ones of before
 * }</pre>
 *
 * <p>What was sealed with a former key is found, and moves to the present one when next written.
 */
public final class Sealed {
  private static final String FIELD = "sealed";
  private static final int LEAST_BYTES = 256;
  private static final DocumentCodec CODEC = new DocumentCodec();

  private final Storage storage;
  private final InstallationKey key;
  private final String purpose;
  private final MongoCollection<Document> collection;

  /**
   * @param collection the collection's name, which is also the purpose for which it is sealed
   */
  public Sealed(Storage storage, InstallationKey key, String collection) {
    this.storage = storage;
    this.key = key;
    this.purpose = collection;
    this.collection = storage.database().getCollection(collection);
  }

  /** The plain document with this id. Index: {@code _id}. */
  public Optional<Document> find(String id) {
    return key.macs(purpose, id).stream()
        .flatMap(mac -> Optional.ofNullable(collection.find(Filters.eq(mac)).first()).stream())
        .findFirst()
        .map(this::open);
  }

  /** As {@link #find(String)}, inside a change. */
  public Optional<Document> find(Writing writing, String id) {
    return key.macs(purpose, id).stream()
        .flatMap(mac -> Optional.ofNullable(writing.find(collection, mac)).stream())
        .findFirst()
        .map(this::open);
  }

  /** Puts a plain document in place of the one with its id; answers it as it is stored. */
  public Document put(Writing writing, Document document) {
    var id = document.getString("_id");
    var stored =
        new Document("_id", storedId(id))
            .append(FIELD, new Binary(key.seal(purpose, padded(document))));
    writing.put(collection, stored);
    key.formerMacs(purpose, id).forEach(former -> writing.delete(collection, former));
    return stored;
  }

  /** The {@code _id} under which the document with this plain id is put. */
  public String storedId(String id) {
    return key.mac(purpose, id);
  }

  /** Takes the document with this plain id away; false where there is none. */
  public boolean delete(Writing writing, String id) {
    var found = false;
    for (var mac : key.macs(purpose, id)) {
      found |= writing.delete(collection, mac);
    }
    return found;
  }

  /**
   * The plain document in a stored one.
   *
   * @throws IllegalStateException where no key that is known here fits
   */
  public Document open(Document stored) {
    return opened(stored)
        .orElseThrow(() ->
            new IllegalStateException("a document of " + purpose + " was sealed with another key"));
  }

  /** All plain documents, in no order; what no key that is known here fits is left out. */
  public List<Document> all() {
    var all = new ArrayList<Document>();
    collection.find().forEach(stored -> opened(stored).ifPresent(all::add));
    return all;
  }

  /** Seals what still stands here as it was before it was sealed. Running it twice does no harm. */
  public void seal() {
    for (var plain : collection.find(Filters.exists(FIELD, false)).into(new ArrayList<>())) {
      var id = plain.getString("_id");
      storage
          .together()
          .change(
              purpose + "/" + id,
              writing -> {
                if (find(writing, id).isEmpty()) {
                  put(writing, plain);
                }
                return writing.delete(collection, id);
              });
    }
  }

  private Optional<Document> opened(Document stored) {
    var sealed = stored.get(FIELD, Binary.class);
    return sealed == null
        ? Optional.empty()
        : key.open(purpose, sealed.getData()).map(Sealed::document);
  }

  /** With zeros up to a power of two, so that its length does not tell what it holds. */
  private static byte[] padded(Document document) {
    var bytes = new RawBsonDocument(document, CODEC).getByteBuffer();
    var content = new byte[bytes.remaining()];
    bytes.get(content);
    var size = Math.max(LEAST_BYTES, Integer.highestOneBit(content.length - 1) << 1);
    return Arrays.copyOf(content, size);
  }

  /** A document says at its beginning how long it is; what is padded follows it. */
  private static Document document(byte[] padded) {
    var length = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).getInt();
    return new RawBsonDocument(padded, 0, length).decode(CODEC);
  }
}
