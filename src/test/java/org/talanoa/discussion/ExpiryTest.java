package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Role;
import org.talanoa.alliance.Stage;
import org.talanoa.people.Person;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Retention;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Seated;
import org.talanoa.testing.World;

class ExpiryTest {
  private final World world = new World();
  private final Expiry expiry =
      new Expiry(
          world.discussions,
          world.attachments,
          world.approvals,
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

  /** Anybody may call a thread so, and whoever started one may have been forgotten. */
  @Test
  void noTitleKeepsWordsFromExpiring() {
    keep(new Retention.DeleteAfter(30));
    var thread = world.thread(world.organiser.person(), chair.room().id(), "…");
    world.clock.turn(Duration.ofDays(31));

    expiry.sweep();

    assertThat(world.discussions.message(chair, thread, 1).body()).isInstanceOf(Body.Deleted.class);
  }

  @Test
  void whatIsYoungWhenItIsFirstLookedAtGoesInItsTimeToo() {
    keep(new Retention.DeleteAfter(30));
    var thread = world.thread(world.organiser.person(), chair.room().id(), "Old words");
    world.clock.turn(Duration.ofDays(20));
    world.discussions.post(chair, thread, World.draft("young"));
    for (var day = 0; day < 9; day++) {
      expiry.sweep();
      world.clock.turn(Duration.ofDays(1));
    }
    world.discussions.hide(chair, thread, 2);
    expiry.sweep();
    world.clock.turn(Duration.ofDays(2));
    expiry.sweep();
    assertThat(world.discussions.message(chair, thread, 1).body()).isInstanceOf(Body.Deleted.class);
    assertThat(world.discussions.words(chair, thread, 2).source()).isEqualTo("young");
    keep(new Retention.DeleteAfter(5));

    expiry.sweep();

    assertThat(world.discussions.message(chair, thread, 2).body()).isInstanceOf(Body.Deleted.class);
    assertThat(world.discussions.head(chair, thread).title()).isEqualTo("…");
  }

  @Test
  void whatWasPromisedToGoGoesThoughTheRoomKeepsItsWordsLongerNow() {
    keep(new Retention.DeleteAfter(30));
    var thread = world.thread(world.organiser.person(), chair.room().id(), "Old words");
    world.clock.turn(Duration.ofDays(10));
    keep(new Retention.Keep());
    keep(new Retention.DeleteAfter(365));
    world.clock.turn(Duration.ofDays(1));
    world.discussions.post(chair, thread, World.draft("promised otherwise"));
    expiry.sweep();
    assertThat(world.discussions.message(chair, thread, 1).body()).isInstanceOf(Body.Said.class);
    world.clock.turn(Duration.ofDays(40));

    expiry.sweep();

    assertThat(world.discussions.message(chair, thread, 1).body()).isInstanceOf(Body.Deleted.class);
    assertThat(world.discussions.message(chair, thread, 2).body()).isInstanceOf(Body.Said.class);
    world.clock.turn(Duration.ofDays(330));
    expiry.sweep();
    assertThat(world.discussions.message(chair, thread, 2).body()).isInstanceOf(Body.Deleted.class);
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

  @Test
  void whenTheAllianceHasEndedNothingIsLeftThatWasPromisedToGo() throws Exception {
    var amina = world.peer("amina");
    try (var kept = ended(amina, 3)) {
      kept.expiry().sweep();
      assertThat(kept.said(1)).isInstanceOf(Body.Said.class);

      world.clock.turn(Duration.ofDays(4));
      kept.expiry().sweep();

      for (var number = 1; number <= 3; number++) {
        assertThat(kept.said(number)).isInstanceOf(Body.Deleted.class);
      }
      assertThat(world.discussions.head(kept.chair(), kept.thread()).title()).isEqualTo("…");
      assertThat(count("attachments")).isZero();
      assertThat(count("blobs")).isZero();
      assertThat(count("pieces")).isZero();
      assertThat(count("originals")).isZero();
      assertThat(world.approvals.waiting(kept.chair())).isEmpty();
      assertThat(world.storage.database().getCollection("messages").find())
          .noneMatch(message -> message.toJson().contains("tellable"));
    }
  }

  @Test
  void whatWaitsIsNotKeptLongerThanWhatIsSaid() {
    keep(new Retention.DeleteAfter(30));
    var amina = world.voice(world.person("amina"), chair.room().id());
    world.approvals.keep(amina, Optional.empty(), "Early", World.draft("early"));
    world.clock.turn(Duration.ofDays(20));
    world.approvals.keep(amina, Optional.empty(), "Late", World.draft("late"));
    world.clock.turn(Duration.ofDays(11));

    expiry.sweep();

    assertThat(world.approvals.waiting(chair)).extracting(Waiting::title).containsExactly("Late");
  }

  @Test
  void aFileGoesAlsoWhereTheSweepBeforeWasInterrupted() throws Exception {
    keep(new Retention.DeleteAfter(30));
    var thread = world.thread(world.organiser.person(), chair.room().id(), "Old words");
    world.discussions.post(chair, thread, carrying(chair, "a file"));
    world.clock.turn(Duration.ofDays(31));
    var dying =
        new Attachments(world.storage, world.key, world.clock) {
          @Override
          void delete(List<String> ids) {
            throw new IllegalStateException("the power is cut");
          }
        };
    assertThatThrownBy(() ->
            new Expiry(
                    world.discussions,
                    dying,
                    world.approvals,
                    new Arrangements(world.rooms),
                    world.alliances,
                    world.clock)
                .sweep())
        .hasMessage("the power is cut");
    assertThat(count("blobs")).isOne();

    expiry.sweep();

    assertThat(count("blobs")).isZero();
    assertThat(count("attachments")).isZero();
  }

  /** A room of an alliance that ends after so many days, in which everything there is was said. */
  private Ended ended(Person amina, int days) throws Exception {
    var id = new AllianceId("ending");
    var end = LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC).plusDays(days);
    var membership =
        world.alliances.found(
            world.organiser.person(),
            new Alliance(id, "Ending", "t", "", null, end, Stage.SUSTAINED_CONTACT, false));
    world.alliances.admit(membership, amina.id(), Role.PEER);
    var there = world.rooms.open(membership, RoomKind.CLOSED, "Room", "A room.");
    Seated.in(world.rooms, there, amina);
    keep(there, new Retention.DeleteAtEnd());
    var thread = world.thread(amina, there.room().id(), "A title");
    world.discussions.post(there, thread, carrying(there, "a tellable file"));
    world.discussions.post(there, thread, World.draft("a tellable name"));
    world.discussions.redact(there, thread, 3, "name");
    var voice = world.voice(amina, there.room().id());
    world.approvals.keep(voice, Optional.of(thread), "", World.draft("waits"));
    return new Ended(
        there,
        thread,
        new Expiry(
            world.discussions,
            world.attachments,
            world.approvals,
            new Arrangements(world.rooms),
            world.alliances,
            world.clock));
  }

  private final class Ended implements AutoCloseable {
    private final Chair chair;
    private final ThreadId thread;
    private final Expiry expiry;

    Ended(Chair chair, ThreadId thread, Expiry expiry) {
      this.chair = chair;
      this.thread = thread;
      this.expiry = expiry;
    }

    Chair chair() {
      return chair;
    }

    ThreadId thread() {
      return thread;
    }

    Expiry expiry() {
      return expiry;
    }

    Body said(int number) {
      return world.discussions.message(chair, thread, number).body();
    }

    @Override
    public void close() {
      expiry.close();
    }
  }

  private Draft carrying(Chair by, String words) throws Exception {
    var content = new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8));
    return new Draft(
        "key-" + words.replace(' ', '-'),
        World.draft(words).markdown(),
        Optional.empty(),
        List.of(world.attachments.put(by, "file.txt", content).id()),
        Optional.empty(),
        false);
  }

  private long count(String collection) {
    return world.storage.database().getCollection(collection).countDocuments();
  }

  private void keep(Retention retention) {
    keep(chair, retention);
  }

  private void keep(Chair chair, Retention retention) {
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
