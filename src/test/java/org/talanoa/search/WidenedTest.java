package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.alliance.Synonyms;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Seated;
import org.talanoa.testing.World;

/** What was said in other words that mean the same in an alliance. */
class WidenedTest {
  private static final String LONG = "public financial management";

  private final World world = new World();
  private final Synonyms synonyms = new Synonyms(world.alliances);
  private final MessageIndex index =
      new MessageIndex(null, Talk.sources(world, new Archive(world.discussions)), world.feed);
  private final Search search = Talk.search(world, index);
  private final Person amina = world.peer("amina");
  private final Person tashi = world.peer("tashi");
  private Room room;
  private ThreadId thread;

  @BeforeEach
  void aRoom() {
    room = world.room(RoomKind.CLOSED, amina);
    thread = world.thread(amina, room.id(), "Lunch");
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

  private void same(String... wordings) {
    synonyms.add(world.organiser, List.of(wordings));
  }

  /** What was said last is found. */
  private void settled() {
    var last = world.discussions.head(world.rooms.enter(amina, room.id()), thread).after(0);
    var mine =
        new Inquiry(
            Question.of("from:me"), Optional.of(room.id()), By.WORDS, Order.TIME, 0, 1, false);
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() ->
            search.find(world.rooms.seats(amina), mine).hits().stream()
                .map(Found.MessageHit.class::cast)
                .anyMatch(
                    hit -> hit.thread().id().equals(thread) && hit.message().number() == last));
  }

  private Found find(Person person, String question) {
    var inquiry =
        new Inquiry(Question.of(question), Optional.empty(), By.BOTH, Order.RELEVANCE, 0, 20, true);
    return Talk.whole(() -> search.find(world.rooms.seats(person), inquiry));
  }

  private List<Integer> numbers(String question) {
    return find(amina, question).hits().stream().map(Talk::number).toList();
  }

  @Test
  void whoAsksForTheAbbreviationFindsTheWordsAndTheOtherWayRound() {
    same("PFM", LONG);
    var brief = say("The law on PFM was passed");
    var whole = say("The law on public financial management was passed");
    say("The public was there, and the management of the financial house");
    settled();

    assertThat(numbers("pfm")).containsExactly(brief, whole);
    assertThat(numbers("Public Financial management")).contains(brief, whole);
    assertThat(numbers("PFM law")).containsExactlyInAnyOrder(brief, whole);
    assertThat(find(amina, "law public financial management").loosely()).isFalse();
    assertThat(numbers("law public financial management")).contains(brief, whole);
    assertThat(find(amina, "PFM decree").loosely()).isTrue();
  }

  @Test
  void whatWasAskedForComesFirst() {
    same("PFM", LONG);
    for (var i = 0; i < 3; i++) {
      say("The law on public financial management was passed");
      say("The law on PFM was passed");
    }
    settled();

    var both = numbers("PFM");
    assertThat(both).hasSize(6);
    assertThat(both.subList(0, 3)).containsExactlyInAnyOrder(3, 5, 7);
    assertThat(numbers(LONG).subList(0, 3)).containsExactlyInAnyOrder(2, 4, 6);
  }

  @Test
  void theOtherWordsAreMarkedAndTheAnswerSaysForWhatTheyStand() {
    same("PFM", LONG, "gestion des finances publiques");
    say("The law on public financial management was passed");
    settled();

    var found = find(amina, "(PFM) law");

    assertThat(found.hits().getFirst().passage())
        .contains("<mark>public</mark> <mark>financial</mark> <mark>management</mark>")
        .contains("<mark>law</mark>");
    assertThat(found.widened())
        .containsExactly(new Found.Widened("PFM", List.of(LONG, "gestion des finances publiques")));
    assertThat(find(amina, "law").widened()).isEmpty();
    assertThat(found.facets().orElseThrow().rooms()).containsEntry(room.id(), 1);
  }

  @Test
  void accentsCaseHyphensAndFormsOfAWordDoNotMatter() {
    same("Équité fiscale", "tax fairness", "M&E-unit");
    var fair = say("We talked of tax-fairness");
    var french = say("On a parlé d'equite FISCALE");
    settled();

    assertThat(numbers("equite Fiscale")).containsExactly(french, fair);
    assertThat(numbers("Tax fairness")).containsExactly(fair, french);
    assertThat(numbers("m & e unit")).containsExactlyInAnyOrder(fair, french);
    same("ghost worker", "phantoms");
    var ghosts = say("All ghost workers were sent home");
    settled();
    assertThat(numbers("phantoms")).containsExactly(ghosts);
  }

  @Test
  void otherScriptsAreWidenedToo() {
    same("财政部", "Ministry of Finance", "وزارة المالية");
    var chinese = say("财政部的人来了");
    var arabic = say("جاء رجل من وزارة المالية");
    settled();

    assertThat(numbers("ministry of finance")).contains(chinese, arabic);
    assertThat(numbers("财政部")).containsExactlyInAnyOrder(chinese, arabic);
  }

  @Test
  void whatIsQuotedExcludedOrABeginningIsTakenAsItIsWritten() {
    same("PFM", LONG);
    var brief = say("The law on PFM was passed");
    var whole = say("The law on public financial management was passed");
    settled();

    assertThat(numbers("\"PFM\"")).containsExactly(brief);
    assertThat(numbers("\"public financial management\"")).containsExactly(whole);
    assertThat(numbers("PFM*")).containsExactly(brief);
    assertThat(numbers("law -PFM")).containsExactly(whole);
    for (var exact : List.of("\"PFM\"", "PFM*", "law -PFM", "from:PFM")) {
      assertThat(find(amina, exact).widened()).as(exact).isEmpty();
    }
  }

  @Test
  void inASentenceItIsWidenedTooButNotASmallWord() {
    same("PFM", LONG);
    same("IT", "information technology");
    var brief = say("PFM came late");
    var whole = say("public financial management came late");
    var machines = say("information technology");
    settled();

    var sentence = "how did it go with the reform of public financial management";

    assertThat(numbers(sentence)).contains(brief, whole).doesNotContain(machines);
    assertThat(find(amina, sentence).widened())
        .containsExactly(new Found.Widened(LONG, List.of("PFM")));
    assertThat(numbers("IT")).contains(machines);
  }

  @Test
  void aTitleThatHasTheOtherWordsCountsAsOneThatHasTheWords() {
    same("PFM", LONG);
    thread = world.thread(amina, room.id(), "Public financial management");
    var said = say("The law was passed");
    say("What is there to eat?");
    settled();

    assertThat(numbers("PFM law")).containsExactly(said);
    assertThat(numbers("PFM")).containsExactly(1);
  }

  @Test
  void whatIsChangedOrRemovedCountsFromTheNextQuestionOn() {
    var group = synonyms.add(world.organiser, List.of("PFM", LONG));
    var whole = say("The law on public financial management was passed");
    settled();
    assertThat(numbers("PFM")).containsExactly(whole);

    synonyms.change(world.organiser, group.id(), List.of("GFP", LONG));
    assertThat(numbers("PFM")).isEmpty();
    assertThat(numbers("GFP")).containsExactly(whole);

    synonyms.remove(world.organiser, group.id());
    assertThat(numbers("GFP")).isEmpty();
    assertThat(find(amina, "GFP").widened()).isEmpty();
  }

  @Attack(31)
  @Test
  void whatAnotherAllianceKeepsChangesNothingAndIsToldToNobodyElse() {
    var other = otherAlliance();
    say("The law on public financial management was passed");
    settled();
    var before = find(amina, "PFM");

    synonyms.add(other, List.of("PFM", LONG));
    var after = find(amina, "PFM");

    assertThat(after).isEqualTo(before);
    assertThat(after.total()).isZero();
    assertThat(after.widened()).isEmpty();
    world.alliances.admit(other, amina.id(), Role.PEER);
    assertThat(find(amina, "PFM").total()).as("only rooms of the other are meant").isZero();
    Seated.in(
        world.rooms, world.rooms.open(other, RoomKind.CLOSED, "Other room", "A room."), amina);
    assertThat(find(amina, "PFM").total()).isEqualTo(1);
    assertThat(find(amina, "PFM alliance:reform").total()).isZero();
    world.alliances.dismiss(other, amina.id());
    assertThat(find(amina, "PFM")).isEqualTo(before);
  }

  private Membership otherAlliance() {
    var alliance = Alliance.of(new AllianceId("other"), "Other", "theme");
    return world.alliances.found(world.organiser.person(), alliance);
  }

  @Attack({31, 32})
  @Test
  void whoDoesNotSitThereFindsAndCountsNothingByOtherWordsEither() {
    same("PFM", LONG);
    say("The law on public financial management was passed");
    var sealed = world.room(RoomKind.SEALED, amina);
    room = sealed;
    thread = world.thread(amina, sealed.id(), "Hidden");
    say("PFM");
    settled();
    world.room(RoomKind.CLOSED, tashi);

    for (var question : List.of("PFM", LONG, "PFM law")) {
      var found = find(tashi, question);
      assertThat(found.total()).as(question).isZero();
      assertThat(found.hits()).isEmpty();
      assertThat(found.instead()).isEmpty();
      assertThat(found.facets().orElseThrow().rooms()).isEmpty();
    }
    assertThat(find(amina, LONG).hits())
        .allMatch(hit -> !hit.room().id().equals(sealed.id()))
        .hasSize(1);
  }

  @Attack(40)
  @Test
  void asManyGroupsAsThereMayBeBreakNothing() {
    IntStream.range(0, Synonyms.MOST_GROUPS)
        .forEach(i -> {
          var group = new ArrayList<>(List.of("reform"));
          IntStream.range(1, Synonyms.MOST)
              .forEach(j -> group.add("the way %d of saying it %d".formatted(i, j)));
          synonyms.add(world.organiser, group);
        });
    var said = say("Here is the way 1 of saying it 3");
    settled();

    assertThat(numbers("reform")).containsExactly(said);
    var many =
        IntStream.range(0, 300).mapToObj(i -> "reform word" + i).collect(Collectors.joining(" "));
    assertThat(numbers(many)).contains(said);
    assertThat(numbers("reform Reform REFORM réform")).contains(said);
  }
}
