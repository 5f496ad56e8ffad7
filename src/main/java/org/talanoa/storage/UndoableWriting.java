package org.talanoa.storage;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.jspecify.annotations.Nullable;

/** Writes at once and remembers how to take it back. */
final class UndoableWriting implements Writing {
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
  private static final DocumentCodec CODEC = new DocumentCodec();

  private final Deque<Runnable> undo = new ArrayDeque<>();
  private final Map<List<Object>, @Nullable RawBsonDocument> before = new HashMap<>();

  @Override
  public void insert(MongoCollection<Document> collection, Document document) {
    collection.insertOne(document);
    undo.push(() -> collection.deleteOne(Filters.eq(document.get("_id"))));
  }

  @Override
  public void put(MongoCollection<Document> collection, Document document) {
    var id = Objects.requireNonNull(document.get("_id"));
    restoreOnUndo(collection, id);
    collection.replaceOne(Filters.eq(id), document, UPSERT);
  }

  @Override
  public boolean delete(MongoCollection<Document> collection, Object id) {
    restoreOnUndo(collection, id);
    return collection.deleteOne(Filters.eq(id)).getDeletedCount() > 0;
  }

  @Override
  public @Nullable Document find(MongoCollection<Document> collection, Object id) {
    var found = collection.find(Filters.eq(id)).first();
    before.putIfAbsent(
        place(collection, id), found == null ? null : new RawBsonDocument(found, CODEC));
    return found;
  }

  void undo() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }

  private void restoreOnUndo(MongoCollection<Document> collection, Object id) {
    if (!before.containsKey(place(collection, id))) {
      find(collection, id);
    }
    var old = before.get(place(collection, id));
    undo.push(() -> {
      if (old == null) {
        collection.deleteOne(Filters.eq(id));
      } else {
        collection.replaceOne(Filters.eq(id), old.decode(CODEC), UPSERT);
      }
    });
  }

  private static List<Object> place(MongoCollection<Document> collection, Object id) {
    return List.of(collection.getNamespace(), id);
  }
}
