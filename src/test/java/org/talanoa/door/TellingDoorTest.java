package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.Role;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.door.Gathering.Talk;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Caller;

/** Marks of what is told, at the doors of programs and on live lines. */
class TellingDoorTest extends LiveTest {
  private static final String KINDS = "/alliances/" + Gathering.ALLIANCE + "/kinds";

  @Autowired
  TellingDoorTest(Gathering given) {
    super(given);
  }

  private static String tellings(Talk talk, int number) {
    return talk.rest() + "/messages/" + number + "/tellings";
  }

  private static Caller.Answer mark(Guest who, Talk talk, int number, Map<String, ?> mark)
      throws IOException {
    return who.caller.call("POST", tellings(talk, number), mark);
  }

  private static String error(Caller.Answer answer) {
    return answer.json().path("error").asString();
  }

  @Test
  void whatOneMarksTheOthersHearAndReadWithTheWordsThatAreMeant() throws Exception {
    var amina = peer("Amina");
    var bashir = peer("Bashir");
    var room = given.room(RoomKind.CLOSED, amina, bashir);
    var talk = given.talk(room, amina);
    var number = amina.say(talk, "He said *no*.\n\nShe said\nno, and the team left.");
    var ear = listen(bashir, talk.live());

    var marked = mark(amina, talk, number, Map.of("kind", "team", "words", "said no", "nth", 1));

    assertThat(marked.status()).isEqualTo(200);
    var telling = marked.json().path("tellings").get(0);
    assertThat(telling.path("kind").asString()).isEqualTo("team");
    assertThat(telling.path("words").asString()).isEqualTo("said\nno");
    assertThat(telling.path("nth").asInt()).isEqualTo(1);
    var plain = bashir.caller.read(talk.rest() + "/messages/" + number + "/source").path("plain");
    assertThat(plain.asString().substring(telling.path("from").asInt(), telling.path("to").asInt()))
        .isEqualTo("said\nno");
    Gathering.patiently()
        .until(() ->
            ear.heard("message").stream()
                .anyMatch(frame -> frame.path("message").equals(marked.json())));
    var offsets = "?from=" + telling.path("from").asInt() + "&to=" + telling.path("to").asInt();
    var away = bashir.caller.call("DELETE", tellings(talk, number) + "/team" + offsets);
    assertThat(away.json().path("tellings")).isEmpty();
  }

  @Test
  void whatIsNoMarkIsRefused() throws Exception {
    var amina = peer("Amina");
    var room = given.room(RoomKind.CLOSED, amina);
    var talk = given.talk(room, amina);

    assertThat(error(mark(amina, talk, 1, Map.of()))).isEqualTo("telling.kindUnknown");
    assertThat(error(mark(amina, talk, 1, Map.of("kind", "$ne")))).isEqualTo("telling.kindUnknown");
    assertThat(error(mark(amina, talk, 1, Map.of("kind", "team", "words", "never said"))))
        .isEqualTo("telling.partUnknown");
    var there = tellings(talk, 1) + "/team";
    for (var wrong : new String[] {"?from=1", "?to=1", "?from=4&to=2", "?from=-1&to=2"}) {
      assertThat(error(amina.caller.call("DELETE", there + wrong))).isEqualTo("text.stretch");
    }
    assertThat(amina.caller.call("DELETE", there + "?from=900&to=999").status()).isEqualTo(200);
  }

  /** What an author says of their own words under a pseudonym is heard like anybody's. */
  @Attack(35)
  @Test
  void nothingThatIsSentTellsWhoHasMarked() throws Exception {
    var amina = peer("Amina");
    var bashir = peer("Bashir");
    var room = given.room(RoomKind.CLOSED, amina, bashir);
    var talk = given.talk(room, bashir);
    var said =
        amina.caller.call(
            "POST",
            talk.rest() + "/messages",
            Map.of("key", Gathering.key(), "markdown", "We lost the team.", "pseudonym", true));
    var number = said.json().path("number").asInt();
    var ear = listen(bashir, "/room/" + room, talk.live(), "/me");

    var marked = mark(amina, talk, number, Map.of("kind", "experience"));
    mark(amina, talk, number, Map.of("kind", "team", "words", "the team"));

    assertThat(marked.text()).doesNotContain(amina.id()).doesNotContain("Amina");
    Gathering.patiently().until(() -> ear.heardOf("the team\",\"nth\""));
    ear.roundTrip();
    assertThat(ear.all()).doesNotContain(amina.id()).doesNotContain("Amina");
  }

  @Test
  void organisersAddKindsInTheWordsOfTheAllianceAndTakeThemAway() throws Exception {
    var amina = peer("Amina");
    var olga = guest("Olga", Role.ORGANISER);
    var room = given.room(RoomKind.CLOSED, amina);
    var talk = given.talk(room, amina);
    assertThat(error(amina.caller.call("POST", KINDS, Map.of("name", "Boats"))))
        .isEqualTo("alliance.organisersOnly");

    var boats = olga.caller.call("POST", KINDS, Map.of("name", "Boats & bridges"));

    assertThat(boats.status()).isEqualTo(201);
    assertThat(boats.json().path("id").asString()).isEqualTo("own-boats-bridges");
    assertThat(amina.caller.read(KINDS).values())
        .contains(boats.json())
        .anyMatch(kind ->
            kind.path("name").asString().equals("Political tension")
                && kind.path("sort").asString().equals("about")
                && !kind.path("own").asBoolean());
    assertThat(mark(amina, talk, 1, Map.of("kind", "own-boats-bridges")).status()).isEqualTo(200);
    assertThat(olga.caller.call("DELETE", KINDS + "/own-boats-bridges").status()).isEqualTo(204);
    assertThat(amina.caller.read(KINDS).values()).doesNotContain(boats.json());
    assertThat(amina.caller.read(talk.rest() + "/messages/1").path("tellings")).hasSize(1);
  }
}
