package org.talanoa.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.people.AccessTokens;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Cable;
import org.talanoa.testing.Caller;
import org.talanoa.testing.DatabaseServer;
import org.talanoa.testing.Fault;
import org.talanoa.testing.LiveLine;
import org.talanoa.testing.World;

/** The database is outside of the process, and goes away while people talk. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"vaadin.productionMode=true", "talanoa.mongodb.timeout=2s"})
@DirtiesContext
class AwayTest {
  private static final int POSTS = 15;
  private static final int READINGS = 250;

  /** The product gives each call up after 2 s; very many at once take longer on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path data;

  private static final InstallationKey KEY = InstallationKey.of("ab".repeat(32));

  private static DatabaseServer server;
  private static Cable cable;
  private static String room;
  private static String thread;
  private static String token;

  private final int port;
  private Caller amina;

  AwayTest(@LocalServerPort int port) {
    this.port = port;
  }

  @BeforeAll
  static void aRoomWithAThread() {
    server = DatabaseServer.in(data);
    cable = Cable.to(server.port());
    try (var world = new World(Storage.at(server.uri(), PATIENCE), KEY)) {
      var person = world.peer("amina");
      room = world.room(RoomKind.CLOSED, person).id().value();
      thread = world.thread(person, new org.talanoa.room.RoomId(room), "A thread").value();
      var tokens =
          new AccessTokens(world.people, world.storage, world.key, world.feed, Clock.systemUTC());
      token = tokens.make(person, "test");
    }
  }

  @DynamicPropertySource
  static void itsDatabase(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
    registry.add("talanoa.key", () -> "ab".repeat(32));
    registry.add("talanoa.mongodb.uri", () -> "mongodb://127.0.0.1:" + cable.port());
  }

  @BeforeEach
  void itServes() {
    amina = new Caller("http://localhost:" + port, token);
    soon().until(() -> amina.get("/health").status() == 200);
  }

  @AfterEach
  void end() {
    amina.close();
    server.start();
    cable.thaw();
  }

  @AfterAll
  static void close() {
    cable.close();
    server.close();
  }

  @Fault(8)
  @Test
  void whileTheDatabaseIsGonePostsAreRefusedInTimeAndAfterwardsTheSameDraftIsPostedOnce()
      throws Exception {
    var before = post("before-it-is-gone");
    server.stop();

    var began = System.nanoTime();
    var refused = post("a-draft-of-mine");

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
    assertSaysAway(refused);
    assertThat(amina.get("/me").status()).as("what is in memory").isEqualTo(200);
    assertSaysAway(amina.get(here() + "/messages"));
    soon()
        .untilAsserted(() -> {
          var health = amina.get("/health");
          assertThat(health.status()).isEqualTo(503);
          assertThat(health.json().path("storage").asBoolean()).isFalse();
          assertThat(health.json().path("feed").asBoolean()).isFalse();
        });

    server.start();
    soon().until(() -> post("a-draft-of-mine").good());
    var after = post("a-draft-of-mine");

    assertThat(number(after)).isEqualTo(number(before) + 1);
    soon().until(() -> amina.get("/health").status() == 200);
    assertThat(said("a-draft-of-mine")).isEqualTo(1);
    assertThat(said("before-it-is-gone")).isEqualTo(1);
  }

  @Fault(8)
  @Test
  void whoeverListensHearsAgainWhenTheDatabaseIsBack() throws Exception {
    server.stop();
    soon().until(() -> amina.get("/health").status() == 503);
    server.start();
    soon().until(() -> amina.get("/health").status() == 200);
    var heard = new ConcurrentLinkedQueue<String>();

    try (var line = listening(heard)) {
      post("heard-again");

      soon().until(() -> heard.stream().anyMatch(frame -> frame.contains("heard-again")));
      assertThat(line.closed()).isNotDone();
    }
  }

  @Fault(10)
  @Test
  void aDatabaseThatHangsHoldsNobodyForLongAndExhaustsNothing() throws Exception {
    var before = number(post("before-it-hangs"));
    cable.freeze();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var began = System.nanoTime();
      var posts = posts(callers);

      assertThat(amina.get("/me").status()).as("what is in memory").isEqualTo(200);
      for (var post : posts) {
        assertSaysAway(post.get());
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
      assertThat(amina.get("/health").status()).isEqualTo(503);
    } finally {
      cable.thaw();
    }

    soon().until(() -> post("after-it-hung").good());

    soon().until(() -> amina.get("/health").status() == 200);
    var numbers = new ArrayList<Integer>();
    amina
        .read(here() + "/messages?from=" + before + "&count=100")
        .path("messages")
        .forEach(message -> numbers.add(message.path("number").asInt()));
    assertThat(numbers).isSorted().doesNotHaveDuplicates().contains(before);
    assertThat(said("after-it-hung")).isEqualTo(1);
    for (var number = 0; number < POSTS; number++) {
      assertThat(said("it-hangs-" + number)).isLessThanOrEqualTo(1);
    }
  }

  /** All at once, in the same thread: some post, many read. */
  private List<Future<Caller.Answer>> posts(ExecutorService callers) {
    var posts = new ArrayList<Future<Caller.Answer>>();
    for (var number = 0; number < POSTS; number++) {
      var key = "it-hangs-" + number;
      posts.add(callers.submit(() -> post(key)));
    }
    for (var number = 0; number < READINGS; number++) {
      posts.add(callers.submit(() -> amina.get(here() + "/messages")));
    }
    return posts;
  }

  private LiveLine listening(ConcurrentLinkedQueue<String> heard) throws IOException {
    var line = amina.live(frame -> heard.add(frame.body()));
    line.listen("/room/" + room + "/thread/" + thread);
    return line;
  }

  private static void assertSaysAway(Caller.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
    assertThat(answer.json().path("error").asString()).isEqualTo("storage.away");
    assertThat(answer.json().path("message").asString()).contains("Your text is safe");
  }

  private Caller.Answer post(String key) throws IOException {
    return amina.post(here(), key, "Said with " + key + ".");
  }

  private static int number(Caller.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("number").asInt();
  }

  private long said(String key) throws IOException {
    var page = amina.read(here() + "/messages?from=1&count=100").path("messages").toString();
    return page.split("Said with " + key + "\\.", -1).length - 1L;
  }

  private static String threads() {
    return "/rooms/" + room + "/threads";
  }

  private static String here() {
    return threads() + "/" + thread;
  }

  private static ConditionFactory soon() {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions();
  }
}
