package org.talanoa.feed;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.OperationType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One change stream of one collection, opened again whenever it breaks, and its thread. */
final class Watching implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

  /** How long the database waits for something to tell before it answers that there is nothing. */
  private static final Duration WAIT = Duration.ofMillis(250);

  /** Before asking again, for a database that does not wait. */
  private static final Duration REST = Duration.ofMillis(10);

  /** After these the collection is not the one that is followed. */
  private static final Set<OperationType> ENDING =
      EnumSet.of(
          OperationType.DROP,
          OperationType.DROP_DATABASE,
          OperationType.RENAME,
          OperationType.INVALIDATE);

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(1);

  private final MongoCollection<Document> collection;
  private final Consumer<Document> tell;
  private final Runnable missed;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean alive = true;
  private @Nullable BsonDocument token;

  /** What is written after this returns is told. */
  Watching(MongoCollection<Document> collection, Consumer<Document> tell, Runnable missed) {
    this.collection = collection;
    this.tell = tell;
    this.missed = missed;
    var first = open();
    var name = "talanoa-watch-" + collection.getNamespace().getCollectionName();
    this.thread = Thread.ofPlatform().name(name).daemon().start(() -> run(first));
  }

  /** Whether the stream is open and heard the database when it was last asked. */
  boolean alive() {
    return alive;
  }

  /** What changed comes whole with most changes; otherwise it is looked up, and may be newer. */
  private MongoChangeStreamCursor<ChangeStreamDocument<Document>> open() {
    var stream =
        collection
            .watch()
            .fullDocument(FullDocument.UPDATE_LOOKUP)
            .maxAwaitTime(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    return (token == null ? stream : stream.resumeAfter(token)).cursor();
  }

  private void run(MongoChangeStreamCursor<ChangeStreamDocument<Document>> first) {
    var cursor = first;
    try {
      while (true) {
        try (var open = cursor) {
          listen(open);
          return;
        } catch (RuntimeException broken) {
          broke(broken);
        }
        cursor = reopened();
      }
    } catch (InterruptedException _) {
      // It ends.
    } finally {
      alive = false;
    }
  }

  private boolean ended() {
    return ending.getCount() == 0;
  }

  private void listen(MongoChangeStreamCursor<ChangeStreamDocument<Document>> open)
      throws InterruptedException {
    while (!ended()) {
      var asked = System.nanoTime();
      var change = open.tryNext();
      alive = true;
      if (change != null) {
        hear(change);
      } else if (open.getServerCursor() == null) {
        throw new Over();
      } else if (System.nanoTime() - asked < REST.toNanos()) {
        var _ = ending.await(REST.toMillis(), TimeUnit.MILLISECONDS);
      }
      var seen = open.getResumeToken();
      token = seen == null ? token : seen;
    }
  }

  private void hear(ChangeStreamDocument<Document> change) {
    if (ENDING.contains(change.getOperationType())) {
      throw new Over();
    }
    var document = change.getFullDocument();
    if (document != null && document.containsKey("_id")) {
      tell.accept(document);
    }
  }

  private void broke(RuntimeException broken) throws InterruptedException {
    alive = false;
    if (ended()) {
      throw new InterruptedException();
    }
    LOG.warn("the change stream of {} broke: {}", thread.getName(), broken.getClass().getName());
    LOG.debug("the failure", broken);
    forgetTokenAfter(broken);
  }

  /** What the database itself refuses to go on with will not work again from the same place. */
  private void forgetTokenAfter(RuntimeException broken) {
    if (broken instanceof Over || broken instanceof MongoCommandException) {
      token = null;
    }
  }

  private MongoChangeStreamCursor<ChangeStreamDocument<Document>> reopened()
      throws InterruptedException {
    while (!ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
      try {
        var anew = token == null;
        var cursor = open();
        if (anew) {
          missed.run();
        }
        return cursor;
      } catch (RuntimeException again) {
        LOG.debug("not yet", again);
        forgetTokenAfter(again);
      }
    }
    throw new InterruptedException();
  }

  /** Asks it to end, without waiting. */
  void end() {
    ending.countDown();
  }

  @Override
  public void close() {
    end();
    try {
      if (!thread.join(CLOSES_WITHIN)) {
        thread.interrupt();
        thread.join(CLOSES_WITHIN);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The database will say nothing more on this stream. */
  private static final class Over extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
