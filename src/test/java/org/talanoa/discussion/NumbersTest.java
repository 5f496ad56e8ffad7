package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.talanoa.testing.Seed;

class NumbersTest {
  @Test
  void theyAreASetOfNumbersWhateverComesAndGoes() {
    var seed = Seed.OF_RUN;
    var random = new Random(seed);
    for (var round = 0; round < 50; round++) {
      var expected = new TreeSet<Integer>();
      var numbers = Numbers.of(new Document(), "silent");
      for (var step = 0; step < 60; step++) {
        var number = 1 + random.nextInt(20);
        if (random.nextInt(3) > 0) {
          expected.add(number);
          numbers = numbers.with(number);
        } else {
          expected.remove(number);
          numbers = numbers.without(number);
        }
        var at = random.nextInt(22);
        assertThat(numbers.all()).as("seed %d", seed).containsExactlyElementsOf(expected);
        assertThat(numbers.contains(at)).as("seed %d", seed).isEqualTo(expected.contains(at));
        assertThat(numbers.countAfter(at))
            .as("seed %d", seed)
            .isEqualTo(expected.tailSet(at, false).size());
        assertThat(Numbers.of(new Document("silent", numbers.stored()), "silent"))
            .as("seed %d", seed)
            .isEqualTo(numbers);
      }
    }
  }

  @Test
  void whatFollowsWithoutAHoleIsOneRun() {
    var numbers = Numbers.of(new Document(), "silent");
    for (var number = 1; number <= 2_000; number++) {
      numbers = numbers.with(number);
    }

    assertThat(numbers.without(7).stored()).containsExactly(List.of(1, 6), List.of(8, 2_000));
  }

  @Test
  void numbersThatWereStoredOneByOneAreRead() {
    var numbers = Numbers.of(new Document("silent", List.of(1, 2, 3, 5)), "silent");

    assertThat(numbers.all()).containsExactly(1, 2, 3, 5);
    assertThat(numbers.stored()).containsExactly(List.of(1, 3), List.of(5, 5));
  }
}
