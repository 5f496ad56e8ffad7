package org.talanoa.storage;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.ObjectDataType;

/**
 * Documents in the file as BSON, and keys compared as what they are. Without this both are done by
 * Java serialization, which was most of the cost of a post. Reads and orders what was written
 * without it just the same. Thread safe.
 */
final class BsonType extends ObjectDataType {
  static final BsonType INSTANCE = new BsonType();

  /** A byte that {@link ObjectDataType} begins nothing with. */
  private static final byte DOCUMENT = 120;

  private static final byte KEY = 121;

  /** Longer ones are ordered by their serialized length, whose bytes have signs. */
  private static final int LONGEST_KEY = 127;

  private static final int OVERHEAD = 64;

  private volatile int usualSize = 1_000;

  private BsonType() {}

  /**
   * Other keys are ordered by the library, each time by an instance of its own: one that several
   * threads share remembers the type it met last, and fails where another thread met another.
   */
  @Override
  public int compare(Object one, Object other) {
    if (one instanceof KeyValue a && other instanceof KeyValue b && isPlain(a) && isPlain(b)) {
      return ordered((String) a.get(0), (String) b.get(0));
    }
    return new ObjectDataType().compare(one, other);
  }

  /** Shorter ones first, as serialization writes the length before the letters. */
  private static int ordered(String one, String other) {
    var lengths = Integer.compare(one.length(), other.length());
    return lengths != 0 ? lengths : one.compareTo(other);
  }

  /** Whether this is one short text of ASCII, as almost all keys are. */
  private static boolean isPlain(KeyValue key) {
    return key.size() == 1
        && key.get(0) instanceof String text
        && text.length() <= LONGEST_KEY
        && isAscii(text);
  }

  private static boolean isAscii(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128 || text.charAt(i) == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void write(WriteBuffer buffer, Object object) {
    if (object instanceof Document document) {
      var bytes = Unpooled.buffer(usualSize);
      BsonEncoder.encodeDocument(document, bytes);
      usualSize = (15 * usualSize + bytes.readableBytes()) / 16;
      buffer.put(DOCUMENT).put(bytes.nioBuffer());
    } else if (object instanceof KeyValue key && isPlain(key)) {
      var text = (String) key.get(0);
      buffer.put(KEY).put((byte) text.length()).putStringData(text, text.length());
    } else {
      super.write(buffer, object);
    }
  }

  @Override
  public Object read(ByteBuffer buffer) {
    return switch (buffer.get(buffer.position())) {
      case DOCUMENT -> {
        buffer.get();
        var bytes = Unpooled.wrappedBuffer(buffer);
        var document = BsonDecoder.decodeBson(bytes);
        buffer.position(buffer.position() + bytes.readerIndex());
        yield document;
      }
      case KEY -> {
        buffer.get();
        var text = new char[buffer.get()];
        for (var i = 0; i < text.length; i++) {
          text[i] = (char) buffer.get();
        }
        yield new KeyValue(new String(text));
      }
      default -> super.read(buffer);
    };
  }

  @Override
  public int getMemory(Object object) {
    return switch (object) {
      case Document _ -> OVERHEAD + 2 * usualSize;
      case KeyValue key when isPlain(key) -> OVERHEAD + ((String) key.get(0)).length();
      default -> super.getMemory(object);
    };
  }
}
