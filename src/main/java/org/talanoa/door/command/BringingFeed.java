package org.talanoa.door.command;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;

/**
 * The feed as it is seen by those who only bring something in: they tell everybody, and follow no
 * longer once this is closed.
 */
final class BringingFeed implements Feed {
  private final Feed feed;
  private final List<Subscription> following = new ArrayList<>();

  BringingFeed(Feed feed) {
    this.feed = feed;
  }

  @Override
  public <C> Subscription follow(Topic<? extends C> topic, Follower<C> follower) {
    return remembered(feed.follow(topic, follower));
  }

  @Override
  public <C> Subscription follow(List<Topic<? extends C>> topics, Follower<C> follower) {
    return remembered(feed.follow(topics, follower));
  }

  private Subscription remembered(Subscription subscription) {
    following.add(subscription);
    return subscription;
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
    following.forEach(Subscription::close);
  }
}
