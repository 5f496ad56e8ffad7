package org.talanoa.door;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Allowance;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.testing.Seated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An alliance whose peers come in by real HTTP, with programs, as often as they like. */
@TestComponent
final class Reformers {
  private static final AllianceId REFORM = new AllianceId("reform");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final AccessTokens tokens;
  private final Allowance allowance;

  Reformers(
      People people, Alliances alliances, Rooms rooms, AccessTokens tokens, Allowance allowance) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.tokens = tokens;
    this.allowance = allowance;
  }

  /** An answer: its status, its words, and what they mean. */
  record Answer(int status, String body) {
    static Answer of(HttpResponse<String> response) {
      return new Answer(response.statusCode(), response.body());
    }

    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  /** A peer's program. */
  final class Peer implements AutoCloseable {
    final Person person;
    final Browser browser;

    private Peer(Person person, int port) {
      this.person = person;
      this.browser =
          new Browser(port, "Authorization", "Bearer " + tokens.make(person, "a program"));
    }

    Answer get(String path) throws Exception {
      return send("GET", path, "");
    }

    Answer post(String path, Object body) throws Exception {
      return send("POST", path, JSON.writeValueAsString(body));
    }

    Answer send(String method, String path, String json) throws Exception {
      mayAgain();
      return Answer.of(browser.send(method, path, json));
    }

    Answer upload(String path, String name, byte[] bytes) throws Exception {
      mayAgain();
      return Answer.of(browser.postFile(path, "file", name, bytes));
    }

    private void mayAgain() {
      Arrays.stream(Allowance.Act.values())
          .forEach(act -> allowance.reset(act, person.id().value()));
    }

    @Override
    public void close() {
      tokens.of(person).forEach(token -> tokens.revoke(person, token.id()));
      browser.close();
    }
  }

  Peer peer(String name, int port) {
    var id = new PersonId(name.toLowerCase(java.util.Locale.ROOT));
    people.pretend(Profile.named(id, name), false);
    alliances.admit(alliances.enter(organiser(), REFORM), id, Role.PEER);
    return new Peer(people.onBehalfOf(id).orElseThrow(), port);
  }

  /** The id of a new room in which these sit. */
  String room(RoomKind kind, Peer... seated) {
    var chair =
        rooms.open(
            alliances.enter(organiser(), REFORM), kind, "Room " + COUNT.incrementAndGet(), "");
    for (var peer : seated) {
      Seated.in(rooms, chair, peer.person);
    }
    return chair.room().id().value();
  }

  static String key() {
    return "key-" + COUNT.incrementAndGet() + "-abcdef";
  }

  private Person organiser() {
    var olga = new PersonId("olga");
    if (people.onBehalfOf(olga).isEmpty()) {
      people.pretend(Profile.named(olga, "Olga"), true);
      alliances.found(
          people.onBehalfOf(olga).orElseThrow(), Alliance.of(REFORM, "Reform", "theme"));
    }
    return people.onBehalfOf(olga).orElseThrow();
  }
}
