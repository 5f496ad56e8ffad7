package org.talanoa.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.people.Allowance.Act;

class AllowanceTest {
  private final Installation.Ticking clock = new Installation.Ticking();
  private final Allowance allowance = new Allowance(clock);

  @Test
  void aBurstIsAllowedAndThenOneAfterEachPause() {
    assertThat(taken("amina", 100)).isEqualTo(40);

    clock.passes(Duration.ofMillis(500));

    assertThat(taken("amina", 100)).isEqualTo(1);
  }

  @Test
  void aRefusalTellsWhenThereIsOneMore() {
    taken("amina", 100);

    assertThatThrownBy(() -> allowance.take(Act.POST, "amina"))
        .isInstanceOfSatisfying(
            Refusal.TooMuch.class,
            tooMuch -> {
              clock.passes(tooMuch.retryAfter());
              allowance.take(Act.POST, "amina");
            });
  }

  @Test
  void whatOneTakesNobodyElseLacks() {
    taken("amina", 100);

    assertThat(taken("tashi", 100)).isEqualTo(40);
    allowance.take(Act.CHANGE, "amina");
  }

  @Test
  void restingGivesBackTheBurstAndNoMore() {
    taken("amina", 100);

    clock.passes(Duration.ofDays(1));

    assertThat(taken("amina", 100)).isEqualTo(40);
  }

  @Test
  void whoHasShownToBeThemselvesStartsAnew() {
    taken("amina", 100);

    allowance.reset(Act.POST, "amina");

    assertThat(taken("amina", 100)).isEqualTo(40);
  }

  @Test
  void aVeryLongNameIsOneNameStill() {
    var name = "x".repeat(1_000_000);
    taken(name, 100);

    assertThat(taken(name, 1)).isZero();
    assertThat(taken(name + "y", 1)).isEqualTo(1);
  }

  @Test
  void manyAtOnceTakeNoMoreThanThereIs() throws Exception {
    var taken = 0;
    try (var pool = Executors.newFixedThreadPool(8)) {
      var acts = new ArrayList<Callable<Integer>>();
      for (var i = 0; i < 8; i++) {
        acts.add(() -> taken("amina", 20));
      }
      for (var done : pool.invokeAll(acts)) {
        taken += done.get();
      }
    }

    assertThat(taken).isEqualTo(40);
  }

  private int taken(String who, int tries) {
    var taken = 0;
    for (var i = 0; i < tries; i++) {
      try {
        allowance.take(Act.POST, who);
        taken++;
      } catch (Refusal.TooMuch _) {
        // Counted by not being counted.
      }
    }
    return taken;
  }

  @Test
  void whoComesFromOneAddressSharesTenTimesAsMuch() {
    var refused = 0;
    for (var i = 0; i < 50; i++) {
      for (var j = 0; j < 10; j++) {
        refused += isRefused(person("peer" + i), "203.0.113.7") ? 1 : 0;
      }
    }

    assertThat(refused).isEqualTo(100);
    assertThat(isRefused(person("peer1"), "203.0.113.8")).isFalse();
  }

  @Test
  void aRefusalByAddressTellsWhenThereIsOneMoreAndTakesNothing() {
    for (var i = 0; i < 400; i++) {
      allowance.take(Act.POST, person("peer" + i), "203.0.113.7");
    }

    assertThatThrownBy(() -> allowance.take(Act.POST, person("late"), "203.0.113.7"))
        .isInstanceOfSatisfying(
            Refusal.TooMuch.class,
            tooMuch -> {
              assertThat(tooMuch.key()).isEqualTo("tooMuchHere");
              clock.passes(tooMuch.retryAfter());
              allowance.take(Act.POST, person("late"), "203.0.113.7");
            });
    assertThat(taken("late", 100)).isEqualTo(39);
  }

  @Test
  void aPersonFromAnywhereHasTheirOwnAllowanceStill() {
    for (var i = 0; i < 40; i++) {
      allowance.take(Act.POST, person("amina"), "203.0.113." + i);
    }

    assertThat(isRefused(person("amina"), "203.0.113.99")).isTrue();
  }

  @Test
  void anOfficeIsOneAddressAndThisMachineIsNone() {
    assertThat(Allowance.network("2001:db8:1:2:3::4"))
        .isEqualTo(Allowance.network("2001:db8:1:2:ffff:5:6:7"))
        .isNotEqualTo(Allowance.network("2001:db8:1:3::4"));
    assertThat(Allowance.network("::1")).isEmpty();
    assertThat(Allowance.network("127.0.0.1")).isEmpty();
    assertThat(Allowance.network("nonsense")).contains("nonsense");
  }

  private boolean isRefused(Person person, String address) {
    try {
      allowance.take(Act.POST, person, address);
      return false;
    } catch (Refusal.TooMuch _) {
      return true;
    }
  }

  private static Person person(String name) {
    var id = new PersonId(name);
    return new Acting(id, Profile.named(id, name), false);
  }
}
