package org.talanoa.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.talanoa.people.PersonId;

class GroupingTest {
  @Test
  void everybodySitsInOneGroupAndGroupsAreEven() {
    for (var size = 2; size <= 6; size++) {
      for (var count = 1; count <= 61; count++) {
        var groups = Grouping.of(people(count), phase(size, false), List.of(), 7);

        assertThat(groups.stream().flatMap(List::stream))
            .containsExactlyInAnyOrderElementsOf(people(count));
        var sizes = groups.stream().mapToInt(List::size).summaryStatistics();
        assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1);
        assertThat(sizes.getMax()).isLessThanOrEqualTo(size + 1);
        assertThat(sizes.getMax()).isEqualTo(Grouping.largest(count, size));
        if (count > 1) {
          assertThat(sizes.getMin()).isGreaterThan(1);
        }
      }
    }
  }

  @Test
  void nobodyMeetsTheSamePersonAgainWhereThatCanBeAvoided() {
    var before = new ArrayList<List<List<PersonId>>>();
    var met = new HashSet<String>();
    for (var round = 0; round < 4; round++) {
      var groups = Grouping.of(people(12), phase(2, true), before, 40 + round);
      before.add(groups);
      groups.forEach(pair -> {
        var names = pair.stream().map(PersonId::value).sorted().toList();
        assertThat(met.add(names.toString())).as("round, pair %s", names).isTrue();
      });
    }
  }

  @Test
  void foursAreMadeOfTwoPairs() {
    var pairs = Grouping.of(people(12), phase(2, false), List.of(), 3);
    var fours = Grouping.of(people(12), phase(4, false), List.of(pairs), 4);

    assertThat(fours).hasSize(3);
    assertThat(pairs).allMatch(pair -> fours.stream().anyMatch(four -> four.containsAll(pair)));
  }

  @Test
  void groupsStayTogetherAndTakeInWhoIsAlone() {
    var trios = Grouping.of(people(9), phase(3, false), List.of(), 3);
    var left = new ArrayList<>(people(9));
    left.removeAll(trios.getFirst().subList(0, 2));
    left.add(new PersonId("late"));

    var after = Grouping.of(left, phase(3, false), List.of(trios), 5);

    assertThat(after).allMatch(group -> group.size() > 1);
    assertThat(after.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(left);
    assertThat(after.stream().anyMatch(group -> group.containsAll(trios.get(1)))).isTrue();
  }

  private static List<PersonId> people(int count) {
    return IntStream.range(0, count).mapToObj(i -> new PersonId("p" + i)).toList();
  }

  private static Phase phase(int groupsOf, boolean mix) {
    var text = Texts.written("words");
    return new Phase(
        "some",
        Part.TALK,
        text,
        text,
        text,
        Duration.ofMinutes(1),
        groupsOf,
        mix,
        false,
        Duration.ZERO,
        Audience.GROUP,
        Writers.ALL,
        false,
        List.of(),
        0,
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
