package org.talanoa.door.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.talanoa.activity.Activities;
import org.talanoa.activity.Activity;
import org.talanoa.activity.Exercises;
import org.talanoa.activity.Times;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Authors;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.door.command.DemonstrationAlliance.MessageJson;
import org.talanoa.door.command.DemonstrationAlliance.Story;
import org.talanoa.moderation.Cases;
import org.talanoa.problem.Iterations;
import org.talanoa.problem.Problem;
import org.talanoa.problem.Problems;
import org.talanoa.problem.Status;
import org.talanoa.pulse.Counting;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Seat;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import tools.jackson.databind.json.JsonMapper;

/** Brings the demonstration into a world, and reads what tests look at. */
abstract class DemonstrationFixture {
  static final JsonMapper JSON = new JsonMapper();
  static final List<String> STATED = List.of("open-floor", "pay-and-people", "under-pressure");
  static final Duration WEEKS = Duration.ofDays(60);

  final World world = new World();
  final Archive archive = new Archive(world.discussions);
  final Cases cases =
      new Cases(
          world.storage,
          world.key,
          world.discussions,
          new Authors(world.discussions, world.approvals, world.people),
          world.rooms,
          world.clock);
  final Problems problems =
      new Problems(
          world.rooms,
          world.discussions,
          world.posting,
          world.storage,
          world.feed,
          world.key,
          world.clock);
  final Iterations iterations =
      new Iterations(problems, world.rooms, world.storage, world.feed, world.key, world.clock);
  final Pulses pulses =
      new Pulses(world.rooms, world.alliances, world.storage, world.key, world.clock);
  final Times times =
      new Times(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(15));
  final Exercises exercises = new Exercises(world.alliances, world.storage, world.feed, world.key);
  final Activities activities = activities(Clock.systemUTC());
  final Story story = read("alliance", Story.class);
  final DemonstrationActivities.Story lived =
      read("activities", DemonstrationActivities.Story.class);

  Seat seat(String room) {
    var name =
        story.rooms().stream()
            .filter(told -> told.slug().equals(room))
            .findFirst()
            .orElseThrow()
            .name();
    var amina = world.person("amina");
    return world.rooms.seats(amina).all().stream()
        .filter(seat -> seat.room().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  List<Status> statuses(String room) {
    await().until(() -> !problems.in(seat(room)).isEmpty());
    return problems.in(seat(room)).stream()
        .map(head -> problems.of(seat(room), head.id()).status())
        .toList();
  }

  Problem problem(String room) {
    await().until(() -> !problems.in(seat(room)).isEmpty());
    var id = problems.in(seat(room)).getFirst().id();
    await().until(() -> problems.head(seat(room), id).status() != Status.DRAFT);
    return problems.of(seat(room), id);
  }

  /** The only one in a room, as the peer sees it, and as it is stored. */
  Activity activity(String room) {
    var there = seat(room);
    var afresh = activities(Clock.systemUTC());
    assertThat(afresh.in(there)).hasSize(1);
    return afresh.see(there, afresh.in(there).getFirst().id());
  }

  Activities activities(Clock clock) {
    return new Activities(
        world.rooms,
        world.alliances,
        world.people,
        world.posting,
        exercises,
        world.storage,
        world.key,
        world.feed,
        clock,
        times);
  }

  /** What is said in the thread of a harvest. */
  static Map<String, List<String>> harvest(DemonstrationActivities.ActivityJson told) {
    var title = "";
    var said = new ArrayList<String>();
    for (var act : told.events().stream().flatMap(event -> event.acts().stream()).toList()) {
      if (act instanceof DemonstrationActivities.Harvest harvest) {
        title = harvest.title();
        said.add(harvest.words());
      }
      if (act instanceof DemonstrationActivities.Reply(var words)) {
        said.add(words);
      }
    }
    return said.isEmpty() ? Map.of() : Map.of(title, said);
  }

  ThreadHead head(String title) {
    return archive.heads().stream()
        .filter(head -> head.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  void bring() {
    new DemonstrationAlliance(
        world.people,
        world.alliances,
        world.rooms,
        world.kinds,
        world.discussions,
        world.tellings,
        new Marks(world.discussions, world.storage, world.key, world.feed),
        cases,
        new DemonstrationProblems(
            world.people,
            world.rooms,
            world.discussions,
            world.posting,
            world.alliances,
            world.storage,
            world.feed,
            world.key,
            new Counting(pulses, new Arrangements(world.rooms), world.storage, Clock.systemUTC()),
            Clock.systemUTC(),
            JSON),
        new DemonstrationActivities(
            world.people,
            world.rooms,
            world.alliances,
            world.attachments,
            world.approvals,
            exercises,
            times,
            world.storage,
            world.feed,
            world.key,
            Clock.systemUTC(),
            JSON),
        Clock.systemUTC(),
        JSON);
  }

  Map<String, List<String>> said() {
    return archive.heads().stream()
        .collect(
            Collectors.toMap(
                head -> head.title(),
                head -> messages(head).stream().map(DemonstrationTest::words).toList(),
                (_, again) -> again,
                TreeMap::new));
  }

  List<Message> messages(ThreadHead head) {
    return archive.messages(head.id(), 1, head.last());
  }

  static String words(Message message) {
    return message.body() instanceof Body.Said(Markdown markdown) ? markdown.source() : "";
  }

  static List<String> present(MessageJson message) {
    var people = new ArrayList<>(List.of(message.by()));
    if (message.reactions() != null) {
      message.reactions().values().forEach(people::addAll);
    }
    if (message.poll() != null) {
      message.poll().votes().forEach(people::addAll);
    }
    return people;
  }

  static <S> S read(String name, Class<S> story) {
    try (var file = new ClassPathResource("demo/" + name + ".json").getInputStream()) {
      return JSON.readValue(file, story);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
