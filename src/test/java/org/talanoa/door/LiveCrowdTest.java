package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.door.Gathering.patiently;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.door.Gathering.Talk;
import org.talanoa.door.socket.LiveLines;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Fault;

/** One of a hundred lines does not take what is sent to it. */
class LiveCrowdTest extends LiveTest {
  private final LiveLines lines;

  @Autowired
  LiveCrowdTest(Gathering given, LiveLines lines) {
    super(given);
    this.lines = lines;
  }

  @BeforeEach
  void nobodyIsConnected() {
    patiently().until(() -> lines.open() == 0);
  }

  @Fault(19)
  @Test
  void whoStopsReadingIsDisconnectedAndCatchesUpAndNobodyElseNotices() throws Exception {
    var amina = peer("Amina");
    var slow = peer("Slow");
    var talk = given.talk(given.room(RoomKind.OPEN, amina, slow), amina);
    var others = new ArrayList<Set<Integer>>();
    for (var person = 0; person < 9; person++) {
      var reader = peer("Reader");
      for (var tab = 0; tab < 11; tab++) {
        others.add(hearing(reader, talk));
      }
    }
    var longWords = "a ".repeat(19_000);
    var slowest = Duration.ZERO;
    var last = 1;
    try (var stuck = RawLine.open(given.port(), 4_096).connect(slow.token)) {
      stuck.listen(talk.live());
      assertThat(lines.open()).isEqualTo(100);

      for (var i = 0; i < 400 && lines.open() == 100; i++) {
        var began = System.nanoTime();
        var said = amina.say(talk, longWords);
        var took = Duration.ofNanos(System.nanoTime() - began);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        patiently().until(() -> others.stream().allMatch(heard -> heard.contains(said)));
        last = said;
      }
      patiently().untilAsserted(() -> assertThat(lines.open()).isEqualTo(99));
    }
    var everything = IntStream.rangeClosed(2, last).boxed().collect(Collectors.toSet());

    patiently().until(() -> others.stream().allMatch(everything::equals));
    assertThat(slowest).isLessThan(Duration.ofSeconds(5));
    var missed = slow.caller.read(talk.rest() + "/since?revision=1&number=1");
    if (missed.path("complete").asBoolean()) {
      assertThat(missed.path("messages")).hasSize(last - 1);
    }
    assertThat(missed.path("thread").path("last").asInt()).isEqualTo(last);
  }

  /** The numbers of messages that are heard on a line of this reader. */
  private Set<Integer> hearing(Gathering.Guest reader, Talk talk) throws IOException {
    Set<Integer> numbers = ConcurrentHashMap.newKeySet();
    var line =
        closing(
            reader.caller.live(frame -> {
              if (frame.type().equals("message")) {
                numbers.add(frame.json().path("message").path("number").asInt());
              }
            }));
    line.listen(talk.live());
    return numbers;
  }
}
