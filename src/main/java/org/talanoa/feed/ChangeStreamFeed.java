package org.talanoa.feed;

import com.mongodb.MongoException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of many nodes: the database tells, through one change stream for each topic. After a
 * broken stream it resumes where it was; where that is no longer possible, followers are told that
 * they missed something.
 */
public final class ChangeStreamFeed implements Feed {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeStreamFeed.class);
  private static final long WAIT_MILLIS = 250;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final MongoDatabase database;
  private final List<Watching> streams = new CopyOnWriteArrayList<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  public ChangeStreamFeed(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public <C> Subscription follow(Topic<? extends C> topic, Follower<C> follower) {
    return follow(List.of(topic), follower);
  }

  @Override
  public <C> Subscription follow(List<Topic<? extends C>> topics, Follower<C> follower) {
    var mine = new ArrayList<Watching>();
    var name = topics.getFirst().collection();
    var following =
        new Following<C>(name, LocalFeed.CAPACITY, follower, () -> mine.forEach(Watching::close));
    for (var topic : topics) {
      Consumer<Document> tell = document -> following.tell(() -> topic.reading().apply(document));
      var watching = new Watching(topic.collection(), tell, following::miss);
      mine.add(watching);
      streams.add(watching);
    }
    subscriptions.add(following);
    return following;
  }

  @Override
  public void wrote(Topic<?> topic, Document written) {
    // The database tells.
  }

  @Override
  public boolean alive() {
    return streams.stream().allMatch(Watching::alive);
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
  }

  private final class Watching {
    private final String collection;
    private final Consumer<Document> tell;
    private final Runnable missed;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean alive;
    private @Nullable BsonDocument token;

    Watching(String collection, Consumer<Document> tell, Runnable missed) {
      this.collection = collection;
      this.tell = tell;
      this.missed = missed;
      var first = open();
      this.thread =
          Thread.ofPlatform().name("talanoa-watch-" + collection).daemon().start(() -> run(first));
    }

    private MongoChangeStreamCursor<ChangeStreamDocument<Document>> open() {
      var stream =
          database
              .getCollection(collection)
              .watch()
              .fullDocument(FullDocument.UPDATE_LOOKUP)
              .maxAwaitTime(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      return (token == null ? stream : stream.resumeAfter(token)).cursor();
    }

    private void run(MongoChangeStreamCursor<ChangeStreamDocument<Document>> first) {
      var cursor = first;
      while (!closed) {
        try (var open = cursor) {
          alive = true;
          while (!closed) {
            var change = open.tryNext();
            if (change != null) {
              if (change.getFullDocument() != null) {
                tell.accept(change.getFullDocument());
              }
              token = change.getResumeToken();
            }
          }
          return;
        } catch (MongoException | IllegalStateException broken) {
          alive = false;
          if (closed) {
            return;
          }
          LOG.warn("the change stream of {} broke: {}", collection, broken.getClass().getName());
        }
        cursor = reopen();
        missed.run();
      }
    }

    private MongoChangeStreamCursor<ChangeStreamDocument<Document>> reopen() {
      while (true) {
        try {
          Thread.sleep(PAUSE);
          return open();
        } catch (MongoException again) {
          token = null;
          LOG.debug("not yet", again);
        } catch (InterruptedException stop) {
          closed = true;
          throw new IllegalStateException(stop);
        }
      }
    }

    boolean alive() {
      return alive;
    }

    void close() {
      closed = true;
      thread.interrupt();
    }
  }
}
