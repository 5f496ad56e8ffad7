package org.talanoa.activity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.talanoa.people.PersonId;

/** Makes groups of people; the same people with the same seed are always grouped the same way. */
final class Grouping {
  private static final int ATTEMPTS = 24;

  private Grouping() {}

  /** In how many groups this many people sit, as even as can be. */
  static int count(int people, int size) {
    var groups = Math.max(1, people / size);
    return Math.ceilDiv(people, groups) > size + 1 ? groups + 1 : groups;
  }

  /** How many sit in the largest group. */
  static int largest(int people, int size) {
    return Math.max(1, Math.ceilDiv(people, count(people, size)));
  }

  /** Groups for a phase, given those of the phases before, the latest last. */
  static List<List<PersonId>> of(
      List<PersonId> people, Phase phase, List<List<List<PersonId>>> before, long seed) {
    var shuffled = new ArrayList<>(people);
    Collections.shuffle(shuffled, new Random(seed));
    if (phase.groupsOf() == 0) {
      return List.of(List.copyOf(shuffled));
    }
    var last = before.isEmpty() ? List.<List<PersonId>>of() : before.getLast();
    if (!phase.mix() && last.size() > 1) {
      return kept(shuffled, last, phase.groupsOf());
    }
    return strangers(shuffled, phase.groupsOf(), before, seed);
  }

  /** The groups as they were, put together where larger ones are wanted. */
  private static List<List<PersonId>> kept(
      List<PersonId> people, List<List<PersonId>> last, int size) {
    var present = Set.copyOf(people);
    var still =
        new ArrayList<>(
            last.stream()
                .map(group -> new ArrayList<>(group.stream().filter(present::contains).toList()))
                .filter(group -> !group.isEmpty())
                .toList());
    if (still.isEmpty()) {
      still.add(new ArrayList<>());
    }
    var wanted = count(people.size(), size);
    while (still.size() > 1
        && (still.size() > wanted || still.stream().anyMatch(group -> group.size() == 1))) {
      still.sort(Comparator.comparingInt(List::size));
      var smallest = still.removeFirst();
      still.getFirst().addAll(smallest);
    }
    var placed = still.stream().flatMap(List::stream).toList();
    for (var person : people) {
      if (!placed.contains(person)) {
        still.stream().min(Comparator.comparingInt(List::size)).orElseThrow().add(person);
      }
    }
    return still.stream().map(List::copyOf).toList();
  }

  /** People who have not met before sit together as far as can be. */
  private static List<List<PersonId>> strangers(
      List<PersonId> people, int size, List<List<List<PersonId>>> before, long seed) {
    var met = met(before);
    var best = dealt(people, size, met);
    var attempt = new ArrayList<>(people);
    for (var i = 1; i < ATTEMPTS && meetings(best, met) > 0; i++) {
      Collections.shuffle(attempt, new Random(seed + i));
      var other = dealt(attempt, size, met);
      best = meetings(other, met) < meetings(best, met) ? other : best;
    }
    return best;
  }

  private record Pair(PersonId one, PersonId other) {
    static Pair of(PersonId one, PersonId other) {
      return one.value().compareTo(other.value()) < 0 ? new Pair(one, other) : new Pair(other, one);
    }
  }

  private static Map<Pair, Integer> met(List<List<List<PersonId>>> before) {
    var met = new HashMap<Pair, Integer>();
    for (var groups : before) {
      if (groups.size() > 1) {
        groups.forEach(group -> pairs(group).forEach(pair -> met.merge(pair, 1, Integer::sum)));
      }
    }
    return met;
  }

  private static List<Pair> pairs(List<PersonId> group) {
    var pairs = new ArrayList<Pair>();
    for (var i = 0; i < group.size(); i++) {
      for (var j = i + 1; j < group.size(); j++) {
        pairs.add(Pair.of(group.get(i), group.get(j)));
      }
    }
    return pairs;
  }

  private static int meetings(List<List<PersonId>> groups, Map<Pair, Integer> met) {
    return groups.stream()
        .flatMap(group -> pairs(group).stream())
        .mapToInt(pair -> met.getOrDefault(pair, 0))
        .sum();
  }

  private static List<List<PersonId>> dealt(
      List<PersonId> people, int size, Map<Pair, Integer> met) {
    var left = new ArrayList<>(people);
    var groups = new ArrayList<List<PersonId>>();
    for (var still = count(people.size(), size); still > 0; still--) {
      var seats = Math.ceilDiv(left.size(), still);
      var group = new ArrayList<PersonId>();
      while (group.size() < seats) {
        var next =
            left.stream()
                .min(
                    Comparator.comparingInt((PersonId person) ->
                        group.stream()
                            .mapToInt(other -> met.getOrDefault(Pair.of(person, other), 0))
                            .sum()))
                .orElseThrow();
        left.remove(next);
        group.add(next);
      }
      groups.add(List.copyOf(group));
    }
    return List.copyOf(groups);
  }
}
