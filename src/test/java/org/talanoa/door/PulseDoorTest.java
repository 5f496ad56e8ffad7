package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.Role;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Caller;
import org.talanoa.testing.Seated;

/** The trust pulse at the doors of programs and on live lines. */
class PulseDoorTest extends LiveTest {
  private static final List<Integer> ANSWERS = List.of(2, 6, 1, 5, 3, 7, 4);

  private final Pulses pulses;

  @Autowired
  PulseDoorTest(Gathering given, Pulses pulses) {
    super(given);
    this.pulses = pulses;
  }

  private void open(String room) {
    var chair = given.chair(room);
    pulses.plan(chair, LocalDate.now(chair.person().profile().timeZone()), 4, 7);
  }

  private static Caller.Answer answer(Guest who, String room, List<Integer> answers)
      throws IOException {
    return who.caller.call(
        "POST", "/rooms/" + room + "/pulse/answers", Map.of("round", 1, "answers", answers));
  }

  private static String error(Caller.Answer answer) {
    return answer.json().path("error").asString();
  }

  /** Everything that the doors tell somebody who has not answered. */
  private static String everything(Guest who, String room) throws IOException {
    var all = new ArrayList<String>();
    for (var path :
        List.of(
            "/rooms/" + room,
            "/rooms/" + room + "/pulse",
            "/rooms/" + room + "/people",
            "/rooms/" + room + "/threads",
            "/alliances/" + Gathering.ALLIANCE + "/rooms",
            "/alliances/" + Gathering.ALLIANCE + "/catch-up",
            "/me/pulses",
            "/me/notices")) {
      all.add(who.caller.get(path).text());
    }
    return String.join("\n", all);
  }

  @Test
  void thatSomebodyHasAnsweredIsSeenAndHeardByNobodyElse() throws Exception {
    var amina = peer("Amina");
    var bashir = peer("Bashir");
    var room = given.room(RoomKind.CLOSED, amina, bashir);
    var talk = given.talk(room, amina);
    open(room);
    given.settle(talk, amina, listen(amina, talk.live()));
    var ear =
        listen(bashir, "/room/" + room, talk.live(), "/alliance/" + Gathering.ALLIANCE, "/me");
    var before = everything(bashir, room);

    var answered = answer(amina, room, ANSWERS);

    assertThat(answered.status()).isEqualTo(204);
    assertThat(answered.text()).isEmpty();
    ear.roundTrip();
    assertThat(ear.all()).doesNotContain("pulse").doesNotContain(amina.id());
    assertThat(everything(bashir, room)).isEqualTo(before);
    assertThat(amina.caller.read("/rooms/" + room + "/pulse").path("asked").asString())
        .isEqualTo("answered");
    assertThat(error(answer(amina, room, ANSWERS))).isEqualTo("pulse.answered");
  }

  @Test
  void aPulseWaitsForThosePeopleOfTheRoomWhoMaySpeakAndHaveNotAnswered() throws Exception {
    var amina = peer("Amina");
    var bashir = peer("Bashir");
    var observer = guest("Observer", Role.OBSERVER);
    var room = given.room(RoomKind.OPEN, amina);
    open(room);
    var waiting = amina.caller.read("/me/pulses");
    assertThat(waiting).hasSize(1);
    assertThat(waiting.get(0).path("room").asString()).isEqualTo(room);
    assertThat(waiting.get(0).path("round").path("number").asInt()).isEqualTo(1);

    answer(amina, room, ANSWERS);

    assertThat(amina.caller.read("/me/pulses")).isEmpty();
    for (var other : List.of(bashir, observer)) {
      assertThat(other.caller.read("/me/pulses")).isEmpty();
      assertThat(other.caller.get("/rooms/" + room + "/pulse").status()).isEqualTo(403);
      assertThat(answer(other, room, ANSWERS).status()).isEqualTo(403);
    }
  }

  @Test
  void whatIsNoAnswerIsRefusedAndNothingIsCounted() throws Exception {
    var amina = peer("Amina");
    var room = given.room(RoomKind.SEALED, amina);
    open(room);

    for (var wrong :
        List.of(
            List.<Integer>of(),
            List.of(1, 2, 3, 4, 5, 6),
            List.of(1, 2, 3, 4, 5, 6, 7, 1),
            List.of(1, 2, 3, 4, 5, 6, 8),
            List.of(0, 2, 3, 4, 5, 6, 7),
            Collections.nCopies(10_000, 1))) {
      assertThat(error(answer(amina, room, wrong))).isEqualTo("pulse.answers");
    }

    assertThat(answer(amina, room, ANSWERS).status()).isEqualTo(204);
  }

  @Test
  void whoKeepsOrderPlansAndSeesNoMoreThanTheOthers() throws Exception {
    var amina = peer("Amina");
    var keeper = peer("Keeper");
    var room = given.room(RoomKind.CLOSED, amina);
    Seated.in(given.rooms, given.chair(room), keeper.person, true);
    var plan =
        Map.of(
            "first",
            LocalDate.now(ZoneOffset.UTC).plusDays(3).toString(),
            "everyWeeks",
            4,
            "openDays",
            7);
    assertThat(amina.caller.call("PUT", "/rooms/" + room + "/pulse/plan", plan).status())
        .isEqualTo(403);

    var planned = keeper.caller.call("PUT", "/rooms/" + room + "/pulse/plan", plan);

    assertThat(planned.status()).isEqualTo(200);
    assertThat(planned.json().path("plan").path("everyWeeks").asInt()).isEqualTo(4);
    assertThat(keeper.caller.read("/rooms/" + room + "/pulse"))
        .isEqualTo(amina.caller.read("/rooms/" + room + "/pulse"));
    assertThat(keeper.caller.call("DELETE", "/rooms/" + room + "/pulse/plan").status())
        .isEqualTo(204);
    assertThat(amina.caller.read("/rooms/" + room + "/pulse").path("plan").isNull()).isTrue();
  }
}
