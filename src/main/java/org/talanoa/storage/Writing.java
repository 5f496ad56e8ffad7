package org.talanoa.storage;

import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The only way to write inside a change. Valid within that change only. */
public interface Writing {
  /** Inserts a new document; a taken unique value throws the driver's duplicate-key error. */
  void insert(MongoCollection<Document> collection, Document document);

  /** Puts a document in place of the one with its {@code _id}, or beside all others. */
  void put(MongoCollection<Document> collection, Document document);

  /** Takes the document with this {@code _id} away; false where there is none. */
  boolean delete(MongoCollection<Document> collection, Object id);

  /** The document with this {@code _id}. */
  @Nullable Document find(MongoCollection<Document> collection, Object id);
}
