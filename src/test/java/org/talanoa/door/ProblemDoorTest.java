package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.door.Gathering.patiently;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.room.RoomKind;

/** Problem statements through the doors: who hears of what, and what is sent to them broken. */
class ProblemDoorTest extends LiveTest {
  @Autowired
  ProblemDoorTest(Gathering given) {
    super(given);
  }

  @Test
  void whoReadsHearsEachEditAndCatchesUpWithTheSame() throws Exception {
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var room = given.room(RoomKind.CLOSED, amina, tashi);
    var problem = shared(amina, room);
    var ear = listen(tashi, live(room, problem));

    edit(amina, room, problem, Map.of("what", "write", "spot", "why", "words", "People leave."));
    edit(tashi, room, problem, Map.of("what", "endorse", "words", "We too."));

    patiently().until(() -> ear.heard("edit").size() == 2);
    var since = tashi.caller.read(rest(room, problem) + "/since?revision=2");
    assertThat(since.path("complete").asBoolean()).isTrue();
    var told = ear.heard("edit").stream().map(frame -> frame.path("edit")).toList();
    assertThat(since.path("revisions").valueStream().toList()).isEqualTo(told);
    assertThat(told.getFirst().path("patch").path("parts").path("why").path("words").asString())
        .isEqualTo("People leave.");
  }

  @Test
  void nobodyHearsOfADraft() throws Exception {
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var room = given.room(RoomKind.OPEN, amina, tashi);
    var ear = listen(tashi, "/room/" + room);
    var problem = start(amina, room, "My minister does not listen");
    edit(amina, room, problem, Map.of("what", "write", "spot", "why", "words", "Secret."));

    assertThat(ear.line().outcome("SUBSCRIBE", live(room, problem), ""))
        .isEqualTo("problem.unknown");
    assertThat(ear.line().outcome("SEND", live(room, problem) + "/editing", "{\"spot\":\"why\"}"))
        .isNotEqualTo("yes");
    assertThat(tashi.caller.get(rest(room, problem)).status()).isEqualTo(404);
    assertThat(tashi.caller.get("/rooms/" + room + "/problems").text()).doesNotContain("minister");
    var talk = given.talk(room, amina);
    given.settle(talk, amina, listen(amina, talk.live()), ear);
    assertThat(ear.all()).doesNotContain("minister", "Secret");
    assertThat(ear.heard("problem")).isEmpty();

    edit(amina, room, problem, Map.of("what", "set-status", "status", "shared"));
    patiently().until(() -> !ear.heard("problem").isEmpty());
  }

  @ParameterizedTest
  @EnumSource(RoomKind.class)
  void whoWritesWhereIsShownInOpenRoomsAlone(RoomKind kind) throws Exception {
    var amina = peer("Amina").showsPresence();
    var tashi = peer("Tashi").showsPresence();
    var quiet = peer("Quiet");
    var room = given.room(kind, amina, tashi, quiet);
    var problem = shared(amina, room);
    var ear = listen(tashi, live(room, problem));
    for (var writer : List.of(quiet, amina)) {
      var line = listen(writer, live(room, problem)).line();
      assertThat(line.outcome("SEND", live(room, problem) + "/editing", "{\"spot\":\"why\"}"))
          .isEqualTo("yes");
    }

    edit(amina, room, problem, Map.of("what", "endorse", "words", "Marker."));
    patiently().until(() -> ear.heardOf("Marker."));

    assertThat(ear.heard("editing").stream().map(frame -> frame.path("person").asString()))
        .isEqualTo(kind == RoomKind.OPEN ? List.of(amina.id()) : List.of());
  }

  @Test
  void whoIsRemovedHearsNothingMore() throws Exception {
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var room = given.room(RoomKind.SEALED, amina, tashi);
    var problem = shared(amina, room);
    var ear = listen(tashi, live(room, problem));

    given.rooms.remove(given.chair(room), tashi.person.id());
    edit(amina, room, problem, Map.of("what", "write", "spot", "why", "words", "Said later."));

    patiently().until(() -> !ear.heard("ended").isEmpty());
    ear.roundTrip();
    assertThat(ear.heardOf("Said later.")).isFalse();
    assertThat(tashi.caller.get(rest(room, problem) + "/history").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "{\"key\":\"key-000001\",\"what\":\"write\"}",
        "{\"key\":\"key-000001\",\"what\":\"write\",\"spot\":\"why\",\"base\":99,\"words\":\"x\"}",
        "{\"key\":\"key-000001\",\"what\":\"write\",\"spot\":\"why\",\"base\":-1,\"words\":\"x\"}",
        "{\"key\":\"short\",\"what\":\"endorse\"}",
        "{\"key\":\"key-000001\",\"what\":\"discuss\"}",
        "{\"key\":\"key-000001\",\"what\":\"forgotten\"}",
        "{\"key\":\"key-000001\",\"what\":\"set-status\",\"status\":\"draft\"}",
        "{\"key\":\"key-000001\",\"what\":\"add-cause\",\"cause\":\"../../etc\",\"words\":\"x\"}",
        "{\"key\":\"key-000001\",\"what\":\"weigh\",\"cause\":\"aaaaaaaa\",\"aspect\":\"x\"}",
        "{\"key\":\"key-000001\",\"what\":\"restore\",\"revision\":9000000000000}",
        "{\"key\":\"key-000001\",\"what\":\"settle\",\"spot\":\"title\",\"words\":\"\"}"
      })
  void whatCannotBeDoneIsAnsweredClearlyAndChangesNothing(String body) throws Exception {
    var amina = peer("Amina");
    var room = given.room(RoomKind.CLOSED, amina);
    var problem = shared(amina, room);

    var answer = amina.caller.call("POST", rest(room, problem) + "/edits", body);

    assertThat(answer.status()).isBetween(400, 422);
    assertThat(answer.json().path("message").asString()).isNotBlank();
    assertThat(amina.caller.read(rest(room, problem)).path("revision").asLong()).isEqualTo(2);
  }

  @Test
  void whatIsTooLongIsNotTaken() throws Exception {
    var amina = peer("Amina");
    var room = given.room(RoomKind.CLOSED, amina);
    var problem = shared(amina, room);
    for (var length : List.of(4_001, 100_000)) {
      var edit =
          Map.of(
              "key", Gathering.key(), "what", "write", "spot", "why", "words", "x".repeat(length));
      var answer = amina.caller.call("POST", rest(room, problem) + "/edits", edit);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().path("error").asString()).isEqualTo("problem.tooLong");
    }
  }

  private static String start(Guest by, String room, String title) throws IOException {
    return by.caller
        .call(
            "POST", "/rooms/" + room + "/problems", Map.of("key", Gathering.key(), "title", title))
        .json()
        .path("id")
        .asString();
  }

  private static String shared(Guest by, String room) throws IOException {
    var id = start(by, room, "Pay is late");
    edit(by, room, id, Map.of("what", "set-status", "status", "shared"));
    return id;
  }

  private static void edit(Guest by, String room, String problem, Map<String, Object> edit)
      throws IOException {
    var body = new HashMap<>(edit);
    body.put("key", Gathering.key());
    var answer = by.caller.call("POST", rest(room, problem) + "/edits", body);
    if (!answer.good()) {
      throw new IOException(answer.toString());
    }
  }

  private static String rest(String room, String problem) {
    return "/rooms/" + room + "/problems/" + problem;
  }

  private static String live(String room, String problem) {
    return "/room/" + room + "/problem/" + problem;
  }
}
