package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.HttpCookie;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.SignIns;
import org.talanoa.testing.Attack;

/** Attacks on Vaadin's screens, by what a browser could send. */
class ScreenAttackTest extends LiveTest {
  private static final String EVERYWHERE = "Sign out everywhere";

  private final SignIns signIns;
  private final People people;

  @Autowired
  ScreenAttackTest(Gathering given, SignIns signIns, People people) {
    super(given);
    this.signIns = signIns;
    this.people = people;
  }

  private Browser browser(Person person) {
    var browser = closing(new Browser(given.port()));
    closing(browser.client::shutdownNow);
    var cookie = new HttpCookie(Visitors.COOKIE, signIns.begin(person.id(), "a browser"));
    cookie.setPath("/");
    cookie.setVersion(0);
    browser.cookies.getCookieStore().add(URI.create(browser.here), cookie);
    return browser;
  }

  private boolean isSignedIn(Person person) {
    return !signIns.of(person).isEmpty();
  }

  @Attack(13)
  @Test
  void anActWithoutTheTokenOfItsScreenIsRefused() throws Exception {
    var amina = peer("Amina").person;
    var eve = peer("Eve").person;
    var browser = browser(amina);
    var screen = Screen.open(browser, "profile");
    var click = screen.click(screen.around(EVERYWHERE));

    for (var token :
        List.of(
            "", "guessed", screen.token() + "x", Screen.open(browser(eve), "profile").token())) {
      var answer = screen.post(screen.ui(), token, browser.here, click);

      assertThat(answer.body()).contains("appError").doesNotContain("Exception");
      assertThat(isSignedIn(amina)).as(token).isTrue();
    }
    screen.send(click);
    assertThat(isSignedIn(amina)).isFalse();
  }

  @Attack(11)
  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1"})
  void anActThatAPageOfAnotherSiteAsksForIsRefused(String origin) throws Exception {
    var amina = peer("Amina").person;
    var screen = Screen.open(browser(amina), "profile");
    var click = screen.click(screen.around(EVERYWHERE));

    var answer = screen.post(screen.ui(), screen.token(), origin, click);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(isSignedIn(amina)).isTrue();
  }

  @Attack(11)
  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", ""})
  void noPageOfAnotherSiteOpensTheScreensOwnConnection(String origin) throws Exception {
    var browser = browser(peer("Amina").person);
    var screen = Screen.open(browser, "profile");
    var address = browser.here.replace("http", "ws") + "/VAADIN/push?v-r=push&v-uiId=";
    var opening = browser.client.newWebSocketBuilder();
    if (!origin.isEmpty()) {
      var _ = opening.header("Origin", origin);
    }

    var opened = opening.buildAsync(URI.create(address + screen.ui()), new WebSocket.Listener() {});

    assertThatThrownBy(() -> opened.get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .hasStackTraceContaining("403");
  }

  @Attack(30)
  @Test
  void anEventForWhatIsNotThereChangesNothing() throws Exception {
    var amina = peer("Amina").person;
    var browser = browser(amina);
    var button = Screen.open(browser, "profile").around(EVERYWHERE);

    for (var forged :
        List.of(
            click(99_999),
            click(-1),
            click(0),
            Map.of("type", "event", "node", button, "event", "no-such-event", "data", Map.of()),
            Map.of("type", "mSync", "node", button, "feature", 1, "property", "x", "value", "y"),
            call(button, "click"),
            call(button, "getClass"),
            call(1, "navigate"),
            Map.of("type", "channel", "node", button, "channel", 0, "args", List.of()),
            Map.of("type", "no-such-type", "node", button))) {
      var screen = Screen.open(browser, "profile");
      var answer = screen.post(screen.ui(), screen.token(), browser.here, forged);
      assertThat(answer.body()).doesNotContain("Exception", "org.talanoa");
      assertThat(isSignedIn(amina)).as(forged.toString()).isTrue();
    }
    var other = Screen.open(browser, "bookmarks");
    other.post(other.ui(), other.token(), browser.here, click(button));
    other = Screen.open(browser, "bookmarks");
    other.post(other.ui() + 50, other.token(), browser.here, click(button));
    assertThat(isSignedIn(amina)).isTrue();

    var screen = Screen.open(browser, "profile");
    screen.send(screen.click(screen.around(EVERYWHERE)));
    assertThat(isSignedIn(amina)).isFalse();
  }

  private static Map<String, Object> click(int node) {
    return Map.of("type", "event", "node", node, "event", "click", "data", Map.of());
  }

  private static Map<String, Object> call(int node, String method) {
    return Map.of(
        "type",
        "publishedEventHandler",
        "node",
        node,
        "templateEventMethodName",
        method,
        "templateEventMethodArgs",
        List.of(),
        "promise",
        0);
  }

  @Attack(30)
  @Test
  void anEventForTheScreenOfSomebodyElseChangesNothing() throws Exception {
    var amina = peer("Amina").person;
    var eve = peer("Eve").person;
    var screen = Screen.open(browser(amina), "profile");
    var button = screen.around(EVERYWHERE);
    var browser = browser(eve);
    var forging = Screen.open(browser, "bookmarks");

    for (var ui = 0; ui < 3; ui++) {
      for (var token : List.of(forging.token(), screen.token())) {
        forging.post(ui, token, browser.here, screen.click(button));
      }
    }

    assertThat(isSignedIn(amina)).isTrue();
    assertThat(isSignedIn(eve)).isTrue();
  }

  @Attack(30)
  @Test
  void aPressOnAButtonThatIsOffChangesNothing() throws Exception {
    var founder = given.founder().person();
    var member = peer("Pressed").person;
    var name = "Pressed " + member.id();
    people.change(member, old -> named(old, name));
    var screen = Screen.open(browser(founder), "a/" + Gathering.ALLIANCE + "/members");
    var close = closing(screen, name);
    screen.send(screen.click(close));
    assertThat(people.onBehalfOf(member.id())).isEmpty();
    signIns.disable(founder, member.id(), false);

    screen.send(screen.click(close));

    assertThat(people.onBehalfOf(member.id())).isPresent();
  }

  /** The button that closes this person's account. */
  private static int closing(Screen screen, String name) {
    var ofPerson = screen.with("aria-description", name);
    return screen.allAround("Close the account").stream()
        .filter(ofPerson::contains)
        .findFirst()
        .orElseThrow();
  }

  private static org.talanoa.people.Profile named(org.talanoa.people.Profile old, String name) {
    return new org.talanoa.people.Profile(
        old.id(),
        name,
        old.portrait(),
        old.country(),
        old.institution(),
        old.position(),
        old.seniority(),
        old.languages(),
        old.timeZone(),
        old.locale(),
        old.askMeAbout(),
        old.showsPresence(),
        old.mayBeAsked());
  }

  @Attack({13, 30})
  @Test
  void aScreenThatWasOpenBeforeSigningOutDoesNothingMore() throws Exception {
    var founder = given.founder().person();
    var member = peer("Member").person;
    var name = "Member " + member.id();
    people.change(member, old -> named(old, name));
    var browser = browser(founder);
    var screen = Screen.open(browser, "a/" + Gathering.ALLIANCE + "/members");
    var close = closing(screen, name);

    signIns.endAll(founder);
    var _ = screen.post(screen.ui(), screen.token(), browser.here, screen.click(close));

    assertThat(people.onBehalfOf(member.id())).isPresent();
  }

  @Attack(37)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/no/such/page",
        "/error",
        "/actuator/health",
        "/h2-console",
        "/VAADIN/",
        "/VAADIN/config/stats.json",
        "/VAADIN/stats.json",
        "/VAADIN/dev-bundle/config/stats.json",
        "/VAADIN/../application.properties",
        "/VAADIN/%2e%2e/application.properties",
        "/application.properties",
        "/messages.properties",
        "/META-INF/MANIFEST.MF",
        "/WEB-INF/classes/application.properties",
        "/BOOT-INF/classes/application.properties",
        "/@vite/client",
        "/?v-r=init&location=no/such/page&query=",
        "/?debug",
        "/?v-r=nothing",
        "/swagger-ui/index.html"
      })
  void nothingOfTheInsideIsShownToWhoLooksForIt(String path) throws Exception {
    var body = browser(peer("Amina").person).get(path).body();

    assertThat(body)
        .doesNotContain(
            "Exception",
            "org.springframework",
            "at org.",
            "com.vaadin.flow.router",
            "Available routes",
            "talanoa.data",
            "npmModules",
            "\"productionMode\":false",
            "Swagger UI");
  }

  @Attack(37)
  @Test
  void aPageThatIsNotThereListsNoOther() throws Exception {
    var screen = Screen.open(browser(peer("Amina").person), "no-such-page");

    for (var inside : List.of("Available routes", "set-up", "Could not navigate", "org.talanoa")) {
      assertThat(screen.shows(inside)).as(inside).isFalse();
    }
  }
}
