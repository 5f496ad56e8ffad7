package org.talanoa.nodes;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.browser.Chromium;
import org.talanoa.testing.DatabaseServer;
import org.talanoa.testing.Fault;

/** What somebody sees in a real browser while the database is away. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"talanoa.demo=true", "talanoa.mongodb.timeout=2s"})
@DirtiesContext
@Tag("browser")
class AwayScreenTest {
  @TempDir static Path data;

  private static DatabaseServer server;

  private final int port;

  AwayScreenTest(@LocalServerPort int port) {
    this.port = port;
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
      var page = chromium.visitor("peer");

      server.stop();
      page.navigate("http://localhost:" + port + "/bookmarks");

      assertThat(page.locator("h1")).hasText("Not just now");
      assertThat(page.locator("p")).containsText("The database does not answer");
      assertThat(Chromium.complaints(page)).isEmpty();
      server.start();
      page.locator("a.tal-button").click();
      assertThat(page.locator("h1")).hasText("Bookmarks");
    }
  }
}
