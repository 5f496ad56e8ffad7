package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Change;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Reaction;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.Seniority;
import org.talanoa.room.Chair;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Voice;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.testing.Seed;
import org.talanoa.testing.World;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** Everybody finds exactly what reading all they may read would find, and counts no more. */
class SearchOracleTest {
  private static final int STEPS = 120;
  private static final int QUESTIONS = 80;
  private static final List<String> NAMES =
      List.of("Amina Diallo", "Tashi Dorji", "Noé Réville", "Mei Lin", "Ahmed Amini", "Ola");
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("Pacific/Auckland"), ZoneId.of("America/La_Paz"), ZoneOffset.UTC);
  private static final List<String> ROOMS = List.of("Budget talk", "Réforme", "Closed circle");

  private final World world = new World();
  private final MessageIndex index =
      new MessageIndex(null, Talk.sources(world, new Archive(world.discussions)), world.feed);
  private final Search search = Talk.search(world, index);
  private final Asked asked = new Asked(Words.analyzer(), world.people);
  private final Random random = Seed.random();
  private final List<Person> people = new ArrayList<>();
  private final List<Chair> chairs = new ArrayList<>();
  private final Map<ThreadId, Room> threads = new HashMap<>();
  private final Map<Discussions.Place, List<String>> texts = new HashMap<>();
  private final Map<ThreadId, List<String>> titles = new HashMap<>();
  private final Set<Discussions.Place> linked = new HashSet<>();

  /** What each asker may read, as long as nothing changes. */
  private final Map<PersonId, List<Standing>> standing = new HashMap<>();

  private record Standing(Room room, Message message) {}

  static IntStream rounds() {
    return IntStream.range(0, Sample.WHOLE ? 8 : 3);
  }

  static IntStream fewRounds() {
    return IntStream.range(0, Sample.WHOLE ? 4 : 2);
  }

  /** Each round has its own chances. */
  private void twoAlliancesTalk(int round) throws IOException {
    random.setSeed(Seed.OF_RUN + round);
    twoAlliances();
    for (var step = 0; step < STEPS; step++) {
      somethingHappens();
    }
    settled();
  }

  private void twoAlliances() {
    var other = Alliance.of(new AllianceId("other"), "Other", "theme");
    var alliances =
        List.of(world.organiser, world.alliances.found(world.organiser.person(), other));
    for (var name : NAMES) {
      people.add(person(name));
    }
    for (var alliance : alliances) {
      for (var person : people) {
        if (random.nextInt(4) > 0) {
          world.alliances.admit(alliance, person.id(), any(Role.values()));
        }
      }
      for (var kind : RoomKind.values()) {
        chairs.add(world.rooms.open(alliance, kind, any(ROOMS.toArray(String[]::new)), "A room."));
      }
      chairs.add(world.rooms.open(alliance, any(RoomKind.values()), "Réforme fiscale", ""));
    }
    chairs.forEach(this::seat);
  }

  @AfterEach
  void close() {
    search.destroy();
    world.close();
  }

  private Person person(String name) {
    var id = new PersonId(name.split(" ", 2)[0].toLowerCase(Locale.ROOT).replace('é', 'e'));
    var profile = Profile.named(id, name);
    world.people.pretend(
        new Profile(
            id,
            name,
            null,
            profile.country(),
            profile.institution(),
            profile.position(),
            Seniority.MID,
            List.of(),
            any(ZONES.toArray(ZoneId[]::new)),
            Locale.ENGLISH,
            List.of(),
            false,
            false),
        false);
    return world.person(id.value());
  }

  private void seat(Chair chair) {
    var members =
        world.alliances.members(world.alliances.enter(chair.person(), chair.room().alliance()));
    for (var person : people) {
      var role = members.get(person.id());
      if (role != null && role.takesPart() && random.nextInt(3) > 0) {
        Seated.in(world.rooms, chair, person, random.nextInt(5) == 0);
      }
    }
  }

  @Attack({31, 32, 33})
  @ParameterizedTest
  @MethodSource("rounds")
  void everybodyFindsWhatReadingWouldFind(int round) throws Exception {
    twoAlliancesTalk(round);
    var answered = 0;
    for (var i = 0; i < QUESTIONS; i++) {
      var asker = any(people.toArray(Person[]::new));
      var rooms = readable(asker);
      var inside =
          rooms.isEmpty() || random.nextBoolean()
              ? Optional.<Room>empty()
              : Optional.of(any(rooms.toArray(Room[]::new)));
      var wish = Reading.any(random, Reading.names(people), ROOMS, today());
      var typed = wish.text(random);

      var expected = read(asker, inside, wish);

      assertThat(found(asker, inside, typed))
          .as("%s asks for %s in %s", asker.id(), typed, inside)
          .isEqualTo(new Answer(expected.size(), expected));
      answered += expected.isEmpty() ? 0 : 1;
    }
    System.out.println(answered + " of " + QUESTIONS + " questions have an answer");
    assertThat(answered).isPositive();
  }

  @Attack(31)
  @ParameterizedTest
  @MethodSource("fewRounds")
  void theFilterInTheQueryAloneKeepsToTheRooms(int round) throws Exception {
    twoAlliancesTalk(round);
    for (var i = 0; i < QUESTIONS; i++) {
      var asker = any(people.toArray(Person[]::new));
      var wish = Reading.any(random, Reading.names(people), List.of("o"), today());
      var rooms = readable(asker).stream().filter(room -> room.kind().foundFromOutside()).toList();
      var query =
          asked
              .query(Question.of(wish.text(random)), asker, List.of(), Asked.Strictness.ALL)
              .orElseThrow();
      var places = new HashSet<Discussions.Place>();
      long total;

      try (var searching = searching()) {
        var scope = patient(searching, rooms);
        var top = scope.best(query, 1_000);
        for (var hit : top.scoreDocs) {
          places.add(((Documents.KnownMessage) Documents.Known.of(scope.stored(hit.doc))).place());
        }
        total = top.totalHits.value();
      }

      var expected = read(asker, Optional.empty(), wish.anywhere());
      assertThat(places).as(wish.text(random)).isEqualTo(expected);
      assertThat(total).isEqualTo(expected.size());
    }
  }

  @Attack(31)
  @Test
  void theSecondReadingAloneShowsNothingOfARoomOneMayNotEnter() throws Exception {
    var amina = world.peer("insider");
    var eve = world.peer("eve");
    var closed = world.room(RoomKind.CLOSED, amina);
    var open = world.room(RoomKind.CLOSED, eve);
    var thread = world.thread(amina, closed.id(), "Payroll");
    var secret =
        world.discussions.post(
            world.voice(amina, closed.id()), thread, World.draft("unmistakable"));
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> found(amina, Optional.empty(), "unmistakable").total() == 1);

    index.told(new Change.Posted(moved(secret, open)));

    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> found(amina, Optional.empty(), "unmistakable").total() == 0);
    assertThat(found(eve, Optional.empty(), "unmistakable")).isEqualTo(new Answer(0, Set.of()));
  }

  private static Message moved(Message message, Room room) {
    return new Message(
        room.id(),
        message.thread(),
        message.number(),
        message.revision() + 1,
        message.at(),
        message.by(),
        message.body(),
        message.edited(),
        message.answers(),
        message.reactions(),
        message.pinned(),
        message.attachments(),
        message.poll(),
        message.redacted(),
        message.sponsors(),
        message.tellings(),
        message.seating());
  }

  @Test
  void howRareAWordIsIsCountedInOnesOwnRoomsOnly() throws Exception {
    var amina = world.peer("insider");
    var eve = world.peer("eve");
    var mine = world.room(RoomKind.CLOSED, amina);
    var thread = world.thread(amina, mine.id(), "Payroll");
    IntStream.range(0, 30)
        .forEach(_ ->
            world.discussions.post(world.voice(amina, mine.id()), thread, World.draft(text(6))));
    settled();
    var question = Question.of("budget audit казна -ghost");
    var before = scores(amina, mine, question);

    var other = world.room(RoomKind.CLOSED, eve);
    var elsewhere = world.thread(eve, other.id(), "Elsewhere");
    IntStream.range(0, 200)
        .forEach(_ ->
            world.discussions.post(
                world.voice(eve, other.id()), elsewhere, World.draft("audit and audits")));
    var audits = new Inquiry(Optional.empty(), Question.of("audits"), 0, 1);
    await().until(() -> search.find(world.rooms.seats(eve), audits).total() == 200);

    assertThat(scores(amina, mine, question)).isEqualTo(before);
  }

  private Map<Discussions.Place, Float> scores(Person person, Room room, Question question)
      throws IOException {
    var scores = new HashMap<Discussions.Place, Float>();
    try (var searching = searching()) {
      var scope = patient(searching, List.of(room));
      for (var hit :
          scope.best(
                  asked.query(question, person, List.of(), Asked.Strictness.ALL).orElseThrow(), 100)
              .scoreDocs) {
        scores.put(
            ((Documents.KnownMessage) Documents.Known.of(scope.stored(hit.doc))).place(),
            hit.score);
      }
    }
    return scores;
  }

  private static Scope patient(OpenIndex.Searching searching, List<Room> rooms) {
    var ids = rooms.stream().map(room -> room.id().value()).toList();
    return new Scope(searching.searcher(), ids, Duration.ofMinutes(1).toNanos(), 0);
  }

  private OpenIndex.Searching searching() throws IOException {
    return java.util.Objects.requireNonNull(index.searching());
  }

  private record Answer(long total, Set<Discussions.Place> hits) {}

  private Answer found(Person asker, Optional<Room> inside, String typed) {
    var hits = new ArrayList<Discussions.Place>();
    long total;
    do {
      var found =
          search.find(
              world.rooms.seats(asker),
              new Inquiry(inside.map(Room::id), Question.of(typed), hits.size(), Search.MOST));
      if (found.cut()) {
        return found(asker, inside, typed);
      }
      if (found.loosely()) {
        return new Answer(0, Set.of());
      }
      total = found.total();
      found
          .hits()
          .forEach(hit -> {
            var message = (Found.MessageHit) hit;
            hits.add(
                new Discussions.Place(
                    hit.room().id(), message.thread().id(), message.message().number()));
          });
      if (found.hits().isEmpty()) {
        break;
      }
    } while (hits.size() < total);
    assertThat(hits).doesNotHaveDuplicates();
    return new Answer(total, Set.copyOf(hits));
  }

  /** The messages that fit, by reading all that this person may read. */
  private Set<Discussions.Place> read(Person asker, Optional<Room> inside, Reading wish) {
    var fitting = new HashSet<Discussions.Place>();
    for (var each : standing.computeIfAbsent(asker.id(), _ -> standing(asker))) {
      var room = each.room();
      var message = each.message();
      if (!inside.map(room::equals).orElse(room.kind() != RoomKind.SEALED)) {
        continue;
      }
      var thread = message.thread();
      var place = new Discussions.Place(room.id(), thread, message.number());
      if (wish.fits(
          message,
          texts(place),
          place.number() == 1 ? List.of() : titles.getOrDefault(thread, List.of()),
          linked.contains(place),
          author(message),
          message.by().is(asker.id()),
          room.name(),
          asker.profile().timeZone())) {
        fitting.add(place);
      }
    }
    return fitting;
  }

  private List<Standing> standing(Person asker) {
    var all = new ArrayList<Standing>();
    for (var room : readable(asker)) {
      var seat = world.rooms.enter(asker, room.id());
      for (var head : world.discussions.threads(seat)) {
        for (var message : world.discussions.page(seat, head.id(), 1, 100).messages()) {
          if (message.body() instanceof Body.Said) {
            all.add(new Standing(room, message));
          }
        }
      }
    }
    return all;
  }

  private List<List<String>> texts(Discussions.Place place) {
    var said = texts.getOrDefault(place, List.of());
    return place.number() == 1
        ? List.of(titles.getOrDefault(place.thread(), List.of()), said)
        : List.of(said);
  }

  private String author(Message message) {
    return message.by() instanceof Byline.Named(var id)
        ? world.people.profile(id).orElseThrow().name()
        : "";
  }

  /** The rooms of all alliances in which this person may read. */
  private List<Room> readable(Person person) {
    return chairs.stream()
        .map(Chair::room)
        .flatMap(room -> world.rooms.seat(person, room.id()).stream())
        .map(org.talanoa.room.Seat::room)
        .toList();
  }

  private void settled() {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> {
          var all = world.discussions;
          try (var searching = searching()) {
            var in = searching.searcher().getIndexReader().numDocs();
            return index.progress().isEmpty()
                && new Archive(all).heads().stream().mapToInt(head -> head.after(0) + 1).sum() == in
                && indexed();
          }
        });
  }

  /** Whether the index has seen the last change of each thread. */
  private boolean indexed() {
    return new Archive(world.discussions).heads().stream().allMatch(index::has);
  }

  private void somethingHappens() throws IOException {
    world.clock.turn(Duration.ofMinutes(random.nextInt(300)));
    var chair = any(chairs.toArray(Chair[]::new));
    var room = chair.room();
    var voices =
        people.stream()
            .filter(person ->
                world.rooms.seat(person, room.id()).filter(world.rooms::maySpeak).isPresent())
            .map(person -> world.rooms.speak(person, room.id()))
            .toList();
    if (voices.isEmpty()) {
      return;
    }
    var voice = any(voices.toArray(Voice[]::new));
    var here =
        threads.keySet().stream()
            .filter(id -> room.equals(threads.get(id)))
            .sorted(java.util.Comparator.comparing(ThreadId::value))
            .toList();
    switch (here.isEmpty() ? 0 : random.nextInt(14)) {
      case 0 -> start(voice);
      case 1, 2 -> edit(voice, any(here.toArray(ThreadId[]::new)));
      case 3 -> delete(voice, any(here.toArray(ThreadId[]::new)));
      case 4 -> rename(chair, any(here.toArray(ThreadId[]::new)));
      case 5 -> leave(chair, voice);
      case 6 ->
          world.discussions.react(
              voice, any(here.toArray(ThreadId[]::new)), 1, any(Reaction.values()), true);
      default -> post(voice, any(here.toArray(ThreadId[]::new)));
    }
  }

  private void start(Voice voice) {
    var title = Reading.words(random, 3);
    var words = Reading.words(random, 8);
    var started =
        world.discussions.start(
            voice, new Title(String.join(" ", title)), World.draft(written(words)));
    var id = started.head().id();
    threads.put(id, voice.room());
    titles.put(id, title);
    texts.put(new Discussions.Place(voice.room().id(), id, 1), words);
  }

  private void post(Voice voice, ThreadId thread) throws IOException {
    var words = Reading.words(random, 8);
    var link = random.nextInt(6) == 0;
    var plain = World.draft(written(words) + (link ? " " + Reading.LINK : ""));
    var poll = new Draft.Question("Which?", List.of("this", "that"), false);
    var file =
        random.nextInt(6) == 0
            ? List.of(
                world
                    .attachments
                    .put(
                        voice,
                        "a.txt",
                        new ByteArrayInputStream("words".getBytes(StandardCharsets.UTF_8)))
                    .id())
            : List.<String>of();
    var draft =
        new Draft(
            plain.key(),
            plain.markdown(),
            Optional.empty(),
            file,
            random.nextInt(6) == 0 ? Optional.of(poll) : Optional.empty(),
            false);
    var message = world.discussions.post(voice, thread, draft);
    var place = new Discussions.Place(voice.room().id(), thread, message.number());
    texts.put(place, words);
    if (link) {
      linked.add(place);
    }
  }

  private Optional<Message> own(Voice voice, ThreadId thread) {
    var own =
        world.discussions.page(voice, thread, 1, 100).messages().stream()
            .filter(message -> message.by().is(voice.person().id()))
            .filter(message -> message.body() instanceof Body.Said)
            .toArray(Message[]::new);
    return own.length == 0 ? Optional.empty() : Optional.of(any(own));
  }

  private void edit(Voice voice, ThreadId thread) {
    own(voice, thread)
        .ifPresent(message -> {
          var words = Reading.words(random, 8);
          world.discussions.edit(voice, thread, message.number(), Markdown.of(written(words)));
          var place = new Discussions.Place(voice.room().id(), thread, message.number());
          texts.put(place, words);
          linked.remove(place);
        });
  }

  private void delete(Voice voice, ThreadId thread) {
    own(voice, thread)
        .ifPresent(message -> world.discussions.delete(voice, thread, message.number()));
  }

  private void rename(Chair chair, ThreadId thread) {
    var title = Reading.words(random, 3);
    world.discussions.rename(chair, thread, new Title(String.join(" ", title)));
    titles.put(thread, title);
  }

  /** Somebody leaves the room, or the alliance. */
  private void leave(Chair chair, Voice voice) {
    if (random.nextBoolean() && !world.rooms.keepers(chair).contains(voice.person().id())) {
      world.rooms.remove(chair, voice.person().id());
    } else if (random.nextInt(4) == 0) {
      Membership organiser = world.alliances.enter(chair.person(), chair.room().alliance());
      world.alliances.dismiss(organiser, voice.person().id());
    }
  }

  private String text(int most) {
    return written(Reading.words(random, most));
  }

  /** The words as somebody might write them, in a sentence that tells its language. */
  private String written(List<String> words) {
    return "They said that we should have had this, and that it was not for us to be there. "
            .repeat(2)
        + words.stream()
            .map(word ->
                switch (random.nextInt(4)) {
                  case 0 -> word.toUpperCase(Locale.ROOT) + ",";
                  case 1 -> "**" + word + "**";
                  case 2 -> word + " –";
                  default -> word;
                })
            .collect(Collectors.joining(random.nextInt(5) == 0 ? "\n" : " "));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(world.clock.instant(), ZoneOffset.UTC).minusDays(6);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private <T> T any(T... choices) {
    return Arrays.asList(choices).get(random.nextInt(choices.length));
  }
}
