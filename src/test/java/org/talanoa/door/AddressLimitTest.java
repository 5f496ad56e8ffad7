package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.Refusal;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Allowance;
import org.talanoa.people.Allowance.Act;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomKind;

/** Limits by address, behind a proxy that says for whom it asks; and what is looked over. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"vaadin.productionMode=true", "server.forward-headers-strategy=framework"})
@Import({Reformers.class, AddressLimitTest.StoppedClock.class})
@DirtiesContext
class AddressLimitTest {
  /** A second that lasts, in which nothing is given back. */
  @TestConfiguration
  static class StoppedClock {
    @Bean
    @Primary
    Clock stopped() {
      return Clock.fixed(Instant.now(), ZoneOffset.UTC);
    }
  }

  @TempDir static Path data;

  private final Reformers given;
  private final Allowance allowance;
  private final AccessTokens tokens;
  private final int port;

  @Autowired
  AddressLimitTest(
      Reformers given, Allowance allowance, AccessTokens tokens, @LocalServerPort int port) {
    this.given = given;
    this.allowance = allowance;
    this.tokens = tokens;
    this.port = port;
  }

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
  }

  @Test
  void anAddressThatHasAskedForTooMuchIsRefusedThereAndNowhereElse() throws Exception {
    try (var amina = given.peer("Amina", port)) {
      exhaust(amina, Act.SEARCH, "203.0.113.7");

      var refused = search(amina, "203.0.113.7");
      var answered = search(amina, "203.0.113.8");

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.body()).contains("tooMuchHere", "1");
      assertThat(answered.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void wordsAreLookedOverWithTheNamesOfTheAlliance() throws Exception {
    try (var amina = given.peer("Amina", port);
        var tashi = given.peer("Tashi", port)) {
      var room = given.room(RoomKind.CLOSED, amina, tashi);

      var found =
          amina.post(
              "/api/rooms/" + room + "/look-over",
              Map.of("markdown", "*Ask* Tashi on +221 77 123 45 67"));

      var hints = found.json().path("hints");
      assertThat(hints).hasSize(2);
      assertThat(hints.get(0).path("kind").asString()).isEqualTo("person");
      assertThat(hints.get(0).path("from").asInt()).isEqualTo(6);
      assertThat(hints.get(0).path("to").asInt()).isEqualTo(11);
      assertThat(hints.get(1).path("kind").asString()).isEqualTo("phone");
    }
  }

  private HttpResponse<String> search(Reformers.Peer peer, String address) throws Exception {
    try (var browser =
        new Browser(
            port,
            "Authorization",
            "Bearer " + tokens.make(peer.person, "program"),
            "X-Forwarded-For",
            address)) {
      return browser.get("/api/search?q=reform");
    }
  }

  /** Others at this address have used up what there is. */
  private void exhaust(Reformers.Peer like, Act act, String address) {
    try {
      while (true) {
        allowance.take(act, like.person, address);
        allowance.reset(act, new PersonId("amina").value());
      }
    } catch (Refusal.TooMuch _) {
      allowance.reset(act, like.person.id().value());
    }
  }
}
