package org.talanoa.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.talanoa.Talanoa;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.text.Title;

/** The whole server in this process, on a free port, with people and a room to talk in. */
final class Installation implements AutoCloseable {
  static final String ALLIANCE = "bench";

  final Path data;
  private final boolean ours;
  private final ConfigurableApplicationContext context;

  Installation() throws IOException {
    this(Directories.fresh(), true);
  }

  /** On data that are there already, and stay. */
  Installation(Path data, String... arguments) {
    this(data, false, arguments);
  }

  private Installation(Path data, boolean ours, String... arguments) {
    this.data = data;
    this.ours = ours;
    var all = new ArrayList<>(List.of(arguments));
    all.add("--talanoa.data=" + data);
    all.add("--server.port=0");
    all.add("--server.address=127.0.0.1");
    all.add("--server.shutdown=immediate");
    all.add("--vaadin.productionMode=true");
    all.add("--logging.level.org.talanoa=WARN");
    all.add("--logging.level.org.apache=ERROR");
    this.context = new SpringApplication(Talanoa.class).run(all.toArray(String[]::new));
  }

  <B> B bean(Class<B> type) {
    return context.getBean(type);
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** The organiser of an alliance, both made where there are none. */
  Membership organiser() {
    var person = person("organiser", true);
    var id = new AllianceId(ALLIANCE);
    return bean(Alliances.class)
        .membership(person, id)
        .orElseGet(() -> bean(Alliances.class).found(person, Alliance.of(id, "Bench", "theme")));
  }

  private Person person(String name, boolean organiser) {
    var people = bean(People.class);
    var id = new PersonId(name);
    people.pretend(Profile.named(id, "The " + name), organiser);
    return people.onBehalfOf(id).orElseThrow();
  }

  /** Peers of the alliance. */
  List<Person> peers(int count) {
    var organiser = organiser();
    var peers = new ArrayList<Person>();
    for (var i = 0; i < count; i++) {
      var peer = person("peer" + i, false);
      bean(Alliances.class).admit(organiser, peer.id(), Role.PEER);
      peers.add(peer);
    }
    return peers;
  }

  List<String> tokens(List<Person> people) {
    return people.stream().map(person -> bean(AccessTokens.class).make(person, "bench")).toList();
  }

  /** An open room of the alliance in which these sit. */
  RoomId room(List<Person> seated) {
    var rooms = bean(Rooms.class);
    var chair = rooms.open(organiser(), RoomKind.OPEN, "The open floor", "");
    seated.forEach(person -> rooms.admit(chair, person.id(), false));
    return chair.room().id();
  }

  ThreadId thread(RoomId room) {
    var voice = bean(Rooms.class).speak(organiser().person(), room);
    return bean(Discussions.class)
        .start(voice, new Title("A thread"), Draft.of("the-first", "It begins."))
        .head()
        .id();
  }

  @Override
  public void close() throws IOException {
    context.close();
    if (ours) {
      Directories.delete(data);
    }
  }
}
