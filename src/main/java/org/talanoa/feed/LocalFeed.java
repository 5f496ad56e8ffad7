package org.talanoa.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.bson.Document;

/** The feed of one node: what this process writes it tells in this process. */
public final class LocalFeed implements Feed {
  /** How many changes may wait for one follower before it has to catch up instead. */
  public static final int CAPACITY = 65_536;

  private final int capacity;
  private final Map<String, List<Listener<?>>> listeners = new ConcurrentHashMap<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

  public LocalFeed() {
    this(CAPACITY);
  }

  LocalFeed(int capacity) {
    this.capacity = capacity;
  }

  private record Listener<C>(Function<Document, ? extends C> reading, Following<C> following) {
    void tell(Document written) {
      following.tell(() -> reading.apply(written));
    }
  }

  @Override
  public <C> Subscription follow(Topic<? extends C> topic, Follower<C> follower) {
    return follow(List.of(topic), follower);
  }

  @Override
  public <C> Subscription follow(List<Topic<? extends C>> topics, Follower<C> follower) {
    var mine = new ArrayList<Listener<?>>();
    var name = topics.getFirst().collection();
    var following =
        new Following<C>(
            name,
            capacity,
            follower,
            () -> listeners.values().forEach(list -> list.removeAll(mine)));
    for (var topic : topics) {
      var listener = new Listener<C>(topic.reading(), following);
      mine.add(listener);
      listeners
          .computeIfAbsent(topic.collection(), _ -> new CopyOnWriteArrayList<>())
          .add(listener);
    }
    subscriptions.add(following);
    return following;
  }

  @Override
  public void wrote(Topic<?> topic, Document written) {
    listeners.getOrDefault(topic.collection(), List.of()).forEach(l -> l.tell(written));
  }

  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public void close() {
    subscriptions.forEach(Subscription::close);
  }
}
