package org.talanoa.activity;

import java.util.List;
import java.util.Optional;
import org.talanoa.activity.Course.Entry;
import org.talanoa.activity.Course.Group;
import org.talanoa.people.PersonId;

/** An activity as if somebody had never been in it, but for the words that stay. */
final class Oblivion {
  private Oblivion() {}

  /**
   * @param gone what the person has written that does not stay
   */
  static Course of(Course course, PersonId person, List<ContributionId> gone) {
    var rounds =
        course.rounds().stream()
            .map(round ->
                round.with(round.groups().stream().map(group -> without(group, person)).toList()))
            .toList();
    var entries =
        course.entries().stream()
            .filter(entry -> !gone.contains(entry.id()))
            .map(entry -> entry.isOf(person) ? unsigned(entry) : entry)
            .toList();
    var dots =
        course.dots().stream()
            .filter(each -> !each.by().equals(person))
            .map(each ->
                new Course.Dots(
                    each.phase(),
                    each.by(),
                    each.on().stream().filter(on -> !gone.contains(on)).toList()))
            .toList();
    var facilitator = course.facilitator().filter(who -> !who.equals(person));
    var offer =
        course
            .offer()
            .filter(each -> !each.to().equals(person) && !each.declined().contains(person));
    return course
        .with(course.people().stream().filter(each -> !each.person().equals(person)).toList())
        .at(course.phase(), course.ends(), rounds)
        .holding(entries, dots)
        .ledBy(facilitator)
        .offering(offer)
        .numbered(course.version() + 1, course.revision() + 1);
  }

  private static Entry unsigned(Entry entry) {
    return new Entry(
        entry.id(), entry.phase(), Optional.empty(), entry.group(), entry.late(), entry.lent());
  }

  /** The turn stays with whoever has it. */
  private static Group without(Group group, PersonId person) {
    var place = group.members().indexOf(person);
    if (place < 0) {
      return group;
    }
    var turn = place < group.turn() ? group.turn() - 1 : group.turn();
    return new Group(
        group.members().stream().filter(member -> !member.equals(person)).toList(),
        turn,
        group.turnEnds());
  }
}
