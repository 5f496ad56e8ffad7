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
}
