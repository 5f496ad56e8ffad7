package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.bson.types.Binary;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.talanoa.alliance.Role;
import org.talanoa.door.Attacker.Stored;
import org.talanoa.door.Gathering.Guest;
import org.talanoa.door.Trace.Source;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Allowance;
import org.talanoa.people.Erasure;
import org.talanoa.people.Invitations;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Seated;
import tools.jackson.databind.json.JsonMapper;

/** Twenty who may have said it, and all those who look on; plays rounds, and reads what is left. */
@TestComponent
final class Salon {
  static final int SUSPECTS = 20;

  /** The first of the suspects keep order: these are moderators, and the others organisers. */
  static final int KEEPERS = 3;

  private static final int MODERATORS = 2;

  private static final String PASSWORD = "seven quiet lagoons";
  private static final String HERE = "127.0.0.1";

  /** Who looks on from outside the rooms. */
  private static final List<String> OUTSIDE =
      List.of("stranger", "foreigner", "observer", "outsider", "organiser");

  /** Screens beside the thread's; in each round one of them. */
  private static final List<String> SCREENS =
      List.of(
          "a/gathering/r/%s/people",
          "a/gathering/members",
          "a/gathering/r/%s/trail",
          "a/gathering/r/%s/moderation",
          "a/gathering/moderation",
          "a/gathering/catch-up",
          "a/gathering/r/%s",
          "a/gathering/r/%s/norms",
          "a/gathering",
          "bookmarks",
          "notices",
          "search");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final List<Suspect> suspects = new ArrayList<>();
  final Ballroom ballroom;
  private final Gathering given;
  private final Storage storage;
  private final Allowance allowance;
  private final AccessTokens tokens;
  private final Sweep sweep;
  private final Path data;
  private final Map<String, Guest> guests = new HashMap<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Appender appender = new Appender();
  private final List<Suspect> everSuspected = new ArrayList<>();
  private final Invitations invitations;
  private final Erasure erasure;
  private int played;

  Salon(
      Gathering given,
      Storage storage,
      Allowance allowance,
      AccessTokens tokens,
      Invitations invitations,
      Erasure erasure,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
      Environment environment) {
    this.given = given;
    this.storage = storage;
    this.allowance = allowance;
    this.tokens = tokens;
    this.invitations = invitations;
    this.erasure = erasure;
    this.data = Path.of(environment.getRequiredProperty("talanoa.data"));
    this.sweep = new Sweep(mapping, suspects);
    this.ballroom =
        new Ballroom(storage, new Round(0, RoomKind.CLOSED, Decoy.NONE, "", 0, SUSPECTS));
  }

  /** Notes every line of the log. */
  private final class Appender extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      var thrown =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      ballroom.notes(
          new Trace(
              Source.LINE,
              event.getTimeStamp(),
              event.getLoggerName()
                  + event.getThreadName()
                  + event.getFormattedMessage()
                  + thrown));
    }
  }

  void open() throws Exception {
    listenToTheLog();
    for (var i = 0; i < SUSPECTS; i++) {
      suspects.add(suspect(i));
    }
    for (var role :
        Map.of(
                "peer",
                Role.PEER,
                "keeper",
                Role.MODERATOR,
                "observer",
                Role.OBSERVER,
                "outsider",
                Role.PEER,
                "organiser",
                Role.ORGANISER)
            .entrySet()) {
      comes(role.getKey(), given.guest("Watching" + role.getKey(), role.getValue()));
    }
    comes("foreigner", given.stranger("Watchingforeigner"));
    ballroom.enters(closing(new Watcher("stranger", given.port(), "")));
  }

  private void comes(String role, Guest guest) throws IOException {
    guests.put(role, closing(guest));
    ballroom.enters(closing(new Watcher(role, given.port(), guest.token)));
    closing(
        ballroom.listens(
            guest,
            role.equals("foreigner")
                ? List.of("/me")
                : List.of("/me", "/alliance/" + Gathering.ALLIANCE)));
  }

  private Suspect suspect(int index) throws Exception {
    var founder = given.founder();
    var before = everSuspected.stream().filter(each -> each.index == index).count();
    var name = "Quillon%02d%s".formatted(index, before == 0 ? "x" : "y%dz".formatted(before));
    var email = name.toLowerCase(java.util.Locale.ROOT) + "@example.org";
    var secret =
        invitations.invite(founder.person(), Gathering.ALLIANCE.value(), "PEER", List.of(), "");
    var person = invitations.register(secret, name, email, PASSWORD, "test " + index).person();
    given.alliances.admit(founder, person.id(), role(index));
    given.people.change(person, profile -> profile.showingPresence(true).askable(true));
    allowance.reset(Allowance.Act.SIGN_IN_ADDRESS, HERE);
    var browser = new Browser(given.port(), "Origin", given.address());
    var signedIn = browser.post("/api/sign-in", Map.of("email", email, "password", PASSWORD));
    if (browser.get("/api/me").statusCode() != 200) {
      throw new IOException("not signed in: " + signedIn.statusCode());
    }
    var program = new org.talanoa.testing.Caller(given.address(), tokens.make(person, "live"));
    var suspect = closing(new Suspect(index, person, browser, program));
    everSuspected.add(suspect);
    return suspect;
  }

  private static Role role(int index) {
    return index < MODERATORS ? Role.MODERATOR : index < KEEPERS ? Role.ORGANISER : Role.PEER;
  }

  /** This one is forgotten; somebody new sits in their place in the next round. */
  private void forget(Suspect suspect) throws Exception {
    erasure.begin(given.founder().person(), suspect.person.id(), false);
    Gathering.patiently()
        .until(() -> storage.database().getCollection("erasures").countDocuments() == 0);
    suspects.set(suspect.index, suspect(suspect.index));
  }

  private <T extends AutoCloseable> T closing(T one) {
    opened.add(one);
    return one;
  }

  private void listenToTheLog() {
    appender.start();
    logger("ROOT").addAppender(appender);
    logger("ROOT").setLevel(Level.INFO);
    logger("org.talanoa").setLevel(Level.DEBUG);
    logger("org.talanoa").setAdditive(false);
    logger("org.talanoa").addAppender(appender);
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  Guest guest(String role) {
    return java.util.Objects.requireNonNull(guests.get(role), role);
  }

  /** Plays a round; then everybody looks, and some are handed out what is stored of them. */
  Round play(RoomKind kind, Decoy decoy, Random random) throws Exception {
    mayAgain();
    var masquerade =
        new Masquerade(
            given, random, suspects, guest("peer"), guest("keeper"), ballroom, this::forget);
    var number = ++played;
    var round = masquerade.play(number, kind, decoy);
    mayAgain();
    var last = "lastinround" + number + "x";
    guest("keeper").say(new Gathering.Talk(round.room, masquerade.open()), last);
    Gathering.patiently()
        .until(() -> Sweep.find(ballroom.of("peer"), last, round.room).path("total").asInt() == 1);
    if (decoy == Decoy.EXPORT) {
      round.traces.addAll(ballroom.of("peer").export());
    }
    if (decoy != Decoy.NONE && decoy != Decoy.NAMED) {
      return round;
    }
    mayAgain();
    look(round, masquerade);
    sweep.search(ballroom.of(number % 2 == 0 ? "peer" : "keeper"), round);
    round.forgetWhatTellsNothing();
    return round;
  }

  private void look(Round round, Masquerade masquerade) throws Exception {
    var talk = masquerade.talk();
    var own = masquerade.own();
    var inside = List.of("peer", "keeper");
    var role = inside.get(round.number % 2);
    sweep.through(ballroom.of(role), round, talk, own);
    var outside = OUTSIDE.get(round.number % OUTSIDE.size());
    if (round.number % 2 == 0) {
      sweep.through(ballroom.of(outside), round, talk, own);
    }
    ballroom.screen(round, role, "a/gathering/r/%s/t/%s".formatted(round.room, talk));
    ballroom.screen(round, role, "a/gathering/r/%s/t/%s".formatted(round.room, own));
    ballroom.screen(
        round, "keeper", SCREENS.get(round.number % SCREENS.size()).formatted(round.room));
    switch (round.number % 4) {
      case 0 -> round.traces.addAll(ballroom.of("peer").export());
      case 1 -> round.traces.addAll(ballroom.of("keeper").export());
      case 2 ->
          round.traces.addAll(
              ballroom.of(outside.equals("stranger") ? "outsider" : outside).export());
      default -> {
        var other = suspects.get((round.author + 1 + round.number % (SUSPECTS - 1)) % SUSPECTS);
        var token = tokens.make(other.person, "export");
        round.traces.addAll(Watcher.export(given.address(), "Authorization", "Bearer " + token));
      }
    }
  }

  /** What is seen of a sealed room inside of it, and everywhere else. */
  record SealedTalk(List<Trace> inside, List<Trace> outside) {}

  /** Somebody says this word in a sealed room, and one asks to be reminded of it; all look. */
  SealedTalk sealed(String word) throws Exception {
    mayAgain();
    var outside = new Round(0, RoomKind.SEALED, Decoy.NONE, "", 0, SUSPECTS);
    ballroom.begins(outside);
    var peer = guest("peer");
    var speaker = suspects.getFirst();
    var room = roomOf(RoomKind.SEALED);
    var other = roomOf(RoomKind.CLOSED);
    var inside = new Round(0, RoomKind.SEALED, Decoy.NONE, room, 0, SUSPECTS);
    var talk = given.talk(room, peer);
    var elsewhere = given.talk(other, peer);
    try (var ear = peer.listen(talk.live());
        var there = ballroom.listens(peer, List.of("/room/" + other, elsewhere.live()))) {
      for (var veiled : List.of(false, true)) {
        speaker.does(
            "POST",
            talk.rest() + "/messages",
            Map.of(
                "key",
                Gathering.key(),
                "markdown",
                "@[P](person:%s) thinks of %s?".formatted(peer.id(), word),
                "pseudonym",
                veiled));
      }
      ballroom.of("peer").does("PUT", talk.rest(), Map.of("title", "Who says " + word + "?"));
      ballroom.of("peer").does("PUT", talk.rest() + "/messages/2/bookmark", Map.of());
      ballroom
          .of("peer")
          .does(
              "POST",
              "/rooms/" + room + "/reports",
              Map.of("thread", talk.thread(), "number", 3, "grounds", "other"));
      inside.problem = problem(speaker, room, word);
      inside.activity = activity(speaker, room, word);
      given.settle(talk, peer, ear);
      given.settle(elsewhere, peer, peer.listen(elsewhere.live()));
      there.outcome("SUBSCRIBE", "/nothing/sealed", "");
    }
    mayAgain();
    inside.marks.addAll(List.of(talk.thread() + "/2", talk.thread() + "/3"));
    sweep.inside(ballroom.of("peer"), inside, talk.thread(), word);
    for (var role : ballroom.roles()) {
      mayAgain();
      sweep.outside(ballroom.of(role), outside, inside, elsewhere, word);
    }
    return new SealedTalk(List.copyOf(inside.traces), List.copyOf(outside.traces));
  }

  /** A problem statement that all of the room can see, with this word in it. */
  private static String problem(Suspect by, String room, String word) throws Exception {
    var there = "/rooms/" + room + "/problems";
    var id = made(by, there, Map.of("key", Gathering.key(), "title", "On " + word));
    by.does(
        "POST",
        there + "/" + id + "/edits",
        Map.of("key", Gathering.key(), "what", "set-status", "status", "shared"));
    return id;
  }

  /** An activity that goes on in the room, in which somebody has written this word. */
  private String activity(Suspect by, String room, String word) throws Exception {
    var there = "/rooms/" + room + "/activities";
    var id = made(by, there, Map.of("key", Gathering.key(), "exercise", "fifteen-per-cent"));
    ballroom.of("keeper").does("PUT", there + "/" + id + "/place", Map.of());
    by.does("POST", there + "/" + id + "/course", Map.of("act", "begin"));
    var written = Map.of("phase", 0, "key", Gathering.key(), "words", "About " + word);
    made(by, there + "/" + id + "/contributions", written);
    return id;
  }

  private static String made(Suspect by, String path, Map<String, ?> body) throws Exception {
    var answer = by.does("POST", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).path("id").asString();
  }

  private String roomOf(RoomKind kind) {
    var room = given.room(kind, guest("peer"));
    var chair = given.chair(room);
    Seated.in(given.rooms, chair, guest("keeper").person, true);
    suspects.forEach(suspect -> Seated.in(given.rooms, chair, suspect.person));
    return room;
  }

  private void mayAgain() {
    guests.values().forEach(Guest::mayAgain);
    for (var suspect : suspects) {
      Arrays.stream(Allowance.Act.values()).forEach(act -> allowance.reset(act, suspect.id()));
    }
  }

  /** Every document of the database, in its order, read without the key. */
  List<Stored> stored() {
    var all = new ArrayList<Stored>();
    var database = storage.database();
    for (var name : database.listCollectionNames()) {
      for (var document : database.getCollection(name).find()) {
        var times = new ArrayList<Long>();
        var values = new ArrayList<String>();
        values(document, times, values);
        var thread = document.get("thread") instanceof String given ? given : "";
        all.add(new Stored(name, thread, document.toString(), times, values));
      }
    }
    return all;
  }

  private static void values(Object value, List<Long> times, List<String> values) {
    switch (value) {
      case Date at -> times.add(at.toInstant().toEpochMilli());
      case String text -> values.add(text);
      case Binary bytes -> values.add(Base64.getEncoder().encodeToString(bytes.getData()));
      case Document document -> document.values().forEach(each -> values(each, times, values));
      case Collection<?> list -> list.forEach(each -> values(each, times, values));
      case null, default -> {}
    }
  }

  /** The bytes of the database's file, one character for each. */
  String bytes() throws IOException {
    return Files.readString(data.resolve("talanoa.mv"), StandardCharsets.ISO_8859_1);
  }

  /** An attacker who has read everything that is stored after these rounds. */
  Attacker attacker(List<Round> rounds, Random random) throws IOException {
    return new Attacker(everSuspected, rounds, stored(), bytes(), random);
  }

  void end() throws Exception {
    logger("ROOT").detachAppender(appender);
    logger("org.talanoa").detachAppender(appender);
    logger("org.talanoa").setAdditive(true);
    logger("ROOT").setLevel(Level.WARN);
    logger("org.talanoa").setLevel(Level.INFO);
    for (var one : opened.reversed()) {
      one.close();
    }
    opened.clear();
  }
}
