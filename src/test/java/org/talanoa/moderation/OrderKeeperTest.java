package org.talanoa.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.alliance.Role;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;

/** What keeping order stores of a person goes with the person. */
class OrderKeeperTest {
  @TempDir private Path data;
  private Keeping keeping;
  private World world;
  private Person amina;
  private Person tashi;
  private Person khady;
  private Room room;

  @BeforeEach
  void begin() {
    keeping = new Keeping(data);
    world = keeping.world;
    amina = world.peer("amina");
    tashi = world.peer("tashi");
    khady = world.member("khady", Role.MODERATOR);
    var pema = world.member("pema", Role.MODERATOR);
    room = keeping.room(RoomKind.CLOSED, khady, pema, amina, tashi);
  }

  @AfterEach
  void close() {
    keeping.close();
  }

  private Chair chair() {
    return keeping.chair(khady, room.id());
  }

  private String opened() {
    return keeping.cases.stored().all().toString();
  }

  private void forget(Person person) {
    forget(person, true);
  }

  private void forget(Person person, boolean veiledWords) {
    new OrderKeeper(keeping.notices, keeping.cases, keeping.appeals)
        .forget(new Forgetting(person.id(), veiledWords, "secret"));
  }

  private List<String> notes(CaseId id) {
    return keeping.cases.of(chair(), id).notes().stream().map(Case.Note::words).toList();
  }

  @Test
  void whatSomebodyReportedWithoutANameGoesAndSoDoNotesThatRepeatIt() {
    var said = keeping.say(amina, room.id(), "Words.", false);
    keeping.cases.report(
        world.rooms.enter(tashi, room.id()),
        said.thread(),
        said.number(),
        Grounds.DISRESPECT,
        "My uncle in Funafuti lost his post over this.",
        true);
    var id = keeping.cases.waiting(chair()).getFirst().id();
    keeping.cases.note(chair(), id, "Somebody writes: “my uncle in FUNAFUTI lost his post”!");
    keeping.cases.note(chair(), id, "I will speak with the author.");

    forget(tashi);

    assertThat(opened()).doesNotContain("tashi", "Funafuti", "FUNAFUTI");
    assertThat(notes(id)).containsExactly("I will speak with the author.");
  }

  @Test
  void notesAboutWhatSomebodySaidByNameGoWithThem() {
    var id = keeping.reported(tashi, keeping.say(amina, room.id(), "The audit was bought.", false));
    keeping.cases.note(chair(), id, "She says that the audit was bought.");

    forget(amina, false);

    assertThat(notes(id)).isEmpty();
    assertThat(keeping.cases.stored().all().getFirst()).doesNotContainKey("subject");
  }

  /** That notes go when somebody does would tell who wrote under the pseudonym. */
  @Test
  void notesAboutWhatStaysUnderAPseudonymStayToo() {
    var id = keeping.reported(tashi, keeping.say(amina, room.id(), "The audit was bought.", true));
    keeping.cases.note(chair(), id, "It says that the audit was bought.");

    forget(amina, false);
    assertThat(notes(id)).containsExactly("It says that the audit was bought.");
    assertThat(opened()).doesNotContain("amina");
  }

  @Test
  void notesAboutWhatGoesUnderAPseudonymGoToo() {
    var id = keeping.reported(tashi, keeping.say(amina, room.id(), "The audit was bought.", true));
    keeping.cases.note(chair(), id, "It says that the audit was bought.");

    forget(amina, true);
    assertThat(notes(id)).isEmpty();
  }

  @Test
  void theirNoticesReportsAndAppealsGo() {
    var said = keeping.say(amina, room.id(), "Words.", true);
    var id = keeping.reported(tashi, said);
    keeping.decisions.decide(
        chair(), id, new Measure.SuspendPosting(Duration.ofDays(1)), "It hurts.");
    keeping.appeals.appeal(
        amina, keeping.notices.of(amina).getFirst().id(), "I am the only one from there.");
    assertThat(opened()).contains("tashi", "the only one from there");
    assertThat(keeping.cases.subjects().person(chair(), keeping.cases.stored().all().getFirst()))
        .contains(amina.id());

    forget(tashi);
    forget(amina);
    forget(amina);

    assertThat(opened()).doesNotContain("tashi", "Not how we talk", "the only one from there");
    assertThat(keeping.cases.stored().all().getFirst()).doesNotContainKey("subject");
    assertThat(keeping.notices.of(amina)).isEmpty();
    assertThat(keeping.notices.of(tashi)).isEmpty();
    assertThat(keeping.cases.of(chair(), id).reportCount()).isEqualTo(1);
    assertThat(keeping.isSound()).isTrue();
  }

  @Test
  void theLookoutForgetsWhoSpoke() {
    keeping.say(amina, room.id(), "Words.", false);
    var lookout =
        new Lookout(keeping.cases, world.discussions, world.rooms, world.alliances, world.people);
    lookout.look(chair());
    assertThat(keeping.cases.stored().seen(room.id()).orElseThrow().toString()).contains("amina");

    forget(amina);

    assertThat(keeping.cases.stored().seen(room.id()).orElseThrow().toString())
        .doesNotContain("amina");
  }

  @Test
  void theListOfWhatWasDecidedDoesNotTellWhoIsForgotten() {
    var said = keeping.say(amina, room.id(), "One.", false);
    var id = keeping.reported(tashi, said);
    keeping.decisions.decide(chair(), id, new Measure.Warn(), "It hurts.");
    keeping.crowd(said, StoredCases.MOST_DECIDED - 1, Case.State.DECIDED);
    var other = keeping.cases.stored().id(room.id(), said.thread(), 2);
    keeping.cases.pointOut(room.id(), said.thread(), 2, said.at(), Case.Source.NEWCOMER);
    keeping
        .cases
        .stored()
        .change(room.id(), other, document -> document.append("state", Case.State.DECIDED.name()));
    var before = keeping.cases.stored().decided(room.id());
    assertThat(before).hasSize(StoredCases.MOST_DECIDED);

    forget(tashi);
    forget(amina);

    assertThat(keeping.cases.stored().decided(room.id())).isEqualTo(before);
  }

  @Test
  void theWordsThatWereTakenOutOfTheirsGoWithThem() {
    var said = keeping.say(amina, room.id(), "Call me at 1717 1717 tonight.", false);
    var answer = keeping.answer(amina, room.id(), said.thread(), "Or come by.", false);
    var redacted = keeping.reported(tashi, said);
    var split = keeping.reported(tashi, answer);
    keeping.decisions.decide(chair(), redacted, new Measure.Redact("1717 1717"), "A number.");
    keeping.decisions.decide(chair(), split, new Measure.Split("Or come by"), "Another matter.");
    assertThat(opened()).contains("1717 1717", "Or come by");

    forget(amina);

    assertThat(opened()).doesNotContain("1717 1717", "Or come by");
    assertThat(keeping.cases.of(chair(), redacted).decisions().getFirst().measure().wireName())
        .isEqualTo("redact");
    assertThat(keeping.cases.of(chair(), split).decisions().getFirst().measure().wireName())
        .isEqualTo("split");
  }
}
