package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.door.Gathering.patiently;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.Role;
import org.talanoa.door.Gathering.Ear;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.door.Gathering.Talk;
import org.talanoa.door.socket.LiveLines;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.SignIns;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Fault;
import org.talanoa.testing.LiveLine;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lines that break, come back and lose their right, while people talk. */
class LiveFaultTest extends LiveTest {
  private static final int SAYINGS = Sample.WHOLE ? 500 : 150;

  private static final JsonMapper JSON = new JsonMapper();

  private final LiveLines lines;
  private final SignIns signIns;
  private final AccessTokens tokens;
  private final Visitors visitors;

  @Autowired
  LiveFaultTest(
      Gathering given, LiveLines lines, SignIns signIns, AccessTokens tokens, Visitors visitors) {
    super(given);
    this.lines = lines;
    this.signIns = signIns;
    this.tokens = tokens;
    this.visitors = visitors;
  }

  @Test
  void aConnectionThatHasCarriedManyRequestsCanStillBecomeALiveOne() throws Exception {
    for (var before = 96; before <= 102; before++) {
      var amina = peer("Amina");
      for (var request = 0; request < before; request++) {
        assertThat(amina.caller.get("/me").status()).isEqualTo(200);
      }
      try (var ear = listen(amina, "/me")) {
        assertThat(ear.line()).isNotNull();
      }
    }
  }

  @Fault(14)
  @Test
  void aLineCutBeforeTheAcknowledgementAndFiveMoreTriesSayOneThing() throws Exception {
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.OPEN, amina), amina);
    var draft = draft(Gathering.key(), "said once");
    var send = "SEND\ndestination:%s/post\n\n%s\0".formatted(talk.live(), draft);

    for (var i = 0; i < 3; i++) {
      try (var line = RawLine.open(given.port()).connect(amina.token)) {
        line.text(send);
      }
    }
    var ear = listen(amina, "/me");
    for (var i = 0; i < 2; i++) {
      ear.line().send(send.substring(0, send.length() - 1));
    }
    patiently().until(() -> ear.heard("acknowledged").size() == 2);

    assertThat(ear.heard("acknowledged"))
        .allMatch(told -> told.path("number").asInt() == 2 && told.path("revision").asInt() == 2);
    assertThat(words(amina, talk)).containsExactly("What about it?", "said once");
  }

  @Fault(15)
  @Test
  void oneKeyOnEightLinesAtOnceIsOneMessageAndEightEqualAcknowledgements() throws Exception {
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.OPEN, amina), amina);
    var ears = new ArrayList<Ear>();
    for (var i = 0; i < 8; i++) {
      ears.add(listen(amina, "/me"));
    }
    for (var round = 0; round < 10; round++) {
      var key = Gathering.key();
      var words = "round " + round;
      amina.mayAgain();

      together(
          ears.stream()
              .map(ear ->
                  (Callable<String>)
                      () -> ear.line().outcome("SEND", talk.live() + "/post", draft(key, words)))
              .toList());

      var told =
          ears.stream()
              .flatMap(ear -> ear.heard("acknowledged").stream())
              .filter(frame -> frame.path("key").asString().equals(key))
              .toList();
      assertThat(told).hasSize(8).containsOnly(told.getFirst());
    }

    assertThat(words(amina, talk)).hasSize(11).doesNotHaveDuplicates();
  }

  @Fault(16)
  @Test
  void twoWhoSayManyThingsEachLeaveNoHolesAndKeepTheirOrder() throws Exception {
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var talk = given.talk(given.room(RoomKind.OPEN, amina, tashi), amina);

    List<List<Integer>> numbered =
        together(List.of(() -> sayMuch(amina, talk), () -> sayMuch(tashi, talk)));

    assertThat(numbered).allSatisfy(numbers -> assertThat(numbers).hasSize(SAYINGS).isSorted());
    var messages = messages(amina, talk);
    assertThat(messages.stream().map(one -> one.path("number").asInt()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 2 * SAYINGS + 1).boxed().toList());
    for (var who : List.of(amina, tashi)) {
      assertThat(
              messages.stream()
                  .skip(1)
                  .filter(one -> one.path("by").path("person").asString().equals(who.id()))
                  .map(LiveFaultTest::words))
          .containsExactlyElementsOf(
              IntStream.range(0, SAYINGS).mapToObj(i -> "saying " + i).toList());
    }
  }

  /** Many on one line, some of them under way at once; the numbers as they were acknowledged. */
  private List<Integer> sayMuch(Guest who, Talk talk) throws Exception {
    var numbers = java.util.Collections.synchronizedList(new ArrayList<Integer>());
    var underWay = new Semaphore(20);
    try (var line =
        who.caller.live(frame -> {
          if (frame.type().equals("acknowledged")) {
            numbers.add(frame.json().path("number").asInt());
            underWay.release();
          }
        })) {
      for (var i = 0; i < SAYINGS; i++) {
        assertThat(underWay.tryAcquire(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        who.mayAgain();
        line.say(talk.live() + "/post", Map.of("key", Gathering.key(), "markdown", "saying " + i));
      }
      assertThat(underWay.tryAcquire(20, 30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
    return numbers;
  }

  @Fault(17)
  @ParameterizedTest
  @ValueSource(ints = {5, 150, 260})
  void whoWasAwayCatchesUpExactly(int said) throws Exception {
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var talk = given.talk(given.room(RoomKind.OPEN, amina, tashi), amina);
    amina.say(talk, "before");
    var reader = closing(new PageReader(tashi, talk)).open();
    var ear = listen(amina, "/me");

    reader.close();
    for (var i = 0; i < said; i++) {
      amina.mayAgain();
      ear.line().outcome("SEND", talk.live() + "/post", draft(Gathering.key(), "away " + i));
    }
    amina.mayAgain();
    amina.caller.call("PUT", talk.rest() + "/messages/2", Map.of("markdown", "changed"));
    amina.caller.call("PUT", talk.rest() + "/messages/1/reactions/thanks");
    amina.caller.call("DELETE", talk.rest() + "/messages/3");
    var missed = tashi.caller.read(talk.rest() + "/since?revision=2&number=2");
    reader.reconnect();
    reader.settle();

    assertThat(missed.path("complete").asBoolean()).isEqualTo(said <= 200);
    assertThat(reader.view()).isEqualTo(reader.fresh());
    assertThat(reader.view().messages()).hasSize(said <= 200 ? said + 2 : 50);
  }

  @Fault(21)
  @Test
  void hundredsOfClientsComeBackAtOnceAndHaveEverything() throws Exception {
    var amina = peer("Amina");
    var talk = given.talk(given.room(RoomKind.OPEN, amina), amina);
    var clients = new ArrayList<Client>();
    for (var person = 0; person < 10; person++) {
      var guest = peer("Reader");
      for (var tab = 0; tab < 20; tab++) {
        clients.add(closing(new Client(guest, talk)));
      }
    }
    together(clients.stream().map(client -> (Callable<Boolean>) client::connect).toList());
    amina.say(talk, "before the storm");
    patiently().until(() -> clients.stream().allMatch(client -> client.numbers.contains(2)));
    lines.endAll();
    for (var i = 0; i < 20; i++) {
      amina.say(talk, "in the storm " + i);
      given.alliances.admit(given.founder(), amina.person.id(), Role.PEER);
    }
    var everything = IntStream.rangeClosed(2, 22).boxed().collect(Collectors.toSet());
    patiently()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() ->
            assertThat(clients)
                .allSatisfy(client -> {
                  assertThat(client.given).as("gave up").isNull();
                  assertThat(client.numbers).isEqualTo(everything);
                }));

    assertThat(clients.stream().mapToInt(client -> client.connections.get()))
        .as("came back once, and nobody was sent away while coming")
        .containsOnly(2);
  }

  /** Comes back whenever the line ends, and catches up. */
  private static final class Client implements AutoCloseable {
    final Set<Integer> numbers = ConcurrentHashMap.newKeySet();
    final AtomicInteger connections = new AtomicInteger();
    private final Guest guest;
    private final Talk talk;
    private volatile boolean closed;

    /** Why it does not come back any more. */
    private volatile @Nullable IOException given;

    Client(Guest guest, Talk talk) {
      this.guest = guest;
      this.talk = talk;
    }

    boolean connect() throws IOException {
      connections.incrementAndGet();
      var line = guest.caller.live(this::heard);
      var _ = line.closed().thenRunAsync(this::again, Thread::startVirtualThread);
      line.listen(talk.live());
      var missed = guest.caller.read(talk.rest() + "/since?revision=1&number=1");
      missed.path("messages").forEach(message -> numbers.add(message.path("number").asInt()));
      return true;
    }

    private void again() {
      try {
        if (!closed) {
          var _ = connect();
        }
      } catch (IOException ended) {
        if (ended instanceof LiveLine.Ended) {
          again();
        } else {
          given = ended;
        }
      }
    }

    private void heard(LiveLine.Frame frame) {
      if (frame.type().equals("message")) {
        numbers.add(frame.json().path("message").path("number").asInt());
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Fault(24)
  @Attack(7)
  @Test
  void signedOutElsewhereEveryLineOfThatSignInEndsAndHearsNothingMore() throws Exception {
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var talk = given.talk(given.room(RoomKind.CLOSED, amina, tashi), amina);
    var token = signIns.begin(tashi.person.id(), "a browser");
    var elsewhere = signIns.begin(tashi.person.id(), "another browser");
    var witness = listen(amina, talk.live());
    var signIn = signIns.signIn(token).orElseThrow().id();
    try (var one = page(token);
        var two = page(token);
        var other = page(elsewhere)) {
      one.listen(talk.live());
      two.listen(talk.live()).listen("/me");
      other.listen(talk.live());

      signIns.end(tashi.person, signIn);
      amina.say(talk, "after signing out");
      given.settle(talk, amina, witness);

      assertThat(one.end()).contains("closed").doesNotContain("after signing out", "marker");
      assertThat(two.end()).contains("closed").doesNotContain("after signing out", "marker");
      assertThat(other.read()).contains("after signing out");
    }
  }

  private RawLine page(String token) throws IOException {
    var id = signIns.signIn(token).orElseThrow().id();
    return RawLine.page(given.port(), token, visitors.pageToken(new Credential.Browser(token, id)));
  }

  @Fault(24)
  @Test
  void aRevokedTokenHearsNothingMore() throws Exception {
    var amina = peer("Amina");
    var tashi = peer("Tashi");
    var talk = given.talk(given.room(RoomKind.CLOSED, amina, tashi), amina);
    var witness = listen(amina, talk.live());
    var ear = listen(tashi, talk.live(), "/me");

    tokens.revoke(tashi.person, tokens.idOf(tashi.token));
    amina.say(talk, "after the revocation");
    given.settle(talk, amina, witness);

    patiently().until(() -> ear.line().closed().isDone());
    assertThat(ear.all()).doesNotContain("after the revocation");
  }

  @Fault(25)
  @Attack({21, 32})
  @ParameterizedTest
  @EnumSource(value = RoomKind.class, names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
  void nothingOfARoomIsLeftToWhoWasRemovedFromIt(RoomKind kind) throws Exception {
    var amina = peer("Amina");
    var removed = peer("Removed");
    var talk = given.talk(given.room(kind, amina, removed), amina);
    var rooms = "/rooms/" + talk.room();
    var file =
        removed
            .caller
            .upload(rooms + "/attachments", "a.txt", "notes".getBytes(StandardCharsets.UTF_8))
            .json()
            .path("id")
            .asString();
    var word = "wordof" + talk.room();
    removed.caller.call(
        "POST",
        talk.rest() + "/messages",
        Map.of("key", Gathering.key(), "markdown", word, "attachments", List.of(file)));
    removed.caller.call("PUT", talk.rest() + "/messages/2/bookmark", Map.of());
    var inside = word + "&inside=" + talk.room();
    patiently().until(() -> found(removed, inside) == 1);
    var witness = listen(amina, talk.live());
    var ear = listen(removed, talk.live(), "/me");

    given.rooms.remove(given.chair(talk.room()), removed.person.id());
    amina.say(talk, "after the removal");

    assertThat(found(removed, word)).isZero();
    assertThat(removed.caller.get("/search?q=" + inside).status()).isEqualTo(404);
    assertThat(found(amina, inside)).isEqualTo(1);
    for (var path :
        List.of(
            talk.rest() + "/messages/2",
            talk.rest() + "/messages/2/source",
            talk.rest() + "/messages/2/history",
            talk.rest() + "/messages",
            talk.rest() + "/since?revision=1&number=1",
            talk.rest(),
            rooms + "/attachments/" + file,
            rooms + "/threads",
            rooms + "/people",
            rooms)) {
      assertThat(removed.caller.get(path).status()).as(path).isEqualTo(404);
    }
    for (var path :
        List.of(
            "/me/bookmarks",
            "/alliances/" + Gathering.ALLIANCE + "/rooms",
            "/alliances/" + Gathering.ALLIANCE + "/catch-up")) {
      assertThat(removed.caller.read(path).toString()).as(path).doesNotContain(talk.room(), word);
    }
    given.settle(talk, amina, witness, ear);
    assertThat(ear.all()).doesNotContain("after the removal");
  }

  private static int found(Guest who, String word) throws IOException {
    who.mayAgain();
    return who.caller.read("/search?q=" + word).path("total").asInt();
  }

  @Fault(25)
  @Test
  void whatIsSaidAfterARemovalIsNeverHeardHoweverCloseItIs() throws Exception {
    var amina = peer("Amina");
    var removed = peer("Removed");
    var room = given.room(RoomKind.SEALED, amina, removed);
    var talk = given.talk(room, amina);
    var witness = listen(amina, talk.live());
    var chair = given.chair(room);

    for (var round = 0; round < 25; round++) {
      Seated.in(given.rooms, chair, removed.person);
      try (var ear = removed.listen(talk.live())) {
        var saying = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
        try (saying) {
          var before = saying.submit(() -> amina.say(talk, "before"));
          given.rooms.remove(chair, removed.person.id());
          var after = amina.say(talk, "after");
          assertThat(before.get()).isPositive();
          patiently()
              .until(() ->
                  witness.heard("message").stream()
                      .anyMatch(m -> m.path("message").path("number").asInt() >= after));
          ear.roundTrip();
          assertThat(ear.all()).doesNotContain(">after<");
        }
      }
    }
  }

  private static List<JsonNode> messages(Guest who, Talk talk) throws IOException {
    var messages = new ArrayList<JsonNode>();
    var last = who.caller.read(talk.rest()).path("thread").path("last").asInt();
    for (var from = 1; from <= last; from += 100) {
      var page = who.caller.read(talk.rest() + "/messages?count=100&from=" + from);
      page.path("messages").forEach(messages::add);
    }
    return messages;
  }

  private static List<String> words(Guest who, Talk talk) throws IOException {
    return messages(who, talk).stream().map(LiveFaultTest::words).toList();
  }

  private static String words(JsonNode message) {
    return message.path("html").asString().replaceAll("<[^>]*>", "").strip();
  }

  private static String draft(String key, String words) {
    return JSON.writeValueAsString(Map.of("key", key, "markdown", words));
  }

  /** Does all of these at once, and answers what became of each. */
  private static <T> List<T> together(List<Callable<T>> acts) throws Exception {
    var begin = new CountDownLatch(1);
    try (ExecutorService everybody = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          acts.stream()
              .map(act ->
                  everybody.submit(() -> {
                    begin.await();
                    return act.call();
                  }))
              .toList();
      begin.countDown();
      var answers = new ArrayList<T>();
      for (var outcome : outcomes) {
        answers.add(outcome.get());
      }
      return answers;
    }
  }
}
