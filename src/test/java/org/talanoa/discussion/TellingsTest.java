package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.alliance.TacitKind;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Restraint;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.testing.Attack;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import org.talanoa.text.Rendering;
import org.talanoa.text.Stretch;
import org.talanoa.text.Title;

/** What is told in messages, marked by those who speak in the room. */
class TellingsTest {
  private final World world = new World();
  private final Rendering rendering = new Rendering();
  private final Person amina = world.peer("amina");
  private final Person bashir = world.peer("bashir");
  private final Room room = world.room(RoomKind.CLOSED, amina, bashir);
  private final ThreadId thread = world.thread(amina, room.id(), "Payroll");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aMessageAndAPartOfItAreMarkedForWhoeverCatchesUp() {
    var number = post(amina, "We *lost* the team\nin spring.");
    var before = head();

    mark(bashir, number, "experience");
    mark(bashir, number, "team", "lost the team");

    assertThat(told(number)).containsExactly("experience", "team: lost the team");
    var lacks = world.discussions.since(seat(amina), thread, before.revision(), before.last());
    assertThat(lacks.head().revision()).isEqualTo(before.revision() + 2);
    assertThat(lacks.messages().stream().map(Message::number)).containsExactly(number);
    assertThat(Codec.changed(stored(number))).isEqualTo(new Change.Marked(message(number)));
  }

  @Test
  void whatIsMarkedAlreadyStaysMarkedOnce() {
    var number = post(amina, "We lost the team.");

    mark(amina, number, "team");
    mark(bashir, number, "team");
    mark(amina, number, "team", "the team");
    mark(bashir, number, "team", "  the   team ");

    assertThat(told(number)).containsExactly("team", "team: the team");
  }

  @Test
  void whoeverSpeaksThereTakesAMarkAwayAndAnAbsentOneIsAwayAlready() {
    var number = post(amina, "We lost the team.");
    mark(amina, number, "team");
    mark(amina, number, "team", "the team");
    var part = message(number).tellings().getLast();

    unmark(bashir, number, part);
    unmark(bashir, number, part);
    unmark(bashir, number, new Telling("story", Optional.empty()));

    assertThat(told(number)).containsExactly("team");
    unmark(bashir, number, new Telling("team", Optional.empty()));
    assertThat(told(number)).isEmpty();
  }

  @Test
  void ofWordsThatStandTwiceThoseAreMarkedThatAreMeant() {
    var number = post(amina, "He said no. She said no.");

    world.tellings.mark(
        voice(amina), thread, number, "team", Optional.of(new Tellings.Quoted("said no", 1)));

    assertThat(message(number).tellings())
        .containsExactly(new Telling("team", Optional.of(new Stretch(16, 23))));
    assertThatThrownBy(() ->
            world.tellings.mark(
                voice(amina),
                thread,
                number,
                "team",
                Optional.of(new Tellings.Quoted("said no", 2))))
        .hasMessage("telling.partUnknown");
  }

  @Test
  void whatCannotBeMarkedIsRefused() {
    var lengthy = "a".repeat(Tellings.LONGEST_PART + 1);
    var number = post(amina, "We lost " + lengthy);

    assertThatThrownBy(() -> mark(amina, number, "weather")).hasMessage("telling.kindUnknown");
    assertThatThrownBy(() -> mark(amina, number, "own-unions")).hasMessage("telling.kindUnknown");
    assertThatThrownBy(() -> mark(amina, number, "")).hasMessage("telling.kindUnknown");
    assertThatThrownBy(() -> mark(amina, number, "team", "never said"))
        .hasMessage("telling.partUnknown");
    assertThatThrownBy(() -> mark(amina, number, "team", " ")).hasMessage("telling.partUnknown");
    assertThatThrownBy(() -> mark(amina, number, "team", lengthy)).hasMessage("telling.partLength");
    assertThatThrownBy(() -> mark(amina, 99, "team")).isInstanceOf(Refusal.NotHere.class);
    assertThat(told(number)).isEmpty();
  }

  @Test
  void thereAreNoMoreMarksThanOneCanLookAt() {
    var number = post(amina, "one two three four five six seven");
    TacitKind.HOUSE.forEach(kind -> mark(amina, number, kind.id()));
    for (var word : List.of("one", "two", "three", "four")) {
      mark(amina, number, "team", word);
    }

    assertThatThrownBy(() -> mark(amina, number, "team", "five")).hasMessage("telling.tooMany");

    mark(bashir, number, "team", "four");
    assertThat(told(number)).hasSize(Tellings.MOST);
  }

  @Test
  void aKindOfTheAlliancesOwnCanBeChosenAsLongAsItIsThere() {
    var number = post(amina, "They marched.");
    var other = post(amina, "They sang.");
    var unions = world.kinds.add(world.organiser, "Unions").id();
    mark(bashir, number, unions);

    world.kinds.remove(world.organiser, unions);

    assertThat(told(number)).containsExactly(unions);
    assertThatThrownBy(() -> mark(bashir, other, unions)).hasMessage("telling.kindUnknown");
    unmark(bashir, number, new Telling(unions, Optional.empty()));
    assertThat(told(number)).isEmpty();
  }

  @Test
  void anEditTakesThePartsAlongThatAreStillThere() {
    var number =
        post(amina, "Before the vote we lost the team. The minister laughed. It was late.");
    mark(bashir, number, "story");
    mark(bashir, number, "team", "we lost the team");
    mark(bashir, number, "political-tension", "The minister laughed");
    mark(bashir, number, "sequencing", "It was late");

    edit(number, "> It was **late**.\n\nLong before the vote we\nlost the team. He laughed.");

    assertThat(told(number))
        .containsExactly("story", "team: we\nlost the team", "sequencing: It was late");
  }

  @Test
  void aPartThatIsNotClearlyTheSameIsMarkedNoMore() {
    var number = post(amina, "It failed here, and it failed there.");
    mark(bashir, number, "culture", "failed");
    mark(bashir, number, "team", "there");

    edit(number, "Over there it worked here, and it failed there, you see.");

    assertThat(told(number)).isEmpty();
  }

  @Attack(33)
  @Test
  void whatIsBlackedOutIsMarkedNoMoreAndTheRestIs() {
    var number = post(amina, "Director Okafor took it, and the team kept silent.");
    mark(bashir, number, "political-tension", "Okafor took it");
    mark(bashir, number, "team", "the team kept silent");
    mark(bashir, number, "experience");

    world.discussions.redact(chair(), thread, number, "Okafor");

    assertThat(told(number)).containsExactly("team: the team kept silent", "experience");
    world.discussions.restore(chair(), thread, number);
    assertThat(told(number)).containsExactly("team: the team kept silent", "experience");
  }

  @Attack(33)
  @Test
  void whatSaysNothingTellsNothing() {
    var hidden = post(amina, "We lost the team.");
    var deleted = post(amina, "We lost the team again.");
    mark(bashir, hidden, "team", "the team");
    mark(bashir, deleted, "team", "the team");

    world.discussions.hide(chair(), thread, hidden);
    world.discussions.delete(seat(amina), thread, deleted);

    assertThat(message(hidden).tellings()).isEmpty();
    assertThat(message(deleted).tellings()).isEmpty();
    assertThat(stored(deleted)).doesNotContainKey("tellings");
    for (var number : List.of(hidden, deleted)) {
      assertThatThrownBy(() -> mark(bashir, number, "story")).hasMessage("message.gone");
    }
    world.discussions.restore(chair(), thread, hidden);
    assertThat(told(hidden)).containsExactly("team: the team");
  }

  @Test
  void marksGoWhereTheirMessageGoes() {
    var relocation = new Relocation(world.discussions, world.rooms);
    var number = post(amina, "We lost the team.");
    mark(bashir, number, "story");
    mark(bashir, number, "team", "the team");

    var split = relocation.split(chair(), thread, List.of(number), new Title("Teams")).id();

    assertThat(told(split, 1)).containsExactly("story", "team: the team");
    assertThat(message(number).tellings()).isEmpty();
    assertThat(stored(number)).doesNotContainKey("tellings");
    assertThatThrownBy(() -> mark(bashir, number, "culture")).hasMessage("message.gone");
    var merged = relocation.merge(chair(), split, thread);
    assertThat(told(thread, merged.last())).containsExactly("story", "team: the team");
  }

  @Test
  void aClosedThreadIsMarkedAsItIsReactedTo() {
    var number = post(amina, "We lost the team.");
    world.discussions.lock(chair(), thread, true);

    mark(bashir, number, "team");

    assertThat(told(number)).containsExactly("team");
  }

  @Test
  void whoMayNotSpeakMarksNothing() {
    var number = post(amina, "We lost the team.");
    var other = world.room(RoomKind.CLOSED, amina, bashir);
    world.rooms.restrain(
        chair(),
        bashir.id(),
        new Restraint(Restraint.Kind.NO_POSTING, world.clock.instant().plus(Duration.ofDays(1))));

    assertThatThrownBy(() -> mark(bashir, number, "team")).isInstanceOf(Refusal.NotNow.class);
    assertThatThrownBy(() ->
            world.tellings.mark(
                world.voice(amina, other.id()), thread, number, "team", Optional.empty()))
        .isInstanceOf(Refusal.NotHere.class);
    assertThat(told(number)).isEmpty();
  }

  /** Also where the author marks what they said under a pseudonym. */
  @Attack(35)
  @Test
  void nothingTellsWhoHasMarked() {
    var first = veiled("We lost the team.");
    var second = veiled("We lost the team.");
    var before = everythingElse();

    mark(amina, first, "experience");
    mark(amina, first, "team", "the team");
    unmark(amina, first, new Telling("experience", Optional.empty()));
    mark(bashir, second, "experience");
    mark(bashir, second, "team", "the team");
    unmark(bashir, second, new Telling("experience", Optional.empty()));

    assertThat(everythingElse()).isEqualTo(before);
    assertThat(alike(first)).isEqualTo(alike(second));
    assertThat(stored(second).toJson()).doesNotContain("bashir");
    assertThat(stored(first).toJson()).doesNotContain("amina");
    assertThat(message(first).toString()).doesNotContain("amina");
  }

  @Test
  void whoeverIsForgottenTakesTheirWordsAlongAndLeavesTheMarks() {
    var veiled = veiled("We lost the team.");
    var others = post(bashir, "Ask @[Amina](person:amina) how the team was lost.");
    mark(amina, others, "team", "the team was lost");
    mark(bashir, veiled, "team", "the team");

    new Oblivion(
            world.discussions,
            world.attachments,
            new Forgetting(amina.id(), true, "a secret of this erasure"),
            Manner.FormerWords.KEEP)
        .in(head());

    assertThat(told(others)).containsExactly("team: the team was lost");
    assertThat(message(others).body())
        .isEqualTo(new Body.Said(Markdown.of("Ask a former member how the team was lost.")));
    assertThat(stored(veiled)).doesNotContainKey("tellings");
  }

  /** The documents of all collections, but for messages and the head of the thread. */
  private Map<String, List<Document>> everythingElse() {
    var all = new HashMap<String, List<Document>>();
    for (var name : world.storage.database().listCollectionNames()) {
      if (!name.equals("messages") && !name.equals("threads")) {
        all.put(name, world.storage.database().getCollection(name).find().into(new ArrayList<>()));
      }
    }
    return all;
  }

  /** What is stored of a message, but for its place and when it was said. */
  private Document alike(int number) {
    var document = stored(number);
    Stream.of("_id", "number", "key", "at", "revision").forEach(document::remove);
    return document;
  }

  private Document stored(int number) {
    return world.discussions.storedMessages().find(thread, number).orElseThrow();
  }

  private void mark(Person person, int number, String kind) {
    world.tellings.mark(voice(person), thread, number, kind, Optional.empty());
  }

  private void mark(Person person, int number, String kind, String words) {
    world.tellings.mark(
        voice(person), thread, number, kind, Optional.of(new Tellings.Quoted(words, 0)));
  }

  private void unmark(Person person, int number, Telling telling) {
    world.tellings.unmark(voice(person), thread, number, telling);
  }

  private void edit(int number, String words) {
    world.discussions.edit(voice(amina), thread, number, Markdown.of(words));
  }

  /** The marks of a message with the words that are meant. */
  private List<String> told(int number) {
    return told(thread, number);
  }

  private List<String> told(ThreadId in, int number) {
    var message = world.discussions.message(seat(amina), in, number);
    var plain = message.body() instanceof Body.Said(var words) ? rendering.plain(words) : "nothing";
    return message.tellings().stream()
        .map(telling ->
            telling.kind()
                + telling
                    .part()
                    .map(part -> ": " + plain.substring(part.from(), part.to()))
                    .orElse(""))
        .toList();
  }

  private Message message(int number) {
    return world.discussions.message(seat(amina), thread, number);
  }

  private ThreadHead head() {
    return world.discussions.head(seat(amina), thread);
  }

  private int post(Person person, String words) {
    return world.discussions.post(voice(person), thread, World.draft(words)).number();
  }

  private int veiled(String words) {
    return world.discussions.post(voice(amina), thread, World.draft(words).veiled()).number();
  }

  private Voice voice(Person person) {
    return world.voice(person, room.id());
  }

  private Seat seat(Person person) {
    return world.rooms.enter(person, room.id());
  }

  private Chair chair() {
    return world.rooms.chair(world.person("organiser"), room.id());
  }
}
