package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.door.Gathering.patiently;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.Role;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.door.Gathering.Talk;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Seated;
import org.talanoa.testing.Seed;
import org.talanoa.testing.Soak;

/**
 * A snapshot and the frames that came since are the same as a snapshot read afterwards: for every
 * kind of change, every reader, and whenever they came, left and were away.
 */
class SnapshotAndEventsTest extends LiveTest {
  private static final int BURSTS = 5;
  private static final int ACTS = 30;
  private static final List<String> REACTIONS = List.of("thanks", "same-here", "insight");

  private final long seed = Seed.OF_RUN;
  private final Random random = Seed.random();
  private final List<PageReader> readers = new ArrayList<>();

  @Autowired
  SnapshotAndEventsTest(Gathering given) {
    super(given);
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(
      value = RoomKind.class,
      names = {"OPEN", "CLOSED"})
  void everyReaderEndsWithWhatIsThere(RoomKind kind) throws Exception {
    var soak = Soak.begin(Duration.ZERO);
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var coming = peer("Coming");
    var late = peer("Late");
    var keeper = guest("Keeper", Role.MODERATOR);
    var room = given.room(kind, amina, tashi, coming);
    Seated.in(given.rooms, given.chair(room), keeper.person, true);
    var talk = given.talk(room, amina);
    var speakers = new ArrayList<>(List.of(amina, tashi, keeper, coming));
    read(amina, talk);
    read(keeper, talk);
    read(coming, talk);
    if (kind == RoomKind.OPEN) {
      var observer = guest("Observer", Role.OBSERVER);
      read(observer, talk);
      speakers.add(observer);
    }

    for (var burst = 0; burst < BURSTS || soak.goesOn(); burst++) {
      for (var act = 0; act < ACTS; act++) {
        act(talk, speakers.get(random.nextInt(speakers.size())));
        if (random.nextInt(60) == 0) {
          var reader = readers.get(random.nextInt(readers.size()));
          if (!isOut(kind, burst, reader)) {
            reader.reconnect();
          }
        }
      }
      if (burst == 1) {
        Seated.in(given.rooms, given.chair(room), late.person);
        read(late, talk);
        speakers.add(late);
      }
      if (burst == 2) {
        given.rooms.remove(given.chair(room), coming.person.id());
      } else if (burst == 4) {
        comesBack(room, readers.get(2));
      }
      for (var reader : readers) {
        if (isOut(kind, burst + 1, reader)) {
          patiently().until(reader::ended);
          assertThat(reader.view().messages()).isEmpty();
        } else {
          compare(reader, burst);
        }
      }
    }
  }

  /** Whether this is the one who is taken out of the room in one burst and comes back later. */
  private boolean isOut(RoomKind kind, int burst, PageReader reader) {
    return reader.equals(readers.get(2)) && burst > 2 && burst < 5 && kind != RoomKind.OPEN;
  }

  private void comesBack(String room, PageReader reader) throws IOException {
    Seated.in(given.rooms, given.chair(room), reader.guest.person);
    if (reader.ended()) {
      reader.close();
      reader.open();
    }
  }

  private void read(Guest guest, Talk talk) throws IOException {
    readers.add(closing(new PageReader(guest, talk)).open());
  }

  private void compare(PageReader reader, int burst) throws IOException {
    reader.settle();
    var seen = reader.view();
    var there = reader.fresh();
    var who = "%s after burst %d, seed %d".formatted(reader.guest.id(), burst, seed);
    assertThat(seen.messages()).as(who).isEqualTo(there.messages());
    assertThat(seen.head()).as(who).isEqualTo(there.head());
    assertThat(seen.listed()).as(who).isEqualTo(there.listed());
    assertThat(seen.mine()).as(who).isEqualTo(there.mine());
    var room = reader.guest.caller.read("/rooms/" + there.head().path("room").asString());
    var muted = there.mine().path("following").asString().equals("mute");
    assertThat(room.path("unread").asInt())
        .as(who)
        .isEqualTo(muted ? 0 : seen.mine().path("unread").asInt());
    assertThat(room.path("calls").asInt()).as(who).isEqualTo(seen.mine().path("calls").asInt());
  }

  /** Something that somebody does, or tries to do. */
  private void act(Talk talk, Guest who) throws IOException {
    who.mayAgain();
    var last =
        readers.getFirst().guest.caller.read(talk.rest()).path("thread").path("last").asInt();
    var number = Math.max(1, last - random.nextInt(Math.min(last, 30)));
    var message = "/messages/" + number;
    var answer =
        switch (random.nextInt(17)) {
          case 0, 1, 2 -> say(talk, who, Map.of("markdown", words()));
          case 3 -> say(talk, who, Map.of("markdown", words(), "answers", number));
          case 4 -> say(talk, who, Map.of("markdown", words() + mention()));
          case 5 ->
              say(
                  talk,
                  who,
                  Map.of(
                      "markdown",
                      words(),
                      "poll",
                      Map.of(
                          "question",
                          "Which?",
                          "options",
                          List.of("one", "two", "three"),
                          "several",
                          random.nextBoolean())));
          case 6 -> call(who, "PUT", talk, message, Map.of("markdown", words() + mention()));
          case 7 ->
              random.nextInt(3) == 0
                  ? call(who, "DELETE", talk, message)
                  : readUpTo(who, talk, last);
          case 8 -> call(who, onOff(), talk, message + "/reactions/" + reaction());
          case 9 -> call(who, onOff(), talk, message + "/pin");
          case 10 ->
              call(
                  who,
                  "PUT",
                  talk,
                  message + "/votes",
                  Map.of("options", List.of(random.nextInt(3))));
          case 11 -> call(who, "DELETE", talk, message + "/poll");
          case 12 -> call(who, "PUT", talk, "", Map.of("title", "Title " + random.nextInt(100)));
          case 13 ->
              call(
                  who,
                  "PUT",
                  talk,
                  "",
                  Map.of("locked", random.nextInt(4) == 0, "reason", "Enough said."));
          case 14 -> call(who, "PUT", talk, "/unread", Map.of("number", number));
          case 15 ->
              random.nextInt(3) == 0
                  ? call(who, "DELETE", talk, message + "/tellings/team")
                  : call(
                      who,
                      "POST",
                      talk,
                      message + "/tellings",
                      random.nextBoolean()
                          ? Map.of("kind", "team")
                          : Map.of("kind", "culture", "words", "words"));
          default ->
              random.nextBoolean()
                  ? readUpTo(who, talk, number)
                  : call(
                      who,
                      "PUT",
                      talk,
                      "/following",
                      Map.of(
                          "following", List.of("follow", "mute", "normal").get(random.nextInt(3))));
        };
    assertThat(answer).as("seed %d", seed).isLessThan(500);
  }

  private int say(Talk talk, Guest who, Map<String, Object> draft) throws IOException {
    var keyed = new java.util.HashMap<>(draft);
    keyed.put("key", Gathering.key());
    return call(who, "POST", talk, "/messages", keyed);
  }

  private static int readUpTo(Guest who, Talk talk, int number) throws IOException {
    return call(who, "PUT", talk, "/read", Map.of("number", number));
  }

  private static int call(Guest who, String method, Talk talk, String path, Object... body)
      throws IOException {
    return who.caller.call(method, talk.rest() + path, body).status();
  }

  private String words() {
    return "words " + random.nextInt(1_000);
  }

  private String mention() {
    var someone = readers.get(random.nextInt(readers.size())).guest;
    return random.nextInt(4) == 0
        ? " [@room](room:)"
        : " [@" + someone.person.profile().name() + "](person:" + someone.id() + ")";
  }

  private String onOff() {
    return random.nextInt(3) == 0 ? "DELETE" : "PUT";
  }

  private String reaction() {
    return REACTIONS.get(random.nextInt(REACTIONS.size()));
  }
}
