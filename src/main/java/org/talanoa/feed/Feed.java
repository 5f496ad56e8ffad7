package org.talanoa.feed;

import org.bson.Document;

/** Tells what has changed to whoever follows. Thread safe. */
public interface Feed extends AutoCloseable {
  /** Follows a topic from now on, on a thread of its own with a bounded queue. */
  <C> Subscription follow(Topic<? extends C> topic, Follower<C> follower);

  /** Follows several topics on one thread, each in its order. */
  <C> Subscription follow(java.util.List<Topic<? extends C>> topics, Follower<C> follower);

  /** A document was written, durably. Never waits. */
  void wrote(Topic<?> topic, Document written);

  /** Whether changes are being told. */
  boolean alive();

  @Override
  void close();

  /** Ends the following when closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
