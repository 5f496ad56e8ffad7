package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.Seniority;
import org.talanoa.room.Manner;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;

/** What a room or a thread hides cannot be looked up elsewhere. */
class HiddenRanksTest {
  private final World world = new World();
  private final HiddenRanks ranks =
      new HiddenRanks(world.alliances, world.rooms, world.discussions);
  private final Person amina = placed("amina");
  private final Person tashi = placed("tashi");
  private final Person outsider = placed("outsider");

  @AfterEach
  void close() {
    world.close();
  }

  private Person placed(String name) {
    world.people.change(
        world.peer(name),
        now ->
            new Profile(
                now.id(),
                now.name(),
                now.portrait(),
                now.country(),
                "Treasury",
                "Director",
                Seniority.SENIOR,
                now.languages(),
                now.timeZone(),
                now.locale(),
                now.askMeAbout(),
                now.showsPresence(),
                now.mayBeAsked()));
    return world.person(name);
  }

  private boolean sees(Person reader, Person other) {
    var shown = ranks.as(reader).apply(world.people.profile(other.id()).orElseThrow());
    var all = shown.institution() + shown.position() + shown.seniority();
    assertThat(all).isIn("TreasuryDirectorSENIOR", "MID");
    assertThat(shown.name()).isEqualTo(other.profile().name());
    return all.startsWith("Treasury");
  }

  private void hide(Room room, boolean hidden) {
    var chair = world.rooms.chair(world.organiser.person(), room.id());
    var manner = chair.room().manner();
    world.rooms.arrange(
        chair,
        new Manner(
            hidden,
            manner.slow(),
            manner.approveFirst(),
            manner.namingForbidden(),
            manner.retention(),
            manner.formerWords()));
  }

  @Test
  void whoSitTogetherWhereItIsHiddenDoNotSeeItAnywhere() {
    var room = world.room(RoomKind.CLOSED, amina, tashi);
    assertThat(sees(amina, tashi)).isTrue();

    hide(room, true);

    assertThat(sees(amina, tashi)).isFalse();
    assertThat(sees(tashi, amina)).isFalse();
    assertThat(sees(world.organiser.person(), amina)).isFalse();
    assertThat(sees(amina, amina)).as("oneself").isTrue();
    assertThat(sees(outsider, amina)).as("who does not know the room").isTrue();
    assertThat(sees(amina, outsider)).isTrue();

    hide(room, false);
    assertThat(sees(amina, tashi)).isTrue();
  }

  @Test
  void aThreadHidesItUntilItIsClosed() {
    var room = world.room(RoomKind.CLOSED, amina, tashi, outsider);
    var thread = world.thread(amina, room.id(), "When do you say it?");
    var chair = world.rooms.chair(world.organiser.person(), room.id());

    world.discussions.hideRank(chair, thread, true);

    assertThat(sees(tashi, amina)).isFalse();
    assertThat(sees(amina, tashi)).as("who has said nothing in it").isTrue();

    world.discussions.lock(chair, thread, true);
    assertThat(sees(tashi, amina)).isTrue();
  }

  @Test
  void whatIsSaidUnderAPseudonymHidesNobodysRank() {
    var room = world.room(RoomKind.CHATHAM_HOUSE, amina, tashi);
    var thread = world.thread(tashi, room.id(), "When do you say it?");
    var chair = world.rooms.chair(world.organiser.person(), room.id());
    world.discussions.hideRank(chair, thread, true);

    world.discussions.post(world.voice(amina, room.id()), thread, World.draft("Never.").veiled());

    assertThat(sees(tashi, amina)).as("it would tell who has spoken there").isTrue();
  }

  @Test
  void alsoTheFirstLookAtSomebodyUnknownIsNoFault() {
    var nobody = Profile.named(new PersonId("nobody"), "Nobody");

    assertThat(ranks.as(amina).apply(nobody)).isEqualTo(nobody);
  }
}
