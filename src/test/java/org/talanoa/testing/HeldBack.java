package org.talanoa.testing;

import com.mongodb.client.MongoDatabase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.talanoa.feed.ChangeStreamFeed;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;

/** A feed that can be made to tell some collections late. */
public final class HeldBack implements Feed {
  private final Feed feed;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final List<Follower<?>> followers = new CopyOnWriteArrayList<>();
  private volatile Set<String> held = Set.of();

  public HeldBack(Feed feed) {
    this.feed = feed;
  }

  public static HeldBack of(MongoDatabase database) {
    return new HeldBack(new ChangeStreamFeed(database));
  }

  /** From now on nothing of these collections is told. */
  public void hold(String... collections) {
    held = Set.of(collections);
  }

  /** Tells all that was held back, in its order, and holds nothing any more. */
  public void release() {
    held = Set.of();
    take().forEach(Runnable::run);
  }

  /** What was held back, each to be told by running it. */
  public List<Runnable> take() {
    synchronized (waiting) {
      var all = new ArrayList<>(waiting);
      waiting.clear();
      return all;
    }
  }

  /** Tells everybody who follows that they have missed something. */
  public void miss() {
    followers.forEach(Follower::missed);
  }

  /** How much is held back. */
  public int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  @Override
  public <C> Subscription follow(Topic<? extends C> topic, Follower<C> follower) {
    return follow(List.of(topic), follower);
  }

  @Override
  public <C> Subscription follow(List<Topic<? extends C>> topics, Follower<C> follower) {
    followers.add(follower);
    return feed.follow(
        topics,
        new Follower<C>() {
          @Override
          public void told(C change) {
            if (topics.stream().noneMatch(topic -> held.contains(topic.collection()))) {
              follower.told(change);
              return;
            }
            synchronized (waiting) {
              waiting.add(() -> follower.told(change));
            }
          }

          @Override
          public void missed() {
            follower.missed();
          }

          @Override
          public void rested() {
            follower.rested();
          }
        });
  }

  @Override
  public void wrote(Topic<?> topic, Document written) {
    feed.wrote(topic, written);
  }

  @Override
  public boolean alive() {
    return feed.alive();
  }

  @Override
  public void close() {
    feed.close();
  }
}
