package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Caller;
import org.talanoa.testing.Seated;

/** What those who keep order do at the doors of programs. */
class KeepersDoorsTest extends LiveTest {
  private static final Map<String, String> WHY = Map.of("reason", "It has become too loud.");

  @Autowired
  KeepersDoorsTest(Gathering given) {
    super(given);
  }

  private static String error(Caller.Answer answer) {
    return answer.json().path("error").asString();
  }

  @Test
  void nobodyIsTakenOutAndNoThreadIsClosedWithoutAReason() throws Exception {
    var amina = peer("Amina");
    var keeper = peer("Keeper");
    var room = given.room(RoomKind.CLOSED, amina);
    Seated.in(given.rooms, given.chair(room), keeper.person, true);
    var talk = given.talk(room, amina);
    var place = "/rooms/" + room + "/people/" + amina.id();

    assertThat(error(keeper.caller.call("PUT", talk.rest(), Map.of("locked", true))))
        .isEqualTo("reason.length");
    assertThat(amina.caller.read(talk.rest()).path("thread").path("locked").asBoolean()).isFalse();
    assertThat(error(keeper.caller.call("DELETE", place))).isEqualTo("reason.length");
    assertThat(amina.caller.get("/rooms/" + room).status()).isEqualTo(200);

    var closing = Map.of("locked", true, "reason", "It has become too loud.");
    assertThat(keeper.caller.call("PUT", talk.rest(), closing).status()).isEqualTo(200);
    assertThat(keeper.caller.call("DELETE", place, WHY).status()).isEqualTo(204);

    assertThat(amina.caller.get("/rooms/" + room).status()).isEqualTo(404);
    var told = amina.caller.read("/me/notices").path("notices");
    assertThat(told.valueStream().map(notice -> notice.path("kind").asString()))
        .containsExactly("seat-taken", "thread-locked");
    assertThat(told.path(0).path("reason").asString()).isEqualTo("It has become too loud.");
    var trail = keeper.caller.read("/rooms/" + room + "/trail");
    assertThat(trail.path("entries").valueStream().map(entry -> entry.path("act").asString()))
        .containsExactly("seat-taken", "thread-locked");
    assertThat(trail.toString()).doesNotContain(amina.id(), "Amina");
  }

  @Test
  void whoDecidesOnWhatWaitsSeesItsPollAndItsFilesAndNobodyElseDoes() throws Exception {
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var keeper = peer("Keeper");
    var room = given.room(RoomKind.CLOSED, amina, tashi);
    Seated.in(given.rooms, given.chair(room), keeper.person, true);
    var talk = given.talk(room, tashi);
    var other =
        amina
            .caller
            .upload("/rooms/" + room + "/attachments", "other.txt", bytes("Nobody's business."))
            .json()
            .path("id")
            .asString();
    var file =
        amina
            .caller
            .upload("/rooms/" + room + "/attachments", "notes.txt", bytes("Our figures."))
            .json()
            .path("id")
            .asString();
    approveFirst(keeper, room);

    var waiting =
        amina
            .caller
            .call(
                "POST",
                talk.rest() + "/messages",
                Map.of(
                    "key",
                    Gathering.key(),
                    "markdown",
                    "Here they are.",
                    "attachments",
                    List.of(file),
                    "poll",
                    Map.of(
                        "question",
                        "Which year?",
                        "options",
                        List.of("Last", "This"),
                        "several",
                        false)))
            .json()
            .path("waiting")
            .path("id")
            .asString();

    var approvals = "/rooms/" + room + "/approvals";
    var seen = keeper.caller.read(approvals).path("waiting").path(0);
    assertThat(seen.path("poll").path("question").asString()).isEqualTo("Which year?");
    assertThat(seen.path("poll").path("options").path(1).path("text").asString()).isEqualTo("This");
    var shown = seen.path("attachments").path(0);
    assertThat(shown.path("name").asString()).isEqualTo("notes.txt");
    var url = shown.path("url").asString().substring("/api".length());
    assertThat(url).isEqualTo(approvals + "/" + waiting + "/attachments/" + file);
    assertThat(keeper.caller.get(url).text()).isEqualTo("Our figures.");
    assertThat(keeper.caller.get(approvals + "/" + waiting + "/attachments/" + other).status())
        .isEqualTo(404);
    assertThat(keeper.caller.get("/rooms/" + room + "/attachments/" + file).status())
        .isEqualTo(404);
    assertThat(tashi.caller.get(url).status()).isEqualTo(403);
    assertThat(amina.caller.get(url).status()).isEqualTo(403);
    var mine = amina.caller.read("/rooms/" + room + "/waiting").path(0);
    var own = mine.path("attachments").path(0).path("url").asString().substring("/api".length());
    assertThat(amina.caller.get(own).text()).isEqualTo("Our figures.");

    assertThat(keeper.caller.call("POST", approvals + "/" + waiting + "/let-in").status())
        .isEqualTo(204);
    assertThat(keeper.caller.get(url).status()).isEqualTo(404);
    assertThat(tashi.caller.get("/rooms/" + room + "/attachments/" + file).text())
        .isEqualTo("Our figures.");
  }

  @Test
  void aBlankKeyIsRefusedAndSaidToBeWhatIsWrong() throws Exception {
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.CLOSED, amina), amina);

    for (var key : List.of("", "        ", "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0")) {
      var answer = amina.caller.post(talk.rest(), key, "words");

      assertThat(answer.status()).isEqualTo(422);
      assertThat(error(answer)).isEqualTo("message.keyForm");
      assertThat(answer.json().path("message").asString()).contains("your text stays");
    }
  }

  private static void approveFirst(Guest keeper, String room) throws Exception {
    var manner =
        Map.of(
            "rankHidden",
            false,
            "slow",
            0,
            "approveFirst",
            true,
            "namingForbidden",
            false,
            "retention",
            "keep",
            "formerWords",
            "keep",
            "reason",
            "It has to be read first.");
    assertThat(keeper.caller.call("PUT", "/rooms/" + room + "/manner", manner).status())
        .isEqualTo(200);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
