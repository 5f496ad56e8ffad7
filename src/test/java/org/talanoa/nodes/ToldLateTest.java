package org.talanoa.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Caller;
import org.talanoa.testing.DatabaseServer;
import org.talanoa.testing.Fault;
import org.talanoa.testing.HeldBack;
import org.talanoa.testing.LiveLine;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/** Another node removes somebody, and this one hears of what is said next before it hears that. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
@DirtiesContext
class ToldLateTest {
  private static final String KEY = "ab".repeat(32);

  @TempDir static Path data;

  private static DatabaseServer server;
  private static World elsewhere;

  private final HeldBack feed;
  private final AccessTokens tokens;
  private final int port;

  @Autowired
  ToldLateTest(HeldBack feed, AccessTokens tokens, @LocalServerPort int port) {
    this.feed = feed;
    this.tokens = tokens;
    this.port = port;
  }

  @TestConfiguration
  static class Late {
    @Bean
    @Primary
    HeldBack heldBack(MongoDatabase telling) {
      return HeldBack.of(telling);
    }
  }

  private Person amina;
  private Person tashi;
  private RoomId room;
  private ThreadId thread;

  @BeforeAll
  static void anotherNode() {
    server = DatabaseServer.inMemory();
    var storage = Storage.at(server.uri(), Duration.ofSeconds(30));
    elsewhere =
        new World(storage, InstallationKey.of(KEY), HeldBack.of(storage.telling().orElseThrow()));
  }

  @DynamicPropertySource
  static void theSameDatabase(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
    registry.add("talanoa.key", () -> KEY);
    registry.add("talanoa.mongodb.uri", () -> server.uri());
  }

  @BeforeEach
  void aRoomWithAThread() {
    amina = elsewhere.peer("amina");
    tashi = elsewhere.peer("tashi");
    room = elsewhere.room(RoomKind.SEALED, amina, tashi).id();
    thread = elsewhere.thread(amina, room, "A thread");
  }

  @AfterEach
  void nothingIsHeld() {
    feed.release();
  }

  @AfterAll
  static void close() {
    elsewhere.close();
    server.close();
  }

  @Attack(21)
  @Fault(25)
  @Test
  void whoWasRemovedHearsNothingOfWhatIsSaidAfterIt() throws Exception {
    var heardByAmina = new ConcurrentLinkedQueue<LiveLine.Frame>();
    var heardByTashi = new ConcurrentLinkedQueue<LiveLine.Frame>();
    try (var callerOfAmina = caller(amina);
        var callerOfTashi = caller(tashi);
        var _ = listening(callerOfAmina, "/thread/" + thread, heardByAmina);
        var _ = listening(callerOfTashi, "/thread/" + thread, heardByTashi)) {
      feed.hold("places", "rooms");
      elsewhere.rooms.remove(elsewhere.rooms.chair(elsewhere.organiser.person(), room), tashi.id());

      elsewhere.discussions.post(
          elsewhere.voice(amina, room), thread, World.draft("Without Tashi."));

      soon().until(() -> heard(heardByAmina, "Without Tashi"));
      soon().until(() -> heard(heardByTashi, "\"ended\""));
      assertThat(heard(heardByTashi, "Without Tashi")).isFalse();
    }
  }

  @Attack(21)
  @Fault(25)
  @Test
  void whoWasRemovedDoesNotHearWhatANewThreadIsCalled() throws Exception {
    var heardByAmina = new ConcurrentLinkedQueue<LiveLine.Frame>();
    var heardByTashi = new ConcurrentLinkedQueue<LiveLine.Frame>();
    try (var callerOfAmina = caller(amina);
        var callerOfTashi = caller(tashi);
        var _ = listening(callerOfAmina, "", heardByAmina);
        var _ = listening(callerOfTashi, "", heardByTashi)) {
      feed.hold("places", "rooms");
      elsewhere.rooms.remove(elsewhere.rooms.chair(elsewhere.organiser.person(), room), tashi.id());

      elsewhere.discussions.rename(elsewhere.voice(amina, room), thread, new Title("Their secret"));

      soon().until(() -> heard(heardByAmina, "Their secret"));
      soon().until(() -> heard(heardByTashi, "\"ended\""));
      assertThat(heard(heardByTashi, "Their secret")).isFalse();
    }
  }

  private Caller caller(Person person) {
    return new Caller("http://localhost:" + port, tokens.make(person, "test"));
  }

  private LiveLine listening(Caller caller, String place, Queue<LiveLine.Frame> heard)
      throws IOException {
    soon().until(() -> caller.get("/rooms/" + room + "/threads/" + thread).status() == 200);
    var line = caller.live(heard::add);
    line.listen("/me");
    line.listen("/room/" + room + place);
    return line;
  }

  private static boolean heard(Queue<LiveLine.Frame> heard, String words) {
    return heard.stream().anyMatch(frame -> frame.body().contains(words));
  }

  private static ConditionFactory soon() {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10));
  }
}
