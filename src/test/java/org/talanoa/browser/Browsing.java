package org.talanoa.browser;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The demonstration, served from its own copy for each class, and a browser with visitors in it.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "talanoa.demo=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
@Tag("browser")
abstract class Browsing {
  @LocalServerPort int port;
  Chromium chromium;

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) throws IOException {
    var data = DemonstrationData.copy();
    registry.add("talanoa.data", data::toString);
  }

  @BeforeAll
  void start() {
    chromium = new Chromium(port);
  }

  @AfterEach
  void leave() {
    chromium.leave();
  }

  @AfterAll
  void stop() {
    chromium.close();
  }
}
