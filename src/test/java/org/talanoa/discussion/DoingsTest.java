package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Allowance;
import org.talanoa.people.Invitations;
import org.talanoa.people.Person;
import org.talanoa.people.SignIns;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.testing.World;
import org.talanoa.text.Title;

/**
 * After a day on which twenty people read, write, keep and leave things, the database is read
 * without the key: by its documents, and by the bytes of its file.
 */
class DoingsTest {
  private static final int PEOPLE = 20;
  private static final int SPEAKING = 10;
  private static final String NOBODY_SAID = "wordsthatnobodysaid";
  private static final String SAID = "wordsthatsomebodysaid";

  /** What these collections say of a person everybody there can see. */
  private static final Set<String> NAMING =
      Set.of("people", "members", "places", "messages", "threads");

  @TempDir Path data;

  private World world;
  private List<Person> people;
  private RoomId room;
  private ThreadId thread;
  private Map<String, List<Document>> stored;

  @BeforeEach
  void aDay() throws IOException {
    world = new World(Storage.embedded(data, false, 0), InstallationKey.random());
    people = IntStream.range(0, PEOPLE).mapToObj(i -> world.peer("quillon" + i + "x")).toList();
    room = world.room(RoomKind.CLOSED, people.toArray(Person[]::new)).id();
    thread = world.thread(world.person("organiser"), room, "What went wrong");
    var allowance = new Allowance(world.clock);
    var signIns =
        new SignIns(world.people, allowance, world.storage, world.key, world.feed, world.clock);
    var tokens = new AccessTokens(world.people, world.storage, world.key, world.feed, world.clock);
    var invitations =
        new Invitations(world.people, signIns, allowance, world.storage, world.key, world.clock);
    for (var person : people) {
      signIns.begin(person.id(), "a browser");
      tokens.make(person, "a program");
      invitations.invite(person, "reform", "PEER", List.of(), "");
      doings(person);
    }
    for (var person : people.subList(0, SPEAKING)) {
      say(person, World.draft(SAID));
    }
    for (var person : people) {
      say(person, World.draft("Something difficult.").veiled());
      world.discussions.start(
          world.voice(person, room),
          new Title("Something else"),
          World.draft("It is hard to say.").veiled());
      new Marks(world.discussions, world.storage, world.key, world.feed)
          .read(world.voice(person, room), thread, 5);
    }
    stored = stored();
  }

  private void doings(Person person) throws IOException {
    var voice = world.voice(person, room);
    var marks = new Marks(world.discussions, world.storage, world.key, world.feed);
    marks.read(voice, thread, 1);
    marks.follow(voice, thread, Following.FOLLOW);
    var drafts = new Drafts(world.discussions, world.storage, world.key, world.clock);
    drafts.keep(voice, Optional.of(thread), "", NOBODY_SAID, Optional.empty(), false);
    drafts.keep(
        voice, Optional.empty(), NOBODY_SAID, "More " + NOBODY_SAID, Optional.empty(), false);
    new Bookmarks(world.discussions, world.storage, world.key, world.clock)
        .keep(voice, thread, 1, Optional.empty());
    new Later(
            world.discussions, world.attachments, world.storage, world.key, world.feed, world.clock)
        .keep(
            voice,
            thread,
            World.draft(NOBODY_SAID).veiled(),
            world.clock.instant().plus(Duration.ofDays(1)));
    world.attachments.put(
        voice, "notes.txt", new ByteArrayInputStream("notes".getBytes(StandardCharsets.UTF_8)));
  }

  private void say(Person person, Draft draft) {
    var _ = world.discussions.post(world.voice(person, room), thread, draft);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void nothingButWhatEverybodySeesNamesAPerson() {
    assertThat(stored.keySet())
        .contains(
            "attachments",
            "bookmarks",
            "drafts",
            "invitations",
            "letters",
            "marks",
            "signins",
            "tokens");
    stored.forEach((collection, documents) -> {
      if (!NAMING.contains(collection)) {
        for (var document : documents) {
          assertThat(document.toString()).as(collection).doesNotContain("quillon");
        }
      }
    });
  }

  @Test
  void whoSpokeUnderAPseudonymOnlyIsNotNamedInTheTalk() {
    for (var silent : people.subList(SPEAKING, PEOPLE)) {
      for (var collection : List.of("messages", "threads")) {
        assertThat(in(collection).toString()).as(collection).doesNotContain(silent.id().value());
      }
    }
    for (var message : in("messages")) {
      var by = message.get("by", Document.class);
      if (by.containsKey("pseudonym")) {
        assertThat(message.toString()).doesNotContain("quillon");
        assertThat(by.keySet()).containsExactlyInAnyOrder("pseudonym", "mark");
      }
    }
  }

  @Test
  void noMarkOfAPseudonymLeadsAnywhereButToItsThread() {
    var marks = new LinkedHashMap<String, Set<String>>();
    for (var message : in("messages")) {
      var mark = message.get("by", Document.class).getString("mark");
      if (mark != null) {
        marks.computeIfAbsent(mark, _ -> new TreeSet<>()).add(message.getString("thread"));
      }
    }

    assertThat(marks).hasSize(2 * PEOPLE);
    assertThat(marks.values()).allMatch(threads -> threads.size() == 1);
    stored.forEach((collection, documents) -> {
      if (!Set.of("messages", "threads").contains(collection)) {
        assertThat(documents.toString()).as(collection).doesNotContain(marks.keySet());
      }
    });
  }

  @Test
  void whatIsKeptForAPersonIsNotFinerThanADayAndLooksTheSameForAll() {
    for (var collection : List.of("attachments", "drafts", "marks", "signins", "tokens")) {
      var documents = in(collection);
      assertThat(documents).hasSizeGreaterThanOrEqualTo(PEOPLE);
      for (var document : documents) {
        assertThat(times(document))
            .as(collection)
            .allMatch(at -> at.toEpochMilli() % Duration.ofDays(1).toMillis() == 0);
      }
    }
    for (var collection : List.of("bookmarks", "letters", "marks", "signins", "tokens")) {
      assertThat(
              in(collection).stream()
                  .map(document -> document.get("sealed", Binary.class).length())
                  .distinct())
          .as(collection)
          .hasSize(1);
    }
  }

  @Test
  void whatWasOnlyBegunStandsNowhere() throws IOException {
    assertThat(stored.toString()).contains(SAID).doesNotContain(NOBODY_SAID);

    world.close();
    var file = bytes();

    assertThat(file.contains(SAID)).as("the file holds what was said").isTrue();
    assertThat(file.contains(NOBODY_SAID)).isFalse();
    world = new World();
  }

  private String bytes() throws IOException {
    try (var files = Files.walk(data)) {
      var all = new StringBuilder();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
      return all.toString();
    }
  }

  private Map<String, List<Document>> stored() {
    var database = world.storage.database();
    return database.listCollectionNames().into(new ArrayList<>()).stream()
        .collect(
            Collectors.toMap(
                name -> name, name -> database.getCollection(name).find().into(new ArrayList<>())));
  }

  private List<Document> in(String collection) {
    return stored.getOrDefault(collection, List.of());
  }

  private static List<Instant> times(Object value) {
    return switch (value) {
      case java.util.Date at -> List.of(at.toInstant());
      case Document document -> document.values().stream().flatMap(v -> times(v).stream()).toList();
      case Collection<?> all -> all.stream().flatMap(v -> times(v).stream()).toList();
      case null, default -> List.of();
    };
  }
}
