package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Role;
import org.talanoa.alliance.TacitKind;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Reaction;
import org.talanoa.discussion.Tellings;
import org.talanoa.discussion.ThreadId;
import org.talanoa.meaning.Meaning;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Seated;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/** What a question is understood to ask, depending on who asks it. */
class UnderstoodQuestionTest {
  private final World world = new World();
  private final MessageIndex index =
      new MessageIndex(null, Talk.sources(world, new Archive(world.discussions)), world.feed);
  private final Search search =
      new Search(
          index,
          Meaning.off(),
          world.discussions,
          world.problems,
          world.alliances,
          new Kinds(world.alliances, world.kinds, UnderstoodQuestionTest::names),
          world.people);
  private final Person amina = world.peer("amina");
  private Room room;
  private ThreadId thread;

  private static List<String> names(TacitKind kind) {
    return kind.name()
        .map(List::of)
        .orElseGet(() -> kind.id().equals("team") ? List.of("Team", "Équipe") : List.of(kind.id()));
  }

  @BeforeEach
  void aRoom() {
    room = world.room(RoomKind.CLOSED, amina);
    thread = world.thread(amina, room.id(), "Payroll");
  }

  @AfterEach
  void close() {
    search.destroy();
    world.close();
  }

  private int say(String words) {
    return world
        .discussions
        .post(world.voice(amina, room.id()), thread, World.draft(words))
        .number();
  }

  private Found find(String question) {
    index.settle();
    var inquiry =
        new Inquiry(
            Question.of(question), Optional.empty(), By.WORDS, Order.RELEVANCE, 0, 20, true);
    return Talk.whole(() -> search.find(world.rooms.seats(amina), inquiry));
  }

  @Test
  void whatIsNoKindOfKnowledgeIsAWord() {
    var said = say("They put about:nonsense before everything");

    var found = find("about:nonsense");

    assertThat(found.hits()).extracting(Talk::number).containsExactly(said);
    assertThat(found.question().about()).isEmpty();
    assertThat(found.question().words()).containsExactly("about:nonsense");
    assertThat(found.question().mistaken()).containsExactly("about:nonsense");
    assertThat(find("about:Team").question().mistaken()).isEmpty();
  }

  @Test
  void aKindOfKnowledgeIsAskedForByWhatItIsCalledInAnyLanguage() {
    world.kinds.add(world.organiser, "Boats & bridges");
    var boats = say("We crossed by night");
    var team = say("They fell out over the keys");
    mark(boats, "own-boats-bridges");
    mark(team, "team");

    for (var name : List.of("own-boats-bridges", "\"boats & BRIDGES\"", "\"Boats  bridges\"")) {
      assertThat(find("about:" + name).hits())
          .as(name)
          .extracting(Talk::number)
          .containsExactly(boats);
    }
    for (var name : List.of("team", "TEAM", "équipe", "Equipe")) {
      assertThat(find("about:" + name).hits())
          .as(name)
          .extracting(Talk::number)
          .containsExactly(team);
    }
    assertThat(find("about:team about:\"boats & bridges\"").hits()).isEmpty();
    assertThat(find("about:boats").question().mistaken()).containsExactly("about:boats");
    assertThat(find("about:experience").question().mistaken()).containsExactly("about:experience");
  }

  @Test
  void anIdMeansItsKindAloneAndANameAllThatAreCalledSo() {
    world.kinds.add(world.organiser, "Team");
    world.kinds.add(world.organiser, "Équipe");
    var own = say("We crossed by night");
    var team = say("They fell out over the keys");
    var equipe = say("They made up again");
    mark(own, "own-team");
    mark(team, "team");
    mark(equipe, "own-equipe");

    assertThat(find("about:team").hits()).extracting(Talk::number).containsExactly(team);
    assertThat(find("about:own-team").hits()).extracting(Talk::number).containsExactly(own);
    assertThat(find("about:equipe").hits())
        .extracting(Talk::number)
        .containsExactlyInAnyOrder(team, equipe);
  }

  @Test
  void theKindsOfAnAllianceThatOneDoesNotBelongToAreWords() {
    var eve = world.person("organiser");
    var elsewhere =
        world.alliances.found(eve, Alliance.of(new AllianceId("elsewhere"), "Else", ""));
    world.kinds.add(elsewhere, "Boats");

    assertThat(find("about:boats").question().mistaken()).containsExactly("about:boats");
  }

  @Test
  void whatIsAskedForByItsKindShowsThePartThatIsMarkedSo() {
    var said = say("First the weather. They fell out over <keys> one night. Then we ate.");
    mark(said, "team", "They fell out over <keys> one night.");
    mark(said, "team", "Then we ate.");
    mark(said, "culture", "First the weather.");

    assertThat(passage("about:team"))
        .isEqualTo("… They fell out over &lt;keys&gt; one night. … Then we ate.");
    assertThat(passage("about:culture")).isEqualTo("First the weather. …");
    assertThat(passage("about:team weather")).startsWith("First the <mark>weather</mark>. They");
  }

  @Test
  void aWholeNameInQuotationMarksMeansWhatIsCalledSo() {
    var diallo = member("diallo", "Amina Diallo");
    var budget = room("Budget", diallo);
    var talk = room("Budget talk", diallo);
    var own = post(amina, budget, "the ledger");
    post(diallo, budget, "the ledger");
    post(amina, talk, "the ledger");

    var common = find("ledger").facets().orElseThrow();

    assertThat(common.rooms()).isEqualTo(Map.of(budget.id(), 2, talk.id(), 1));
    assertThat(find("ledger in:\"Budget\"").total()).isEqualTo(2);
    assertThat(find("ledger in:\"BUDGÉT\"").total()).isEqualTo(2);
    assertThat(find("ledger in:budget").total()).isEqualTo(3);
    assertThat(find("ledger in:\"Budget t\"").total()).isEqualTo(1);
    assertThat(common.authors()).isEqualTo(Map.of(amina.id(), 2, diallo.id(), 1));
    assertThat(find("ledger from:\"Amina\"").total()).isEqualTo(2);
    assertThat(find("ledger from:amina").total()).isEqualTo(3);
    assertThat(find("ledger from:\"Amina\" from:\"diallo\"").total()).isEqualTo(3);
    assertThat(find("ledger from:\"Amina D\" from:me").total()).isEqualTo(3);
    assertThat(find("ledger from:\"Amina\" in:\"Budget\"").hits())
        .extracting(hit -> ((Found.MessageHit) hit).message())
        .containsExactly(own);
  }

  @Test
  void theNameOfSomebodyWhomTheAskerDoesNotKnowDecidesNothing() {
    world.people.pretend(Profile.named(new PersonId("stranger"), "Ami"), false);
    say("the ledger");

    assertThat(find("ledger from:\"Ami\"").total()).isOne();

    world.alliances.admit(world.organiser, new PersonId("stranger"), Role.PEER);
    assertThat(find("ledger from:\"Ami\"").total()).isZero();
  }

  private Person member(String id, String name) {
    world.people.pretend(Profile.named(new PersonId(id), name), false);
    world.alliances.admit(world.organiser, new PersonId(id), Role.PEER);
    return world.person(id);
  }

  private Room room(String name, Person other) {
    var chair = world.rooms.open(world.organiser, RoomKind.CLOSED, name, "A room.");
    Seated.in(world.rooms, chair, amina);
    Seated.in(world.rooms, chair, other);
    return chair.room();
  }

  private Message post(Person by, Room where, String words) {
    var started =
        world.discussions.start(world.voice(by, where.id()), new Title("Talk"), World.draft(words));
    return world
        .discussions
        .page(world.rooms.enter(by, where.id()), started.head().id(), 1, 1)
        .messages()
        .getFirst();
  }

  @Test
  void whatSomebodyReactedToIsFoundByTheReactionAsLongAsItStands() {
    var said = say("We wrote to the auditor");
    say("We waited");

    react(said, Reaction.TRIED_THIS, true);
    react(said, Reaction.INSIGHT, true);

    for (var question : List.of("has:tried-this", "has:Tried auditor", "has:insight has:tried")) {
      assertThat(find(question).hits()).as(question).extracting(Talk::number).containsExactly(said);
    }
    assertThat(find("has:thanks").hits()).isEmpty();
    assertThat(find("wrote").facets().orElseThrow().has())
        .isEqualTo(Map.of("tried-this", 1, "insight", 1));
    react(said, Reaction.TRIED_THIS, false);
    assertThat(find("has:tried").hits()).isEmpty();
    assertThat(find("has:insight").total()).isOne();
    assertThat(find("has:tri").question().mistaken()).containsExactly("has:tri");
  }

  private void react(int number, Reaction reaction, boolean on) {
    world.discussions.react(world.voice(amina, room.id()), thread, number, reaction, on);
  }

  private String passage(String question) {
    return ((Found.MessageHit) find(question).hits().getFirst()).passage();
  }

  private void mark(int number, String kind, String words) {
    world.tellings.mark(
        world.voice(amina, room.id()),
        thread,
        number,
        kind,
        Optional.of(new Tellings.Quoted(words, 0)));
  }

  private void mark(int number, String kind) {
    world.tellings.mark(world.voice(amina, room.id()), thread, number, kind, Optional.empty());
  }
}
