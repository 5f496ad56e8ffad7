package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.talanoa.Talanoa;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Erasure;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Invitations;
import org.talanoa.people.Keeper;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Seated;
import org.talanoa.text.Title;

/** The power is cut while somebody is being forgotten, at one place after the other. */
class InterruptedErasureTest {
  private static final String PASSWORD = "the tide comes in at seven";
  private static final String CUT = "the power is cut";

  @TempDir Path data;

  private record Talk(PersonId organiser, Person person, RoomId room, ThreadId thread) {}

  /** Cuts the power before or after one of the keepers, counted from the first. */
  private static final class Power implements BeanPostProcessor {
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger keepers = new AtomicInteger();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (bean instanceof Keeper keeper && !name.equals("accountKeeper")) {
        keepers.incrementAndGet();
        return new Interrupted(keeper, this);
      }
      return bean;
    }

    void cutAfter(int acts) {
      left.set(acts);
    }

    void use() {
      if (left.getAndDecrement() == 0) {
        throw new IllegalStateException(CUT);
      }
    }
  }

  private record Interrupted(Keeper keeper, Power power) implements Keeper {
    @Override
    public Set<String> collections() {
      return keeper.collections();
    }

    @Override
    public void export(Person person, Export export) {
      keeper.export(person, export);
    }

    @Override
    public void mayForget(PersonId person) {
      keeper.mayForget(person);
    }

    @Override
    public void forget(Forgetting forgetting) {
      power.use();
      keeper.forget(forgetting);
    }

    @Override
    public void settle() {
      power.use();
      keeper.settle();
    }
  }

  @Test
  void whatWasBegunIsFinishedAtTheNextStartAndNothingIsDoneTwice() {
    var power = new Power();
    power.cutAfter(0);
    Talk talk;
    ThreadHead half;
    try (var first = start(power)) {
      talk = talk(first);
      first.getBean(Erasure.class).begin(talk.person(), PASSWORD, false);
      await().until(() -> power.left.get() < 0);
      var keepers = power.keepers.get();
      assertThat(keepers).isGreaterThan(2);
      IntStream.rangeClosed(1, keepers).forEach(act -> cut(first, power, act));
      IntStream.range(1, keepers).forEach(act -> cut(first, power, act));
      half = head(first, talk);
      power.cutAfter(0);
    }

    try (var next = start(null)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(erasures(next)).isZero());

      assertThat(next.getBean(People.class).profile(talk.person().id())).isEmpty();
      assertThat(head(next, talk).revision()).isEqualTo(half.revision());
      assertThat(messages(next, talk))
          .extracting(Message::number, Message::by)
          .containsExactly(
              tuple(1, new Byline.Named(talk.organiser())), tuple(2, new Byline.Former()));
      assertThat(messages(next, talk)).allMatch(message -> message.body() instanceof Body.Said);
    }
  }

  private static void cut(ConfigurableApplicationContext house, Power power, int act) {
    power.cutAfter(act);
    assertThatThrownBy(house.getBean(Erasure.class)::finish).hasMessage(CUT);
    assertThat(erasures(house)).isOne();
  }

  private ConfigurableApplicationContext start(@Nullable Power power) {
    return new SpringApplicationBuilder(Talanoa.class)
        .initializers(context -> {
          if (power != null) {
            ((GenericApplicationContext) context).registerBean(Power.class, () -> power);
          }
        })
        .run("--server.port=0", "--talanoa.data=" + data, "--vaadin.productionMode=true");
  }

  private static long erasures(ConfigurableApplicationContext house) {
    return house.getBean(Storage.class).database().getCollection("erasures").countDocuments();
  }

  private static Talk talk(ConfigurableApplicationContext house) {
    var invitations = house.getBean(Invitations.class);
    var organiser = register(invitations, invitations.setUp(), "olga");
    var membership =
        house
            .getBean(Alliances.class)
            .found(organiser, Alliance.of(new AllianceId("reform"), "Reform", "t"));
    var secret =
        invitations.invite(organiser, "reform", Role.PEER.name(), List.of(), "s@example.org");
    var person = register(invitations, secret, "s");
    house.getBean(Alliances.class).admit(membership, person.id(), Role.PEER);
    var rooms = house.getBean(Rooms.class);
    var chair = rooms.open(membership, RoomKind.CLOSED, "Room", "A room.");
    Seated.in(rooms, chair, person);
    var discussions = house.getBean(Discussions.class);
    var thread =
        discussions
            .start(chair, new Title("Title"), Draft.of("key-first", "What about it?"))
            .head()
            .id();
    discussions.post(
        rooms.speak(person, chair.room().id()), thread, Draft.of("key-second", "This."));
    return new Talk(organiser.id(), person, chair.room().id(), thread);
  }

  private static Person register(Invitations invitations, String secret, String name) {
    return invitations
        .register(secret, name, name + "@example.org", PASSWORD, "203.0.113.7")
        .person();
  }

  private static ThreadHead head(ConfigurableApplicationContext house, Talk talk) {
    return house.getBean(Discussions.class).head(chair(house, talk), talk.thread());
  }

  private static List<Message> messages(ConfigurableApplicationContext house, Talk talk) {
    return house
        .getBean(Discussions.class)
        .page(chair(house, talk), talk.thread(), 1, 50)
        .messages();
  }

  private static Chair chair(ConfigurableApplicationContext house, Talk talk) {
    var organiser = house.getBean(People.class).onBehalfOf(talk.organiser()).orElseThrow();
    return house.getBean(Rooms.class).chair(organiser, talk.room());
  }
}
