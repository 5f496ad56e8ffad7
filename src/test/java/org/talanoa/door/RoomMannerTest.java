package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.door.Gathering.patiently;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.Seniority;
import org.talanoa.room.Manner;
import org.talanoa.room.Restraint;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Caller;
import org.talanoa.testing.Seated;
import tools.jackson.databind.JsonNode;

/** Norms, manner and restraints at the doors of programs and on live lines. */
class RoomMannerTest extends LiveTest {
  @Autowired
  RoomMannerTest(Gathering given) {
    super(given);
  }

  private static String error(Caller.Answer answer) {
    return answer.json().path("error").asString();
  }

  private static Caller.Answer post(Guest who, Gathering.Talk talk) throws IOException {
    who.mayAgain();
    return who.caller.post(talk.rest(), Gathering.key(), "words");
  }

  @Attack(21)
  @Test
  void whoIsKeptOutHearsNothingMoreAndNobodyElseNotices() throws Exception {
    var amina = peer("Amina");
    var suspended = peer("Suspended");
    var room = given.room(RoomKind.CLOSED, amina, suspended);
    var talk = given.talk(room, amina);
    var witness = listen(amina, talk.live());
    var ear = listen(suspended, talk.live(), "/room/" + room, "/me");
    var before = people(amina, room);

    given.rooms.restrain(
        given.chair(room),
        suspended.person.id(),
        new Restraint(Restraint.Kind.NO_ENTRY, Restraint.FOR_GOOD));
    amina.say(talk, "not for everybody");
    given.settle(talk, amina, witness, ear);

    assertThat(ear.all()).doesNotContain("not for everybody");
    patiently().until(() -> ear.heard("ended").size() == 2);
    assertThat(people(amina, room)).isEqualTo(before);
    assertThat(suspended.caller.get("/rooms/" + room).status()).isEqualTo(404);
    assertThat(listed(suspended)).doesNotContain(room);

    given.rooms.lift(
        given.chair(room),
        suspended.person.id(),
        new Restraint(Restraint.Kind.NO_ENTRY, Restraint.FOR_GOOD));

    assertThat(listed(suspended)).contains(room);
  }

  private static JsonNode people(Guest who, String room) throws IOException {
    return who.caller.read("/rooms/" + room + "/people");
  }

  private static List<String> listed(Guest who) throws IOException {
    return who.caller
        .read("/alliances/" + Gathering.ALLIANCE + "/rooms")
        .valueStream()
        .map(room -> room.path("id").asString())
        .toList();
  }

  @Test
  void whereAMessageWasMovedToIsToldToThoseWhoMayGoThere() throws Exception {
    var amina = peer("Amina");
    var bashir = peer("Bashir");
    var open = given.room(RoomKind.OPEN, amina, bashir);
    var sealed = given.room(RoomKind.SEALED, amina);
    var talk = given.talk(open, bashir);
    var relocation = given.relocation;

    var moved =
        relocation.move(given.chair(open), given.chair(sealed), new ThreadId(talk.thread()));

    var one = talk.rest() + "/messages/1";
    assertThat(amina.caller.read(one + "/moved").path("thread").asString())
        .isEqualTo(moved.id().value());
    assertThat(bashir.caller.get(one + "/moved").status()).isEqualTo(404);
    assertThat(bashir.caller.read(one).path("state").asString()).isEqualTo("moved");
    for (var path : List.of(one, talk.rest(), talk.rest() + "/messages")) {
      assertThat(bashir.caller.read(path).toString()).doesNotContain(sealed, moved.id().value());
    }
  }

  @Test
  void whereRankIsHiddenNobodyIsToldWhoHoldsWhichPosition() throws Exception {
    var amina = peer("Amina");
    var bashir = peer("Bashir");
    given.people.change(bashir.person, RoomMannerTest::director);
    var room = given.room(RoomKind.CLOSED, amina, bashir);
    var talk = given.talk(room, bashir);
    assertThat(people(amina, room).toString()).contains("Director", "Audit Authority");
    assertThat(amina.caller.read(talk.rest() + "/standings").toString()).contains("Director");
    var manner = given.chair(room).room().manner();

    given.rooms.arrange(
        given.chair(room),
        new Manner(
            true,
            manner.slow(),
            manner.approveFirst(),
            manner.namingForbidden(),
            manner.retention(),
            manner.formerWords()));

    assertThat(people(amina, room).toString())
        .contains("Bashir")
        .doesNotContain("Director", "Audit Authority");
    assertThat(amina.caller.read(talk.rest() + "/standings").toString()).doesNotContain("Director");
  }

  private static Profile director(Profile profile) {
    return new Profile(
        profile.id(),
        profile.name(),
        profile.portrait(),
        profile.country(),
        "Audit Authority",
        "Director",
        Seniority.HEAD,
        profile.languages(),
        profile.timeZone(),
        profile.locale(),
        profile.askMeAbout(),
        profile.showsPresence(),
        profile.mayBeAsked());
  }

  @Test
  void whoIsSilencedIsToldUntilWhenWhereTheyAre() throws Exception {
    var amina = peer("Amina");
    var room = given.room(RoomKind.CLOSED, amina);
    var talk = given.talk(room, amina);
    var until = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.DAYS);
    given.rooms.restrain(
        given.chair(room), amina.person.id(), new Restraint(Restraint.Kind.NO_POSTING, until));

    var answer = post(amina, talk);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(error(answer)).isEqualTo("room.suspended");
    ZoneId zone = amina.person.profile().timeZone();
    assertThat(answer.json().path("message").asString())
        .contains(Integer.toString(until.atZone(zone).getDayOfMonth()))
        .contains(Integer.toString(until.atZone(zone).getYear()));
    assertThat(amina.caller.get("/rooms/" + room).json().path("maySpeak").asBoolean()).isFalse();
  }

  @Test
  void aProgramReadsAndAcceptsTheNorms() throws Exception {
    var mosi = peer("Mosi");
    var room = given.room(RoomKind.SEALED);
    given.rooms.admit(given.chair(room), mosi.person.id(), false);

    var refused = mosi.caller.get("/rooms/" + room + "/threads");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(error(refused)).isEqualTo("room.normsFirst");
    var norms = mosi.caller.read("/rooms/" + room + "/norms");
    assertThat(norms.path("accepted").asInt()).isZero();
    assertThat(norms.path("usual").asBoolean()).isTrue();
    assertThat(norms.path("text").asString()).contains("leaves this room");
    assertThat(accept(mosi, room, 7).status()).isEqualTo(409);
    assertThat(accept(mosi, room, norms.path("version").asInt()).status()).isEqualTo(204);

    assertThat(mosi.caller.get("/rooms/" + room + "/threads").status()).isEqualTo(200);
  }

  private static Caller.Answer accept(Guest who, String room, int version) throws IOException {
    return who.caller.call("PUT", "/rooms/" + room + "/norms/accepted", Map.of("version", version));
  }

  @Test
  void newNormsAreAcceptedBeforeOneSpeaksAgain() throws Exception {
    var amina = peer("Amina");
    var keeper = peer("Keeper");
    var room = given.room(RoomKind.CLOSED, amina);
    Seated.in(given.rooms, given.chair(room), keeper.person, true);
    var talk = given.talk(room, amina);

    var worded =
        keeper.caller.call("PUT", "/rooms/" + room + "/norms", Map.of("text", "Listen first."));
    assertThat(worded.json().path("version").asInt()).isEqualTo(2);
    assertThat(worded.json().path("accepted").asInt()).isEqualTo(2);

    assertThat(error(post(amina, talk))).isEqualTo("room.normsChanged");
    assertThat(amina.caller.get(talk.rest()).status()).isEqualTo(200);
    var seen = amina.caller.read("/rooms/" + room);
    assertThat(seen.path("norms").asInt()).isEqualTo(2);
    assertThat(seen.path("accepted").asInt()).isEqualTo(1);
    assertThat(accept(amina, room, 2).status()).isEqualTo(204);
    assertThat(post(amina, talk).good()).isTrue();
  }

  @Test
  void aRoomIsArrangedByItsKeepersAndSaysSoToAll() throws Exception {
    var amina = peer("Amina");
    var keeper = peer("Keeper");
    var room = given.room(RoomKind.CLOSED, amina);
    Seated.in(given.rooms, given.chair(room), keeper.person, true);
    var manner = new HashMap<String, Object>();
    manner.put("rankHidden", true);
    manner.put("slow", 30);
    manner.put("approveFirst", true);
    manner.put("namingForbidden", true);
    manner.put("retention", "days");
    manner.put("days", 90);
    manner.put("formerWords", "remove");
    manner.put("reason", "Rank silences the young.");
    var path = "/rooms/" + room + "/manner";

    assertThat(amina.caller.call("PUT", path, manner).status()).isEqualTo(403);
    var arranged = keeper.caller.call("PUT", path, manner);

    assertThat(arranged.status()).isEqualTo(200);
    assertThat(amina.caller.read(path)).isEqualTo(arranged.json());
    assertThat(arranged.json().path("days").asInt()).isEqualTo(90);
    var seen = amina.caller.read("/rooms/" + room);
    assertThat(seen.path("rankHidden").asBoolean()).isTrue();
    assertThat(seen.path("slow").asInt()).isEqualTo(30);
    assertThat(seen.path("approveFirst").asBoolean()).isTrue();
    assertThat(seen.path("namingForbidden").asBoolean()).isTrue();
    assertThat(seen.path("pseudonyms").asBoolean()).isTrue();
    for (var wrong :
        List.of(Map.entry("slow", 3_601), Map.entry("slow", -1), Map.entry("days", 0))) {
      var odd = new HashMap<>(manner);
      odd.put(wrong.getKey(), wrong.getValue());
      assertThat(keeper.caller.call("PUT", path, odd).status()).as("%s", odd).isEqualTo(422);
    }
    manner.put("retention", "perhaps");
    assertThat(keeper.caller.call("PUT", path, manner).status()).isEqualTo(422);
  }

  @Test
  void theTalkGoesOnElsewhereAndOnlyThoseWhoSitThereAreShownWhere() throws Exception {
    var amina = peer("Amina");
    var outside = peer("Outside");
    var keeper = peer("Keeper");
    var room = given.room(RoomKind.OPEN, amina);
    Seated.in(given.rooms, given.chair(room), keeper.person, true);
    var talk = given.talk(room, amina);
    var path = "/rooms/" + room + "/continued";

    assertThat(keeper.caller.call("POST", path, Map.of("kind", "cosy")).status()).isEqualTo(422);
    assertThat(
            keeper
                .caller
                .call("POST", path, Map.of("kind", "open", "reason", "So be it."))
                .status())
        .isEqualTo(422);
    var next = keeper.caller.call("POST", path, Map.of("kind", "sealed", "reason", "So be it."));
    assertThat(next.status()).isEqualTo(201);
    assertThat(
            keeper
                .caller
                .call("POST", path, Map.of("kind", "closed", "reason", "So be it."))
                .status())
        .isEqualTo(409);

    var id = next.json().path("id").asString();
    assertThat(error(post(amina, talk))).isEqualTo("room.continued");
    assertThat(amina.caller.read("/rooms/" + room).path("continuedIn").asString()).isEqualTo(id);
    assertThat(outside.caller.read("/rooms/" + room).path("continuedIn").isNull()).isTrue();
    assertThat(error(amina.caller.get("/rooms/" + id))).isEqualTo("room.normsFirst");
    assertThat(given.rooms.people(given.rooms.enter(keeper.person, new RoomId(id))))
        .contains(new PersonId(amina.id()));
  }
}
