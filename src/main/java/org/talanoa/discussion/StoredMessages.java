package org.talanoa.discussion;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.talanoa.Refusal;
import org.talanoa.feed.Topic;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/** Messages by exact id, {@code thread/number}. */
final class StoredMessages {
  static final Topic<Change> MESSAGES = new Topic<>("messages", Codec::changed);

  private final MongoCollection<Document> messages;

  StoredMessages(Storage storage) {
    this.messages = storage.database().getCollection("messages");
    messages.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
  }

  static String id(ThreadId thread, int number) {
    return thread.value() + "/" + number;
  }

  void insert(Writing writing, Document message) {
    writing.insert(messages, message);
  }

  void put(Writing writing, Document message) {
    writing.put(messages, message);
  }

  /** Index: {@code _id}. */
  Document find(Writing writing, ThreadId thread, int number) {
    var document = writing.find(messages, id(thread, number));
    if (document == null) {
      throw new Refusal.NotHere("message.unknown");
    }
    return document;
  }

  /** What stands at this number, if anything does. Index: {@code _id}. */
  Optional<Document> standing(Writing writing, ThreadId thread, int number) {
    return Optional.ofNullable(writing.find(messages, id(thread, number)));
  }

  /** Index: {@code _id}. */
  Optional<Document> find(ThreadId thread, int number) {
    return Optional.ofNullable(messages.find(Filters.eq(id(thread, number))).first());
  }

  /** Whether nothing is said any more in the message with this id. Index: {@code _id}. */
  boolean isSilent(String id) {
    var message = messages.find(Filters.eq(id)).first();
    return message != null
        && "deleted".equals(message.getString("state"))
        && Codec.files(message).isEmpty();
  }

  /** The message a draft became. Index: {@code key}. */
  Optional<Document> withKey(String key) {
    return Optional.ofNullable(messages.find(Filters.eq("key", key)).first());
  }

  /** Messages with these numbers, ascending; numbers that do not exist are left out. Index: _id. */
  List<Message> numbered(ThreadId thread, IntStream numbers) {
    var found = withIds(numbers.mapToObj(number -> id(thread, number)).toList());
    found.sort(Comparator.comparingInt(Message::number));
    return found;
  }

  /** Messages with these numbers as they are stored, in no order. Index: _id. */
  List<Document> documents(ThreadId thread, IntStream numbers) {
    var ids = numbers.mapToObj(number -> id(thread, number)).toList();
    return ids.isEmpty()
        ? List.of()
        : messages.find(Filters.in("_id", ids)).into(new ArrayList<>(ids.size()));
  }

  /** Messages with these ids, in no order; ids that do not exist are left out. Index: _id. */
  List<Message> withIds(List<String> ids) {
    var found = new ArrayList<Message>(ids.size());
    if (!ids.isEmpty()) {
      messages.find(Filters.in("_id", ids)).map(Codec::message).into(found);
    }
    return found;
  }
}
