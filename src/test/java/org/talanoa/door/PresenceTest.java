package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.door.Gathering.patiently;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.door.Gathering.Ear;
import org.talanoa.room.RoomKind;

/** Who is here is shown of those who want it, and nowhere that one may speak under a pseudonym. */
class PresenceTest extends LiveTest {
  @Autowired
  PresenceTest(Gathering given) {
    super(given);
  }

  @Test
  void whoDoesNotShowItIsNeitherThereNorWriting() throws Exception {
    var shown = peer("Shown").showsPresence();
    var quiet = peer("Quiet");
    var talk = given.talk(given.room(RoomKind.OPEN, shown, quiet), shown);
    var home = "/alliance/" + Gathering.ALLIANCE;
    var there = "/room/" + talk.room();
    var silent = listen(quiet, home, there, talk.live());
    var ear = listen(shown, home, there, talk.live());

    assertThat(silent.line().outcome("SEND", talk.live() + "/typing", "{}")).isEqualTo("yes");
    assertThat(ear.line().outcome("SEND", talk.live() + "/typing", "{}")).isEqualTo("yes");
    patiently().until(() -> here(silent).contains(List.of(shown.id())));
    patiently().until(() -> about(silent).contains(1));
    given.settle(talk, shown, ear, silent);

    for (var each : List.of(ear, silent)) {
      assertThat(each.heard("typing").stream().map(frame -> frame.path("person").asString()))
          .containsExactly(shown.id());
      assertThat(here(each)).allMatch(people -> !people.contains(quiet.id()));
      assertThat(about(each)).allMatch(count -> count <= 1);
    }
  }

  @ParameterizedTest
  @EnumSource(value = RoomKind.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
  void whereOneMaySpeakUnnamedNobodyIsShown(RoomKind kind) throws Exception {
    var amina = peer("Amina").showsPresence();
    var tashi = peer("Tashi").showsPresence();
    var talk = given.talk(given.room(kind, amina, tashi), amina);
    var there = "/room/" + talk.room();
    var open = "/room/" + given.room(RoomKind.OPEN, amina, tashi);
    var ear = listen(amina, there, talk.live(), open);
    var writing = listen(tashi, there, talk.live(), open);

    assertThat(writing.line().outcome("SEND", talk.live() + "/typing", "{}")).isEqualTo("yes");
    patiently().until(() -> here(ear).stream().anyMatch(people -> people.size() == 2));
    given.settle(talk, tashi, ear, writing);

    for (var each : List.of(ear, writing)) {
      assertThat(each.heard("typing")).isEmpty();
      assertThat(
              each.frames.stream()
                  .filter(frame -> frame.type().equals("presence"))
                  .map(frame -> frame.headers().get("destination")))
          .containsOnly(open);
    }
  }

  private static List<List<String>> here(Ear ear) {
    return ear.heard("presence").stream()
        .filter(frame -> !frame.has("count"))
        .map(frame -> frame.path("people").valueStream().map(one -> one.asString()).toList())
        .toList();
  }

  private static List<Integer> about(Ear ear) {
    return ear.heard("presence").stream()
        .filter(frame -> frame.has("count"))
        .map(frame -> frame.path("count").asInt())
        .toList();
  }
}
