package org.talanoa.door.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.talanoa.activity.Audience;
import org.talanoa.activity.Contribution;
import org.talanoa.activity.Stage;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.TacitKind;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Telling;
import org.talanoa.door.command.DemonstrationAlliance.RoomJson;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Course;
import org.talanoa.problem.Edit;
import org.talanoa.problem.Level;
import org.talanoa.problem.Part;
import org.talanoa.problem.ProblemHead;
import org.talanoa.problem.Problems;
import org.talanoa.problem.Revision;
import org.talanoa.problem.Status;
import org.talanoa.pulse.Asked;

/** Checks what the demonstration contains. The tests share it, so none may change it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemonstrationTest extends DemonstrationFixture {
  @BeforeAll
  void isBrought() {
    bring();
  }

  @AfterAll
  void close() {
    world.close();
  }

  @Test
  void everyThreadAndEveryMessageArrives() {
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
  void whatIsTacitInItIsMarked() {
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
    assertThat(problem("pay-and-people").part(Part.SOLVED).asides()).hasSize(1);
    var french = problem("under-pressure");
    assertThat(problems.history(seat("under-pressure"), french.id(), Long.MAX_VALUE, 100))
        .anyMatch(revision -> revision.edit() instanceof Edit.Restore);
    assertThat(french.part(Part.WHAT).words()).contains("dix-neuf mois");
  }

  @Test
  void iterationsHaveStepsLooksBackAndOffersOfHelp() {
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
  void theOrdinaryBeansKnowOfItByTheFeed() {
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
}
