package org.talanoa.feed;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.bson.Document;

/**
 * The feed of many nodes: the database tells, through one change stream for each topic of each
 * follower. After a broken stream it resumes where it was; where that is no longer possible, the
 * follower is told that it missed something.
 *
 * <p>What is deleted is not told: a topic's document says itself that what it stood for has ended,
 * and may be deleted only long after.
 */
public final class ChangeStreamFeed implements Feed {
  private final MongoDatabase database;
  private final int capacity;
  private final List<Watching> streams = new CopyOnWriteArrayList<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  public ChangeStreamFeed(MongoDatabase database) {
    this(database, LocalFeed.CAPACITY);
  }

  ChangeStreamFeed(MongoDatabase database, int capacity) {
    this.database = database;
    this.capacity = capacity;
  }

  @Override
  public <C> Subscription follow(Topic<? extends C> topic, Follower<C> follower) {
    return follow(List.of(topic), follower);
  }

  @Override
  public <C> Subscription follow(List<Topic<? extends C>> topics, Follower<C> follower) {
    var mine = new ArrayList<Watching>();
    var name = topics.getFirst().collection();
    var following = new Following<C>(name, capacity, follower, () -> end(mine));
    subscriptions.add(following);
    try {
      for (var topic : topics) {
        Consumer<Document> tell = document -> following.tell(() -> topic.reading().apply(document));
        mine.add(new Watching(database.getCollection(topic.collection()), tell, following::miss));
      }
    } catch (RuntimeException away) {
      following.close();
      throw away;
    }
    streams.addAll(mine);
    return following;
  }

  private void end(List<Watching> mine) {
    mine.forEach(Watching::end);
    mine.forEach(Watching::close);
    streams.removeAll(mine);
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
    streams.forEach(Watching::end);
    subscriptions.forEach(Subscription::close);
  }
}
