package org.talanoa.nodes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.browser.Chromium;
import org.talanoa.door.Visitors;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.SignIns;
import org.talanoa.testing.DatabaseServer;
import org.talanoa.testing.Fault;

/** What somebody sees in a real browser while the database is away. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "talanoa.mongodb.timeout=2s")
@DirtiesContext
@Tag("browser")
class AwayScreenTest {
  @TempDir static Path data;

  private static DatabaseServer server;

  private final int port;
  private final People people;
  private final SignIns signIns;
  private final Visitors visitors;

  @Autowired
  AwayScreenTest(@LocalServerPort int port, People people, SignIns signIns, Visitors visitors) {
    this.port = port;
    this.people = people;
    this.signIns = signIns;
    this.visitors = visitors;
  }

  @BeforeAll
  static void itServes() {
    server = DatabaseServer.in(data);
  }

  @DynamicPropertySource
  static void itsDatabase(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
    registry.add("talanoa.mongodb.uri", () -> server.uri());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Fault(8)
  @Test
  void aScreenSaysThatTheDatabaseIsAwayAndIsThereAgainAfterwards() {
    try (var chromium = new Chromium(port)) {
      var page = signedIn(chromium);

      server.stop();
      page.navigate("/bookmarks");

      assertThat(page.locator("h1")).hasText("Not just now");
      assertThat(page.locator("p")).containsText("The database does not answer");
      assertThat(Chromium.complaints(page)).isEmpty();
      server.start();
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInSameThread()
          .ignoreExceptionsInstanceOf(TimeoutError.class)
          .untilAsserted(() -> {
            page.locator("a.tal-button").click(new Locator.ClickOptions().setTimeout(1_000));
            assertThat(page.locator("h1"))
                .hasText("Bookmarks", new LocatorAssertions.HasTextOptions().setTimeout(8_000));
          });
    }
  }

  /** A page, still empty, of a person who has signed in. */
  private Page signedIn(Chromium chromium) {
    var amina = people.pretend(Profile.named(new PersonId("amina"), "Amina Diallo"), false);
    var token = signIns.begin(amina, "a test");
    var page = chromium.stranger(1280, 800, ColorScheme.LIGHT);
    page.context()
        .addCookies(
            visitors.cookies(token, new MockHttpServletRequest()).stream()
                .map(cookie ->
                    new Cookie(cookie.getName(), cookie.getValue())
                        .setUrl("http://localhost:" + port))
                .toList());
    return page;
  }
}
