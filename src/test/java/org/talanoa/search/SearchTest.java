package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.talanoa.alliance.Stage;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;

class SearchTest {
  private final World world = new World();
  private final Search search =
      Talk.search(
          world,
          new MessageIndex(null, Talk.sources(world, new Archive(world.discussions)), world.feed));
  private Person amina;
  private Person tashi;
  private Room room;
  private ThreadId thread;

  @BeforeEach
  void aRoom() {
    amina = world.peer("amina");
    tashi = world.peer("tashi");
    room = world.room(RoomKind.CLOSED, amina);
    thread = world.thread(amina, room.id(), "Payroll");
  }

  @AfterEach
  void close() {
    search.destroy();
    world.close();
  }

  @Test
  void whatWasSaidIsFoundAMomentLater() {
    post(amina, room, thread, "The ghost workers came back");

    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> numbers(amina, "ghost").equals(List.of(2)));
  }

  @Test
  void aStemFindsTheOtherFormsOfAWord() {
    settled(post(amina, room, thread, "Two counters were opened"));

    assertThat(numbers(amina, "counter")).containsExactly(2);
  }

  @Test
  void phrasesPrefixesAndExclusionsAreUnderstood() {
    post(amina, room, thread, "the budget for training");
    settled(post(amina, room, thread, "training for the budgetary office"));

    assertThat(numbers(amina, "\"budget for\"")).containsExactly(2);
    assertThat(numbers(amina, "budget*")).containsExactlyInAnyOrder(2, 3);
    assertThat(numbers(amina, "training -budgetary")).containsExactly(2);
  }

  @Test
  void aStageMeansTheAlliancesThatAreAtItNow() {
    settled(post(amina, room, thread, "the budget for training"));
    var organiser = world.organiser;

    assertThat(numbers(amina, "training stage:sustained")).isEmpty();
    assertThat(numbers(amina, "training stage:pre-foundational")).containsExactly(2);

    world.alliances.describe(organiser, "Reform", "", "", null, null, Stage.SUSTAINED_CONTACT);

    assertThat(numbers(amina, "training stage:sustained-contact")).containsExactly(2);
    assertThat(numbers(amina, "training stage:\"Sustained contact\"")).containsExactly(2);
    assertThat(numbers(amina, "stage:sustained")).contains(2);
    assertThat(numbers(amina, "training stage:diffusion stage:sustained")).containsExactly(2);
    assertThat(numbers(amina, "training stage:foundational")).isEmpty();
    assertThat(numbers(amina, "training stage:nonsense")).isEmpty();
  }

  @Test
  void ofWhatFitsAsWellTheLatestIsFirst() {
    var posted = new ArrayList<Integer>();
    for (var i = 0; i < 8; i++) {
      posted.addFirst(post(amina, room, thread, "the same words again"));
      settled(posted.getFirst(), "same words", Optional.empty());

      assertThat(numbers(amina, "same words")).isEqualTo(posted);
    }
  }

  @Test
  void noPageIsShownTwiceHoweverFarDownOneAsks() {
    var last = 0;
    for (var i = 0; i < Search.DEEPEST + 10; i++) {
      last = post(amina, room, thread, "again");
    }
    settled(last);

    assertThat(from(Search.DEEPEST)).hasSize(10);
    assertThat(from(Search.DEEPEST + 9)).hasSize(1);
    assertThat(from(Search.DEEPEST + 10)).isEmpty();
    assertThat(from(Integer.MAX_VALUE)).isEmpty();
  }

  private List<Found.Hit> from(int hit) {
    var inquiry =
        new Inquiry(Question.of("again"), Optional.empty(), By.WORDS, Order.TIME, hit, 20, false);
    return Talk.whole(() -> search.find(world.rooms.seats(amina), inquiry)).hits();
  }

  @Test
  void accentsDoNotMatter() {
    settled(post(amina, room, thread, "Réforme de l’État à Hà Nội"));

    assertThat(numbers(amina, "reforme")).containsExactly(2);
  }

  @Test
  void whoeverDoesNotSitThereFindsNothingAndCountsNothing() {
    settled(post(amina, room, thread, "unmistakable"));

    var found = find(tashi, "unmistakable");

    assertThat(found.hits()).isEmpty();
    assertThat(found.total()).isZero();
  }

  @Test
  void aSealedRoomIsSearchedFromInsideOnly() {
    var sealed = world.room(RoomKind.SEALED, amina);
    var hidden = world.thread(amina, sealed.id(), "Hidden");
    settled(post(amina, sealed, hidden, "unmistakable"), "unmistakable", Optional.of(sealed));

    assertThat(find(amina, "unmistakable").total()).isZero();
    assertThat(find(amina, Optional.of(sealed), "unmistakable").total()).isEqualTo(1);
  }

  @Test
  void wordsOfAnotherRoomDoNotMoveMyResults() {
    post(amina, room, thread, "alpha alpha beta gamma");
    post(amina, room, thread, "beta beta alpha gamma delta");
    settled(post(amina, room, thread, "alpha beta beta beta"));
    var before = numbers(amina, "alpha beta");

    var other = world.room(RoomKind.CLOSED, tashi);
    var elsewhere = world.thread(tashi, other.id(), "Elsewhere");
    IntStream.range(0, 300).forEach(i -> post(tashi, other, elsewhere, "alpha and more " + i));
    settledFor(tashi, "alpha", 300);

    assertThat(numbers(amina, "alpha beta")).isEqualTo(before);
  }

  @Test
  void whatWasTakenBackIsNotFound() {
    settled(post(amina, room, thread, "regrettable"));

    world.discussions.delete(world.voice(amina, room.id()), thread, 2);

    assertThat(find(amina, "regrettable").hits()).isEmpty();
    await().pollInterval(Duration.ofMillis(5)).until(() -> find(amina, "regrettable").total() == 0);
  }

  @Test
  void anEditIsFoundByItsNewWordsOnly() {
    settled(post(amina, room, thread, "before"));

    world.discussions.edit(world.voice(amina, room.id()), thread, 2, Markdown.of("afterwards"));

    await().pollInterval(Duration.ofMillis(5)).until(() -> find(amina, "afterwards").total() == 1);
    assertThat(find(amina, "before").hits()).isEmpty();
  }

  @Test
  void anIndexMadeLaterKnowsWhatWasSaidBefore() {
    post(amina, room, thread, "long ago");

    var later =
        Talk.search(
            world,
            new MessageIndex(
                null, Talk.sources(world, new Archive(world.discussions)), world.feed));

    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() ->
            later
                    .find(
                        world.rooms.seats(amina),
                        new Inquiry(Optional.empty(), Question.of("\"long ago\""), 0, 10))
                    .total()
                == 1);
    later.destroy();
  }

  /** Its words are kept as they are written, and a passage is marked by their stems. */
  @Test
  void whatStandsTogetherIsMarkedInWhateverFormItIs() {
    settled(post(amina, room, thread, "The handover took us seven cups of tea."));

    var passage = find(amina, "\"cups of tea\"").hits().getFirst().passage();

    assertThat(passage).contains("seven <mark>cups</mark> <mark>of</mark> <mark>tea</mark>.");
  }

  @Test
  void aPassageIsSafeToShow() {
    settled(post(amina, room, thread, "unmistakable <script>alert(1)</script> & more"));

    var passage = find(amina, "unmistakable").hits().getFirst().passage();

    assertThat(passage).contains("<mark>unmistakable</mark>").doesNotContain("<script");
  }

  @Test
  void nothingThatIsTypedBreaksTheSearch() {
    for (var odd :
        List.of(
            "",
            "\"",
            "\"\"",
            "-",
            "*",
            "a*",
            "from:",
            "before:yesterday",
            "((((",
            "a AND",
            ":::",
            "has:everything",
            "-\"",
            "before:2026-99",
            "x".repeat(5_000),
            "* *  *",
            "\u0000",
            "~2")) {
      assertThat(find(amina, odd).hits().size()).as(odd).isLessThanOrEqualTo(10);
    }
  }

  private int post(Person by, Room where, ThreadId in, String words) {
    return world.discussions.post(world.voice(by, where.id()), in, World.draft(words)).number();
  }

  private void settled(int number) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> numbers(amina, "from:amina").contains(number));
  }

  private void settled(int number, String words, Optional<Room> inside) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() ->
            find(amina, inside, words).hits().stream().anyMatch(hit -> Talk.number(hit) == number));
  }

  private void settledFor(Person person, String words, int count) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> find(person, words).total() == count);
  }

  private Found find(Person person, String question) {
    return find(person, Optional.empty(), question);
  }

  private Found find(Person person, Optional<Room> inside, String question) {
    var inquiry = new Inquiry(inside.map(Room::id), Question.of(question), 0, 10);
    return Talk.whole(() -> search.find(world.rooms.seats(person), inquiry));
  }

  private List<Integer> numbers(Person person, String question) {
    return find(person, question).hits().stream().map(Talk::number).toList();
  }
}
