package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.discussion.Archive;
import org.talanoa.extraction.Extraction;
import org.talanoa.meaning.Meaning;
import org.talanoa.people.Person;
import org.talanoa.problem.Statements;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.World;

/** Searches that people keep tell what is new, and only to them. */
class SavedSearchesTest {
  private final World world = new World();
  private final MessageIndex index =
      new MessageIndex(
          null,
          new Sources(
              new Archive(world.discussions),
              new Statements(world.problems),
              Meaning.off(),
              Extraction.off()),
          world.feed);
  private final Search search =
      new Search(
          index, Meaning.off(), world.discussions, world.problems, world.alliances, world.people);
  private final SavedSearches saved =
      new SavedSearches(search, world.storage, world.key, world.clock);
  private final Person amina = world.peer("amina");
  private final Person bashir = world.peer("bashir");
  private final Person eve = world.peer("eve");
  private Room room;

  @BeforeEach
  void aRoom() {
    room = world.room(RoomKind.CLOSED, amina, bashir);
  }

  @AfterEach
  void close() {
    search.destroy();
    world.close();
  }

  private void say(Person by, Room in, String words) {
    world.clock.turn(Duration.ofMinutes(1));
    var thread = world.thread(by, in.id(), "A talk");
    world.discussions.post(world.voice(by, in.id()), thread, World.draft(words));
    index.settle();
  }

  private int fresh(Person person) {
    return Talk.inTime(() -> saved.fresh(world.rooms.seats(person))).stream()
        .mapToInt(SavedSearches.Fresh::count)
        .sum();
  }

  @Test
  void whatNewFitsIsCountedUntilItIsLookedAt() {
    say(bashir, room, "The payroll was late.");
    saved.keep(amina, " payroll ");
    assertThat(fresh(amina)).isZero();

    say(bashir, room, "The payroll was late again.");
    say(bashir, room, "Nothing of interest.");
    say(amina, room, "My own words on the payroll.");
    assertThat(fresh(amina)).isEqualTo(1);
    assertThat(fresh(bashir)).isZero();

    world.clock.turn(Duration.ofMinutes(1));
    look(amina, "payroll ");
    assertThat(fresh(amina)).isZero();
    say(bashir, room, "A payroll for everybody.");
    assertThat(fresh(amina)).isEqualTo(1);
  }

  private Found look(Person person, String text) {
    return saved.seen(person, text, () -> find(person, text));
  }

  private Found find(Person person, String text) {
    var inquiry = new Inquiry(Optional.empty(), Question.of(text), 0, 20);
    return Talk.whole(() -> search.find(world.rooms.seats(person), inquiry));
  }

  /** Said before the look, and in the index only after it. */
  @Test
  void whatIsStillOnItsWayIntoTheIndexIsToldOfLater() {
    saved.keep(amina, "payroll");
    world.clock.turn(Duration.ofMinutes(1));
    var thread = world.thread(bashir, room.id(), "A talk");

    saved.seen(
        amina,
        "payroll",
        () -> {
          var before = Found.nothing(Question.of("payroll"), Optional.empty());
          world.discussions.post(
              world.voice(bashir, room.id()), thread, World.draft("The payroll was late."));
          return before;
        });
    world.clock.turn(Duration.ofSeconds(1));
    index.settle();

    assertThat(fresh(amina)).isEqualTo(1);
    world.clock.turn(Duration.ofMinutes(1));
    look(amina, "payroll");
    assertThat(fresh(amina)).isZero();
  }

  @Test
  void nothingIsTakenForSeenAsLongAsTheIndexIsBehind() {
    saved.keep(amina, "payroll");
    say(bashir, room, "The payroll was late.");
    world.clock.turn(Duration.ofMinutes(1));

    saved.seen(
        amina,
        "payroll",
        () -> Found.nothing(Question.of("payroll"), Optional.of(Progress.of(1, 2))));

    assertThat(fresh(amina)).isEqualTo(1);
  }

  @Test
  void whoeverKeepsTheSameTwiceKeepsItOnceAndCanForgetIt() {
    saved.keep(amina, "payroll");
    saved.keep(amina, "from:bashir");
    saved.keep(amina, "payroll ");

    assertThat(saved.of(amina).stream().map(SavedSearches.Saved::text))
        .containsExactly("from:bashir", "payroll");
    saved.drop(amina, "payroll");
    saved.drop(amina, "never kept");
    look(amina, "never kept");
    assertThat(saved.of(amina).stream().map(SavedSearches.Saved::text))
        .containsExactly("from:bashir");
  }

  @Test
  void nobodyKeepsNothingOrTooMuch() {
    for (var wrong : List.of("", "  ", "x".repeat(SavedSearches.LONGEST + 1))) {
      assertThatThrownBy(() -> saved.keep(amina, wrong))
          .isInstanceOf(Refusal.class)
          .hasMessage("search.length");
    }
    for (var i = 0; i < SavedSearches.MOST; i++) {
      saved.keep(amina, "payroll " + i);
    }
    assertThatThrownBy(() -> saved.keep(amina, "one more"))
        .isInstanceOf(Refusal.class)
        .hasMessage("search.tooMany");
    assertThat(saved.of(amina)).hasSize(SavedSearches.MOST);
  }

  @Attack(31)
  @Test
  void whereOneMayNotReadNothingIsNew() {
    saved.keep(eve, "payroll");
    var sealed = world.room(RoomKind.SEALED, amina, eve);

    say(bashir, room, "The payroll was late.");
    say(amina, sealed, "The payroll was late.");

    assertThat(fresh(eve)).isZero();
  }

  @Test
  void whatIsKeptTellsNothingWithoutTheKey() {
    saved.keep(amina, "unmistakable payroll");

    var kept = world.storage.database().getCollection(SavedSearches.COLLECTION).find().first();

    assertThat(String.valueOf(kept)).isNotEqualTo("null").doesNotContain("payroll", "amina");
    saved.forget(amina.id());
    assertThat(saved.of(amina)).isEmpty();
  }
}
