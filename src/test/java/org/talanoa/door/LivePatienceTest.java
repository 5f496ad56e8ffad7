package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.door.Gathering.patiently;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.talanoa.door.socket.LiveLines;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Fault;

/** How long the live door waits for those who do not speak, do not end, do not listen. */
@TestPropertySource(
    properties = {"talanoa.live.frame=1s", "talanoa.live.silence=3s", "talanoa.live.sending=1s"})
@DirtiesContext
class LivePatienceTest extends LiveTest {
  private final LiveLines lines;

  @Autowired
  LivePatienceTest(Gathering given, LiveLines lines) {
    super(given);
    this.lines = lines;
  }

  @BeforeEach
  void nobodyIsConnected() {
    patiently().until(() -> lines.open() == 0);
  }

  @Attack(24)
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "CONNECT\n"})
  void whoDoesNotSayWhoTheyAreIsSentAway(String drip) throws Exception {
    try (var line = RawLine.open(given.port())) {
      var dripping = dripping(line, drip);

      assertThat(line.end()).contains("closed").doesNotContain("CONNECTED");
      dripping.shutdownNow();
    }
    assertThat(lines.open()).isZero();
  }

  @Attack(24)
  @Test
  void whoNeverEndsAFrameIsSentAway() throws Exception {
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.OPEN, amina), amina);
    try (var line = RawLine.open(given.port()).connect(amina.token)) {

      line.text("SEND\ndestination:" + talk.live() + "/post\n\n{\"key\":\"");
      var dripping = dripping(line, "x");

      assertThat(line.end()).contains("closed");
      dripping.shutdownNow();
    }
    assertThat(lines.open()).isZero();
  }

  /** Sends this often enough not to be silent. */
  private ScheduledExecutorService dripping(RawLine line, String drip) {
    var clockwork = closing(Executors.newSingleThreadScheduledExecutor());
    if (!drip.isEmpty()) {
      var _ =
          clockwork.scheduleWithFixedDelay(
              () -> {
                try {
                  line.text(drip);
                } catch (IOException ended) {
                  clockwork.shutdown();
                }
              },
              50,
              50,
              TimeUnit.MILLISECONDS);
    }
    return clockwork;
  }

  @Attack(24)
  @Test
  void halfAFrameOfTheWebSocketAndThenNothingEndsTheLine() throws Exception {
    var amina = peer("Amina");
    try (var line = RawLine.open(given.port()).connect(amina.token)) {
      var whole =
          RawLine.framed(
              RawLine.FINAL | RawLine.TEXT,
              "SUBSCRIBE\nid:a\ndestination:/me\n\n\0".getBytes(StandardCharsets.UTF_8));

      line.send(Arrays.copyOf(whole, whole.length / 2));

      assertThat(line.end()).contains("closed");
    }
    assertThat(lines.open()).isZero();
  }

  @Attack(24)
  @Fault(18)
  @Test
  void whoVanishesIsDroppedAndNothingOfThemIsLeft() throws Exception {
    var amina = peer("Amina").showsPresence();
    var vanishing = peer("Vanishing").showsPresence();
    var talk = given.talk(given.room(RoomKind.OPEN, amina, vanishing), amina);
    var there = "/room/" + talk.room();
    var witness = listen(amina, there);
    try (var line = RawLine.open(given.port()).connect(vanishing.token)) {
      line.listen(there).listen(talk.live()).listen("/me");
      patiently().until(() -> people(witness).contains(vanishing.id()));
      var began = System.nanoTime();

      patiently().until(() -> lines.open() == 1);

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
      assertThat(lines.anybodyListensTo(talk.live())).isFalse();
      patiently().until(() -> people(witness).equals(Set.of(amina.id())));
    }
  }

  private static Set<String> people(Gathering.Ear ear) {
    var told = ear.heard("presence");
    return told.isEmpty()
        ? Set.of()
        : told.getLast()
            .path("people")
            .valueStream()
            .map(one -> one.asString())
            .collect(Collectors.toSet());
  }

  @Test
  void whoOnlyListensStaysAsLongAsTheirSocketAnswers() throws Exception {
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.OPEN, amina), amina);
    var ear = listen(amina, talk.live());

    Awaitility.await()
        .pollInterval(Duration.ofMillis(50))
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !ear.line().closed().isDone() && lines.open() == 1);
    amina.say(talk, "still heard");

    patiently().until(() -> ear.heardOf("still heard"));
  }

  @Fault(19)
  @Test
  void whoSendsAndNeverReadsTheAnswersIsDisconnected() throws Exception {
    var amina = peer("Amina");
    try (var stuck = RawLine.open(given.port(), 4_096).connect(amina.token)) {
      var asking = "SEND\ndestination:/nowhere" + "x".repeat(150) + "\n\n\0";

      var ended = false;
      for (var i = 0; i < 200_000 && !ended; i++) {
        try {
          stuck.text(asking);
        } catch (IOException gone) {
          ended = true;
        }
      }

      assertThat(ended).isTrue();
    }
    patiently().until(() -> lines.open() == 0);
  }
}
