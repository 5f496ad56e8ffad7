package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.people.Person;
import org.talanoa.room.Manner;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;

/** What was written to be said later is said once, if its author still may. */
class DeliveryTest {
  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final RoomId room = world.room(RoomKind.CLOSED, amina).id();
  private final ThreadId thread = world.thread(amina, room, "A thread");
  private final Later later = later();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void itIsSaidOnceWhenItsTimeHasComeHoweverManyLookForIt() {
    keepWhatIsDue();
    var first = delivery(later);
    var second = delivery(later());

    await().atMost(Duration.ofSeconds(60)).until(() -> later.of(amina).isEmpty());

    first.close();
    second.close();
    assertThat(last()).isEqualTo(2);
  }

  @Test
  void itWaitsUntilThen() {
    keep(in(Duration.ofHours(1)));

    assertThat(later.due()).isEmpty();
    assertThat(later.of(amina)).hasSize(1);
    assertThat(later().of(amina)).hasSize(1);
    assertThat(last()).isEqualTo(1);
  }

  @Test
  void whoeverMayNotSpeakThereAnyMoreIsToldWhyAndKeepsTheWords() {
    keepWhatIsDue();
    world.rooms.remove(world.rooms.chair(world.organiser.person(), room), amina.id());
    var delivery = delivery(later);

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> later.of(amina).getFirst().refused().equals(Optional.of("room.unknown")));

    delivery.close();
    assertThat(later.due()).isEmpty();
    assertThat(last()).isEqualTo(1);
  }

  @Test
  void whereItIsTooSoonToSpeakAgainItWaitsUntilItIsNot() throws InterruptedException {
    var chair = world.rooms.chair(world.organiser.person(), room);
    var manner = chair.room().manner();
    world.rooms.arrange(
        chair,
        new Manner(
            false, Duration.ofHours(1), false, false, manner.retention(), manner.formerWords()));
    world.posting.post(amina, room, thread, World.draft("I speak."));
    keepWhatIsDue();
    var tried = new CountDownLatch(2);
    var posting =
        new Posting(world.rooms, world.discussions, world.approvals) {
          @Override
          public Outcome post(Person person, RoomId in, ThreadId id, Draft draft) {
            tried.countDown();
            return super.post(person, in, id, draft);
          }
        };
    var delivery = new Delivery(later, world.people, posting);
    assertThat(tried.await(60, TimeUnit.SECONDS)).isTrue();
    world.clock.turn(Duration.ofHours(2));

    await().atMost(Duration.ofSeconds(60)).until(() -> later.of(amina).isEmpty());

    delivery.close();
    assertThat(last()).isEqualTo(3);
  }

  @Test
  void whatWasTakenBackIsNotSaid() {
    var letter = keep(in(Duration.ofHours(1)));

    later.drop(amina, letter.draft().key());

    assertThat(later.of(amina)).isEmpty();
  }

  @Test
  void aTimeThatHasPassedOrIsTooFarAwayIsRefused() {
    for (var at : List.of(in(Duration.ofMinutes(-1)), in(Duration.ofDays(900)))) {
      assertThatThrownBy(() -> keep(at))
          .isInstanceOfSatisfying(
              Refusal.NotLikeThis.class,
              refusal -> assertThat(refusal.key()).isEqualTo("later.time"));
    }
  }

  private Later later() {
    return new Later(
        world.discussions, world.attachments, world.storage, world.key, world.feed, world.clock);
  }

  private Delivery delivery(Later letters) {
    return new Delivery(letters, world.people, world.posting);
  }

  private Instant in(Duration time) {
    return world.clock.instant().plus(time);
  }

  /** Keeps a letter and lets its time come. */
  private void keepWhatIsDue() {
    keep(in(Duration.ofMinutes(1)));
    world.clock.turn(Duration.ofMinutes(2));
  }

  private Later.Letter keep(Instant at) {
    return later.keep(world.voice(amina, room), thread, World.draft("Good morning."), at);
  }

  private int last() {
    var chair = world.rooms.chair(world.organiser.person(), room);
    return world.discussions.head(chair, thread).last();
  }
}
