package org.talanoa.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.talanoa.testing.Cable;
import org.talanoa.testing.DatabaseServer;
import org.talanoa.testing.Fault;

/** What every feed promises, whoever tells. */
class FeedContractTest {
  private static final int CAPACITY = 50;

  /** What is told of one thing, and how it stands. */
  record Stand(String thing, int number) {}

  private static final Topic<Stand> STANDS =
      new Topic<>(
          "things",
          document -> new Stand(document.getString("thing"), document.getInteger("number")));

  /** Remembers what it hears; what it does first can be changed. */
  static final class Ear implements Follower<Stand> {
    final List<Stand> heard = new ArrayList<>();
    volatile Runnable first = () -> {};
    volatile Runnable firstWhenMissed = () -> {};
    private int misses;
    private int rests;

    @Override
    public void told(Stand change) {
      first.run();
      synchronized (this) {
        heard.add(change);
      }
    }

    @Override
    public void missed() {
      synchronized (this) {
        misses++;
      }
      firstWhenMissed.run();
    }

    @Override
    public synchronized void rested() {
      rests++;
    }

    synchronized List<Integer> numbers(String thing) {
      return heard.stream().filter(s -> s.thing().equals(thing)).map(Stand::number).toList();
    }

    synchronized int misses() {
      return misses;
    }

    synchronized int rests() {
      return rests;
    }
  }

  /** The promises. */
  abstract static class Contract {
    final Ear ear = new Ear();
    final Feed feed;

    Contract(Feed feed) {
      this.feed = feed;
    }

    /** Writes as a feature does: to the database, then to the feed. */
    abstract void write(String thing, int number);

    abstract void end();

    private final Set<Thread> before = threads();

    @AfterEach
    void close() {
      feed.close();
      end();
    }

    @Test
    void whatIsWrittenAfterSomebodyBeganToFollowIsTold() {
      write("a", 1);
      feed.follow(STANDS, ear);

      write("a", 2);

      soon().until(() -> ear.numbers("a").contains(2));
      assertThat(ear.misses()).isZero();
    }

    @Test
    void eachThingIsToldInItsOrderAndNothingIsLeftOut() {
      feed.follow(STANDS, ear);

      for (var number = 1; number <= 20; number++) {
        write("a" + number, number);
        write("b", number);
      }

      soon().until(() -> ear.numbers("b").contains(20));
      assertThat(ear.numbers("b")).isSorted();
      for (var number = 1; number <= 20; number++) {
        assertThat(ear.numbers("a" + number)).contains(number);
      }
      soon().until(() -> ear.rests() > 0);
    }

    @Test
    void everybodyWhoFollowsIsTold() {
      var other = new Ear();
      feed.follow(STANDS, ear);
      feed.follow(List.of(new Topic<>("others", STANDS.reading()), STANDS), other);

      write("a", 1);

      soon().until(() -> ear.numbers("a").equals(other.numbers("a")) && !other.heard.isEmpty());
    }

    @Test
    void whoFallsTooFarBehindIsToldSoAndTheWriterDoesNotWait() {
      var gate = new CountDownLatch(1);
      ear.first = () -> waitFor(gate);
      feed.follow(STANDS, ear);

      var began = System.nanoTime();
      for (var number = 1; number <= 3 * CAPACITY; number++) {
        write("a" + number, number);
      }
      var took = Duration.ofNanos(System.nanoTime() - began);
      everythingIsQueued();
      gate.countDown();

      soon().until(() -> ear.misses() > 0);
      assertThat(took).isLessThan(Duration.ofSeconds(60));
      write("last", 1);
      soon().until(() -> ear.numbers("last").contains(1));
    }

    /** Waits until what was written has reached the queue or overflowed it. */
    abstract void everythingIsQueued();

    @Test
    void whoFailsIsAskedToCatchUpUntilItCan() {
      var vain = new CountDownLatch(3);
      ear.first = Contract::fail;
      ear.firstWhenMissed =
          () -> {
            vain.countDown();
            if (vain.getCount() > 0) {
              fail();
            }
          };
      feed.follow(STANDS, ear);

      write("a", 1);

      soon().until(() -> vain.getCount() == 0);
      ear.first = () -> {};
      write("a", 2);
      soon().until(() -> ear.numbers("a").contains(2));
      assertThat(ear.misses()).isEqualTo(3);
    }

    @Test
    void nothingIsToldAfterTheEnd() {
      var other = new Ear();
      var subscription = feed.follow(STANDS, ear);
      feed.follow(STANDS, other);
      write("a", 1);
      soon().until(() -> ear.numbers("a").contains(1));

      subscription.close();
      write("a", 2);

      soon().until(() -> other.numbers("a").contains(2));
      assertThat(ear.numbers("a")).doesNotContain(2);
      assertThat(feed.alive()).isTrue();
    }

    @Test
    void whatWaitsWhenItEndsIsNotTold() {
      var telling = new CountDownLatch(1);
      var gate = new CountDownLatch(1);
      ear.first =
          () -> {
            telling.countDown();
            waitFor(gate);
          };
      var subscription = feed.follow(STANDS, ear);
      write("a", 1);
      write("b", 2);
      waitFor(telling);

      var closing = Thread.ofPlatform().start(subscription::close);
      soon().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
      gate.countDown();

      soon().until(() -> !closing.isAlive());
      assertThat(ear.numbers("b")).isEmpty();
      assertThat(ear.misses()).isZero();
    }

    @Test
    void itLeavesNoThread() {
      feed.follow(STANDS, ear);
      feed.follow(List.of(STANDS, new Topic<>("others", STANDS.reading())), new Ear());
      write("a", 1);
      soon().until(() -> ear.numbers("a").contains(1));

      feed.close();

      soon()
          .untilAsserted(() -> {
            var left = threads();
            left.removeAll(before);
            assertThat(left).isEmpty();
          });
    }

    private static void fail() {
      throw new IllegalStateException("this follower fails");
    }
  }

  @Nested
  class OfThisProcess extends Contract {
    OfThisProcess() {
      super(new LocalFeed(CAPACITY));
    }

    @Override
    void write(String thing, int number) {
      feed.wrote(
          STANDS, new Document("_id", thing).append("thing", thing).append("number", number));
    }

    @Override
    void everythingIsQueued() {
      // It is when the writer returns.
    }

    @Override
    void end() {}
  }

  @Nested
  class OfTheDatabase extends Contract {
    private final DatabaseServer server;
    private final MongoClient client;
    private final MongoDatabase database;

    OfTheDatabase() {
      var started = DatabaseServer.inMemory();
      var connected = MongoClients.create(started.uri());
      var database = connected.getDatabase("test");
      this.server = started;
      this.client = connected;
      this.database = database;
      super(new ChangeStreamFeed(database, CAPACITY));
    }

    private MongoCollection<Document> things() {
      return database.getCollection("things");
    }

    @Override
    void write(String thing, int number) {
      var document = new Document("_id", thing).append("thing", thing).append("number", number);
      things().replaceOne(Filters.eq(thing), document, new ReplaceOptions().upsert(true));
      feed.wrote(STANDS, document);
    }

    /** Whoever follows after all others has heard of what comes after all that. */
    @Override
    void everythingIsQueued() {
      var last = new Ear();
      feed.follow(STANDS, last);
      write("queued", 1);
      soon().until(() -> last.numbers("queued").contains(1));
    }

    @Override
    void end() {
      client.close();
      server.close();
    }

    @Test
    void whatWasDeletedMeanwhileIsNotToldAndDisturbsNobody() {
      feed.follow(STANDS, ear);

      write("a", 1);
      write("a", 2);
      things().deleteOne(Filters.eq("a"));
      write("b", 1);

      soon().until(() -> ear.numbers("b").contains(1));
      assertThat(ear.misses()).isZero();
    }

    @Fault(12)
    @Test
    void aStreamThatBrokeGoesOnWhereItWasAndNothingIsMissed() {
      try (var cable = Cable.to(server.port());
          var distant =
              MongoClients.create(
                  "mongodb://127.0.0.1:" + cable.port() + "/?serverSelectionTimeoutMS=300");
          var far = new ChangeStreamFeed(distant.getDatabase("test"))) {
        far.follow(STANDS, ear);
        write("a", 1);
        soon().until(() -> ear.numbers("a").contains(1));

        cable.cut();
        soon().until(() -> !far.alive());
        write("b", 1);
        write("c", 1);
        cable.mend();

        soon().until(() -> ear.numbers("b").contains(1) && ear.numbers("c").contains(1));
        soon().until(far::alive);
        assertThat(ear.misses()).isZero();
      }
    }

    @Fault(13)
    @Test
    void whoCannotGoOnWhereItWasIsToldThatItMissedSomething() {
      try (var cable = Cable.to(server.port());
          var distant =
              MongoClients.create(
                  "mongodb://127.0.0.1:" + cable.port() + "/?serverSelectionTimeoutMS=300");
          var far = new ChangeStreamFeed(distant.getDatabase("test"))) {
        far.follow(STANDS, ear);

        cable.cut();
        soon().until(() -> !far.alive());
        write("a", 1);
        cable.mend();

        soon().until(() -> ear.misses() > 0);
      }
    }

    @Fault(12)
    @Test
    void aStreamThatIsOverIsOpenedAnewAndTheFollowerIsToldThatItMissedSomething() {
      feed.follow(STANDS, ear);
      write("a", 1);
      soon().until(() -> ear.numbers("a").contains(1));

      things().drop();

      soon().until(() -> ear.misses() > 0 && feed.alive());
      write("a", 2);
      soon().until(() -> ear.numbers("a").contains(2));
    }
  }

  private static ConditionFactory soon() {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10));
  }

  /** The threads of feeds. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread ->
            thread.getName().startsWith("talanoa-feed-")
                || thread.getName().startsWith("talanoa-watch-"))
        .collect(Collectors.toSet());
  }

  private static void waitFor(CountDownLatch gate) {
    try {
      assertThat(gate.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
