package org.talanoa.activity;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.talanoa.activity.Course.Entry;
import org.talanoa.activity.Course.Participant;
import org.talanoa.people.PersonId;
import org.talanoa.text.Markdown;

/** Who may see what of an activity: pure, and the only way from its state to a reader. */
final class Sight {
  /** Where fewer have written, what they wrote would not be without names. */
  static final int FEWEST_NAMELESS = 3;

  private Sight() {}

  /**
   * What this person may see.
   *
   * @param words what was written in a contribution; empty where it is gone
   */
  static Activity of(
      Course course,
      PersonId reader,
      boolean keeps,
      Instant now,
      Function<ContributionId, Optional<Markdown>> words) {
    var joined = course.takesPart(reader);
    var leads = Conduct.mayLead(course, reader) && course.stage() != Stage.CANCELLED;
    var round = course.round();
    var group = joined ? round.map(each -> each.groupOf(reader)).orElse(-1) : -1;
    var counted = counted(course);
    return new Activity(
        course.id(),
        course.room(),
        course.revision(),
        now,
        course.exercise(),
        course.overDays(),
        course.phases(),
        course.stage(),
        course.phase(),
        course.rounds().stream().allMatch(each -> each.ended().isEmpty() || each.settled()),
        course.ends(),
        course.paused(),
        course.taking().size(),
        joined ? people(course) : List.of(),
        joined,
        leads,
        keeps && course.stage().lasts(),
        course.facilitator(),
        joined ? course.offer().map(Course.Offer::to) : Optional.empty(),
        joined ? course.offer().map(Course.Offer::until) : Optional.empty(),
        groups(course, leads, group),
        group,
        mayWrite(course, reader, group),
        written(course),
        course.entries().stream()
            .filter(entry -> sees(course, reader, joined, entry))
            .sorted(order(counted))
            .flatMap(entry ->
                words
                    .apply(entry.id())
                    .map(said -> contribution(course, reader, entry, said, counted))
                    .stream())
            .toList(),
        course.dots().stream()
            .filter(dots -> dots.phase() == course.phase() && dots.by().equals(reader))
            .findFirst()
            .map(Course.Dots::on)
            .orElse(List.of()),
        course.harvest().map(where -> new Activity.Harvest(where.thread(), where.number())));
  }

  private static List<Activity.Participant> people(Course course) {
    return course.people().stream()
        .filter(each -> !each.gone())
        .sorted(Comparator.comparing(Participant::since))
        .map(each -> new Activity.Participant(each.person(), each.here(), each.helps()))
        .toList();
  }

  private static List<Activity.Group> groups(Course course, boolean leads, int own) {
    return course
        .round()
        .map(round ->
            IntStream.range(0, round.groups().size())
                .filter(number -> leads || number == own)
                .mapToObj(number -> {
                  var group = round.groups().get(number);
                  return new Activity.Group(
                      number, group.members(), group.turn(), group.turnEnds());
                })
                .toList())
        .orElse(List.of());
  }

  private static boolean mayWrite(Course course, PersonId reader, int group) {
    var running = course.stage() == Stage.RUNNING || course.stage() == Stage.PAUSED;
    return running
        && group >= 0
        && course
            .current()
            .filter(phase -> phase.audience() != Audience.NOBODY)
            .filter(phase ->
                Conduct.mayWrite(phase, course.round().orElseThrow().groups().get(group), reader))
            .isPresent();
  }

  private static int written(Course course) {
    return (int)
        course.entries().stream()
            .filter(entry -> entry.phase() == course.phase())
            .map(Entry::by)
            .distinct()
            .count();
  }

  private static boolean sees(Course course, PersonId reader, boolean joined, Entry entry) {
    if (entry.isOf(reader) || isOpen(course, entry)) {
      return true;
    }
    var phase = course.phases().get(entry.phase());
    var group = course.rounds().get(entry.phase()).groupOf(reader);
    return joined && phase.audience() == Audience.GROUP && group == entry.group();
  }

  /** Whether everybody who may listen in the room reads it. */
  static boolean isOpen(Course course, Entry entry) {
    var phase = course.phases().get(entry.phase());
    if (phase.audience() == Audience.EVERYBODY) {
      return true;
    }
    var revealed =
        course.rounds().get(entry.phase()).settled()
            && IntStream.range(entry.phase() + 1, course.rounds().size())
                .anyMatch(later -> course.phases().get(later).shows().contains(phase.id()));
    return revealed && (!phase.nameless() || !entry.late() && enough(course, entry.phase()));
  }

  /** Whether so many have written in time that nobody is known to be the author of anything. */
  private static boolean enough(Course course, int phase) {
    var authors =
        course.entries().stream()
            .filter(entry -> entry.phase() == phase && !entry.late())
            .map(entry -> entry.by().map(PersonId::value).orElse(entry.id().value()))
            .distinct()
            .count();
    return authors >= FEWEST_NAMELESS;
  }

  /** What is shown to all in this phase of what was written in earlier ones. */
  static Stream<Entry> shown(Course course, int number) {
    var shows = course.phases().get(number).shows();
    return course.entries().stream()
        .filter(entry -> entry.phase() < number)
        .filter(entry -> shows.contains(course.phases().get(entry.phase()).id()))
        .filter(entry -> isOpen(course, entry));
  }

  /** What may be used in the harvest: what everybody reads, and what its author has lent. */
  static Stream<Entry> usable(Course course) {
    return course.entries().stream().filter(entry -> entry.lent() || isOpen(course, entry));
  }

  /** What has most dots first in each phase, otherwise in an order that tells nothing. */
  static Comparator<Entry> order(Map<ContributionId, Long> counted) {
    return Comparator.comparingInt(Entry::phase)
        .thenComparing(
            Comparator.comparingLong((Entry entry) -> counted.getOrDefault(entry.id(), 0L))
                .reversed())
        .thenComparing(entry -> entry.id().value());
  }

  /** How many dots each has, from phases whose dots cannot change any more. */
  static Map<ContributionId, Long> counted(Course course) {
    return course.dots().stream()
        .filter(dots -> course.rounds().get(dots.phase()).settled())
        .flatMap(dots -> dots.on().stream())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static Contribution contribution(
      Course course,
      PersonId reader,
      Entry entry,
      Markdown words,
      Map<ContributionId, Long> counted) {
    var mine = entry.isOf(reader);
    var nameless = course.phases().get(entry.phase()).nameless();
    return new Contribution(
        entry.id(),
        entry.phase(),
        nameless ? Optional.empty() : entry.by(),
        words,
        mine,
        entry.late(),
        mine && entry.lent(),
        isOpen(course, entry),
        counted.getOrDefault(entry.id(), 0L).intValue());
  }
}
