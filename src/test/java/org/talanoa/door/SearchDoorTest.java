package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.door.Reformers.Answer;
import org.talanoa.door.Reformers.Peer;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.testing.Attack;
import org.talanoa.testing.BadInputs;
import org.talanoa.testing.Harmless;
import org.talanoa.testing.Sample;

/** What the search tells through the REST door, and to whom. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
@Import(Reformers.class)
@DirtiesContext
class SearchDoorTest {
  private static final String UNKNOWN = "aaaaaaaaaaaaaaaaaaaa";
  private static final String WORD = "unmistakable";

  @TempDir static Path data;

  private final Rooms rooms;
  private final People people;
  private final Peer amina;
  private final Peer tashi;
  private final Peer eve;
  private final String room;
  private final String sealed;

  @Autowired
  SearchDoorTest(Reformers given, Rooms rooms, People people, @LocalServerPort int port) {
    this.rooms = rooms;
    this.people = people;
    this.amina = given.peer("Amina", port);
    this.tashi = given.peer("Tashi", port);
    this.eve = given.peer("Eve", port);
    this.room = given.room(RoomKind.CHATHAM_HOUSE, amina, tashi);
    this.sealed = given.room(RoomKind.SEALED, amina, tashi);
  }

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
  }

  @AfterEach
  void close() {
    amina.close();
    tashi.close();
    eve.close();
  }

  @Attack(31)
  @Test
  void whoeverDoesNotSitThereIsToldWhatAnyoneIsToldOfNothing() throws Exception {
    said(room, WORD + " and " + WORD);
    await(tashi, "", WORD);

    for (var question : List.of(WORD, "unmis*", '"' + WORD + " and\"", "from:amina", "has:link")) {
      assertNothing(search(eve, "", question));
    }
    assertThat(search(eve, room, WORD)).isEqualTo(search(eve, UNKNOWN, WORD));
    assertThat(search(eve, room, WORD).status()).isEqualTo(404);
    assertThat(search(eve, sealed, WORD)).isEqualTo(search(eve, UNKNOWN, WORD));
  }

  @Attack(31)
  @Test
  void aSealedRoomIsFoundFromInsideOnly() throws Exception {
    said(sealed, WORD);
    await(tashi, sealed, WORD);

    assertNothing(search(tashi, room, WORD));
    assertThat(search(tashi, "", WORD).json().path("hits").toString()).doesNotContain(sealed);
  }

  @Attack(32)
  @Test
  void whoeverWasRemovedFindsNothingRightAfterwards() throws Exception {
    said(room, "afterwards");
    await(tashi, "", "afterwards");

    var chair = rooms.chair(people.onBehalfOf(new PersonId("olga")).orElseThrow(), id(room));
    rooms.remove(chair, tashi.person.id());

    assertNothing(search(tashi, "", "afterwards"));
    assertThat(search(tashi, room, "afterwards")).isEqualTo(search(tashi, UNKNOWN, "afterwards"));
  }

  @Attack(33)
  @Test
  void whatWasTakenBackOrSaidOtherwiseIsNotFoundRightAfterwards() throws Exception {
    var first = said(room, "regrettable");
    var second = said(room, "hasty");
    await(tashi, "", "regrettable");
    await(tashi, "", "hasty");

    assertThat(amina.send("DELETE", first, "").status()).isLessThan(300);
    assertThat(amina.send("PUT", second, "{\"markdown\": \"considered\"}").status()).isEqualTo(200);

    assertNothing(search(tashi, "", "regrettable"));
    assertNothing(search(tashi, "", "hasty"));
    await(tashi, "", "considered");
    assertNothing(search(tashi, "", "hasty"));
  }

  @Attack(40)
  @Test
  void everyNaughtyStringIsAskedForAndNothingBreaks() throws Exception {
    said(room, "a word that is there");
    search(amina, "", "warm");
    var softly = new SoftAssertions();
    for (var text : Sample.oneIn(4, BadInputs.naughty())) {
      var answer = search(amina, "", text);

      softly.assertThat(answer.status()).as(text).isEqualTo(200);
      for (var hit : answer.json().path("hits")) {
        Harmless.check(hit.path("passage").asString());
      }
    }
    softly.assertAll();
  }

  private static void assertNothing(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("total").asInt()).isZero();
    assertThat(answer.json().path("hits")).isEmpty();
  }

  private static RoomId id(String room) {
    return new RoomId(room);
  }

  /** Says something in a new thread; answers the message's path. */
  private String said(String where, String words) throws Exception {
    var threads = "/api/rooms/" + where + "/threads";
    var started =
        amina.post(
            threads, Map.of("title", "Talk", "key", Reformers.key(), "markdown", "What about it?"));
    assertThat(started.status()).as(started.body()).isEqualTo(201);
    var messages =
        threads + "/" + started.json().path("thread").path("id").asString() + "/messages";
    var posted = amina.post(messages, Map.of("key", Reformers.key(), "markdown", words));
    assertThat(posted.status()).as(posted.body()).isEqualTo(201);
    return messages + "/" + posted.json().path("number").asInt();
  }

  private void await(Peer peer, String inside, String words) {
    org.awaitility.Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> search(peer, inside, words).json().path("total").asInt() > 0);
  }

  private static Answer search(Peer peer, String inside, String words) throws Exception {
    return peer.get(
        "/api/search?q="
            + URLEncoder.encode(words, StandardCharsets.UTF_8)
            + (inside.isEmpty() ? "" : "&inside=" + inside));
  }
}
