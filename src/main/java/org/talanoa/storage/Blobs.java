package org.talanoa.storage;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.SecureRandom;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/** Files in pieces, each by exact id. Safe for use by many threads. */
public final class Blobs {
  private static final int PIECE = 255 * 1024;

  private final Storage storage;
  private final MongoCollection<Document> blobs;
  private final MongoCollection<Document> pieces;
  private final SecureRandom random = new SecureRandom();

  Blobs(Storage storage) {
    this.storage = storage;
    this.blobs = storage.database().getCollection("blobs");
    this.pieces = storage.database().getCollection("pieces");
  }

  /** A file was larger than it may be. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }

  /**
   * Keeps a file; durable on return.
   *
   * @param limit the most bytes it may have
   */
  public BlobId put(InputStream content, long limit) throws IOException {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var id = HexFormat.of().formatHex(bytes);
    var opening = storage.opening();
    var size = 0L;
    var count = 0;
    for (var piece = content.readNBytes(PIECE);
        piece.length > 0;
        piece = content.readNBytes(PIECE)) {
      size += piece.length;
      if (size > limit) {
        delete(id, count);
        throw new TooLarge();
      }
      pieces.insertOne(new Document("_id", id + "/" + count).append("bytes", new Binary(piece)));
      count++;
    }
    var blob = new Document("_id", id).append("size", size).append("pieces", count);
    storage
        .together()
        .change(
            "blob/" + id,
            writing -> {
              if (storage.opening() != opening) {
                throw new Unavailable("pieces of a file may be lost", false);
              }
              writing.put(blobs, blob);
              return blob;
            });
    return new BlobId(id);
  }

  /** How many bytes a file has; 0 where there is no such file. */
  public long size(BlobId id) {
    var blob = blobs.find(Filters.eq(id.value())).first();
    return blob == null ? 0 : blob.getLong("size");
  }

  /** The bytes of a file, read piece by piece; empty where there is no such file. */
  public Optional<InputStream> open(BlobId id) {
    return Optional.ofNullable(blobs.find(Filters.eq(id.value())).first())
        .map(blob ->
            new SequenceInputStream(
                Collections.enumeration(pieces(id, blob.getInteger("pieces")))));
  }

  private Collection<InputStream> pieces(BlobId id, int count) {
    return new AbstractList<>() {
      @Override
      public InputStream get(int index) {
        var piece = pieces.find(Filters.eq(id.value() + "/" + index)).first();
        if (piece == null) {
          throw new NoSuchElementException("a piece is missing");
        }
        return new ByteArrayInputStream(piece.get("bytes", Binary.class).getData());
      }

      @Override
      public int size() {
        return count;
      }
    };
  }

  /** Takes a file away. */
  public void delete(BlobId id) {
    var blob = blobs.find(Filters.eq(id.value())).first();
    if (blob != null) {
      blobs.deleteOne(Filters.eq(id.value()));
      delete(id.value(), blob.getInteger("pieces"));
    }
  }

  private void delete(String id, int count) {
    for (var piece = 0; piece < count; piece++) {
      pieces.deleteOne(Filters.eq(id + "/" + piece));
    }
  }
}
