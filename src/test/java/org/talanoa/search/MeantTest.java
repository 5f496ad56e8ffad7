package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Reaction;
import org.talanoa.discussion.ThreadId;
import org.talanoa.meaning.SharedMeaning;
import org.talanoa.people.Person;
import org.talanoa.problem.Edit;
import org.talanoa.problem.Part;
import org.talanoa.problem.Status;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** What was said in other words than it is asked for, and only where one may read. */
class MeantTest {
  private static final String SAID =
      "When the new secretary took over the ministry, we nearly lost the backing of the politicians.";
  private static final String ASKED = "keeping political support when a minister is replaced";

  private final World world = new World();
  private final MessageIndex index = Talk.index(world, SharedMeaning.ON);
  private final Search search =
      new Search(
          index,
          SharedMeaning.ON,
          world.discussions,
          world.problems,
          world.alliances,
          world.people);
  private final Person amina = world.peer("amina");
  private final Person eve = world.peer("eve");
  private Room room;
  private ThreadId thread;

  @BeforeEach
  void aRoom() {
    index.mayComplete();
    room = world.room(RoomKind.CLOSED, amina);
    thread = start(amina, room.id(), "Lunch", "What shall we eat at noon?").thread();
    var elsewhere = world.room(RoomKind.OPEN, eve);
    start(eve, elsewhere.id(), "Rice", "It has rained on the harvest again.");
  }

  @AfterEach
  void close() {
    search.destroy();
    world.close();
  }

  private Message start(Person by, RoomId in, String title, String words) {
    var started =
        world.discussions.start(world.voice(by, in), new Title(title), World.draft(words));
    return world
        .discussions
        .page(world.rooms.enter(by, in), started.head().id(), 1, 1)
        .messages()
        .getFirst();
  }

  private Message say(String words) {
    return world.discussions.post(world.voice(amina, room.id()), thread, World.draft(words));
  }

  private Found find(Person person, Optional<RoomId> inside, String question) {
    return find(
        person, new Inquiry(Question.of(question), inside, By.BOTH, Order.RELEVANCE, 0, 20, true));
  }

  private Found find(Person person, Inquiry inquiry) {
    return Talk.whole(() -> search.find(world.rooms.seats(person), inquiry));
  }

  private Found find(String question) {
    return find(amina, Optional.empty(), question);
  }

  /** Everything that was said is in, and its meaning too. */
  private void settled() {
    index.settle();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(60))
        .until(() -> search.settled(world.rooms.seats(amina)));
  }

  private List<Integer> numbers(String question) {
    return find(question).hits().stream().map(Talk::number).toList();
  }

  @Test
  void whatWasSaidInOtherWordsIsFoundAndSaidToBeSo() {
    var said = say(SAID);
    say("The printer on the second floor has no paper again.");
    settled();

    var found = find(ASKED);

    assertThat(found.hits()).isNotEmpty();
    assertThat(Talk.number(found.hits().getFirst())).isEqualTo(said.number());
    assertThat(found.hits().getFirst().byMeaning()).isTrue();
    assertThat(found.hits().getFirst().passage()).contains("backing of the politicians");
    assertThat(found.total()).isEqualTo(found.hits().size());
  }

  @Test
  void byWordsOnlyNothingElseIsFound() {
    say(SAID);
    settled();

    var inquiry =
        new Inquiry(Question.of(ASKED), Optional.empty(), By.WORDS, Order.RELEVANCE, 0, 20, false);

    assertThat(find(amina, inquiry).hits()).isEmpty();
  }

  @Test
  void whatMeansTheSameHasItsPlaceInTimeToo() {
    var first = say(SAID);
    say("Has the minister been replaced?");
    var last = say(SAID);
    settled();

    var inquiry =
        new Inquiry(
            Question.of("minister replaced"), Optional.empty(), By.BOTH, Order.TIME, 0, 20, false);
    var found = find(amina, inquiry);

    assertThat(found.hits().stream().map(Talk::number))
        .containsSubsequence(last.number(), first.number() + 1, first.number());
    assertThat(found.hits().getFirst().byMeaning()).isTrue();
    assertThat(found.total()).isEqualTo(found.hits().size());
  }

  @Attack(31)
  @Test
  void theOnlyAnswerInARoomOfOthersIsFoundByNobodyElse() {
    say(SAID);
    var sealed = world.room(RoomKind.SEALED, amina);
    start(amina, sealed.id(), "Secret", SAID);
    settled();

    var found = find(eve, Optional.empty(), ASKED);

    assertThat(found.hits()).isEmpty();
    assertThat(found.total()).isZero();
    assertThat(found.facets())
        .hasValue(new Found.InCommon(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), true));
    assertThat(found.instead()).isEmpty();
    assertThat(find(ASKED).hits()).allMatch(hit -> hit.room().id().equals(room.id()));
    assertThat(find(amina, Optional.of(sealed.id()), ASKED).hits()).hasSize(1);
  }

  @Attack(33)
  @Test
  void whatWasTakenBackOrSaysSomethingElseIsNotMeantAnyMore() {
    var edited = say(SAID);
    var deleted = say(SAID);
    settled();
    assertThat(numbers(ASKED)).contains(edited.number(), deleted.number());

    world.discussions.edit(
        world.voice(amina, room.id()),
        thread,
        edited.number(),
        Markdown.of("The canteen is closed for the holidays."));
    world.discussions.delete(world.rooms.enter(amina, room.id()), thread, deleted.number());
    settled();

    assertThat(numbers(ASKED)).doesNotContain(edited.number(), deleted.number());
  }

  @Test
  void anAnswerIsUnderstoodFromWhatItAnswersAndNoLongerWhenThatIsGone() throws Exception {
    var asked = say(SAID);
    var answer =
        world.discussions.post(
            world.voice(amina, room.id()),
            thread,
            new Draft(
                "key-answer-abcdef",
                Markdown.of("That is how it was for us as well."),
                Optional.of(asked.number()),
                List.of(),
                Optional.empty(),
                false));
    settled();
    var before = numbers(ASKED);

    world.discussions.delete(world.rooms.enter(amina, room.id()), thread, asked.number());
    settled();

    assertThat(before).contains(answer.number());
    assertThat(numbers(ASKED)).doesNotContain(answer.number());
  }

  @Test
  void aReactionKeepsWhatWasUnderstoodAndMovesItUpALittle() {
    say(SAID);
    var valued = say(SAID);
    settled();
    var voice = world.voice(eveSeated(), room.id());

    world.discussions.react(voice, thread, valued.number(), Reaction.TRIED_THIS, true);
    settled();

    assertThat(numbers(ASKED).getFirst()).isEqualTo(valued.number());
  }

  private Person eveSeated() {
    var chair = world.rooms.chair(world.organiser.person(), room.id());
    org.talanoa.testing.Seated.in(world.rooms, chair, eve);
    return eve;
  }

  @Test
  void aSharedProblemIsFoundByItsWordsAndItsMeaningAndADraftByNobody() {
    var voice = world.voice(amina, room.id());
    var problem =
        world.problems.start(voice, "key-problem-1", "Salaries of officials who do not exist");
    world.problems.edit(
        voice,
        problem.id(),
        "key-problem-2",
        new Edit.Write(
            Part.WHAT,
            0,
            false,
            "Each month the treasury pays people who have never come to work."));
    settled();
    assertThat(find("ghost workers on the payroll of the state").hits()).isEmpty();

    world.problems.edit(voice, problem.id(), "key-problem-3", new Edit.SetStatus(Status.SHARED));
    await().until(() -> !find("treasury").hits().isEmpty());
    settled();

    assertThat(find("ghost workers on the payroll of the state").hits())
        .first()
        .isInstanceOf(Found.ProblemHit.class);
    assertThat(find("is:problem").total()).isEqualTo(1);
    assertThat(find(eve, Optional.empty(), "is:problem treasury").total()).isZero();
  }

  @Attack(31)
  @Test
  void facetsCountWhatOneMayReadAndNobodyBehindAPseudonym() {
    say("The audit of the payroll begins.");
    world.discussions.post(
        world.voice(amina, room.id()), thread, Draft.of("key-veiled-a", "audit").veiled());
    settled();

    var facets = find("audit").facets().orElseThrow();

    assertThat(facets.rooms()).containsOnlyKeys(room.id());
    assertThat(facets.rooms().get(room.id())).isEqualTo(2);
    assertThat(facets.authors()).containsOnlyKeys(amina.id());
    assertThat(facets.authors().get(amina.id())).isEqualTo(1);
  }

  @Attack(31)
  @Test
  void spellingIsHelpedWithWordsOfOnesOwnRoomsOnly() {
    say("The procurement law");
    settled();

    assertThat(find("procurment").instead()).containsEntry("procurment", "procurement");
    assertThat(find(eve, Optional.empty(), "procurment").instead()).isEmpty();
  }

  @Test
  void whatNobodyHasAnsweredIsFoundUntilSomebodyDoes() {
    settled();
    assertThat(find("is:unanswered").total()).isEqualTo(1);

    world.discussions.post(
        world.voice(eveSeated(), room.id()), thread, World.draft("Rice, I think."));
    settled();

    assertThat(find("is:unanswered").total()).isZero();
  }

  @Test
  void whereNothingHasAllTheWordsWhatHasSomeIsSaidToBeThat() {
    say("The payroll is late");
    settled();

    var found = find("payroll xyzzy");

    assertThat(found.loosely()).isTrue();
    assertThat(found.hits()).hasSize(1);
    assertThat(find("payroll late").loosely()).isFalse();
  }
}
