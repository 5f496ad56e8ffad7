package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.door.Gathering.Talk;
import org.talanoa.people.Profile;
import org.talanoa.people.Seniority;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Caller;
import tools.jackson.databind.JsonNode;

/** What was talked about before and who knows about it, at the doors of programs. */
class RelatedDoorTest extends LiveTest {
  private static final String SAID =
      "The quarrelsome treasury halved our procurement budget without a word.";
  private static final String ASKED =
      "Has a treasury halved somebody else's procurement budget before?";

  @Autowired
  RelatedDoorTest(Gathering given) {
    super(given);
  }

  private static List<String> titles(JsonNode related) {
    return related.path("related").valueStream().map(hit -> hit.path("thread").asString()).toList();
  }

  private static JsonNode toWords(Guest who, String room, String words) throws Exception {
    var answer = who.caller.call("POST", "/rooms/" + room + "/related", Map.of("words", words));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static void isRelated(Guest who, Talk talk, String words) {
    Gathering.patiently()
        .until(() -> {
          who.mayAgain();
          return titles(toWords(who, talk.room(), words)).contains(talk.thread());
        });
  }

  @Test
  void whatIsAboutToBeAskedLeadsToWhereItWasTalkedAbout() throws Exception {
    var amina = peer("Amina");
    var bashir = peer("Bashir");
    var room = given.room(RoomKind.CLOSED, amina, bashir);
    var talk = given.talk(room, bashir);
    var number = bashir.say(talk, SAID);

    isRelated(amina, talk, ASKED);

    var hit = toWords(amina, room, ASKED).path("related").get(0);
    assertThat(hit.path("number").asInt()).isEqualTo(number);
    assertThat(hit.path("room").asString()).isEqualTo(room);
    assertThat(hit.path("by").path("name").asString()).isEqualTo("Bashir");
    assertThat(hit.path("passage").asString()).contains("procurement");
    var asked = given.talk(room, amina);
    amina.say(asked, ASKED);
    Gathering.patiently()
        .until(() -> {
          bashir.mayAgain();
          return titles(toWords(bashir, room, ASKED)).size() == 2;
        });
    assertThat(titles(bashir.caller.read(talk.rest() + "/related"))).doesNotContain(talk.thread());
  }

  @Attack(31)
  @Test
  void nothingIsRelatedWhereOneMayNotRead() throws Exception {
    var amina = peer("Amina");
    var eve = peer("Eve");
    var room = given.room(RoomKind.SEALED, amina);
    var open = given.room(RoomKind.OPEN, amina, eve);
    var talk = given.talk(room, amina);
    amina.say(talk, SAID);
    isRelated(amina, talk, ASKED);

    assertThat(titles(toWords(eve, open, ASKED))).isEmpty();
    assertThat(titles(toWords(amina, open, ASKED))).doesNotContain(talk.thread());
    var unknown = new Talk("aaaaaaaaaaaa", talk.thread());
    var words = Map.of("words", ASKED);
    for (var path : List.of("/related", "/messages/1/likely")) {
      assertThat(eve.caller.get(talk.rest() + path))
          .isEqualTo(eve.caller.get(unknown.rest() + path));
    }
    assertThat(eve.caller.call("POST", "/rooms/" + room + "/related", words))
        .isEqualTo(eve.caller.call("POST", "/rooms/" + unknown.room() + "/related", words));
  }

  @Test
  void whatIsTooLongOrMissingIsSaidToBe() throws Exception {
    var amina = peer("Amina");
    var room = given.room(RoomKind.OPEN, amina);
    var talk = given.talk(room, amina);

    var tooLong =
        amina.caller.call(
            "POST", "/rooms/" + room + "/related", Map.of("words", "word ".repeat(9_000)));

    assertThat(tooLong.status()).isEqualTo(422);
    assertThat(tooLong.json().path("error").asString()).isEqualTo("text.tooLong");
    assertThat(toWords(amina, room, "").path("related")).isEmpty();
    assertThat(amina.caller.get(talk.rest() + "/messages/99/likely").status()).isEqualTo(404);
    var strange = "/messages/1/likely?from=-5&to=1000000";
    assertThat(amina.caller.read(talk.rest() + strange).path("kinds")).isEmpty();
  }

  @Test
  void whoAgreedToBeAskedIsNamedWithoutTheirRank() throws Exception {
    var amina = peer("Amina");
    var bashir = peer("Bashir");
    given.people.change(bashir.person, RelatedDoorTest::high);
    var room = given.room(RoomKind.CLOSED, amina, bashir);
    var talk = given.talk(room, bashir);
    bashir.say(talk, "We halved the flabbergasting levy.");

    Gathering.patiently().until(() -> !knowers(amina).path("knowers").isEmpty());

    var knower = knowers(amina).path("knowers").get(0);
    assertThat(knower.path("person").path("id").asString()).isEqualTo(bashir.id());
    assertThat(knower.path("reasons").get(0).path("thread").asString()).isEqualTo(talk.thread());
    assertThat(knower.toString()).doesNotContain("Ministry of Silence");
    assertThat(knowers(bashir).path("knowers")).as("nobody has to ask themselves").isEmpty();
  }

  private static JsonNode knowers(Guest who) throws Exception {
    who.mayAgain();
    return who.caller.read("/search/knowers?q=" + Caller.encoded("flabbergasting levy"));
  }

  private static Profile high(Profile now) {
    return new Profile(
        now.id(),
        now.name(),
        now.portrait(),
        now.country(),
        "Ministry of Silence",
        "Minister",
        Seniority.HEAD,
        now.languages(),
        now.timeZone(),
        now.locale(),
        now.askMeAbout(),
        now.showsPresence(),
        true);
  }
}
