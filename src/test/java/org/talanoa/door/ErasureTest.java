package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Attachments;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Bookmarks;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Drafts;
import org.talanoa.discussion.Later;
import org.talanoa.discussion.Marks;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Reaction;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Erasure;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.SignIns;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.text.Title;

/** Somebody who has said a thousand things goes, and nothing of them is left in any file. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"vaadin.productionMode=true", "talanoa.extraction=on"})
@DirtiesContext
class ErasureTest {
  private static final String NAME = "Siosaia Quillington";
  private static final String EMAIL = "siosaia@quillington.example";
  private static final String PASSWORD = "the tide comes in at seven";
  private static final String WORD = "kumquatish";
  private static final Set<String> TRACES =
      Set.of("Siosaia", "Quillington", EMAIL, WORD, WORD + "title", WORD + "file", WORD + "draft");
  private static final int EACH = Sample.WHOLE ? 125 : 40;

  @TempDir static Path data;

  @Autowired Invitations invitations;
  @Autowired People people;
  @Autowired SignIns signIns;
  @Autowired Alliances alliances;
  @Autowired Rooms rooms;
  @Autowired Discussions discussions;
  @Autowired Attachments attachments;
  @Autowired Bookmarks bookmarks;
  @Autowired Drafts drafts;
  @Autowired Later later;
  @Autowired Marks marks;
  @Autowired Erasure erasure;
  @Autowired Clock clock;

  private int count;

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
  }

  /** A room, a thread that the person who goes has begun in it, and another one's thread. */
  private record Talk(Chair chair, Voice voice, ThreadId own, ThreadId other) {}

  @Test
  void nothingIsLeftOfWhoWasForgotten() throws Exception {
    var organiser = register(invitations.setUp(), "Olga", "olga@example.org");
    var membership =
        alliances.found(organiser, Alliance.of(new AllianceId("reform"), "Reform", "t"));
    var invitation = invitations.invite(organiser, "reform", Role.PEER.name(), List.of(), EMAIL);
    var person = register(invitation, NAME, EMAIL);
    invitations.invite(person, "reform", Role.PEER.name(), List.of(), "other@example.org");
    invitations.invite(organiser, "reform", Role.PEER.name(), List.of(), EMAIL);
    alliances.admit(membership, person.id(), Role.PEER);
    signIns.begin(person.id(), "a browser of " + NAME);
    var talks = new ArrayList<Talk>();
    for (var kind : RoomKind.values()) {
      for (var words : Manner.FormerWords.values()) {
        talks.add(talk(membership, person, kind, words));
      }
    }
    assertThat(traces()).contains("Siosaia", EMAIL, WORD, WORD + "file");
    await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> termsAndStored().contains(WORD + "file"));

    erasure.begin(person, PASSWORD, true);
    erasure.finish();

    assertThat(people.profile(person.id())).isEmpty();
    assertThat(people.onBehalfOf(person.id())).isEmpty();
    assertThat(traces()).isEmpty();
    var left =
        await()
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(ErasureTest::termsAndStored, Objects::nonNull);
    assertThat(left).noneMatch(text -> text.contains(WORD) || text.contains("siosaia"));
    for (var talk : talks) {
      holds(talk, person);
    }
    erasure.finish();
    assertThat(
            register(invitations.invite(organiser, "reform", "PEER", List.of(), ""), NAME, EMAIL))
        .isNotNull();
  }

  private Talk talk(Membership organiser, Person person, RoomKind kind, Manner.FormerWords words)
      throws IOException {
    var chair = rooms.open(organiser, kind, "Room", "A room.");
    var manner = chair.room().manner();
    rooms.arrange(
        chair,
        new Manner(
            manner.rankHidden(),
            manner.slow(),
            manner.approveFirst(),
            manner.namingForbidden(),
            manner.retention(),
            words));
    Seated.in(rooms, chair, person);
    var voice = rooms.speak(person, chair.room().id());
    var removed = words == Manner.FormerWords.REMOVE;
    var said = removed ? WORD : "harmless";
    var title = new Title(removed ? WORD + "title" : "A title");
    var own = discussions.start(voice, title, draft(said)).head().id();
    var question = new Draft.Question("Which?", List.of("one", "two"), false);
    var asked =
        new Draft(
            key(),
            draft("ask [@" + NAME + "](person:" + person.id() + ")").markdown(),
            Optional.empty(),
            List.of(),
            Optional.of(question),
            false);
    var other = discussions.start(chair, new Title("Another"), asked).head().id();
    var file =
        removed
            ? List.of(attachments.put(voice, WORD + "file.txt", stream(WORD + "file " + NAME)).id())
            : List.<String>of();
    attachments.put(voice, WORD + "file.txt", stream(WORD + "file " + NAME));
    for (var i = 0; i < EACH; i++) {
      var veiled = kind != RoomKind.OPEN && i % 3 == 0;
      var body = veiled ? WORD + " " + i : said + " " + i;
      var next = i == 1 ? withFile(body, file) : draft(body);
      discussions.post(voice, i % 2 == 0 ? own : other, veiled ? next.veiled() : next);
    }
    var edited = discussions.post(voice, own, draft(WORD + " before"));
    discussions.edit(voice, own, edited.number(), draft("harmless after").markdown());
    discussions.react(voice, other, 1, Reaction.THANKS, true);
    discussions.vote(voice, other, 1, List.of(0));
    drafts.keep(voice, Optional.of(own), "", WORD + "draft", Optional.empty(), false);
    bookmarks.keep(voice, other, 1, Optional.empty());
    later.keep(voice, own, draft(WORD), clock.instant().plus(Duration.ofDays(3)));
    marks.read(voice, other, 3);
    return new Talk(chair, voice, own, other);
  }

  private Draft withFile(String words, List<String> file) {
    return new Draft(
        key(), draft(words).markdown(), Optional.empty(), file, Optional.empty(), false);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Numbers have no holes, and nobody is named who is not here. */
  private void holds(Talk talk, Person person) {
    for (var thread : List.of(talk.own(), talk.other())) {
      var head = discussions.head(talk.chair(), thread);
      assertThat(head.spoke()).doesNotContainKey(person.id());
      var messages = new ArrayList<Message>();
      for (var from = 1; from <= head.last(); from += 50) {
        messages.addAll(discussions.page(talk.chair(), thread, from, 50).messages());
      }
      assertThat(messages)
          .extracting(Message::number)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, head.last()).boxed().toList());
      for (var message : messages) {
        assertThat(message.by().is(person.id())).isFalse();
        assertThat(message.reactions().values()).allMatch(who -> !who.contains(person.id()));
        if (message.by() instanceof Byline.Pseudonym) {
          assertThat(message.body()).isInstanceOf(Body.Deleted.class);
        }
      }
    }
    var first = discussions.message(talk.chair(), talk.other(), 1);
    assertThat(first.poll().orElseThrow().options().getFirst().votes()).isEmpty();
    assertThat(first.body())
        .isInstanceOfSatisfying(
            Body.Said.class,
            said -> assertThat(said.markdown().source()).isEqualTo("ask a former member"));
    assertThat(rooms.people(talk.chair())).doesNotContain(person.id());
    assertThatThrownBy(() -> rooms.speak(talk.voice().person(), talk.chair().room().id()))
        .isInstanceOf(Refusal.class);
  }

  /** Which of the traces stand in the bytes of any file, in either of the usual forms. */
  private List<String> traces() throws IOException {
    var found = new ArrayList<String>();
    for (var file : files(data.toFile())) {
      var bytes = bytes(file);
      for (var trace : TRACES) {
        for (var form :
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
          if (bytes.contains(new String(trace.getBytes(form), StandardCharsets.ISO_8859_1))) {
            found.add(trace);
          }
        }
      }
    }
    return found;
  }

  /** A file may go while its directory is being read. */
  private static List<Path> files(File directory) {
    var files = new ArrayList<Path>();
    for (var file : Objects.requireNonNullElse(directory.listFiles(), new File[0])) {
      if (file.isDirectory()) {
        files.addAll(files(file));
      } else {
        files.add(file.toPath());
      }
    }
    return files;
  }

  private static String bytes(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException merged) {
      return "";
    }
  }

  /**
   * Every term and every stored value of the index, also of what is marked as deleted.
   *
   * @throws IOException also when a commit or a merge changed the directory while it was read
   */
  private static List<String> termsAndStored() throws IOException {
    var found = new ArrayList<String>();
    try (var directory = FSDirectory.open(data.resolve("index"));
        var reader = DirectoryReader.open(directory)) {
      for (var field : FieldInfos.getIndexedFields(reader)) {
        var all = MultiTerms.getTerms(reader, field);
        var terms = all == null ? TermsEnum.EMPTY : all.iterator();
        for (var term = terms.next(); term != null; term = terms.next()) {
          found.add(term.utf8ToString().toLowerCase(Locale.ROOT));
        }
      }
      for (var i = 0; i < reader.maxDoc(); i++) {
        for (var value : reader.storedFields().document(i)) {
          found.add(String.valueOf(value.stringValue()).toLowerCase(Locale.ROOT));
        }
      }
    }
    return found;
  }

  private Person register(String secret, String name, String email) {
    return invitations.register(secret, name, email, PASSWORD, "203.0.113.7").person();
  }

  private Draft draft(String words) {
    return Draft.of(key(), words);
  }

  private String key() {
    return "key-%06d".formatted(count++);
  }
}
