package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Authors;
import org.talanoa.moderation.Acts;
import org.talanoa.moderation.AuditTrail;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Notices;
import org.talanoa.people.Introduction;
import org.talanoa.people.Invitation;
import org.talanoa.people.Invitations;
import org.talanoa.people.Person;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Seated;
import org.talanoa.testing.World;

/** Where an invitation leads. */
class NewcomersTest {
  private final World world = new World();
  private final Newcomers newcomers =
      new Newcomers(world.people, world.alliances, world.rooms, acts());
  private final Person olga = world.organiser.person();
  private final Person amina = world.peer("amina");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoSitsInARoomAlreadyKeepsOrderThereAsBefore() {
    var room = world.room(RoomKind.CLOSED);
    var chair = world.rooms.chair(olga, room.id());
    Seated.in(world.rooms, chair, amina, true);
    var other = world.room(RoomKind.CLOSED);

    newcomers.welcome(new Invitations.Redeemed(amina, into(room, other)));

    assertThat(world.rooms.keepers(chair)).containsExactlyInAnyOrder(olga.id(), amina.id());
    assertThat(world.rooms.people(world.rooms.chair(olga, other.id()))).contains(amina.id());
  }

  private Acts acts() {
    var authors = new Authors(world.discussions, world.approvals, world.people);
    return new Acts(
        world.rooms,
        world.discussions,
        authors,
        new Cases(world.storage, world.key, world.discussions, authors, world.rooms, world.clock),
        new AuditTrail(world.storage, world.key, world.clock, Path.of("target")),
        new Notices(world.storage, world.key));
  }

  private Invitation into(Room... rooms) {
    return new Invitation(
        "id",
        Invitation.Purpose.JOIN,
        world.organiser.alliance().id().value(),
        Role.PEER.name(),
        List.of(rooms).stream().map(room -> room.id().value()).toList(),
        "",
        olga.id().value(),
        world.clock.instant().plus(Duration.ofDays(1)),
        Introduction.NOTHING);
  }
}
