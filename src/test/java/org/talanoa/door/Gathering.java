package org.talanoa.door;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Relocation;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Allowance;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.testing.Caller;
import org.talanoa.testing.LiveLine;
import org.talanoa.testing.Seated;
import tools.jackson.databind.JsonNode;

/** People of an alliance who come in by real connections. */
@TestComponent
final class Gathering {
  static final AllianceId ALLIANCE = new AllianceId("gathering");
  private static final AtomicInteger COUNT = new AtomicInteger();

  final Alliances alliances;
  final Rooms rooms;
  final Relocation relocation;
  final People people;
  private final AccessTokens tokens;
  private final Allowance allowance;
  private final Environment environment;

  Gathering(
      People people,
      Alliances alliances,
      Rooms rooms,
      Relocation relocation,
      AccessTokens tokens,
      Allowance allowance,
      Environment environment) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.relocation = relocation;
    this.tokens = tokens;
    this.allowance = allowance;
    this.environment = environment;
  }

  /** A thread and where it stands. */
  record Talk(String room, String thread) {
    String live() {
      return "/room/" + room + "/thread/" + thread;
    }

    String rest() {
      return "/rooms/" + room + "/threads/" + thread;
    }
  }

  /** Somebody with a program. */
  final class Guest implements AutoCloseable {
    final Person person;
    final String token;
    final Caller caller;

    private Guest(Person person) {
      this.person = person;
      this.token = tokens.make(person, "a program");
      this.caller = new Caller(address(), token);
    }

    String id() {
      return person.id().value();
    }

    /** Lets peers see that this guest is here. */
    Guest showsPresence() {
      people.change(person, profile -> profile.showingPresence(true));
      return this;
    }

    /** A live line that listens to these. */
    Ear listen(String... destinations) throws IOException {
      var ear = new Ear(caller);
      for (var destination : destinations) {
        ear.line.listen(destination);
      }
      return ear;
    }

    /** Says this by REST, and has to be let. */
    int say(Talk talk, String words) throws IOException {
      mayAgain();
      var answer = caller.post(talk.rest(), key(), words);
      if (!answer.good()) {
        throw new IOException(answer.toString());
      }
      return answer.json().path("number").asInt();
    }

    /** Whatever was done so often that it would be refused may be done again. */
    void mayAgain() {
      Arrays.stream(Allowance.Act.values()).forEach(act -> allowance.reset(act, id()));
    }

    @Override
    public void close() {
      caller.close();
    }
  }

  /** A live line and what was heard on it. */
  static final class Ear implements AutoCloseable {
    final Queue<LiveLine.Frame> frames = new ConcurrentLinkedQueue<>();
    private final LiveLine line;

    private Ear(Caller caller) throws IOException {
      this.line = caller.live(frames::add);
    }

    LiveLine line() {
      return line;
    }

    /** The frames of this type, as they came. */
    List<JsonNode> heard(String type) {
      return frames.stream()
          .filter(frame -> frame.type().equals(type))
          .map(LiveLine.Frame::json)
          .toList();
    }

    /** Everything heard, as text. */
    String all() {
      return frames.stream().map(LiveLine.Frame::toString).toList().toString();
    }

    boolean heardOf(String words) {
      return frames.stream().anyMatch(frame -> frame.body().contains(words));
    }

    /** Returns when everything that the server had to say before has arrived. */
    void roundTrip() throws IOException {
      var unknown = "/nothing/" + COUNT.incrementAndGet();
      if (!line.outcome("SUBSCRIBE", unknown, "").equals("room.unknown")) {
        throw new IOException("no round trip");
      }
    }

    @Override
    public void close() {
      line.close();
    }
  }

  String address() {
    return "http://localhost:" + port();
  }

  int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  static String key() {
    return "key-%06d".formatted(COUNT.incrementAndGet());
  }

  static ConditionFactory patiently() {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(30));
  }

  /** A new person with this role in the alliance. */
  Guest guest(String name, Role role) {
    var guest = stranger(name);
    alliances.admit(founder(), guest.person.id(), role);
    return guest;
  }

  Guest peer(String name) {
    return guest(name, Role.PEER);
  }

  /** A new person who belongs to no alliance. */
  Guest stranger(String name) {
    var id = new PersonId(name.toLowerCase(java.util.Locale.ROOT) + COUNT.incrementAndGet());
    people.pretend(Profile.named(id, name), false);
    return new Guest(people.onBehalfOf(id).orElseThrow());
  }

  /** The founder of the alliance, who keeps order in every room. */
  Membership founder() {
    var id = new PersonId("founder");
    people.pretend(Profile.named(id, "Founder"), true);
    var person = people.onBehalfOf(id).orElseThrow();
    return alliances
        .membership(person, ALLIANCE)
        .orElseGet(() -> alliances.found(person, Alliance.of(ALLIANCE, "Gathering", "theme")));
  }

  /** The id of a new room in which these sit. */
  String room(RoomKind kind, Guest... seated) {
    var chair = rooms.open(founder(), kind, "Room " + COUNT.incrementAndGet(), "");
    for (var guest : seated) {
      Seated.in(rooms, chair, guest.person);
    }
    return chair.room().id().value();
  }

  Chair chair(String room) {
    return rooms.chair(founder().person(), new RoomId(room));
  }

  /** A thread with one message. */
  Talk talk(String room, Guest by) throws IOException {
    var started =
        by.caller.call(
            "POST",
            "/rooms/" + room + "/threads",
            java.util.Map.of("key", key(), "title", "A thread", "markdown", "What about it?"));
    return new Talk(room, started.json().path("thread").path("id").asString());
  }

  /**
   * Returns when everybody has been told everything that had happened before in this room: when
   * what was said twice more has been heard, and whatever was under way to the others has arrived.
   */
  void settle(Talk talk, Guest speaker, Ear witness, Ear... others) throws IOException {
    for (var round = 0; round < 2; round++) {
      var marker = "marker" + COUNT.incrementAndGet();
      speaker.say(talk, marker);
      patiently().until(() -> witness.heardOf(marker));
    }
    for (var other : others) {
      other.roundTrip();
    }
  }
}
