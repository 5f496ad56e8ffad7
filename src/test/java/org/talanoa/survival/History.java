package org.talanoa.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What was tried and what was answered, as the clients know it. Thread safe. */
final class History {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Map<String, Saying> sayings = new ConcurrentHashMap<>();
  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, List<String>> inOrder = new ConcurrentHashMap<>();
  private final List<String> contradictions = new CopyOnWriteArrayList<>();

  /**
   * Something somebody tried to say.
   *
   * @param word one word, found in no other saying; also the client's key
   */
  record Saying(String word, String thread, String author) {
    String words() {
      return "The word is " + word + " and nothing else.";
    }
  }

  Saying tried(String thread, String author) {
    var saying = new Saying("word" + (100_000 + COUNT.incrementAndGet()), thread, author);
    sayings.put(saying.word(), saying);
    return saying;
  }

  /** The server has answered that this is durable under this number. */
  void acknowledged(Saying saying, int number) {
    var before = acknowledged.put(saying.word(), number);
    if (before == null) {
      inOrder
          .computeIfAbsent(
              saying.thread() + "/" + saying.author(), _ -> new CopyOnWriteArrayList<>())
          .add(saying.word());
    } else if (before != number) {
      contradictions.add(saying.word() + " is said to be " + before + " and " + number);
    }
  }

  Iterable<Saying> sayings() {
    return List.copyOf(sayings.values());
  }

  Optional<Integer> numberOf(Saying saying) {
    return Optional.ofNullable(acknowledged.get(saying.word()));
  }

  int acknowledgements() {
    return acknowledged.size();
  }

  /** The numbers each author was given in each thread, in the order they were given. */
  Map<String, List<Integer>> given() {
    var given = new ConcurrentHashMap<String, List<Integer>>();
    inOrder.forEach((who, words) -> given.put(who, words.stream().map(acknowledged::get).toList()));
    return given;
  }

  List<String> contradictions() {
    return new ArrayList<>(contradictions);
  }
}
