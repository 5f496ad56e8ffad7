package org.talanoa.search;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.talanoa.extraction.Documents.docx;
import static org.talanoa.extraction.Documents.docxBy;
import static org.talanoa.extraction.Documents.endlessDocx;
import static org.talanoa.extraction.Documents.lockedPdf;
import static org.talanoa.extraction.Documents.pdf;
import static org.talanoa.extraction.Documents.pdfBy;
import static org.talanoa.extraction.Documents.xlsx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Attachment;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Reaction;
import org.talanoa.discussion.ThreadId;
import org.talanoa.extraction.Extraction;
import org.talanoa.meaning.Meaning;
import org.talanoa.people.Person;
import org.talanoa.problem.Statements;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Harmless;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;

/** What stands in a file is found where the message that carries it may be read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordsInFilesTest {
  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final Person eve = world.peer("eve");
  private final Opening archive = new Opening(world);

  @TempDir static Path place;

  private MessageIndex index;
  private Search search;
  private Room room;
  private ThreadId thread;

  /** Counts how often a file is opened. */
  private static final class Opening extends Archive {
    private final AtomicInteger opened = new AtomicInteger();

    Opening(World world) {
      super(world.discussions);
    }

    @Override
    public Optional<InputStream> content(Attachment file) {
      opened.incrementAndGet();
      return super.content(file);
    }
  }

  @BeforeAll
  void open() {
    index = index(place.resolve("index"), new Extraction(true));
    search = Talk.search(world, index);
  }

  @AfterAll
  void close() {
    search.destroy();
    world.close();
  }

  @BeforeEach
  void aRoom() {
    room = world.room(RoomKind.CLOSED, amina);
    thread = world.thread(amina, room.id(), "Papers");
  }

  private MessageIndex index(Path at, Extraction extraction) {
    var sources = new Sources(archive, new Statements(world.problems), Meaning.off(), extraction);
    var made = new MessageIndex(at, sources, world.feed);
    made.mayComplete();
    return made;
  }

  private Message post(RoomId in, ThreadId to, String words, String name, byte[] content)
      throws IOException {
    var voice = world.voice(amina, in);
    var file = world.attachments.put(voice, name, new ByteArrayInputStream(content));
    var draft = World.draft(words);
    return world.discussions.post(
        voice,
        to,
        new Draft(
            draft.key(),
            draft.markdown(),
            Optional.empty(),
            List.of(file.id()),
            Optional.empty(),
            false));
  }

  private int post(String words, String name, byte[] content) throws IOException {
    return post(room.id(), thread, words, name, content).number();
  }

  private int post(String words) {
    return world
        .discussions
        .post(world.voice(amina, room.id()), thread, World.draft(words))
        .number();
  }

  /** Everything that was said is in, and what its files say too. */
  private void settled() {
    settled(index, search);
  }

  private void settled(MessageIndex made, Search searching) {
    made.settle();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofMinutes(2))
        .until(() -> searching.settled(world.rooms.seats(amina)));
    made.settle();
  }

  private Found find(Search searching, Person person, Optional<RoomId> inside, String question) {
    var inquiry = new Inquiry(inside, Question.of(question), 0, 20);
    return Talk.whole(() -> searching.find(world.rooms.seats(person), inquiry));
  }

  private Found find(String question) {
    return find(search, amina, Optional.of(room.id()), question);
  }

  private List<Integer> numbers(String question) {
    return find(question).hits().stream().map(Talk::number).toList();
  }

  /** Where a file has the words; an answer that would be late leaves it out, and is asked again. */
  private Found.InFile inFile(String question) {
    return await()
        .until(
            () -> ((Found.MessageHit) find(question).hits().getFirst()).inFile(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void filesOfEveryKindAreFoundByTheirWordsAndTheHitSaysWhichFile() throws IOException {
    var pdf = post("The report.", "report.pdf", pdf("The harbour was dredged twice."));
    var docx = post("The minutes.", "minutes.docx", docx("Nobody opposed the ferry timetable."));
    var xlsx = post("The figures.", "figures.xlsx", xlsx("Lighthouse upkeep"));
    var text = post("My notes.", "notes.txt", bytes("<b>Les réformes</b> des phares et des quais"));
    settled();

    assertThat(numbers("harbours")).containsExactly(pdf);
    assertThat(numbers("\"dredged twice\"")).containsExactly(pdf);
    assertThat(numbers("\"twice dredged\"")).isEmpty();
    assertThat(numbers("report harbour")).containsExactly(pdf);
    assertThat(numbers("timetab*")).containsExactly(docx);
    assertThat(numbers("lighthouse")).containsExactly(xlsx);
    assertThat(numbers("reforme")).containsExactly(text);
    assertThat(numbers("has:attachment -lighthouse")).containsExactlyInAnyOrder(pdf, docx, text);
    assertThat(inFile("ferry").file().name()).isEqualTo("minutes.docx");
    assertThat(inFile("ferry").passage()).contains("opposed the <mark>ferry</mark> timetable");
    assertThat(inFile("réforme").passage()).contains("&lt;b&gt;Les <mark>réformes</mark>");
    Harmless.check(inFile("réforme").passage());
  }

  @Test
  void whatAMessageSaysItselfComesFirstAndNeedsNoFile() throws IOException {
    var inFile = post("See there.", "anchors.txt", bytes("The anchorage is full."));
    var itself = post("The anchorage is full.");
    var both = post("The anchorage is full.", "more.txt", bytes("The anchorage, and the buoys."));
    settled();

    assertThat(numbers("anchorage")).containsExactly(both, itself, inFile);
    assertThat(((Found.MessageHit) find("anchorage").hits().getFirst()).inFile()).isEmpty();
    assertThat(inFile("anchorage buoys").passage()).contains("<mark>buoys</mark>");
  }

  @Attack(31)
  @Test
  void aFileIsFoundByThoseWhoMayReadItsMessageAndInASealedRoomFromInsideOnly() throws IOException {
    post("Only here.", "closed.txt", bytes("breakwater"));
    var sealed = world.room(RoomKind.SEALED, amina);
    var hidden = world.thread(amina, sealed.id(), "Hidden");
    post(sealed.id(), hidden, "Only inside.", "sealed.txt", bytes("breakwater"));
    settled();

    assertThat(find(search, eve, Optional.empty(), "breakwater").total()).isZero();
    assertThat(find(search, eve, Optional.of(sealed.id()), "breakwater").total()).isZero();
    assertThat(find(search, amina, Optional.of(sealed.id()), "breakwater").hits()).hasSize(1);
    assertThat(find(search, amina, Optional.empty(), "breakwater").hits())
        .extracting(hit -> hit.room().id())
        .containsExactly(room.id());
  }

  @Test
  void whoHasMadeADocumentIsNotFound() throws IOException {
    post("One.", "one.pdf", pdfBy("Quillington", "About pontoons."));
    post("Two.", "two.docx", docxBy("Quillington", "Wharfmasters", "About pontoons."));
    settled();

    assertThat(numbers("pontoons")).hasSize(2);
    assertThat(numbers("Quillington")).isEmpty();
    assertThat(numbers("Wharfmasters")).isEmpty();
    assertThat(kept(place.resolve("index"))).contains("pontoons");
    assertThat(kept(place.resolve("index"))).doesNotContain("quillington", "wharfmasters");
  }

  @Attack(41)
  @Test
  void aFileThatCannotBeReadSaysNothingAndHoldsUpNoOther() throws IOException {
    var endless = post("A bomb.", "endless.docx", endlessDocx("moorings"));
    var locked = post("A locked one.", "locked.pdf", lockedPdf("capstan", "owner", "user"));
    var broken = post("A broken one.", "broken.docx", bytes("PK\u0003\u0004 capstan"));
    var good = post("A good one.", "good.docx", docx("capstan"));
    settled();

    assertThat(numbers("bomb")).containsExactly(endless);
    assertThat(numbers("locked")).containsExactly(locked);
    assertThat(numbers("broken")).containsExactly(broken);
    assertThat(numbers("capstan")).containsExactly(good);
  }

  @Test
  void aFileIsReadOnceWhateverBecomesOfItsMessage() throws IOException {
    var number = post("The tide tables.", "tides.txt", bytes("spring tides"));
    settled();
    var opened = archive.opened.get();
    var voice = world.voice(amina, room.id());

    world.discussions.react(voice, thread, number, Reaction.THANKS, true);
    world.discussions.edit(voice, thread, number, Markdown.of("The tables of the tide."));
    settled();

    assertThat(numbers("spring")).containsExactly(number);
    assertThat(archive.opened).hasValue(opened);
  }

  @Attack(33)
  @Test
  void nothingOfAFileIsLeftWhenItsMessageIsTakenBack() throws IOException {
    var number = post("The log.", "log.txt", bytes("barnaclesque"));
    settled();
    assertThat(kept(place.resolve("index"))).contains("barnaclesque");

    world.discussions.delete(world.voice(amina, room.id()), thread, number);
    assertThat(find("barnaclesque").hits()).isEmpty();
    settled();

    assertThat(find("barnaclesque").total()).isZero();
    assertThat(kept(place.resolve("index"))).doesNotContain("barnaclesque");
    try (var files = Files.list(place.resolve("index"))) {
      for (var file : files.toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain("barnaclesque");
      }
    }
  }

  @Test
  void whatWasNotReadBeforeTheEndIsReadAfterTheNextStart() throws IOException {
    var own = place.resolve("restarted");
    var number = post("Later.", "later.txt", bytes("gangway"));
    var without = index(own, Extraction.off());
    var searching = Talk.search(world, without);
    settled(without, searching);
    var before = find(searching, amina, Optional.of(room.id()), "gangway").total();
    var said = find(searching, amina, Optional.of(room.id()), "later has:attachment").hits();
    searching.destroy();

    var again = index(own, new Extraction(true));
    var reading = Talk.search(world, again);
    settled(again, reading);
    var after = find(reading, amina, Optional.of(room.id()), "gangway").hits();
    reading.destroy();

    assertThat(before).isZero();
    assertThat(said).hasSize(1);
    assertThat(after).extracting(Talk::number).containsExactly(number);
  }

  /** Every term and every word that is stored in the last commit, also of what is deleted. */
  private static List<String> kept(Path index) throws IOException {
    var kept = new ArrayList<String>();
    try (var directory = FSDirectory.open(index);
        var reader = DirectoryReader.open(directory)) {
      for (var field : FieldInfos.getIndexedFields(reader)) {
        var terms = MultiTerms.getTerms(reader, field);
        var each = terms == null ? null : terms.iterator();
        while (each != null && each.next() != null) {
          kept.add(each.term().utf8ToString());
        }
      }
      for (var document = 0; document < reader.maxDoc(); document++) {
        for (var field : reader.storedFields().document(document)) {
          var words = String.valueOf(field.stringValue()).toLowerCase(Locale.ROOT);
          kept.addAll(List.of(words.split("\\W+")));
        }
      }
    }
    return kept;
  }
}
