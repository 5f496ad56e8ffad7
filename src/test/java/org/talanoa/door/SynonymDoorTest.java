package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.Role;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Caller;

/** Wordings that mean the same, at the doors of programs. */
class SynonymDoorTest extends LiveTest {
  private static final String SYNONYMS = "/alliances/" + Gathering.ALLIANCE + "/synonyms";

  @Autowired
  SynonymDoorTest(Gathering given) {
    super(given);
  }

  private static Caller.Answer send(Guest who, String method, String path, String... wordings)
      throws IOException {
    return who.caller.call(method, path, Map.of("wordings", Arrays.asList(wordings)));
  }

  private static String error(Caller.Answer answer) {
    return answer.json().path("error").asString();
  }

  @Test
  void organisersKeepThemAndPeersReadThem() throws Exception {
    var amina = peer("Amina");
    var olga = guest("Olga", Role.ORGANISER);
    assertThat(error(send(amina, "POST", SYNONYMS, "SAI", "audit office")))
        .isEqualTo("alliance.organisersOnly");

    var kept = send(olga, "POST", SYNONYMS, " SAI ", "audit office");

    assertThat(kept.status()).isEqualTo(201);
    assertThat(kept.json().path("wordings").toString()).isEqualTo("[\"SAI\",\"audit office\"]");
    assertThat(amina.caller.read(SYNONYMS).values()).contains(kept.json());
    var there = SYNONYMS + "/" + kept.json().path("id").asString();
    var changed = send(olga, "PUT", there, "SAI", "supreme audit institution");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(amina.caller.read(SYNONYMS).values())
        .contains(changed.json())
        .doesNotContain(kept.json());
    assertThat(olga.caller.call("DELETE", there).status()).isEqualTo(204);
    assertThat(amina.caller.read(SYNONYMS).values()).doesNotContain(changed.json());
    assertThat(send(olga, "PUT", there, "SAI", "ISC").status()).isEqualTo(404);
  }

  @Test
  void whatIsNoGroupIsRefused() throws Exception {
    var olga = guest("Olga", Role.ORGANISER);

    assertThat(error(olga.caller.call("POST", SYNONYMS, "{}"))).isEqualTo("synonyms.count");
    assertThat(error(olga.caller.call("POST", SYNONYMS, "{\"wordings\":[null,\"PFM\"]}")))
        .isEqualTo("request.form");
    assertThat(error(send(olga, "POST", SYNONYMS, "PFM", "x"))).isEqualTo("synonyms.wording");
    assertThat(olga.caller.call("POST", SYNONYMS, "{\"wordings\":{}}").status()).isEqualTo(400);
  }

  @Test
  void theAnswerOfASearchSaysForWhichWordsOthersWereLookedForToo() throws Exception {
    var amina = peer("Amina");
    var olga = guest("Olga", Role.ORGANISER);
    var talk = given.talk(given.room(RoomKind.CLOSED, amina), amina);
    amina.say(talk, "The bureau for quiet lagoons was closed.");
    var kept = send(olga, "POST", SYNONYMS, "BQL", "bureau for quiet lagoons");

    Gathering.patiently()
        .until(() -> amina.caller.read("/search?q=BQL").path("total").asInt() == 1);

    var found = amina.caller.read("/search?q=BQL");
    assertThat(found.path("widened").toString())
        .isEqualTo("[{\"words\":\"BQL\",\"others\":[\"bureau for quiet lagoons\"]}]");
    assertThat(found.path("hits").get(0).path("passage").asString()).contains("<mark>quiet</mark>");
    assertThat(amina.caller.read("/search?q=%22BQL%22").path("widened").toString()).isEqualTo("[]");
    olga.caller.call("DELETE", SYNONYMS + "/" + kept.json().path("id").asString());
  }
}
