package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Retention;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;

class ExpiryTest {
  private final World world = new World();
  private final Expiry expiry =
      new Expiry(
          world.discussions,
          world.attachments,
          new Arrangements(world.rooms),
          world.alliances,
          world.clock);
  private final Chair chair =
      world.rooms.chair(
          world.organiser.person(), world.room(RoomKind.CLOSED, world.peer("amina")).id());

  @AfterEach
  void close() {
    expiry.close();
    world.close();
  }

  @Test
  void whatIsOlderThanPromisedGoesAndItsPlaceRemains() throws Exception {
    keep(new Retention.DeleteAfter(30));
    var thread = world.thread(world.organiser.person(), chair.room().id(), "Old words");
    var file =
        world.attachments.put(
            chair, "old.txt", new ByteArrayInputStream("old".getBytes(StandardCharsets.UTF_8)));
    var carrying =
        new Draft(
            "key-carrying",
            World.draft("old").markdown(),
            Optional.empty(),
            List.of(file.id()),
            Optional.empty(),
            false);
    world.discussions.post(chair, thread, carrying);
    world.clock.turn(Duration.ofDays(20));
    world.discussions.post(chair, thread, World.draft("young"));
    world.clock.turn(Duration.ofDays(11));
    var before = world.discussions.head(chair, thread).revision();

    expiry.sweep();

    assertThat(world.discussions.message(chair, thread, 1).body()).isInstanceOf(Body.Deleted.class);
    assertThat(world.discussions.message(chair, thread, 2).body()).isInstanceOf(Body.Deleted.class);
    assertThat(world.discussions.message(chair, thread, 3).body()).isInstanceOf(Body.Said.class);
    assertThatThrownBy(() -> world.attachments.open(chair, file.id()))
        .isInstanceOf(Refusal.NotHere.class);
    var head = world.discussions.head(chair, thread);
    assertThat(head.last()).isEqualTo(3);
    assertThat(head.title()).isEqualTo("Old words");
    assertThat(head.revision()).isEqualTo(before + 2);
    assertThat(world.discussions.since(chair, thread, before, 3).messages())
        .extracting(Message::number)
        .containsExactly(1, 2);
  }

  @Test
  void aThreadInWhichNothingIsLeftLosesItsTitleOnce() {
    keep(new Retention.DeleteAfter(30));
    var thread = world.thread(world.organiser.person(), chair.room().id(), "Old words");
    world.clock.turn(Duration.ofDays(31));

    expiry.sweep();
    var revision = world.discussions.head(chair, thread).revision();
    expiry.sweep();

    assertThat(world.discussions.head(chair, thread).title()).isEqualTo("…");
    assertThat(world.discussions.head(chair, thread).revision()).isEqualTo(revision);
  }

  @Test
  void whatIsKeptStays() {
    keep(new Retention.Keep());
    var thread = world.thread(world.organiser.person(), chair.room().id(), "Old words");
    keep(new Retention.DeleteAtEnd());
    world.clock.turn(Duration.ofDays(5_000));

    expiry.sweep();

    assertThat(world.discussions.message(chair, thread, 1).body()).isInstanceOf(Body.Said.class);
  }

  private void keep(Retention retention) {
    var manner = chair.room().manner();
    world.rooms.arrange(
        chair,
        new Manner(
            manner.rankHidden(),
            manner.slow(),
            manner.approveFirst(),
            manner.namingForbidden(),
            retention,
            manner.formerWords()));
  }
}
