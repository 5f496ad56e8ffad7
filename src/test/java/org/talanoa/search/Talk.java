package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadId;
import org.talanoa.extraction.Extraction;
import org.talanoa.feed.Feed;
import org.talanoa.meaning.Meaning;
import org.talanoa.people.Person;
import org.talanoa.problem.Statements;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;

/** One who talks in some threads, and remembers each word and whether it still stands. */
final class Talk {
  private static final int THREADS = 3;

  /** So often a question is asked again whose answer may have been cut short. */
  private static final int TRIES = 20;

  /** The search has 400 ms for an answer; one that took less is whole. */
  private static final long NEVER_CUT_NANOS = TimeUnit.MILLISECONDS.toNanos(350);

  final World world;
  final Person amina;
  final Room room;
  final List<ThreadId> threads = new ArrayList<>();
  private final Random random;
  private final Map<String, Boolean> words = new LinkedHashMap<>();
  private final Map<ThreadId, Map<Integer, String>> standing = new LinkedHashMap<>();
  private int count;

  Talk(World world, Random random) {
    this.world = world;
    this.random = random;
    this.amina = world.peer("amina");
    this.room = world.room(RoomKind.CLOSED, amina);
    for (var i = 0; i < THREADS; i++) {
      var thread = world.thread(amina, room.id(), "Thread");
      threads.add(thread);
      standing.put(thread, new LinkedHashMap<>());
    }
  }

  private Talk(World world, Talk before, Map<String, Boolean> words) {
    this.world = world;
    this.random = before.random;
    this.amina = world.person("amina");
    this.room = before.room;
    this.threads.addAll(before.threads);
    this.words.putAll(words);
    this.count = before.count;
  }

  /** The same talk after the installation was started again. */
  Talk with(World again) {
    var talk = new Talk(again, this, words);
    standing.forEach((thread, stands) -> talk.standing.put(thread, new LinkedHashMap<>(stands)));
    return talk;
  }

  /** Says, edits, takes back and likes, so many times altogether. */
  Talk goesOn(int times) {
    return goesOn(times, world.discussions);
  }

  Talk goesOn(int times, Discussions discussions) {
    for (var i = 0; i < times; i++) {
      var thread = threads.get(random.nextInt(THREADS));
      var stands = standing.getOrDefault(thread, Map.of());
      var old = stands.keySet().stream().skip(random.nextInt(stands.size() + 1)).findFirst();
      switch (old.isEmpty() ? 0 : random.nextInt(6)) {
        case 0, 1, 2 -> post(discussions, thread);
        case 3 -> edit(discussions, thread, old.orElseThrow());
        case 4 -> delete(discussions, thread, old.orElseThrow());
        default ->
            discussions.pin(
                world.voice(amina, room.id()), thread, old.orElseThrow(), random.nextInt(9) == 0);
      }
    }
    return this;
  }

  private void post(Discussions discussions, ThreadId thread) {
    var word = word();
    var draft = World.draft("We say " + word + " here");
    var message = discussions.post(world.voice(amina, room.id()), thread, draft);
    standing.computeIfAbsent(thread, _ -> new LinkedHashMap<>()).put(message.number(), word);
  }

  private void edit(Discussions discussions, ThreadId thread, int number) {
    gone(thread, number);
    var word = word();
    var words = Markdown.of("We now say " + word);
    discussions.edit(world.voice(amina, room.id()), thread, number, words);
    standing.computeIfAbsent(thread, _ -> new LinkedHashMap<>()).put(number, word);
  }

  private void delete(Discussions discussions, ThreadId thread, int number) {
    gone(thread, number);
    discussions.delete(world.voice(amina, room.id()), thread, number);
  }

  private String word() {
    var word = "w" + ++count + "x";
    words.put(word, true);
    return word;
  }

  private void gone(ThreadId thread, int number) {
    words.put(standing.getOrDefault(thread, Map.of()).get(number), false);
    standing.computeIfAbsent(thread, _ -> new LinkedHashMap<>()).remove(number);
  }

  /** How many words still stand. */
  long standing() {
    return words.values().stream().filter(stands -> stands).count();
  }

  Search search(@Nullable Path place) {
    return search(place, world.feed);
  }

  Search search(@Nullable Path place, Feed feed) {
    return search(new MessageIndex(place, sources(world, new Archive(world.discussions)), feed));
  }

  Search search(MessageIndex index) {
    return search(world, index);
  }

  /** The number of the message that was found. */
  static int number(Found.Hit hit) {
    return ((Found.MessageHit) hit).message().number();
  }

  /** A search that goes by words alone. */
  static Search search(World world, MessageIndex index) {
    return new Search(
        index, Meaning.off(), world.discussions, world.problems, world.alliances, world.people);
  }

  /** What an index is derived from, with this archive. */
  static Sources sources(World world, Archive archive) {
    return new Sources(archive, new Statements(world.problems), Meaning.off(), Extraction.off());
  }

  /** An index in memory, of what texts mean too. */
  static MessageIndex index(World world, Meaning meaning) {
    var archive = new Archive(world.discussions);
    return new MessageIndex(
        null,
        new Sources(archive, new Statements(world.problems), meaning, Extraction.off()),
        world.feed);
  }

  /** The whole answer: asks again where the machine was too busy to give it in time. */
  static Found whole(Supplier<Found> asking) {
    var found = asking.get();
    for (var i = 0; i < TRIES && found.cut(); i++) {
      found = asking.get();
    }
    return found;
  }

  /** As {@link #whole}, of an answer that does not say whether it was cut short. */
  static <T> T inTime(Supplier<T> asking) {
    for (var i = 0; ; i++) {
      var began = System.nanoTime();
      var answer = asking.get();
      if (System.nanoTime() - began < NEVER_CUT_NANOS || i == TRIES) {
        return answer;
      }
    }
  }

  Found find(Search search, String question) {
    return whole(() ->
        search.find(
            world.rooms.seats(amina),
            new Inquiry(Optional.of(room.id()), Question.of(question), 0, Search.MOST)));
  }

  /** What is wrong with a word: where it stands it is found once, otherwise never. */
  private Optional<String> complaint(Search search, String word) {
    var found = find(search, word);
    var times = words.getOrDefault(word, false) ? 1 : 0;
    return found.total() == times && found.hits().size() == times
        ? Optional.empty()
        : Optional.of(
            "%s: %d times, %d hits instead of %d"
                .formatted(word, found.total(), found.hits().size(), times));
  }

  /** What is shown though it must not be; holds at any moment, however little is found. */
  List<String> wrong(Search search) {
    return words.entrySet().stream()
        .filter(word -> find(search, word.getKey()).hits().size() > (word.getValue() ? 1 : 0))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Waits until everything is as it should be; fails with the first thing that is not. */
  void settles(Search search) {
    settles(search, 0);
  }

  /** As {@link #settles(Search)}, with so many messages of others. */
  void settles(Search search, int others) {
    var all = standing() + THREADS + others;
    var order = new ArrayList<>(words.keySet());
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() -> {
          assertThat(find(search, "from:amina").total()).as("altogether").isEqualTo(all);
          for (var i = 0; i < order.size(); i++) {
            var complaint = complaint(search, order.get(i));
            // The next try begins with this word, and does not ask for all others in vain.
            Collections.swap(order, 0, i);
            assertThat(complaint).isEmpty();
          }
        });
  }
}
