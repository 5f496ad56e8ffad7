package org.talanoa.door.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.discussion.Discussions;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./talanoa import FILE --alliance=ADDRESS --room=NAME}. */
@Component
@Profile("import")
class ImportCommand implements ApplicationRunner {
  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Discussions discussions;
  private final JsonMapper json;

  ImportCommand(
      People people, Alliances alliances, Rooms rooms, Discussions discussions, JsonMapper json) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.discussions = discussions;
    this.json = json;
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    var file = Path.of(arguments.getNonOptionArgs().stream().findFirst().orElse(""));
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no file " + file);
    }
    var membership = membership(option(arguments, "alliance"));
    var room = room(membership, option(arguments, "room"));
    var started = System.nanoTime();
    var brought =
        new Import(rooms, discussions, json, System.out).bring(file, membership.person(), room);
    System.out.printf(
        "%d threads with %d messages are here now, %d lines were left out; %.1f s%n",
        brought.threads(),
        brought.messages(),
        brought.skipped(),
        (System.nanoTime() - started) / 1e9);
  }

  private static String option(ApplicationArguments arguments, String name) {
    var values = arguments.getOptionValues(name);
    if (values == null || values.size() != 1 || values.getFirst().isBlank()) {
      throw new IllegalArgumentException("say --" + name + "=… once");
    }
    return values.getFirst();
  }

  private Membership membership(String alliance) {
    var id = new AllianceId(alliance);
    for (Person organiser : people.organisers()) {
      var membership = alliances.membership(organiser, id);
      if (membership.isPresent()) {
        return membership.get();
      }
    }
    throw new Refusal.NotHere("alliance.unknown");
  }

  /** The closed room with this name in which the organiser keeps order; opened where none is. */
  private RoomId room(Membership membership, String name) {
    return rooms.seats(membership).stream()
        .filter(seat -> seat.room().name().equals(name) && rooms.mayKeepOrder(seat))
        .map(seat -> seat.room().id())
        .findFirst()
        .orElseGet(() -> rooms.open(membership, RoomKind.CLOSED, name, "").room().id());
  }
}
