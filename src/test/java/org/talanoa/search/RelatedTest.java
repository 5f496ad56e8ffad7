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
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadId;
import org.talanoa.meaning.SharedMeaning;
import org.talanoa.people.Person;
import org.talanoa.people.Profile;
import org.talanoa.problem.Edit;
import org.talanoa.problem.Status;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/** What was talked about before, who knows about it, and what it may tell of. */
class RelatedTest {
  private static final String SAID =
      "When the new secretary took over the ministry, we nearly lost the backing of politicians.";
  private static final String ALIKE =
      "How do we keep political support for the reform when our minister is replaced?";
  private static final String OTHER = "The printer on the second floor has no paper again.";

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
  private final Knowers knowers = new Knowers(world.rooms, world.people);
  private final Person amina = world.peer("amina");
  private final Person bashir = world.peer("bashir");
  private final Person eve = world.peer("eve");
  private Room room;

  @BeforeEach
  void aRoom() {
    index.mayComplete();
    room = world.room(RoomKind.CLOSED, amina, bashir);
  }

  @AfterEach
  void close() {
    search.destroy();
    world.close();
  }

  private Message start(Person by, Room in, String title, String words) {
    return start(by, in, title, words, false);
  }

  private Message start(Person by, Room in, String title, String words, boolean veiled) {
    var draft = World.draft(words);
    var voice = world.voice(by, in.id());
    var started = world.discussions.start(voice, new Title(title), veiled ? draft.veiled() : draft);
    return world.discussions.message(voice, started.head().id(), 1);
  }

  private void settled() {
    index.settle();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(60))
        .until(() -> search.settled(world.rooms.seats(amina)));
  }

  private List<ThreadId> related(Person person, Matter matter) {
    return Talk.inTime(() -> search.related(world.rooms.seats(person), matter, 3)).stream()
        .map(hit -> ((Found.MessageHit) hit).thread().id())
        .toList();
  }

  private List<ThreadId> related(Person person, Room standing, String words) {
    return related(person, Matter.of(standing.id(), words));
  }

  private Matter matter(Message first) {
    var seat = world.rooms.enter(amina, first.room());
    return Matter.of(first, world.discussions.head(seat, first.thread()));
  }

  @Test
  void whatWasTalkedAboutInOtherWordsIsRelatedAndTheRestIsNot() {
    var said = start(bashir, room, "A change at the top", SAID);
    start(bashir, room, "Paper", OTHER);
    settled();

    assertThat(related(amina, room, ALIKE)).containsExactly(said.thread());
    assertThat(related(amina, room, "Is there paper for the printer on the second floor?"))
        .hasSize(1)
        .doesNotContain(said.thread());
    assertThat(related(amina, room, "Does anybody want to sing on Thursday evening?")).isEmpty();
    assertThat(related(amina, room, "")).isEmpty();
    assertThat(related(amina, room, "\" * ( -a from: \u0000")).isEmpty();
  }

  @Test
  void anExchangeIsNotRelatedToItselfAndComesOnce() {
    var said = start(bashir, room, "A change at the top", SAID);
    world.discussions.post(world.voice(amina, room.id()), said.thread(), World.draft(SAID));
    var asked = start(amina, room, "Who helps", ALIKE);
    settled();

    assertThat(related(amina, matter(asked))).containsExactly(said.thread());
    assertThat(related(amina, matter(said))).containsExactly(asked.thread());
  }

  @Test
  void aStatementIsNotRelatedToWhereItIsTalkedAboutAnyway() {
    var voice = world.voice(bashir, room.id());
    var id = world.problems.start(voice, "key-problem-1", ALIKE).id();
    world.problems.edit(voice, id, "key-problem-2", new Edit.SetStatus(Status.SHARED));
    var own = start(bashir, room, ALIKE, "Tell us how it is with you.");
    var said = start(amina, room, "A change at the top", SAID);
    settled();
    assertThat(related(amina, Matter.of(world.problems.of(voice, id))))
        .containsExactlyInAnyOrder(own.thread(), said.thread());

    world.problems.edit(voice, id, "key-problem-3", new Edit.Discuss(own.thread()));

    assertThat(related(amina, Matter.of(world.problems.of(voice, id))))
        .containsExactly(said.thread());
  }

  /** A hundred words may have two in common with anything. */
  @Test
  void byWordsAloneSeveralHaveToBeInCommon() {
    var said =
        start(bashir, room, "Solde", "La solde des enseignants est payée trop tard chaque année.");
    settled();

    var asked = "Pourquoi la solde des enseignants est-elle payée avec du retard dans nos pays ?";
    assertThat(related(amina, room, asked)).containsExactly(said.thread());
    var other =
        "Chaque réunion de notre comité commence avec du retard, que faites-vous chez vous ?";
    assertThat(related(amina, room, other)).isEmpty();
  }

  @Attack(31)
  @Test
  void whereOneMayNotReadNothingIsRelated() {
    start(bashir, room, "A change at the top", SAID);
    var sealed = world.room(RoomKind.SEALED, amina);
    var inside = start(amina, sealed, "A sealed change", SAID);
    var open = world.room(RoomKind.OPEN, amina);
    settled();

    assertThat(related(eve, open, ALIKE)).isEmpty();
    assertThat(related(amina, open, ALIKE)).hasSize(1).doesNotContain(inside.thread());
    assertThat(related(amina, sealed, ALIKE)).hasSize(2).contains(inside.thread());
  }

  private List<Knowers.Knower> known(Person asker, String question) {
    var seats = world.rooms.seats(asker);
    var inquiry = new Inquiry(Optional.empty(), Question.of(question), 0, Search.MOST);
    return knowers.in(Talk.whole(() -> search.find(seats, inquiry)), seats);
  }

  private void agrees(Person person, boolean may) {
    world.people.change(person, (Profile profile) -> profile.askable(may));
  }

  @Test
  void whoAgreedToItIsNamedForWhatTheySaidByName() {
    var said = start(bashir, room, "A change at the top", SAID);
    start(amina, room, "My own", SAID);
    settled();
    assertThat(known(amina, ALIKE)).isEmpty();

    agrees(bashir, true);
    agrees(amina, true);

    var known = known(amina, ALIKE);
    assertThat(known).hasSize(1);
    assertThat(known.getFirst().person().id()).isEqualTo(bashir.id());
    assertThat(known.getFirst().reasons())
        .extracting(hit -> hit.thread().id())
        .containsExactly(said.thread());
    agrees(bashir, false);
    assertThat(known(amina, ALIKE)).isEmpty();
  }

  @Attack(34)
  @Test
  void whatWasSaidUnderAPseudonymNamesNobody() {
    agrees(bashir, true);
    start(bashir, room, "A change at the top", SAID, true);
    start(bashir, room, "Paper", OTHER);
    settled();

    assertThat(known(amina, ALIKE)).isEmpty();
    assertThat(known(amina, "printer paper")).hasSize(1);
  }

  @Test
  void whoCannotBeAskedWhereTheySaidItIsNotNamed() {
    agrees(bashir, true);
    var open = world.room(RoomKind.OPEN, amina, bashir);
    start(bashir, open, "A change at the top", SAID);
    settled();
    assertThat(known(eve, ALIKE)).hasSize(1);

    world.rooms.remove(world.rooms.chair(world.organiser.person(), open.id()), bashir.id());

    assertThat(known(eve, ALIKE)).isEmpty();
    assertThat(known(amina, ALIKE)).isEmpty();
  }

  private void mark(Message message, String kind) {
    world.tellings.mark(world.voice(amina, room.id()), message.thread(), 1, kind, Optional.empty());
  }

  private List<String> likely(Message of, String words) {
    return likely(amina, of, words);
  }

  private List<String> likely(Person person, Message of, String words) {
    var seats = world.rooms.seats(person);
    return Talk.inTime(() -> search.kindsLike(seats, of.room(), words, of));
  }

  private Map<String, Integer> kinds(Person person) {
    return Talk.inTime(() -> search.kinds(world.rooms.seats(person)));
  }

  @Test
  void whatPeersMarkedTeachesWhatItMayTellOf() {
    var first = start(amina, room, "Who helps", ALIKE);
    var one = start(bashir, room, "A change at the top", SAID);
    var two =
        start(
            bashir,
            room,
            "Elections",
            "After the vote the new government no longer supported our reform.");
    var team = start(bashir, room, "Paper", OTHER);
    settled();
    assertThat(likely(first, ALIKE)).isEmpty();

    mark(one, "political-support");
    settled();
    assertThat(likely(first, ALIKE)).as("one mark may be chance").isEmpty();
    mark(two, "political-support");
    mark(team, "team");
    settled();

    assertThat(likely(first, ALIKE)).containsExactly("political-support");
    assertThat(likely(first, "Does anybody want to sing on Thursday evening?")).isEmpty();
    assertThat(likely(one, SAID)).as("by its own mark and another's").isEmpty();
  }

  @Test
  void whoMayNotReadWhatWasMarkedLearnsNothingFromIt() {
    var one = start(bashir, room, "A change at the top", SAID);
    var two = start(bashir, room, "Again", SAID + " It was hard.");
    mark(one, "political-support");
    mark(two, "political-support");
    var open = world.room(RoomKind.OPEN, amina, eve);
    var theirs = start(eve, open, "Who helps", ALIKE);
    settled();

    assertThat(likely(amina, theirs, ALIKE)).containsExactly("political-support");
    assertThat(likely(eve, theirs, ALIKE)).isEmpty();
  }

  @Test
  void whatWasMarkedIsCountedByItsKindForWhoMayReadItOnly() {
    mark(start(bashir, room, "A change at the top", SAID), "political-support");
    mark(start(bashir, room, "Again", SAID), "political-support");
    var other = start(bashir, room, "Paper", OTHER);
    mark(other, "team");
    var sealed = world.room(RoomKind.SEALED, amina);
    var hidden = start(amina, sealed, "Hidden", SAID);
    world.tellings.mark(
        world.voice(amina, sealed.id()), hidden.thread(), 1, "culture", Optional.empty());
    start(eve, world.room(RoomKind.OPEN, amina, eve), "Who helps", ALIKE);
    settled();

    assertThat(kinds(amina))
        .containsExactlyInAnyOrderEntriesOf(Map.of("political-support", 2, "team", 1));
    assertThat(kinds(eve)).isEmpty();
  }
}
