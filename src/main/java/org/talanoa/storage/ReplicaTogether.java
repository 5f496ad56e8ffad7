package org.talanoa.storage;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Changes on a replica set: one transaction each, acknowledged by a majority with its journal. The
 * lock in this process only spares the database conflicts; other nodes are held apart by writing
 * the same document first.
 */
final class ReplicaTogether implements Together {
  private final MongoClient client;
  private final Duration timeout;
  private final TransactionOptions majority;
  private final KeyLocks locks = new KeyLocks();

  /**
   * @param timeout the most that a change may take, and wait for those before it
   */
  ReplicaTogether(MongoClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
    this.majority =
        TransactionOptions.builder()
            .readConcern(ReadConcern.SNAPSHOT)
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .build();
  }

  @Override
  public <T extends @Nullable Object> T change(String key, Work<T> work, Consumer<? super T> told) {
    var lock = locks.take(key, timeout);
    try (var session = client.startSession()) {
      T result = session.withTransaction(() -> work.with(new InSession(session)), majority);
      told.accept(result);
      return result;
    } catch (MongoException failed) {
      throw Unavailable.or(failed);
    } finally {
      lock.unlock();
    }
  }

  private record InSession(ClientSession session) implements Writing {
    @Override
    public void insert(MongoCollection<Document> collection, Document document) {
      collection.insertOne(session, document);
    }

    @Override
    public void put(MongoCollection<Document> collection, Document document) {
      collection.replaceOne(
          session, Filters.eq(document.get("_id")), document, new ReplaceOptions().upsert(true));
    }

    @Override
    public boolean delete(MongoCollection<Document> collection, Object id) {
      return collection.deleteOne(session, Filters.eq(id)).getDeletedCount() > 0;
    }

    @Override
    public @Nullable Document find(MongoCollection<Document> collection, Object id) {
      return collection.find(session, Filters.eq(id)).first();
    }
  }
}
