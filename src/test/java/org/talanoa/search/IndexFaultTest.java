package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Change;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.discussion.ThreadId;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.LocalFeed;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Fault;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seed;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/** The process is killed, the disk fails, and what was said is found again, each message once. */
class IndexFaultTest {
  /** So many of the copies that a killed process may leave are opened again. */
  private static final int COPIES = Sample.WHOLE ? 8 : 3;

  private final Random random = Seed.random();
  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir Path data;

  @AfterEach
  void close() throws Exception {
    for (var last : open.reversed()) {
      last.close();
    }
  }

  @Fault(2)
  @Test
  void whatWasDurableButNotToldIsCaughtUpAndFoundAfterTheStart() throws Exception {
    var key = InstallationKey.random();
    var before = new World(Storage.embedded(data.resolve("database"), false, 0), key);
    var talk = new Talk(before, random).goesOn(30);
    var searching = talk.search(data.resolve("index"));
    talk.settles(searching);
    var thread = talk.threads.getFirst();
    var head = before.discussions.head(before.voice(talk.amina, talk.room.id()), thread);
    var silent =
        new Discussions(
            before.storage, new LocalFeed(), key, Clock.systemUTC(), before.attachments);
    talk.goesOn(30, silent);
    var missing =
        silent.since(
            before.voice(talk.amina, talk.room.id()), thread, head.revision(), head.last());

    searching.destroy();
    before.close();
    var after = keep(new World(Storage.embedded(data.resolve("database"), false, 0), key));
    var again = keep(talk.with(after).search(data.resolve("index")));

    assertThat(missing.messages()).isNotEmpty();
    assertThat(
            after.discussions.since(
                after.voice(after.person("amina"), talk.room.id()),
                thread,
                head.revision(),
                head.last()))
        .isEqualTo(missing);
    talk.with(after).settles(again);
  }

  @Fault(3)
  @Test
  void whatWasToldButNotAddedIsFoundAfterTheStart() throws Exception {
    var world = keep(new World());
    for (var reached : List.of(0, random.nextInt(100), 100 + random.nextInt(100))) {
      var talk = new Talk(world, random);
      var place = data.resolve("index" + reached);
      var halting = new Halting(world.feed, reached);
      var searching = talk.search(place, halting);
      talk.goesOn(100);
      halting.tellsNothingMore();

      var left = crashed(place);
      searching.destroy();

      talk.settles(keep(talk.search(left)));
    }
  }

  @Fault(4)
  @Test
  void whatWasAddedButNotCommittedIsFoundOnceAfterTheStart() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(60);
    var place = data.resolve("index");
    indexed(talk, place);
    var searching = talk.search(place);
    talk.goesOn(60);
    talk.settles(searching);

    var left = crashed(place);
    searching.destroy();

    talk.settles(keep(talk.search(left)));
  }

  @Fault(5)
  @Test
  void whateverACommitOrAMergeLeftBehindIsMadeGoodAtTheStart() throws Exception {
    var talk = new Talk(keep(new World()), random);
    var place = data.resolve("index");
    var archive = new Archive(talk.world.discussions);
    var searching =
        talk.search(
            new MessageIndex(
                place, Talk.sources(talk.world, archive), talk.world.feed, Duration.ofMillis(5)));
    var left = new ArrayList<Path>();
    try (var aside = Executors.newSingleThreadExecutor()) {
      var enough = new CountDownLatch(6);
      var talking =
          aside.submit(() -> {
            for (var some = 0; some < 10 || enough.getCount() > 0; some++) {
              talk.goesOn(40);
            }
            return talk;
          });
      while (!talking.isDone()) {
        LockSupport.parkNanos(random.nextInt(60_000_000));
        left.add(crashed(place));
        enough.countDown();
      }
      talking.get();
    }
    searching.destroy();

    Collections.shuffle(left, random);
    for (var copy : left.subList(0, Math.min(left.size(), COPIES))) {
      var again = talk.search(copy);
      talk.settles(again);
      again.destroy();
      assertThat(sound(copy)).isTrue();
    }
  }

  @Fault(7)
  @Test
  void whatIsDamagedIsSetAsideUntilSomebodyIsErased() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(40);
    var place = data.resolve("index");
    indexed(talk, place);
    var file =
        files(place).stream()
            .filter(name -> name.startsWith("segments_"))
            .findFirst()
            .orElseThrow();
    Damage.SHORTER.to(place.resolve(file), random);
    var aside = data.resolve("index-damaged");

    var again = keep(talk.search(place));
    talk.settles(again);

    assertThat(files(aside)).contains(file);
    again.index().settle();
    assertThat(aside).doesNotExist();
    assertThat(talk.wrong(again)).isEmpty();
  }

  /** An index of millions takes its time to be read against its checksums. */
  @Fault(1)
  @Test
  void nobodyWaitsUntilTheIndexIsOpen() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(40);
    var place = data.resolve("index");
    indexed(talk, place);
    var opening = new CountDownLatch(1);
    var opened = new CountDownLatch(1);

    var searching =
        keep(
            talk.search(
                new MessageIndex(
                    place,
                    Talk.sources(talk.world, new Archive(talk.world.discussions)),
                    talk.world.feed,
                    Duration.ofSeconds(5),
                    () -> {
                      opening.countDown();
                      waitFor(opened);
                      return OpenIndex.at(place);
                    })));
    opening.await();
    talk.goesOn(20);

    assertThat(talk.find(searching, "we").indexing()).isPresent();
    opened.countDown();
    talk.settles(searching);
    await().until(() -> talk.find(searching, "we").indexing().isEmpty());
  }

  @Fault(6)
  @Test
  void aLostIndexIsMadeAnewBesideThePosting() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(100);
    var place = data.resolve("index");
    indexed(talk, place);
    deleted(place);

    var archive = new Gated(talk.world.discussions);
    var searching =
        keep(
            talk.search(
                new MessageIndex(place, Talk.sources(talk.world, archive), talk.world.feed)));
    archive.reached.await();
    talk.goesOn(50);
    var meanwhile = talk.find(searching, "from:amina");

    assertThat(meanwhile.indexing()).isPresent();
    assertThat(meanwhile.total()).isLessThan(talk.standing());
    archive.gate.countDown();
    talk.settles(searching);
    await().until(() -> talk.find(searching, "we").indexing().isEmpty());
  }

  @Fault(7)
  @Test
  void eachDamagedFileIsNoticedAndTheIndexMadeAnew() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(60);
    var sound = data.resolve("index");
    var searching = talk.search(sound);
    talk.settles(searching);
    searching.destroy();
    var again = talk.search(sound);
    talk.goesOn(20);
    talk.settles(again);
    again.destroy();

    var files = files(sound);
    assertThat(files).hasSizeGreaterThan(2);
    for (var i = 0; i < files.size(); i++) {
      if (!Sample.takes(i, 3)) {
        continue;
      }
      var file = files.get(i);
      var damage = Damage.values()[random.nextInt(Damage.values().length)];
      var place = copied(sound);
      damage.to(place.resolve(file), random);
      var damaged = talk.search(place);

      assertThat(talk.wrong(damaged)).as(damage + " " + file).isEmpty();
      talk.settles(damaged);
      damaged.destroy();
      assertThat(sound(place)).as(damage + " " + file).isTrue();
    }
  }

  private enum Damage {
    EMPTY,
    SHORTER,
    FLIPPED,
    OVERWRITTEN,
    GONE;

    void to(Path file, Random random) throws IOException {
      var bytes = Files.readAllBytes(file);
      var at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
      switch (this) {
        case EMPTY -> Files.write(file, new byte[0]);
        case SHORTER -> Files.write(file, java.util.Arrays.copyOf(bytes, at));
        case FLIPPED -> {
          if (bytes.length > 0) {
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
          }
        }
        case OVERWRITTEN -> {
          random.nextBytes(bytes);
          Files.write(file, bytes);
        }
        case GONE -> Files.delete(file);
      }
    }
  }

  @Fault(27)
  @Test
  void aDiskThatCannotBeWrittenHoldsUpNothingAndHealsByItself() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(40);
    var place = data.resolve("index");
    var searching =
        keep(
            talk.search(
                new MessageIndex(
                    place,
                    Talk.sources(talk.world, new Archive(talk.world.discussions)),
                    talk.world.feed,
                    Duration.ofMillis(5))));
    talk.settles(searching);
    Files.move(place, data.resolve("away"));
    Files.writeString(place, "not a directory");

    talk.goesOn(40);

    await().until(() -> talk.find(searching, "we").indexing().isPresent());
    assertThat(talk.find(searching, "from:amina").hits()).isNotEmpty();
    talk.goesOn(40);
    assertThat(talk.wrong(searching)).isEmpty();
    Files.delete(place);
    Files.move(data.resolve("away"), place);
    talk.settles(searching);
    await().until(() -> talk.find(searching, "we").indexing().isEmpty());
    talk.goesOn(10).settles(searching);
  }

  @Fault(27)
  @Test
  void anIndexThatIsOutOfReachAtTheStartIsLeftAloneUntilItCanBeReached() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(40);
    var place = data.resolve("index");
    var first = keep(talk.search(place));
    talk.settles(first);
    var lock = place.resolve(IndexWriter.WRITE_LOCK_NAME);
    var locked = Files.getLastModifiedTime(lock);

    var second = keep(talk.search(place));
    talk.goesOn(10);

    assertThat(talk.find(second, "we").hits()).isEmpty();
    assertThat(talk.find(second, "we").indexing()).isPresent();
    assertThat(Files.getLastModifiedTime(lock)).isEqualTo(locked);
    talk.settles(first);
    first.destroy();
    talk.settles(second);
  }

  @Fault(27)
  @Test
  void aFileThatCannotBeReachedAtTheStartIsWaitedFor() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(40);
    var place = data.resolve("index");
    indexed(talk, place);
    var file = place.resolve(files(place).getFirst());
    Files.move(file, data.resolve("away"));
    Files.createSymbolicLink(file, file);

    var searching = keep(talk.search(place));

    assertThat(talk.find(searching, "we").indexing()).isPresent();
    assertThat(file).isSymbolicLink();
    Files.move(data.resolve("away"), file, StandardCopyOption.REPLACE_EXISTING);
    talk.settles(searching);
  }

  @Test
  void anIndexOfAnotherFormIsMadeAnew() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(40);
    for (var form : List.of(Map.<String, String>of(), Map.of("form", "1"), Map.of("form", "99"))) {
      var place = data.resolve("index" + form.getOrDefault("form", ""));
      indexed(talk, place);
      try (var directory = FSDirectory.open(place);
          var writer = new IndexWriter(directory, new IndexWriterConfig(Words.analyzer()))) {
        writer.addDocument(made(talk, "bogus"));
        writer.deleteDocuments(new Term("kind", "thread"));
        writer.setLiveCommitData(form.entrySet());
      }

      var searching = keep(talk.search(place));

      talk.settles(searching);
      assertThat(talk.find(searching, "bogus").total()).isZero();
    }
  }

  private static Document made(Talk talk, String words) {
    var document = new Document();
    document.add(new StringField("kind", "message", Field.Store.NO));
    document.add(new StringField("room", talk.room.id().value(), Field.Store.NO));
    document.add(new SortedDocValuesField("room", new BytesRef(talk.room.id().value())));
    document.add(new StoredField("place", talk.room.id() + "/" + talk.threads.getFirst() + "/1"));
    document.add(new TextField(Words.WORDS, words, Field.Store.NO));
    document.add(new StringField("by", talk.amina.id().value(), Field.Store.NO));
    document.add(new SortedDocValuesField("by", new BytesRef(talk.amina.id().value())));
    return document;
  }

  @Fault(33)
  @Test
  void anIndexThatKnowsMoreThanTheDatabaseForgetsIt() throws Exception {
    var key = InstallationKey.random();
    var database = data.resolve("database");
    var first = new World(Storage.embedded(database, false, 0), key);
    var talk = new Talk(first, random).goesOn(30);
    first.close();
    var backup = copied(database);
    var second = new World(Storage.embedded(database, false, 0), key);
    var later = talk.with(second);
    later.goesOn(40);
    var extra = second.thread(second.person("amina"), talk.room.id(), "One more");
    var searching = later.search(data.resolve("index"));
    later.settles(searching, 1);
    searching.destroy();
    second.close();

    var restored = keep(new World(Storage.embedded(backup, false, 0), key));
    var set = talk.with(restored);
    var again = keep(set.search(data.resolve("index")));

    set.settles(again);
    assertThat(set.find(again, "One more").total()).isZero();
    assertThat(extra.value()).isNotEmpty();
    set.goesOn(30).settles(again);
  }

  @Test
  void whatIsToldLateDoesNotBringBackWhatWasTakenBack() throws Exception {
    var talk = new Talk(keep(new World()), random);
    var changes = new ArrayList<Change>();
    var index =
        new MessageIndex(
            null, Talk.sources(talk.world, new Archive(talk.world.discussions)), talk.world.feed);
    var searching = keep(talk.search(index));
    try (var _ = talk.world.feed.follow(Discussions.MESSAGES, hearing(changes))) {
      talk.goesOn(80);
      talk.settles(searching);
    }

    changes.reversed().forEach(index::told);

    talk.goesOn(1).settles(searching);
  }

  private static Follower<Change> hearing(List<Change> changes) {
    return new Follower<>() {
      @Override
      public void told(Change change) {
        changes.add(change);
      }

      @Override
      public void missed() {}
    };
  }

  @Test
  void whatTheFeedMissedIsCaughtUpWithoutAStart() throws Exception {
    var talk = new Talk(keep(new World()), random);
    var halting = new Halting(talk.world.feed, 30);
    var searching = keep(talk.search(null, halting));
    talk.goesOn(60);
    halting.tellsNothingMore();

    halting.missed();

    talk.settles(searching);
  }

  @Test
  void aThreadThatCannotBeReadHoldsUpNoOther() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(60);
    var broken = new AtomicBoolean(true);
    var archive =
        new Archive(talk.world.discussions) {
          @Override
          public List<Message> messages(ThreadId thread, int from, int to) {
            if (broken.get() && thread.equals(talk.threads.getFirst())) {
              throw new IllegalStateException("cannot be read");
            }
            return super.messages(thread, from, to);
          }
        };

    var searching =
        keep(
            talk.search(
                new MessageIndex(null, Talk.sources(talk.world, archive), talk.world.feed)));

    await()
        .untilAsserted(
            () -> assertThat(talk.find(searching, "what about it").total()).isEqualTo(2));
    assertThat(talk.find(searching, "we").indexing().map(Progress::percent))
        .hasValueSatisfying(some -> assertThat(some).isBetween(1, 99));
    broken.set(false);
    talk.settles(searching);
  }

  @Test
  void aDatabaseThatIsAwayForAWhileIsCaughtUpWith() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(60);
    var asked = new CountDownLatch(3);
    var away = new AtomicBoolean(true);
    var archive =
        new Archive(talk.world.discussions) {
          @Override
          public Collection<ThreadHead> heads() {
            asked.countDown();
            if (away.get()) {
              throw new IllegalStateException("away");
            }
            return super.heads();
          }
        };
    var searching =
        keep(
            talk.search(
                new MessageIndex(null, Talk.sources(talk.world, archive), talk.world.feed)));

    assertThat(asked.await(60, TimeUnit.SECONDS)).as("it is tried again").isTrue();
    assertThat(talk.find(searching, "we").indexing()).isPresent();
    away.set(false);
    talk.settles(searching);
    await().until(() -> talk.find(searching, "we").indexing().isEmpty());
  }

  @Test
  void anIndexThatIsNotThereAnyMoreWhileItIsReadIsMadeAnew() throws Exception {
    var talk = new Talk(keep(new World()), random).goesOn(60);
    var index =
        new MessageIndex(
            null, Talk.sources(talk.world, new Archive(talk.world.discussions)), talk.world.feed);
    var searching = keep(talk.search(index));
    talk.settles(searching);

    index.distrust(new IOException("cannot be read"));

    talk.settles(searching);
    talk.goesOn(10).settles(searching);
  }

  @Test
  void aRenamedThreadIsFoundByItsNewTitleOnceAndNotByItsOldOne() throws Exception {
    var talk = new Talk(keep(new World()), random);
    var searching =
        keep(
            talk.search(
                new MessageIndex(
                    null,
                    Talk.sources(talk.world, new Archive(talk.world.discussions)),
                    talk.world.feed)));
    talk.settles(searching);
    var voice = talk.world.voice(talk.amina, talk.room.id());

    talk.world.discussions.rename(voice, talk.threads.getFirst(), new Title("Payroll"));
    assertThat(talk.find(searching, "thread").hits()).hasSize(2);

    await().untilAsserted(() -> assertThat(talk.find(searching, "payroll").total()).isEqualTo(1));
    assertThat(talk.find(searching, "payroll what").hits()).hasSize(1);
    assertThat(talk.find(searching, "thread").total()).isEqualTo(2);
  }

  private <T extends AutoCloseable> T keep(T closing) {
    open.add(closing);
    return closing;
  }

  private Search keep(Search searching) {
    open.add(searching::destroy);
    return searching;
  }

  /** The files as they are at this moment, as a process that is killed leaves them. */
  private Path crashed(Path place) throws IOException {
    return copied(place);
  }

  private Path copied(Path place) throws IOException {
    var copy = Files.createTempDirectory(data, "copy");
    for (var file : files(place)) {
      try {
        Files.copy(place.resolve(file), copy.resolve(file));
      } catch (NoSuchFileException _) {
        // It was deleted a moment ago.
      }
    }
    return copy;
  }

  private static List<String> files(Path place) throws IOException {
    try (var files = Files.list(place)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(IndexWriter.WRITE_LOCK_NAME))
          .sorted()
          .toList();
    }
  }

  /** An index of all that was said, which nobody has open. */
  private static void indexed(Talk talk, Path place) {
    var search = talk.search(place);
    talk.settles(search);
    search.destroy();
  }

  private static void deleted(Path place) throws IOException {
    try (var files = Files.walk(place)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Whether Lucene's own check finds nothing wrong. */
  private static boolean sound(Path place) throws IOException {
    try (var directory = FSDirectory.open(place);
        var check = new CheckIndex(directory)) {
      return check.checkIndex().clean;
    }
  }

  private static void waitFor(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  /** An archive that lets nobody read on until the gate is opened. */
  private static final class Gated extends Archive {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    Gated(Discussions discussions) {
      super(discussions);
    }

    @Override
    public List<Message> messages(ThreadId thread, int from, int to) {
      reached.countDown();
      waitFor(gate);
      return super.messages(thread, from, to);
    }
  }

  /** A feed that tells some changes and then no more, as when the process ends there. */
  private static final class Halting implements Feed {
    private final Feed feed;
    private final int most;
    private int told;
    private Follower<?> follower = hearing(new ArrayList<>());

    Halting(Feed feed, int most) {
      this.feed = feed;
      this.most = most;
    }

    @Override
    public <C> Subscription follow(
        org.talanoa.feed.Topic<? extends C> topic, Follower<C> following) {
      return follow(List.of(topic), following);
    }

    @Override
    public <C> Subscription follow(
        List<org.talanoa.feed.Topic<? extends C>> topics, Follower<C> following) {
      follower = following;
      return feed.follow(
          topics,
          new Follower<C>() {
            @Override
            public void told(C change) {
              if (++told <= most) {
                following.told(change);
              }
            }

            @Override
            public void missed() {}
          });
    }

    void missed() {
      follower.missed();
    }

    /** Waits until the most it tells has been told. */
    void tellsNothingMore() {
      await().pollDelay(Duration.ZERO).until(() -> told >= most);
    }

    @Override
    public void wrote(org.talanoa.feed.Topic<?> topic, org.bson.Document written) {
      feed.wrote(topic, written);
    }

    @Override
    public boolean alive() {
      return feed.alive();
    }

    @Override
    public void close() {}
  }
}
