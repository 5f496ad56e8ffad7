package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.SignIns;
import org.talanoa.testing.Attack;

/** A live connection lasts as long as the sign-in it was opened with. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
@DirtiesContext
class LiveSignInTest {
  private static final String EMAIL = "olga@example.org";
  private static final String PASSWORD = "seven quiet lagoons";

  @TempDir static Path data;

  private final People people;
  private final SignIns signIns;
  private final Invitations invitations;
  private final Browser browser;

  @Autowired
  LiveSignInTest(
      People people, SignIns signIns, Invitations invitations, @LocalServerPort int port) {
    this.people = people;
    this.signIns = signIns;
    this.invitations = invitations;
    this.browser = new Browser(port);
  }

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
  }

  @BeforeEach
  void olgaIsSignedIn() throws Exception {
    if (people.none()) {
      invitations.register(invitations.setUp(), "Olga", EMAIL, PASSWORD, "test");
    }
    browser.signIn(EMAIL, PASSWORD);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Attack(7)
  @Test
  void signingOutClosesTheConnection() throws Exception {
    var heard = new Heard();
    connected(heard);

    browser.post("/api/sign-out", Map.of(), "Origin", browser.here);

    assertThat(heard.closed.get(5, TimeUnit.SECONDS)).isNotNegative();
  }

  @Attack(8)
  @Test
  void signingOutEverywhereClosesTheConnection() throws Exception {
    var heard = new Heard();
    connected(heard);

    signIns.endAll(olga());

    assertThat(heard.closed.get(5, TimeUnit.SECONDS)).isNotNegative();
  }

  @Attack(11)
  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1", ""})
  void aPageOfAnotherSiteOpensNoConnection(String origin) {
    assertThatThrownBy(() -> open(origin, new Heard()).get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .hasStackTraceContaining("403");
  }

  @Attack(12)
  @ParameterizedTest
  @ValueSource(strings = {"", "x-talanoa-token:guessed\n"})
  void withoutTheTokenOfOurPageNobodyIsConnected(String token) throws Exception {
    var heard = new Heard();
    var socket = open(browser.here, heard).get(5, TimeUnit.SECONDS);

    var _ = socket.sendText(connect(token), true);

    assertThat(heard.closed.get(5, TimeUnit.SECONDS)).isNotNegative();
    assertThat(heard.text()).doesNotContain("CONNECTED");
  }

  private void connected(Heard heard) throws Exception {
    var page = browser.cookie(Visitors.PAGE_COOKIE).orElseThrow();
    var socket = open(browser.here, heard).get(5, TimeUnit.SECONDS);
    var _ = socket.sendText(connect("x-talanoa-token:" + page + "\n"), true);
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(5))
        .until(() -> heard.text().contains("CONNECTED"));
  }

  private CompletableFuture<WebSocket> open(String origin, Heard heard) {
    var builder = browser.client.newWebSocketBuilder().subprotocols("v12.stomp");
    if (!origin.isEmpty()) {
      var _ = builder.header("Origin", origin);
    }
    builder.header("Cookie", Visitors.COOKIE + "=" + browser.cookie(Visitors.COOKIE).orElseThrow());
    return builder.buildAsync(URI.create(browser.here.replace("http", "ws") + "/live"), heard);
  }

  private static String connect(String token) {
    return "CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n" + token + "\n\0";
  }

  private Person olga() {
    return signIns.who(browser.cookie(Visitors.COOKIE).orElseThrow()).orElseThrow();
  }

  /** What came over the connection, and how it was closed. */
  private static final class Heard implements WebSocket.Listener {
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Queue<String> pieces = new ConcurrentLinkedQueue<>();

    String text() {
      return String.join("", pieces);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      pieces.add(data.toString());
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(status);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.complete(0);
    }
  }
}
