package org.talanoa.door.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.talanoa.activity.Activities;
import org.talanoa.activity.Activity;
import org.talanoa.activity.Audience;
import org.talanoa.activity.Contribution;
import org.talanoa.activity.Exercises;
import org.talanoa.activity.Stage;
import org.talanoa.activity.Times;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.TacitKind;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Authors;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Telling;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.door.command.DemonstrationAlliance.MessageJson;
import org.talanoa.door.command.DemonstrationAlliance.RoomJson;
import org.talanoa.door.command.DemonstrationAlliance.Story;
import org.talanoa.moderation.Cases;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Course;
import org.talanoa.problem.Edit;
import org.talanoa.problem.Iterations;
import org.talanoa.problem.Level;
import org.talanoa.problem.Part;
import org.talanoa.problem.Problem;
import org.talanoa.problem.ProblemHead;
import org.talanoa.problem.Problems;
import org.talanoa.problem.Revision;
import org.talanoa.problem.Status;
import org.talanoa.pulse.Asked;
import org.talanoa.pulse.Counting;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Seat;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import tools.jackson.databind.json.JsonMapper;

class DemonstrationTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> STATED =
      List.of("open-floor", "pay-and-people", "under-pressure");
  private static final Duration WEEKS = Duration.ofDays(60);

  private final World world = new World();
  private final Archive archive = new Archive(world.discussions);
  private final Cases cases =
      new Cases(
          world.storage,
          world.key,
          world.discussions,
          new Authors(world.discussions, world.approvals, world.people),
          world.rooms,
          world.clock);
  private final Problems problems =
      new Problems(
          world.rooms,
          world.discussions,
          world.posting,
          world.storage,
          world.feed,
          world.key,
          world.clock);
  private final Iterations iterations =
      new Iterations(problems, world.rooms, world.storage, world.feed, world.key, world.clock);
  private final Pulses pulses =
      new Pulses(world.rooms, world.alliances, world.storage, world.key, world.clock);
  private final Times times =
      new Times(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(15));
  private final Exercises exercises =
      new Exercises(world.alliances, world.storage, world.feed, world.key);
  private final Activities activities = activities(Clock.systemUTC());
  private final Story story = read("alliance", Story.class);
  private final DemonstrationActivities.Story lived =
      read("activities", DemonstrationActivities.Story.class);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everyThreadAndEveryMessageArrives() {
    bring();

    var told = new TreeMap<String, List<String>>();
    for (var thread : story.threads()) {
      told.put(
          thread.title(),
          thread.messages().stream().map(message -> message.text().stripTrailing()).toList());
    }
    lived.activities().forEach(activity -> told.putAll(harvest(activity)));
    assertThat(said()).isEqualTo(told);
  }

  @Test
  void broughtTwiceItIsThereOnce() {
    bring();
    var once = said();
    var stated = STATED.stream().map(this::problem).toList();
    var threads = archive.heads().size();
    var before = List.of(activity("open-floor"), activity("pay-and-people"));

    bring();

    assertThat(STATED.stream().map(this::problem).toList()).isEqualTo(stated);
    assertThat(List.of(activity("open-floor"), activity("pay-and-people")))
        .usingRecursiveComparison()
        .ignoringFields("now")
        .isEqualTo(before);
    assertThat(archive.heads()).hasSize(threads);
    assertThat(said()).isEqualTo(once);
  }

  @Test
  void whatIsTacitInItIsMarked() {
    bring();

    var tellings =
        archive.heads().stream()
            .flatMap(head -> messages(head).stream())
            .flatMap(message -> message.tellings().stream())
            .toList();
    assertThat(tellings).hasSizeGreaterThan(12);
    assertThat(tellings.stream().filter(telling -> telling.part().isPresent()))
        .hasSizeGreaterThan(6);
    assertThat(tellings.stream().map(Telling::kind))
        .containsAll(TacitKind.HOUSE.stream().map(TacitKind::id).toList())
        .contains("own-working-with-unions");
  }

  @Test
  void whoeverSpeaksOrReactsSitsInTheRoom() {
    var seated =
        story.rooms().stream().collect(Collectors.toMap(RoomJson::slug, RoomJson::members));

    for (var thread : story.threads()) {
      for (var message : thread.messages()) {
        assertThat(seated.get(thread.room())).as(thread.title()).containsAll(present(message));
      }
    }
  }

  @Test
  void aMessageIsLaterThanWhatItAnswers() {
    bring();

    for (var head : archive.heads()) {
      var before = new ArrayList<Message>();
      for (var message : messages(head)) {
        var title = head.title() + " " + message.number();
        assertThat(before).as(title).allMatch(earlier -> !earlier.at().isAfter(message.at()));
        message
            .answers()
            .ifPresent(answered -> assertThat(answered).as(title).isLessThan(message.number()));
        before.add(message);
      }
    }
  }

  @Test
  void whoSpeaksUnderAPseudonymIsNamedNowhere() {
    bring();

    var names = new TreeSet<String>();
    for (var thread : story.threads()) {
      for (var i = 0; i < thread.messages().size(); i++) {
        var veiled = Boolean.TRUE.equals(thread.messages().get(i).underPseudonym());
        var by = messages(head(thread.title())).get(i).by();
        assertThat(by instanceof Byline.Pseudonym).as(thread.title() + " " + i).isEqualTo(veiled);
        if (by instanceof Byline.Pseudonym(var name)) {
          names.add(thread.messages().get(i).by() + "/" + name);
          assertThat(head(thread.title()).spoke()).doesNotContainKey(new PersonId("domingas"));
        }
      }
    }
    assertThat(names).hasSize(2);
  }

  @Test
  void whatIsReportedWaitsAndSomebodyStandsBehindAnother() {
    bring();

    var head = head("The list that I carry past empty doors");
    var chair = world.rooms.chair(world.person("khady"), head.room());
    var waiting = cases.waiting(chair);
    assertThat(waiting).hasSize(1);
    assertThat(waiting.getFirst().reportCount()).isEqualTo(2);
    assertThat(messages(head).get(2).sponsors()).containsExactly(new PersonId("claudine"));
    assertThat(head("As a junior, when do you say that the numbers are wrong?").rankHidden())
        .isTrue();
  }

  @Test
  void oneRoomIsYetToBeEnteredByTheOrganiserAndAllOthersAreEntered() {
    bring();

    var pema = world.person("pema");
    var alliance = new AllianceId(story.alliance().slug());
    var invited = world.rooms.invited(world.alliances.enter(pema, alliance));
    assertThat(invited).extracting(there -> there.room().name()).containsExactly("Under pressure");
    for (var room : story.rooms()) {
      for (var member : room.members()) {
        var enters = world.alliances.enter(world.person(member), alliance);
        assertThat(world.rooms.invited(enters))
            .extracting(there -> there.room().name())
            .as(member)
            .doesNotContain(room.name());
      }
    }
  }

  @Test
  void threeProblemsAreStatedEachAsFarAsItHasCome() {
    bring();

    assertThat(statuses("open-floor")).containsExactly(Status.SOLVED);
    assertThat(statuses("pay-and-people")).containsExactly(Status.WORKED_ON);
    assertThat(statuses("under-pressure")).containsExactly(Status.SHARED);
    for (var room : STATED) {
      var problem = problem(room);
      for (var part : Part.values()) {
        assertThat(problem.part(part).words()).as(room + " " + part).isNotBlank();
      }
      assertThat(problem.standing()).as(room).hasSizeBetween(8, 14);
      assertThat(problem.standing())
          .as(room)
          .allMatch(cause -> cause.room().values().stream().anyMatch(level -> level != Level.NONE));
      assertThat(problem.endorsements()).as(room).hasSizeGreaterThanOrEqualTo(3);
      assertThat(problems.thread(seat(room), problem)).as(room).isPresent();
    }
  }

  @Test
  void severalWroteOverWeeksAndNobodyAheadOfTime() {
    bring();

    for (var room : STATED) {
      var history =
          problems.history(seat(room), problem(room).id(), Long.MAX_VALUE, Problems.MOST_ON_A_PAGE);
      assertThat(history.stream().flatMap(edit -> edit.by().stream()).distinct())
          .as(room)
          .hasSizeGreaterThanOrEqualTo(5);
      assertThat(history)
          .as(room)
          .isSortedAccordingTo(Comparator.comparingLong(Revision::number).reversed());
      var times = history.stream().map(Revision::at).toList();
      assertThat(times).as(room).isSortedAccordingTo(Comparator.reverseOrder());
      assertThat(Duration.between(times.getLast(), times.getFirst())).isGreaterThan(WEEKS);
      assertThat(times.getFirst()).isBefore(Instant.now());
    }
  }

  @Test
  void oneConflictIsOpenAndOneVersionWasRestored() {
    bring();

    assertThat(problem("pay-and-people").part(Part.SOLVED).asides()).hasSize(1);
    var french = problem("under-pressure");
    assertThat(problems.history(seat("under-pressure"), french.id(), Long.MAX_VALUE, 100))
        .anyMatch(revision -> revision.edit() instanceof Edit.Restore);
    assertThat(french.part(Part.WHAT).words()).contains("dix-neuf mois");
  }

  @Test
  void iterationsHaveStepsLooksBackAndOffersOfHelp() {
    bring();

    var course = iterations.of(seat("pay-and-people"), problem("pay-and-people").id());
    assertThat(course.iterations()).hasSize(2);
    assertThat(course.iterations().getFirst().checkIns()).hasSize(2);
    assertThat(course.iterations().getLast().checkIns()).isEmpty();
    assertThat(course.iterations().getLast().steps())
        .extracting(Course.Step::state)
        .contains(Course.Step.State.DONE, Course.Step.State.PLANNED);
    assertThat(course.offers()).hasSize(3);
  }

  @Test
  void aPulseOfSixMonthsIsShownAndOneRoundWaitsForThePeer() {
    bring();

    var seat = seat("pay-and-people");
    var pulse = pulses.of(seat);
    var shown = pulse.course().shown();
    assertThat(shown).hasSize(6);
    assertThat(Duration.between(shown.getFirst().round().opens(), Instant.now()))
        .isGreaterThan(Duration.ofDays(160));
    assertThat(shown.getLast().figures().trust()).isGreaterThan(shown.getFirst().figures().trust());
    assertThat(pulse.asked()).isInstanceOf(Asked.Waits.class);
  }

  @Test
  void aFinishedActivityIsHarvestedIntoAThreadInWhichItGoesOn() {
    bring();

    var finished = activity("pay-and-people");
    assertThat(finished.stage()).isEqualTo(Stage.FINISHED);
    assertThat(finished.settled()).isTrue();
    for (var i = 0; i < finished.phases().size(); i++) {
      var phase = finished.phases().get(i);
      var here = i;
      if (phase.audience() == Audience.AUTHOR || phase.audience() == Audience.EVERYBODY) {
        assertThat(finished.shown()).as(phase.id()).anyMatch(each -> each.phase() == here);
      }
    }
    assertThat(finished.shown()).noneMatch(Contribution::late);
    assertThat(finished.shown().stream().mapToInt(Contribution::dots).sum()).isEqualTo(21);
    var harvest = finished.harvest().orElseThrow();
    var head = head("What we take from the four cars");
    assertThat(harvest.thread()).contains(head.id());
    assertThat(messages(head)).hasSizeGreaterThan(2);
    assertThat(messages(head).getFirst().at()).isBefore(Instant.now().minus(Duration.ofDays(4)));
  }

  @Test
  void noPhaseOfAnActivityIsOverBeforeItIsTold() {
    assertThat(lived.activities())
        .isNotEmpty()
        .allMatch(told -> told.days() > told.events().getFirst().daysAgo());
  }

  @Test
  void whoeverComesAnewJoinsARunningActivityAtOnceAndItWaitsForWeeks() {
    bring();

    var amina = seat("open-floor");
    var running = activity("open-floor");
    assertThat(running.stage()).isEqualTo(Stage.RUNNING);
    assertThat(running.overDays()).isTrue();
    assertThat(running.joined()).isFalse();
    assertThat(running.shown()).hasSizeGreaterThan(15).noneMatch(Contribution::late);
    assertThat(running.ends().orElseThrow()).isAfter(Instant.now().plus(Duration.ofDays(21)));
    var voice = world.rooms.speak(amina.person(), amina.room().id());
    assertThat(activities.join(voice, running.id()).mayWrite()).isTrue();
    var words = Markdown.of("A desk, and a list of whom I may telephone.");
    var written = activities.write(voice, running.id(), running.phase(), "key-of-amina", words);
    assertThat(written.open()).isTrue();
  }

  @Test
  void theRunningActivityMakesSenseWhenItIsOpenedAgainAfterMonths() {
    bring();

    var amina = seat("open-floor");
    var id = activity("open-floor").id();
    for (var months = 1; months <= 6; months++) {
      var later =
          activities(Clock.offset(Clock.systemUTC(), Duration.ofDays(30).multipliedBy(months)));
      assertThat(later.passTime(amina, id).stage()).isEqualTo(Stage.RUNNING);
      var voice = world.rooms.speak(amina.person(), amina.room().id());
      assertThat(later.join(voice, id).mayWrite()).as("month " + months).isTrue();
    }
  }

  @Test
  void theOrdinaryBeansKnowOfItByTheFeed() {
    bring();

    var amina = world.person("amina");
    var soon = LocalDate.now(ZoneOffset.UTC).plusDays(400);
    for (var room : STATED) {
      await()
          .untilAsserted(() ->
              assertThat(problems.in(seat(room)))
                  .extracting(ProblemHead::revision)
                  .containsExactly(problems.of(seat(room), problem(room).id()).revision()));
    }
    for (var room : List.of("open-floor", "pay-and-people")) {
      var id = activity(room).id();
      await()
          .untilAsserted(() ->
              assertThat(activities.see(seat(room), id).revision())
                  .isEqualTo(activity(room).revision()));
    }
    await()
        .untilAsserted(
            () -> assertThat(iterations.waiting(world.rooms.seats(amina), soon)).isNotEmpty());
  }

  private Seat seat(String room) {
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

  private List<Status> statuses(String room) {
    await().until(() -> !problems.in(seat(room)).isEmpty());
    return problems.in(seat(room)).stream()
        .map(head -> problems.of(seat(room), head.id()).status())
        .toList();
  }

  private Problem problem(String room) {
    await().until(() -> !problems.in(seat(room)).isEmpty());
    var id = problems.in(seat(room)).getFirst().id();
    await().until(() -> problems.head(seat(room), id).status() != Status.DRAFT);
    return problems.of(seat(room), id);
  }

  /** The only one in a room, as the peer sees it, and as it is stored. */
  private Activity activity(String room) {
    var there = seat(room);
    var afresh = activities(Clock.systemUTC());
    assertThat(afresh.in(there)).hasSize(1);
    return afresh.see(there, afresh.in(there).getFirst().id());
  }

  private Activities activities(Clock clock) {
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
  private static Map<String, List<String>> harvest(DemonstrationActivities.ActivityJson told) {
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

  private ThreadHead head(String title) {
    return archive.heads().stream()
        .filter(head -> head.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private void bring() {
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

  private Map<String, List<String>> said() {
    return archive.heads().stream()
        .collect(
            Collectors.toMap(
                head -> head.title(),
                head -> messages(head).stream().map(DemonstrationTest::words).toList(),
                (_, again) -> again,
                TreeMap::new));
  }

  private List<Message> messages(ThreadHead head) {
    return archive.messages(head.id(), 1, head.last());
  }

  private static String words(Message message) {
    return message.body() instanceof Body.Said(Markdown markdown) ? markdown.source() : "";
  }

  private static List<String> present(MessageJson message) {
    var people = new ArrayList<>(List.of(message.by()));
    if (message.reactions() != null) {
      message.reactions().values().forEach(people::addAll);
    }
    if (message.poll() != null) {
      message.poll().votes().forEach(people::addAll);
    }
    return people;
  }

  private static <S> S read(String name, Class<S> story) {
    try (var file = new ClassPathResource("demo/" + name + ".json").getInputStream()) {
      return JSON.readValue(file, story);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
