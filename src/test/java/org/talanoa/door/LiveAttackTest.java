package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.door.Gathering.patiently;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.Gathering.Ear;
import org.talanoa.door.Gathering.Talk;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Sample;

/** Attacks at the live door, each by a real connection, and each without success. */
class LiveAttackTest extends LiveTest {
  private final Discussions discussions;

  @Autowired
  LiveAttackTest(Gathering given, Discussions discussions) {
    super(given);
    this.discussions = discussions;
  }

  @Attack(16)
  @Test
  void noPatternAndNoOtherSpellingOfADestinationHearsAnything() throws Exception {
    var amina = peer("Amina");
    var eve = peer("Eve");
    var talk = given.talk(given.room(RoomKind.CLOSED, amina), amina);
    var witness = listen(amina, talk.live());
    var ear = listen(eve, "/me");

    for (var destination : spellings(talk)) {
      assertThat(ear.line().outcome("SUBSCRIBE", destination, ""))
          .as(destination)
          .matches("(room|thread|alliance)\\.unknown");
    }
    ear.line().send("SUBSCRIBE\nid:x\ndestination:" + talk.live() + "\\n\n\n");
    ear.line().send("SUBSCRIBE\nid:x\ndestination:/me\ndestination:" + talk.live() + "\n\n");
    ear.line().send("SUBSCRIBE\nid:" + talk.live() + "\ndestination:/me\n\n");
    amina.say(talk, "a secret word");
    given.settle(talk, amina, witness, ear);

    assertThat(ear.heard("message")).isEmpty();
    assertThat(ear.heard("thread")).isEmpty();
    assertThat(ear.all()).doesNotContain("secret");
  }

  private static List<String> spellings(Talk talk) {
    var room = "/room/" + talk.room();
    var thread = talk.thread();
    return Stream.of(
            "/**",
            "/*",
            "/room/**",
            "/room/*",
            "/room/.*",
            "/room/[a-z0-9]{12}",
            "/room/{room}",
            "/room/%s*".formatted(talk.room().substring(0, 8)),
            room + "/**",
            room + "/thread/*",
            room + "/thread/**",
            room + "/",
            room + "//thread/" + thread,
            room + "/thread/" + thread + "/",
            room + "/thread/" + thread + "/post",
            room + "/thread/" + thread + "/read",
            room + "/./thread/" + thread,
            room + "/../../me",
            "/me/../room/" + talk.room(),
            room + "?x=y",
            room + "#x",
            room + ";x=y",
            room + "%2Fthread%2F" + thread,
            "%2Froom%2F" + talk.room(),
            "/room/" + talk.room().toUpperCase(Locale.ROOT),
            "/ROOM/" + talk.room(),
            "/Room/" + talk.room() + "/Thread/" + thread,
            "room/" + talk.room(),
            " " + room,
            room + " ",
            "/topic/room." + talk.room(),
            "/topic" + room,
            "/queue" + room,
            "/app" + room,
            "/alliance/*",
            "/alliance/**",
            "/alliance/../room/" + talk.room(),
            "/alliance/other/room/" + talk.room(),
            "/alliance/%s/room/%s".formatted(Gathering.ALLIANCE, talk.room()),
            room,
            room + "/thread/" + thread)
        .toList();
  }

  @Attack(16)
  @Test
  void anotherAlliancesHomeIsUnknown() throws Exception {
    var eve = stranger("Eve");
    var ear = listen(eve, "/me");

    assertThat(ear.line().outcome("SUBSCRIBE", "/alliance/" + Gathering.ALLIANCE, ""))
        .isEqualTo("alliance.unknown");
    assertThat(ear.line().outcome("SUBSCRIBE", "/alliance/no-such-alliance", ""))
        .isEqualTo("alliance.unknown");
  }

  @Attack(16)
  @Test
  void aThreadIsNotHeardThroughARoomInWhichItDoesNotStand() throws Exception {
    var amina = peer("Amina");
    var eve = peer("Eve");
    var talk = given.talk(given.room(RoomKind.SEALED, amina), amina);
    var own = given.room(RoomKind.CLOSED, eve);
    var ear = listen(eve, "/room/" + own);

    var outcome = ear.line().outcome("SUBSCRIBE", new Talk(own, talk.thread()).live(), "");

    assertThat(outcome).isEqualTo("thread.unknown");
  }

  @Attack(17)
  @Test
  void whatIsSentToADestinationForListeningReachesNobody() throws Exception {
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var talk = given.talk(given.room(RoomKind.OPEN, amina, tashi), amina);
    var home = "/alliance/" + Gathering.ALLIANCE;
    var witness = listen(amina, talk.live(), "/room/" + talk.room(), home, "/me");
    var ear = listen(tashi, talk.live());
    var forged =
        "{\"type\":\"message\",\"revision\":2,\"message\":{\"number\":2,\"html\":\"forged\"},"
            + "\"key\":\"key-forged\",\"markdown\":\"forged\"}";

    for (var destination :
        List.of(
            talk.live(),
            "/room/" + talk.room(),
            home,
            "/me",
            "/topic" + talk.live(),
            "/queue/me",
            "/user/" + amina.id() + "/me",
            talk.live() + "/message",
            talk.live() + "/post/",
            talk.live() + "/POST",
            "")) {
      assertThat(ear.line().outcome("SEND", destination, forged))
          .as(destination)
          .isEqualTo("room.unknown");
    }
    for (var command : List.of("MESSAGE", "RECEIPT", "ERROR", "CONNECTED", "BEGIN", "ACK")) {
      var forging = listen(tashi, talk.live());
      forging.line().send("%s\ndestination:%s\n\n%s".formatted(command, talk.live(), forged));
    }
    given.settle(talk, amina, witness);

    assertThat(witness.all()).doesNotContain("forged");
    assertThat(amina.caller.read(talk.rest() + "/messages").toString()).doesNotContain("forged");
  }

  @Attack(18)
  @Test
  void whatConcernsSomebodyElseIsNotHeard() throws Exception {
    var amina = peer("Amina");
    var eve = peer("Eve");
    var talk = given.talk(given.room(RoomKind.OPEN, amina, eve), eve);
    var mine = listen(amina, "/me");
    var ear = listen(eve, "/me");

    for (var destination :
        List.of(
            "/user/" + amina.id() + "/me",
            "/user/" + amina.id() + "/queue/me",
            "/me/" + amina.id(),
            "/me/",
            "/me?person=" + amina.id(),
            "/queue/me-user" + amina.id(),
            "/user/queue/me",
            "/people/" + amina.id())) {
      assertThat(ear.line().outcome("SUBSCRIBE", destination, ""))
          .as(destination)
          .isEqualTo("room.unknown");
    }
    amina.caller.call("PUT", talk.rest() + "/following", Map.of("following", "mute"));
    patiently().until(() -> !mine.heard("mine").isEmpty());
    ear.roundTrip();

    assertThat(ear.heard("mine")).isEmpty();
  }

  @Attack(19)
  @ParameterizedTest
  @EnumSource(RoomKind.class)
  void whoMayNotSpeakSaysNothing(RoomKind kind) throws Exception {
    var amina = peer("Amina");
    var removed = peer("Removed");
    var dismissed = peer("Dismissed");
    var observer = guest("Observer", Role.OBSERVER);
    var talk = given.talk(given.room(kind, amina, removed, dismissed), amina);
    var ears =
        List.of(
            listen(removed, talk.live()), listen(dismissed, talk.live()), listen(observer, "/me"));
    given.rooms.remove(given.chair(talk.room()), removed.person.id());
    given.alliances.dismiss(given.founder(), dismissed.person.id());

    for (var ear : ears) {
      for (var saying : List.of("post", "typing")) {
        assertThat(ear.line().outcome("SEND", talk.live() + "/" + saying, draft("no")))
            .isIn("room.unknown", "room.speakNotYours");
      }
    }

    assertThat(ears.get(1).line().outcome("SEND", talk.live() + "/read", "{\"number\":1}"))
        .isEqualTo("room.unknown");
    assertThat(amina.caller.read(talk.rest() + "/messages").path("messages")).hasSize(1);
  }

  @Attack(19)
  @Test
  void nobodyButWhoKeepsOrderSpeaksInALockedThread() throws Exception {
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.CLOSED, amina), amina);
    discussions.lock(given.chair(talk.room()), new ThreadId(talk.thread()), true);
    var ear = listen(amina, talk.live());

    var outcome = ear.line().outcome("SEND", talk.live() + "/post", draft("no"));

    assertThat(outcome).isEqualTo("thread.locked");
    assertThat(amina.caller.read(talk.rest()).path("thread").path("last").asInt()).isEqualTo(1);
  }

  @Attack(20)
  @Test
  void onlyTheWordsOfWhatIsSaidAreTheSpeakers() throws Exception {
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var room = given.room(RoomKind.OPEN, amina, tashi);
    var talk = given.talk(room, amina);
    var other = given.talk(given.room(RoomKind.OPEN, amina), amina);
    var witness = listen(amina, talk.live(), other.live());
    var ear = listen(tashi, talk.live());
    var before = Instant.now().minusSeconds(5);
    var spoofed = new HashMap<String, Object>();
    spoofed.put("key", Gathering.key());
    spoofed.put("markdown", "spoofed words");
    spoofed.put("number", 99);
    spoofed.put("revision", 99);
    spoofed.put("at", "2001-01-01T00:00:00Z");
    spoofed.put("edited", "2001-01-01T00:00:00Z");
    spoofed.put("by", Map.of("kind", "person", "person", amina.id(), "name", "Amina"));
    spoofed.put("person", amina.id());
    spoofed.put("author", amina.id());
    spoofed.put("room", other.room());
    spoofed.put("thread", other.thread());
    spoofed.put("state", "hidden");
    spoofed.put("html", "<script>alert(1)</script>");
    spoofed.put("pinned", true);
    spoofed.put("_id", other.thread() + "/1");

    ear.line().say(talk.live() + "/post", spoofed);
    patiently().until(() -> witness.heardOf("spoofed"));

    var frame = witness.heard("message").getFirst();
    var message = frame.path("message");
    assertThat(frame.path("thread").asString()).isEqualTo(talk.thread());
    assertThat(message.path("number").asInt()).isEqualTo(2);
    assertThat(message.path("by").path("person").asString()).isEqualTo(tashi.id());
    assertThat(Instant.parse(message.path("at").asString())).isAfter(before);
    assertThat(message.path("edited").isNull()).isTrue();
    assertThat(message.path("pinned").asBoolean()).isFalse();
    assertThat(message.path("state").asString()).isEqualTo("said");
    assertThat(message.path("html").asString()).isEqualTo("<p dir=\"auto\">spoofed words</p>");
    assertThat(amina.caller.read(other.rest()).path("thread").path("last").asInt()).isEqualTo(1);
  }

  @Attack({21, 35})
  @ParameterizedTest
  @EnumSource(value = RoomKind.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
  void nothingMoreIsHeardOnceARemovalIsAcknowledged(RoomKind kind) throws Exception {
    var amina = peer("Amina");
    var removed = peer("Removed");
    var talk = given.talk(given.room(kind, amina, removed), amina);
    var witness = listen(amina, talk.live());
    var ear = listen(removed, talk.live(), "/room/" + talk.room(), "/me");
    amina.say(talk, "heard by both");
    patiently().until(() -> ear.heardOf("heard by both"));

    given.rooms.remove(given.chair(talk.room()), removed.person.id());
    amina.say(talk, "after the removal");
    listen(amina, "/room/" + talk.room()).line().say(talk.live() + "/typing", Map.of());
    given.settle(talk, amina, witness, ear);

    assertThat(ear.all()).doesNotContain("after the removal", "typing");
    assertThat(ear.heard("thread")).allMatch(frame -> frame.path("revision").asInt() <= 2);
    assertThat(ear.heard("ended").stream().map(e -> e.path("destination").asString()))
        .containsExactlyInAnyOrder(talk.live(), "/room/" + talk.room());
  }

  @Attack(21)
  @Test
  void aDismissedMemberHearsNothingMoreOfTheAlliance() throws Exception {
    var amina = peer("Amina");
    var dismissed = peer("Dismissed");
    var talk = given.talk(given.room(RoomKind.OPEN, amina, dismissed), amina);
    var home = "/alliance/" + Gathering.ALLIANCE;
    var witness = listen(amina, talk.live(), home);
    var ear = listen(dismissed, talk.live(), "/room/" + talk.room(), home, "/me");

    given.alliances.dismiss(given.founder(), dismissed.person.id());
    ear.roundTrip();
    var heard = ear.frames.size();
    amina.say(talk, "after the dismissal");
    patiently().until(() -> stirred(witness, talk));
    given.settle(talk, amina, witness, ear);
    patiently().until(() -> ear.heard("ended").size() == 3);

    assertThat(ear.frames.stream().skip(heard).map(f -> f.type())).isSubsetOf("ended", "refused");
    assertThat(ear.all()).doesNotContain("after the dismissal");
  }

  @Attack(22)
  @Test
  void aFrameOfAMegabyteEndsTheLine() throws Exception {
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.OPEN, amina), amina);

    for (var length : List.of("", "content-length:1048576\n", "content-length:2147483647\n")) {
      try (var line = RawLine.open(given.port()).connect(amina.token)) {
        line.text("SEND\ndestination:" + talk.live() + "/post\n" + length + "\n");
        sendAll(line, "a".repeat(1_024), 1_024);

        assertThat(line.end()).contains("closed");
      }
    }
    assertThat(amina.caller.read(talk.rest()).path("thread").path("last").asInt()).isEqualTo(1);
  }

  @Attack(22)
  @Test
  void veryManyHeadersEndTheLine() throws Exception {
    var amina = peer("Amina");

    try (var line = RawLine.open(given.port())) {
      line.text("CONNECT\npasscode:" + amina.token + "\n");
      sendAll(line, "a-header:x\n".repeat(100), 1_000);
      sendAll(line, "\n\0", 1);

      assertThat(line.end()).contains("closed").doesNotContain("CONNECTED");
    }
  }

  /** Until the other end has had enough. */
  private static void sendAll(RawLine line, String text, int times) {
    try {
      for (var i = 0; i < times; i++) {
        line.text(text);
      }
    } catch (IOException enough) {
      assertThat(enough).isInstanceOf(java.net.SocketException.class);
    }
  }

  @Attack(22)
  @Test
  void manySubscriptionsOnOneLineAreRefused() throws Exception {
    var amina = peer("Amina");
    var room = given.room(RoomKind.OPEN, amina);
    var talks = new ArrayList<Talk>();
    for (var i = 0; i < 110; i++) {
      amina.mayAgain();
      talks.add(given.talk(room, amina));
    }
    var ear = listen(amina);

    var outcomes = new ArrayList<String>();
    for (var talk : talks) {
      amina.mayAgain();
      outcomes.add(ear.line().outcome("SUBSCRIBE", talk.live(), ""));
    }
    for (var i = 0; i < (Sample.WHOLE ? 10_000 : 1_000); i++) {
      ear.line().ask(talks.get(i % talks.size()).live());
    }

    assertThat(outcomes.subList(0, 100)).containsOnly("yes");
    assertThat(outcomes.subList(100, 110)).containsOnly("socket.tooManySubscriptions");
    patiently().until(() -> ear.heardOf("tooMuch"));
    amina.mayAgain();
    assertThat(ear.line().outcome("SEND", talks.getFirst().live() + "/post", draft("still here")))
        .isEqualTo("yes");
  }

  @Attack(22)
  @Test
  void aLineEndInAHeaderMakesNoHeaderOfAnAnswer() throws Exception {
    var amina = peer("Amina");
    try (var line = RawLine.open(given.port()).connect(amina.token)) {

      line.text("SUBSCRIBE\nid:a\\nevil\\cyes\\r\ndestination:/me\nreceipt:b\\nevil\\cyes\n\n\0");
      var receipt = line.read();
      line.text("SEND\ndestination:/room/x\\nevil\\cyes\n\n\0");
      var refused = line.read();

      assertThat(receipt).startsWith("RECEIPT\nreceipt-id:b\\nevil\\cyes\n\n");
      assertThat(refused).startsWith("MESSAGE\nsubscription:a\\nevil\\cyes\\r\n");
      assertThat(refused.lines()).noneMatch(read -> read.startsWith("evil:"));
    }
  }

  @Attack(22)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NONSENSE\n\n\u0000",
        "connect\n\n\u0000",
        "SUBSCRIBE\nno colon here\n\n\u0000",
        "SUBSCRIBE\nid:\\x\n\n\u0000",
        "SUBSCRIBE\nid:\\\n\n\u0000",
        "\u0000\u0000\u0000",
        "SEND\ndestination:/me\ncontent-length:3\n\nabcdef\u0000",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n\u0000",
        "CONNECTED\nversion:1.2\n\n\u0000",
        "{\"type\":\"message\"}\u0000"
      })
  void aMalformedFrameEndsItsOwnLineAtMost(String frame) throws Exception {
    var amina = peer("Amina");
    var bystander = listen(peer("Tashi"), "/me");
    try (var line = RawLine.open(given.port()).connect(amina.token)) {

      line.text(frame);
      line.text("SUBSCRIBE\nid:a\ndestination:/nowhere\n\n\u0000");
      var answer = line.read();

      assertThat(answer).matches(said -> said.startsWith("ERROR") || said.contains("room.unknown"));
      assertThat(answer).doesNotContain("Exception", "java.", "org.");
    }
    bystander.roundTrip();
  }

  @Attack(22)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "[]",
        "1",
        "\"text\"",
        "{",
        "{}",
        "{\"key\":null}",
        "{\"key\":{}}",
        "{\"key\":\"key-12345678\",\"attachments\":[null]}",
        "{\"key\":\"key-12345678\",\"markdown\":\"a\",\"answers\":99999999999999}",
        "{\"key\":\"k\",\"markdown\":\"a\"}",
        "{\"key\":\"key-12345678\",\"markdown\":\"\"}"
      })
  void whatIsOddIsRefusedAndTheLineStays(String payload) throws Exception {
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.OPEN, amina), amina);
    var ear = listen(amina, talk.live());

    var posted = ear.line().outcome("SEND", talk.live() + "/post", payload);
    var read = ear.line().outcome("SEND", talk.live() + "/read", payload);

    assertThat(posted).matches("request\\.form|message\\.\\w+|text\\.\\w+");
    assertThat(read).isIn("request.form", "yes");
    assertThat(ear.line().outcome("SEND", talk.live() + "/post", draft("well"))).isEqualTo("yes");
  }

  @Attack(22)
  @Test
  void aBinaryFrameEndsTheLine() throws Exception {
    var amina = peer("Amina");
    try (var line = RawLine.open(given.port()).connect(amina.token)) {

      line.frame(RawLine.FINAL | RawLine.BINARY, "SEND\n\n\0".getBytes(StandardCharsets.UTF_8));

      assertThat(line.end()).startsWith("closed");
    }
  }

  @Attack(22)
  @Test
  void bytesThatAreNoTextEndTheLine() throws Exception {
    var amina = peer("Amina");
    try (var line = RawLine.open(given.port()).connect(amina.token)) {

      line.frame(RawLine.FINAL | RawLine.TEXT, new byte[] {'S', (byte) 0xC3, (byte) 0x28, 0});

      assertThat(line.end()).contains("closed");
    }
  }

  @Test
  void aFrameInPiecesOfOneByteIsTheSameFrame() throws Exception {
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.OPEN, amina), amina);
    var words = "🌊 talanoa mālō é ".repeat(200).strip();
    try (var line = RawLine.open(given.port()).connect(amina.token)) {
      var bytes =
          "SEND\ndestination:%s/post\nreceipt:r\n\n%s\0"
              .formatted(talk.live(), draft(words))
              .getBytes(StandardCharsets.UTF_8);

      for (var i = 0; i < bytes.length; i++) {
        var first = (i == 0 ? RawLine.TEXT : 0) | (i == bytes.length - 1 ? RawLine.FINAL : 0);
        line.frame(first, new byte[] {bytes[i]});
      }

      assertThat(line.read()).contains("acknowledged");
    }
    var source = amina.caller.read(talk.rest() + "/messages/2/source");
    assertThat(source.path("markdown").asString()).isEqualTo(words);
  }

  @Attack(23)
  @Test
  void whoSaysTwoHundredThingsASecondIsToldToWaitAndOthersAreNot() throws Exception {
    var flooder = peer("Flooder");
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.OPEN, flooder, amina), amina);
    var ear = listen(flooder, "/me");
    var other = listen(amina, talk.live());
    other.line().outcome("SEND", talk.live() + "/post", draft("warm"));

    var flood =
        Thread.ofVirtual()
            .start(() -> {
              for (var i = 0; i < 200; i++) {
                try {
                  ear.line()
                      .say(
                          talk.live() + "/post",
                          Map.of("key", Gathering.key(), "markdown", "flood " + i));
                } catch (IOException gone) {
                  throw new java.io.UncheckedIOException(gone);
                }
              }
            });
    var flooding = System.nanoTime();
    var slowest = Duration.ZERO;
    for (var i = 0; i < 20; i++) {
      var began = System.nanoTime();
      assertThat(other.line().outcome("SEND", talk.live() + "/post", draft("calm " + i)))
          .isEqualTo("yes");
      var took = Duration.ofNanos(System.nanoTime() - began);
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }
    flood.join();
    patiently().until(() -> ear.heard("acknowledged").size() + ear.heard("refused").size() == 200);

    // Forty at once, and two a second more for as long as it took.
    var seconds = (int) Duration.ofNanos(System.nanoTime() - flooding).toSeconds();
    assertThat(ear.heard("acknowledged").size()).isBetween(39, 60 + 2 * seconds);
    assertThat(ear.heard("refused"))
        .allMatch(frame -> frame.path("error").asString().equals("tooMuch"))
        .allMatch(frame -> frame.path("retryAfter").asInt() >= 1)
        .allMatch(frame -> frame.path("key").asString().startsWith("key-"))
        .allMatch(frame -> !frame.path("message").asString().isBlank());
    assertThat(slowest).isLessThan(Duration.ofSeconds(5));
  }

  @Attack(34)
  @ParameterizedTest
  @EnumSource(value = RoomKind.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
  void whoDoesNotSitInTheRoomIsNotCalledIntoIt(RoomKind kind) throws Exception {
    var amina = peer("Amina");
    var outsider = peer("Outsider");
    var home = "/alliance/" + Gathering.ALLIANCE;
    var ear = listen(outsider, "/me", home);
    var talk = given.talk(given.room(kind, amina), amina);
    var witness = listen(amina, talk.live(), home);

    amina.say(talk, "a secret for [@Outsider](person:" + outsider.id() + ")");
    amina.say(talk, "a secret for [@room](room:)");
    patiently().until(() -> stirred(witness, talk));
    given.settle(talk, amina, witness, ear);

    assertThat(ear.all()).doesNotContain("secret", talk.room(), talk.thread());
    assertThat(ear.heard("mine")).isEmpty();
    for (var path :
        List.of(
            "/alliances/" + Gathering.ALLIANCE + "/catch-up",
            "/alliances/" + Gathering.ALLIANCE + "/rooms",
            "/search?q=secret",
            "/me/bookmarks")) {
      assertThat(outsider.caller.read(path).toString())
          .as(path)
          .doesNotContain("a secret", talk.room(), talk.thread());
    }
  }

  @Attack(35)
  @ParameterizedTest
  @EnumSource(value = RoomKind.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
  void whoIsInARoomAndWhatTheyDoThereIsNotSeenFromOutside(RoomKind kind) throws Exception {
    var amina = peer("Amina").showsPresence();
    var outsider = peer("Outsider").showsPresence();
    var home = "/alliance/" + Gathering.ALLIANCE;
    var ear = listen(outsider, "/me", home);
    var talk = given.talk(given.room(kind, amina), amina);
    var witness = listen(amina, talk.live(), "/room/" + talk.room(), home);
    var line = witness.line();

    line.say(talk.live() + "/typing", Map.of());
    line.say(talk.live() + "/read", Map.of("number", 1));
    amina.caller.call("PUT", talk.rest() + "/unread", Map.of("number", 1));
    patiently().until(() -> stirred(witness, talk));
    patiently().until(() -> about(ear) == 2);
    given.settle(talk, amina, witness, ear);

    assertThat(ear.frames.stream().map(f -> f.type())).isSubsetOf("presence", "refused", "stirred");
    assertThat(ear.frames.stream().map(f -> f.headers().get("destination")))
        .isSubsetOf("/me", home);
    assertThat(ear.all()).doesNotContain(talk.room(), talk.thread());
    for (var path : List.of("", "/people", "/threads", "/threads/" + talk.thread())) {
      var there = outsider.caller.get("/rooms/" + talk.room() + path);
      assertThat(there).as(path).isEqualTo(outsider.caller.get("/rooms/nosuchroom00" + path));
      assertThat(there.status()).as(path).isEqualTo(404);
    }
  }

  /** How many people the alliance's home says are about. */
  private static int about(Ear ear) {
    var told = ear.heard("presence");
    return told.isEmpty() ? 0 : told.getLast().path("count").asInt();
  }

  private static boolean stirred(Ear ear, Talk talk) {
    return ear.heard("stirred").stream()
        .anyMatch(frame -> frame.path("room").asString().equals(talk.room()));
  }

  private static String draft(String words) {
    return new tools.jackson.databind.json.JsonMapper()
        .writeValueAsString(Map.of("key", Gathering.key(), "markdown", words));
  }
}
