package org.talanoa.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.people.AccessTokens;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.survival.Evidence.Line;
import org.talanoa.survival.Evidence.Unread;
import org.talanoa.testing.Caller;
import org.talanoa.testing.Fault;
import org.talanoa.testing.Seed;
import org.talanoa.testing.Soak;
import org.talanoa.testing.World;

/** The real process is killed while people talk, and nothing that was promised is lost. */
@Tag("process")
class KillTest {
  private static final Duration USUALLY = Duration.ofSeconds(30);

  /** The least kills before a check of everything, however slow the machine is. */
  private static final int LEAST_ROUNDS = 3;

  /** The most kills before a check of everything; searching for every word takes time. */
  private static final int MOST_ROUNDS = 20;

  private static final int TALKERS = 8;
  private static final String OUTSIDER = "eve";

  @TempDir Path directory;

  private final Random random = Seed.random();
  private Path data;
  private History history;
  private final Map<String, Caller> callers = new LinkedHashMap<>();
  private final Map<String, BlockingQueue<History.Saying>> unsent = new HashMap<>();
  private final List<String> threads = new ArrayList<>();
  private Installed installed;
  private String room;
  private Reader reader;

  @BeforeEach
  void aRoomWithTwoThreads() throws IOException {
    data = Files.createTempDirectory(directory, "data");
    history = new History();
    unsent.clear();
    threads.clear();
    installed = new Installed(data);
    var key = InstallationKey.in(data.resolve("installation.key"));
    try (var world = new World(Storage.embedded(data, false, 0), key)) {
      var tokens =
          new AccessTokens(world.people, world.storage, world.key, world.feed, Clock.systemUTC());
      for (var i = 0; i < TALKERS; i++) {
        var name = "talker" + i;
        callers.put(name, new Caller(installed.address(), tokens.make(world.peer(name), "test")));
        unsent.put(name, new ArrayBlockingQueue<>(1_000));
      }
      callers.put(
          OUTSIDER, new Caller(installed.address(), tokens.make(world.peer(OUTSIDER), "test")));
      callers.put(
          "listener", new Caller(installed.address(), tokens.make(world.peer("listener"), "test")));
      var inside =
          callers.keySet().stream()
              .filter(name -> !name.equals(OUTSIDER))
              .map(world::person)
              .toArray(org.talanoa.people.Person[]::new);
      room = world.room(RoomKind.CLOSED, inside).id().value();
      for (var title : List.of("One thread", "Another thread")) {
        threads.add(world.thread(inside[0], new org.talanoa.room.RoomId(room), title).value());
      }
    }
    reader = new Reader(caller("listener"), room, threads);
  }

  @AfterEach
  void end() {
    installed.close();
    callers.values().forEach(Caller::close);
    callers.clear();
  }

  @Fault({1, 2, 3, 4, 5})
  @Tag("soak")
  @Test
  void whateverWasAcknowledgedIsThereOnceAfterTheProcessWasKilledAtAnyMoment() throws Exception {
    var soak = Soak.begin(USUALLY);
    killedAgainAndAgain(soak);
    while (soak.goesOn()) {
      end();
      aRoomWithTwoThreads();
      killedAgainAndAgain(soak);
    }
  }

  private void killedAgainAndAgain(Soak soak) throws Exception {
    var rounds = 0;
    for (; rounds < LEAST_ROUNDS || rounds < MOST_ROUNDS && soak.goesOn(); rounds++) {
      installed.start();
      everybodyHasReadOnce();
      talkUntil(5 + random.nextInt(25));
    }
    installed.start();
    try (var last = reader.connect()) {
      assertThat(last.closed()).isNotDone();
      sendWhatWasKept();
      assertThat(Checker.complaints(history, healed(), Set.of(OUTSIDER))).isEmpty();
    }
    assertThat(history.acknowledgements()).isGreaterThan(rounds * 5);
    System.out.println(history.acknowledgements() + " acknowledged in " + rounds + " rounds");
  }

  @Fault(31)
  @Test
  void whoeverAsksItToStopGetsAnOrderlyEnd() throws Exception {
    installed.start();
    try (var line = reader.connect();
        var talkers = talkers()) {
      await().until(() -> talkers.acknowledgements() > 20);
      assertThat(installed.stop()).isIn(0, 143);
      await().until(() -> line.closed().isDone());
    }
    installed.start();
    try (var line = reader.connect()) {
      assertThat(line.closed()).isNotDone();
      sendWhatWasKept();
      assertThat(Checker.complaints(history, healed(), Set.of(OUTSIDER))).isEmpty();
    }
  }

  @Fault(9)
  @Test
  void aServerThatForgetsIsFoundOut() throws Exception {
    var database = data.resolve("talanoa.mv");
    var earlier = Files.copy(database, data.resolve("earlier"));
    installed.start();
    talkUntil(20);
    Files.copy(earlier, database, StandardCopyOption.REPLACE_EXISTING);

    installed.start();

    assertThat(Checker.complaints(history, found(Map.of()), Set.of(OUTSIDER)))
        .anyMatch(complaint -> complaint.startsWith("I1"));
  }

  /** Lets people talk and a reader listen, and kills the process at some moment after that. */
  private void talkUntil(int acknowledgements) throws Exception {
    try (var line = reader.connect();
        var talkers = talkers()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> talkers.acknowledgements() >= acknowledgements);
      LockSupport.parkNanos(random.nextInt(40_000_000));
      installed.kill();
      await().until(() -> line.closed().isDone());
    }
  }

  /** From now on what is new to somebody waits for them. */
  private void everybodyHasReadOnce() throws IOException {
    assertThat(unread()).isNotEmpty();
  }

  private Talkers talkers() {
    var talkers = new Talkers(history, room, threads);
    unsent.forEach((name, kept) -> talkers.add(name, caller(name), kept));
    return talkers;
  }

  private Caller caller(String name) {
    return java.util.Objects.requireNonNull(callers.get(name));
  }

  private void sendWhatWasKept() throws IOException {
    for (var kept : unsent.entrySet()) {
      for (var saying : kept.getValue()) {
        var answer =
            caller(kept.getKey()).post(path(saying.thread()), saying.word(), saying.words());
        assertThat(answer.status()).isEqualTo(201);
        history.acknowledged(saying, answer.json().path("number").asInt());
      }
    }
  }

  /** What is found once the reader has all there is. */
  private Evidence healed() throws IOException {
    everythingIsIndexed();
    var stored = stored();
    await().atMost(Duration.ofSeconds(60)).until(() -> reader.view().equals(stored));
    return found(Map.of("listener", reader.view()));
  }

  /** Waits until a last message of each thread is found: the index takes them in order. */
  private void everythingIsIndexed() throws IOException {
    for (var thread : threads) {
      var word = "last" + thread;
      assertThat(caller("listener").post(path(thread), "key-of-" + word, word).good()).isTrue();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> search("listener", word).json().path("total").asInt() == 1);
    }
  }

  private Caller.Answer search(String asking, String word) throws IOException {
    return caller(asking).get("/search?q=" + word);
  }

  private Evidence found(Map<String, Map<String, List<Line>>> views) throws IOException {
    return new Evidence(stored(), views, hits(), unread());
  }

  private Map<String, List<Line>> stored() throws IOException {
    var stored = new HashMap<String, List<Line>>();
    for (var thread : threads) {
      var lines = new ArrayList<Line>();
      var last = caller("listener").read(path(thread)).path("thread").path("last").asInt();
      for (var from = 1; from <= last; from += 100) {
        lines.addAll(
            Reader.lines(
                caller("listener")
                    .read(path(thread) + "/messages?count=100&from=" + from)
                    .path("messages")));
      }
      stored.put(thread, lines);
    }
    return stored;
  }

  /** Everybody helps to search, because nobody may search so often. */
  private Map<String, Map<String, Integer>> hits() throws IOException {
    var hits = new HashMap<String, Map<String, Integer>>();
    var searchers = callers.keySet().stream().filter(name -> !name.equals(OUTSIDER)).toList();
    hits.put("all", new HashMap<>());
    hits.put(OUTSIDER, new HashMap<>());
    var turn = 0;
    for (var saying : history.sayings()) {
      var asking = searchers.get(turn++ % searchers.size());
      hits.get("all").put(saying.word(), times(asking, saying));
      if (turn % 20 == 0) {
        hits.get(OUTSIDER).put(saying.word(), times(OUTSIDER, saying));
      }
    }
    return hits;
  }

  private int times(String asking, History.Saying saying) {
    return await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(60))
        .until(() -> search(asking, saying.word()), KillTest::isWhole)
        .json()
        .path("total")
        .asInt();
  }

  private static boolean isWhole(Caller.Answer answer) {
    return answer.good()
        && !answer.json().path("cut").asBoolean()
        && !answer.json().hasNonNull("indexing");
  }

  private List<Unread> unread() throws IOException {
    var told = new ArrayList<Unread>();
    for (var reader : callers.keySet()) {
      for (var thread : reader.equals(OUTSIDER) ? List.<String>of() : threads) {
        var mine = caller(reader).read(path(thread)).path("mine");
        told.add(
            new Unread(reader, thread, mine.path("read").asInt(), mine.path("unread").asInt()));
      }
    }
    return told;
  }

  private String path(String thread) {
    return "/rooms/" + room + "/threads/" + thread;
  }
}
