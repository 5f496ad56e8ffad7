package org.talanoa.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.ObjectDataType;

/**
 * Writes a store's file anew. Pages are never overwritten in place, so a file keeps for a while
 * what was deleted; a fresh one holds only what is there. Until the fresh one is whole the old one
 * stands, so that a crash loses nothing.
 */
final class Rewriting {
  private static final int AT_ONCE = 1_000;

  private Rewriting() {}

  /** The store of this file must be closed. */
  static void of(Path file) {
    var fresh = file.resolveSibling(file.getFileName() + ".fresh");
    try {
      Files.deleteIfExists(fresh);
      copy(file, fresh);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static void copy(Path from, Path to) {
    try (var old = new MVStore.Builder().fileName(from.toString()).readOnly().cacheSize(16).open();
        var store =
            new MVStore.Builder()
                .fileName(to.toString())
                .autoCommitDisabled()
                .cacheSize(16)
                .open()) {
      store.setRetentionTime(0);
      store.setVersionsToKeep(0);
      for (var name : old.getMapNames()) {
        copy(name, old, store);
      }
      store.commit();
      store.sync();
    }
  }

  private static void copy(String name, MVStore from, MVStore to) {
    MVMap<Object, Object> old = open(from, name);
    MVMap<Object, Object> map = open(to, name);
    var count = 0;
    for (var cursor = old.cursor(null); cursor.hasNext(); ) {
      var key = cursor.next();
      map.append(key, cursor.getValue());
      if (++count % AT_ONCE == 0) {
        to.commit();
      }
    }
    to.commit();
  }

  private static MVMap<Object, Object> open(MVStore store, String name) {
    DataType<Object> type =
        name.startsWith("databases.") || name.contains("._index_")
            ? BsonType.INSTANCE
            : new ObjectDataType();
    return store.openMap(name, new MVMap.Builder<Object, Object>().keyType(type).valueType(type));
  }
}
