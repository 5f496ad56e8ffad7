package org.talanoa.door.command;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Posting;
import org.talanoa.feed.Feed;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Iterations;
import org.talanoa.problem.Problems;
import org.talanoa.pulse.Answers;
import org.talanoa.pulse.Counting;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings the problem statements and the pulse of {@code demo/problems.json} into the made-up
 * alliance: by what people do every day, on days that are past.
 */
@Component
@ConditionalOnProperty("talanoa.demo")
class DemonstrationProblems {
  private static final LocalTime EVENING = LocalTime.of(20, 0);
  private static final int DAYS_IN_A_WEEK = 7;

  private final People people;
  private final Rooms rooms;
  private final Discussions discussions;
  private final Posting posting;
  private final Alliances alliances;
  private final Storage storage;
  private final Feed feed;
  private final InstallationKey key;
  private final Counting counting;
  private final Clock clock;
  private final Story story;

  record Story(List<StatementJson> statements, PulseJson pulse) {}

  record StatementJson(String room, String title, List<EventJson> events) {}

  record EventJson(String by, int daysAgo, String time, List<Act> acts) {}

  /** One thing that somebody does. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "does")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Write.class, name = "write"),
    @JsonSubTypes.Type(value = Replace.class, name = "replace"),
    @JsonSubTypes.Type(value = Add.class, name = "add"),
    @JsonSubTypes.Type(value = Weigh.class, name = "weigh"),
    @JsonSubTypes.Type(value = Remove.class, name = "remove"),
    @JsonSubTypes.Type(value = Become.class, name = "become"),
    @JsonSubTypes.Type(value = Mark.class, name = "mark"),
    @JsonSubTypes.Type(value = Restore.class, name = "restore"),
    @JsonSubTypes.Type(value = Endorse.class, name = "endorse"),
    @JsonSubTypes.Type(value = Discuss.class, name = "discuss"),
    @JsonSubTypes.Type(value = Begin.class, name = "begin"),
    @JsonSubTypes.Type(value = Plan.class, name = "plan"),
    @JsonSubTypes.Type(value = Step.class, name = "step"),
    @JsonSubTypes.Type(value = LookBack.class, name = "look-back"),
    @JsonSubTypes.Type(value = Offer.class, name = "offer")
  })
  sealed interface Act {}

  record Write(String spot, String words) implements Act {}

  /**
   * @param since the mark of what was read before; the statement as it is where there is none
   */
  record Replace(String spot, @Nullable String since, String old, String now) implements Act {}

  /**
   * @param room for authority, acceptance and ability
   */
  record Add(String cause, @Nullable String below, String words, String room) implements Act {}

  record Weigh(String cause, String room) implements Act {}

  record Remove(String cause) implements Act {}

  record Become(String status) implements Act {}

  /** Gives the statement as it is a name, for the acts that follow. */
  record Mark(String name) implements Act {}

  record Restore(String mark) implements Act {}

  record Endorse(String variant) implements Act {}

  record Discuss(String thread) implements Act {}

  record Begin(int days) implements Act {}

  record Plan(int iteration, String step, String words, String owner, int days) implements Act {}

  record Step(int iteration, String step, String state) implements Act {}

  record LookBack(int iteration, String done, String learnt, String hard, String next)
      implements Act {}

  record Offer(String words) implements Act {}

  /**
   * @param rounds for each round what each of the people answers, the last one open still
   */
  record PulseJson(
      String room,
      String keeper,
      int everyWeeks,
      int openDays,
      int openSinceDays,
      List<Map<String, List<Integer>>> rounds) {}

  DemonstrationProblems(
      People people,
      Rooms rooms,
      Discussions discussions,
      Posting posting,
      Alliances alliances,
      Storage storage,
      Feed feed,
      InstallationKey key,
      Counting counting,
      Clock clock,
      JsonMapper json) {
    this.people = people;
    this.rooms = rooms;
    this.discussions = discussions;
    this.posting = posting;
    this.alliances = alliances;
    this.storage = storage;
    this.feed = feed;
    this.key = key;
    this.counting = counting;
    this.clock = clock;
    try (var file = new ClassPathResource("demo/problems.json").getInputStream()) {
      this.story = json.readValue(file, Story.class);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Brings all of it into these rooms, by their names in the file. */
  void bring(Map<String, RoomId> opened) {
    var then = new EarlierClock(clock);
    try (var bringing = new BringingFeed(feed)) {
      var problems = new Problems(rooms, discussions, posting, storage, bringing, key, then);
      var iterations = new Iterations(problems, rooms, storage, bringing, key, then);
      for (var told : story.statements()) {
        var room = Objects.requireNonNull(opened.get(told.room()));
        new DemonstrationStatement(
                this::person, rooms, discussions, problems, iterations, room, then)
            .tell(told);
      }
    }
    take(Objects.requireNonNull(opened.get(story.pulse().room())), then);
  }

  /** Takes the pulse of a room, round after round. */
  private void take(RoomId room, EarlierClock then) {
    var told = story.pulse();
    var pulses = new Pulses(rooms, alliances, storage, key, then);
    var weeks = told.everyWeeks() * (told.rounds().size() - 1);
    then.set(told.openSinceDays() + weeks * DAYS_IN_A_WEEK + 1, EVENING);
    var chair = rooms.chair(person(told.keeper()), room);
    var zone = chair.person().profile().timeZone();
    var first = then.instant().atZone(zone).toLocalDate().plusDays(1);
    var pulse = pulses.plan(chair, first, told.everyWeeks(), told.openDays());
    for (var answers : told.rounds()) {
      var round = pulse.round().orElseThrow();
      then.set(round.opens());
      answers.forEach((who, values) -> {
        then.goOn();
        pulses.answer(rooms.speak(person(who), room), round.number(), new Answers(values));
      });
      if (round.closes().isBefore(clock.instant())) {
        then.set(round.closes().plus(Counting.GRACE));
        counting.count(chair, then.instant());
        pulse = pulses.of(chair);
      }
    }
    counting.tidy(chair);
  }

  private Person person(String id) {
    return people.onBehalfOf(new PersonId(id)).orElseThrow();
  }
}
