package org.talanoa.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.search.By;
import org.talanoa.search.Found;
import org.talanoa.search.Inquiry;
import org.talanoa.search.Order;
import org.talanoa.search.Question;
import org.talanoa.search.Search;

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
  @Autowired private ApplicationContext server;
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

  /** Waits on the server until Amina, the peer, is answered so; then a page asks only once. */
  void awaitAnswer(String question, Predicate<Found> so) {
    awaitAnswer(question, Optional.empty(), so);
  }

  /** The same where Amina stands in a room. */
  void awaitAnswer(String question, Optional<RoomId> inside, Predicate<Found> so) {
    var people = server.getBean(People.class);
    var rooms = server.getBean(Rooms.class);
    var search = server.getBean(Search.class);
    var inquiry =
        new Inquiry(Question.of(question), inside, By.BOTH, Order.RELEVANCE, 0, Search.MOST, true);
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          var amina = people.onBehalfOf(new PersonId("amina")).orElseThrow();
          return so.test(search.find(rooms.seats(amina), inquiry));
        });
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
