package org.talanoa.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.people.AccessTokens;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Caller;
import org.talanoa.testing.DatabaseServer;
import org.talanoa.testing.Fault;
import org.talanoa.testing.LiveLine;
import org.talanoa.testing.World;

/** Two processes on one database behind the proxy of {@code docker/}, with its own settings. */
@Tag("long")
class ProxyTest {
  private static final String KEY = "cd".repeat(32);

  @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER)
  Path data;

  private DatabaseServer database;
  private Installed first;
  private Installed second;
  private Process proxy;
  private String address;
  private String room;
  private String thread;
  private String token;

  @BeforeEach
  void twoNodesBehindAProxy() throws IOException {
    assumeThat(Path.of("/usr/sbin/haproxy")).as("HAProxy is not installed").isExecutable();
    database = DatabaseServer.in(data);
    try (var world =
        new World(Storage.at(database.uri(), Duration.ofSeconds(10)), InstallationKey.of(KEY))) {
      var amina = world.peer("amina");
      room = world.room(RoomKind.CLOSED, amina).id().value();
      thread = world.thread(amina, new RoomId(room), "A thread").value();
      var tokens =
          new AccessTokens(world.people, world.storage, world.key, world.feed, Clock.systemUTC());
      token = tokens.make(amina, "test");
    }
    first = node("node1");
    second = node("node2");
    first.start();
    second.start();
    startProxy();
  }

  private Installed node(String name) throws IOException {
    return new Installed(
        Files.createDirectories(data.resolve(name)),
        "--talanoa.mongodb.uri=" + database.uri(),
        "--talanoa.mongodb.timeout=3s",
        "--talanoa.key=" + KEY,
        "--server.forward-headers-strategy=framework");
  }

  private void startProxy() throws IOException {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    address = "http://localhost:" + port;
    var starting =
        new ProcessBuilder("/usr/sbin/haproxy", "-db", "-f", "docker/haproxy.cfg")
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("proxy.log").toFile());
    starting
        .environment()
        .putAll(
            Map.of(
                "TALANOA_BIND", "127.0.0.1:" + port,
                "TALANOA_NODE1", first.address().replace("http://localhost", "127.0.0.1"),
                "TALANOA_NODE2", second.address().replace("http://localhost", "127.0.0.1")));
    proxy = starting.start();
    try (var caller = caller()) {
      soon().until(() -> caller.get("/health").status() == 200);
    }
  }

  @AfterEach
  void end() throws Exception {
    if (proxy != null) {
      proxy.destroy();
      proxy.waitFor(10, TimeUnit.SECONDS);
      first.close();
      second.close();
    }
    if (database != null) {
      database.close();
    }
  }

  @Test
  void aBrowserStaysWithItsNodeAndDifferentOnesAreSpread() throws Exception {
    var nodes = new java.util.TreeSet<String>();
    for (var browser = 0; browser < 8; browser++) {
      var cookies = new CookieManager();
      try (var client = HttpClient.newBuilder().cookieHandler(cookies).build()) {
        var node = nodeOf(client, cookies);
        for (var visit = 0; visit < 5; visit++) {
          assertThat(nodeOf(client, cookies)).isEqualTo(node);
        }
        nodes.add(node);
      }
    }
    assertThat(nodes).containsExactly("node1", "node2");
  }

  @Test
  void whatOneNodeTakesIsHeardThroughTheOther() throws Exception {
    var heard = new ConcurrentLinkedQueue<String>();
    try (var listener = caller();
        var line = listening(listener, heard);
        var atFirst = new Caller(first.address(), token);
        var atSecond = new Caller(second.address(), token)) {
      assertThat(post(atFirst, "at-the-first").status()).isEqualTo(201);
      assertThat(post(atSecond, "at-the-second").status()).isEqualTo(201);

      soon().until(() -> heard.toString().contains("at-the-first"));
      soon().until(() -> heard.toString().contains("at-the-second"));
      assertThat(line.closed()).isNotDone();
    }
  }

  @Attack(11)
  @Test
  void aPageKnowsItsOwnOriginBehindTheProxyAndAnotherOneIsRefused() throws Exception {
    assertThat(handshake(address)).isEqualTo("open");
    assertThat(handshake("https://evil.example")).contains("403");
    assertThat(handshake(first.address())).as("the node's own address").contains("403");
  }

  @Fault(1)
  @Test
  void whenOneNodeIsKilledTheOtherTakesItsPeopleAndNothingAcknowledgedIsLost() throws Exception {
    var heard = new ConcurrentLinkedQueue<String>();
    var cookies = new CookieManager();
    try (var caller = caller();
        var browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        var line = listening(caller, heard)) {
      var node = nodeOf(browser, cookies);
      assertThat(post(caller, "said-before").status()).isEqualTo(201);

      first.kill();

      soon().until(() -> post(caller, "while-one-is-gone").good());
      soon().until(() -> nodeOf(browser, cookies).equals("node2"));
      soon().until(() -> line.closed().isDone() || heard.toString().contains("while-one-is-gone"));
      var again = new ConcurrentLinkedQueue<String>();
      soon()
          .until(() -> {
            try (var anew = listening(caller, again)) {
              return !anew.closed().isDone();
            }
          });
      first.start();
      second.kill();
      soon().until(() -> post(caller, "and-the-other-way-round").good());
      soon().until(() -> nodeOf(browser, cookies).equals("node1"));
      assertThat(node).startsWith("node");
      var page = caller.read(here() + "/messages?from=1&count=100").toString();
      for (var key :
          java.util.List.of("said-before", "while-one-is-gone", "and-the-other-way-round")) {
        assertThat(page.split("Said with " + key + "\\.", -1)).as(key).hasSize(2);
      }
    }
  }

  private String nodeOf(HttpClient client, CookieManager cookies) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(address + "/api/health")).build();
    var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() != 200) {
      throw new IOException("answered with " + answer.statusCode());
    }
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("talanoa-node"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private String handshake(String origin) {
    try (var client = HttpClient.newHttpClient()) {
      var socket =
          client
              .newWebSocketBuilder()
              .header("Origin", origin)
              .subprotocols("v12.stomp")
              .buildAsync(
                  URI.create(address.replaceFirst("http", "ws") + "/live"),
                  new WebSocket.Listener() {})
              .get(10, TimeUnit.SECONDS);
      socket.abort();
      return "open";
    } catch (Exception refused) {
      var cause = refused.getCause();
      return cause instanceof java.net.http.WebSocketHandshakeException handshake
          ? String.valueOf(handshake.getResponse().statusCode())
          : refused.toString();
    }
  }

  private LiveLine listening(Caller caller, ConcurrentLinkedQueue<String> heard)
      throws IOException {
    var line = caller.live(frame -> heard.add(frame.body()));
    line.listen("/room/" + room + "/thread/" + thread);
    return line;
  }

  private Caller caller() {
    return new Caller(address, token);
  }

  private Caller.Answer post(Caller caller, String key) throws IOException {
    return caller.post(here(), key, "Said with " + key + ".");
  }

  private String here() {
    return "/rooms/" + room + "/threads/" + thread;
  }

  private static ConditionFactory soon() {
    return await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions();
  }
}
