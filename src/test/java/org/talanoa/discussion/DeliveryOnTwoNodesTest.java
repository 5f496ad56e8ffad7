package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.DatabaseServer;
import org.talanoa.testing.HeldBack;
import org.talanoa.testing.World;

/** Every node looks for what is due; it is said once. */
class DeliveryOnTwoNodesTest {
  private static final InstallationKey KEY = InstallationKey.random();
  private static final int LETTERS = 10;

  private final DatabaseServer server = DatabaseServer.inMemory();
  private final World here = node();
  private final World there = node();
  private final Person amina = here.peer("amina");
  private final RoomId room = here.room(RoomKind.CLOSED, amina).id();
  private final ThreadId thread = here.thread(amina, room, "A thread");
  private final Later laterHere = later(here);
  private final Later laterThere = later(there);

  private World node() {
    var storage = Storage.at(server.uri(), Duration.ofSeconds(30));
    return new World(storage, KEY, HeldBack.of(storage.telling().orElseThrow()));
  }

  private static Later later(World node) {
    return new Later(
        node.discussions, node.attachments, node.storage, node.key, node.feed, node.clock);
  }

  @BeforeEach
  void awaitThereThatSheMaySpeak() {
    await().until(() -> there.rooms.seat(amina, room).filter(there.rooms::maySpeak).isPresent());
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
    server.close();
  }

  @Test
  void whatIsDueOnBothIsSaidOnce() {
    for (var letter = 0; letter < LETTERS; letter++) {
      keep();
    }
    itsTimeComes();
    await().until(() -> laterThere.due().contains(amina.id()));
    var first = new Delivery(laterHere, here.people, here.posting);
    var second = new Delivery(laterThere, there.people, there.posting);

    await().atMost(Duration.ofSeconds(60)).until(() -> laterHere.of(amina).isEmpty());

    first.close();
    second.close();
    assertThat(last(here)).isEqualTo(1 + LETTERS);
  }

  @Test
  void aNodeThatWasToldLateSaysNothingAgain() {
    keep();
    itsTimeComes();
    await().until(() -> laterThere.due().contains(amina.id()));
    ((HeldBack) there.feed).hold("letters", "messages", "threads");
    var first = new Delivery(laterHere, here.people, here.posting);
    await().atMost(Duration.ofSeconds(60)).until(() -> laterHere.of(amina).isEmpty());
    first.close();

    assertThat(laterThere.due()).as("still believes it").contains(amina.id());
    assertThat(laterThere.due(amina.id())).isEmpty();
    assertThat(last(here)).isEqualTo(2);
  }

  private void keep() {
    laterHere.keep(
        here.voice(amina, room),
        thread,
        World.draft("Good morning."),
        here.clock.instant().plus(Duration.ofMinutes(1)));
  }

  private void itsTimeComes() {
    here.clock.turn(Duration.ofMinutes(5));
    there.clock.turn(Duration.ofMinutes(5));
  }

  private int last(World node) {
    var chair = node.rooms.chair(node.organiser.person(), room);
    return node.discussions.head(chair, thread).last();
  }
}
