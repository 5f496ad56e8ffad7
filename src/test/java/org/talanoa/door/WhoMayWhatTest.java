package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.talanoa.activity.Activities;
import org.talanoa.activity.Activity;
import org.talanoa.activity.ActivityId;
import org.talanoa.activity.Exercise;
import org.talanoa.activity.ExerciseId;
import org.talanoa.activity.Exercises;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.alliance.Synonyms;
import org.talanoa.discussion.Attachments;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Outcome;
import org.talanoa.discussion.Posting;
import org.talanoa.discussion.ThreadId;
import org.talanoa.discussion.Waiting;
import org.talanoa.door.socket.LiveDoors;
import org.talanoa.moderation.Acts;
import org.talanoa.moderation.Appeals;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Decisions;
import org.talanoa.moderation.Grounds;
import org.talanoa.moderation.Measure;
import org.talanoa.moderation.Notices;
import org.talanoa.moderation.Trails;
import org.talanoa.moderation.Unmaskings;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.Seniority;
import org.talanoa.problem.Edit;
import org.talanoa.problem.Iterations;
import org.talanoa.problem.ProblemId;
import org.talanoa.problem.Problems;
import org.talanoa.problem.Status;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Restraint;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Caller;
import org.talanoa.testing.LiveLine;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/**
 * Walks every REST path, every live destination and every screen as everybody and compares with the
 * table {@code who-may-what.txt}. A door that is not in the table fails. A whole run tries
 * everybody in every kind of room; otherwise each person tries each door in one kind of room, which
 * the seed decides, so that four consecutive seeds try all.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
@Attack({15, 19, 25, 28, 35})
class WhoMayWhatTest {
  private static final String OTHER_WORDINGS = "PUT /api/alliances/{alliance}/synonyms/{group}";
  private static final Path TABLE = Path.of("src", "test", "resources", "who-may-what.txt");
  private static final Path FOUND = Path.of("target", "who-may-what.txt");
  private static final String PASSWORD = "seven quiet lagoons";
  private static final String UNMASKING = "POST /api/rooms/{room}/cases/{case}/unmasking";
  private static final String UNKNOWN = "aaaaaaaaaaaaaaaa";
  private static final List<Who> COLUMNS = List.of(Who.values());
  private static final AllianceId REFORM = new AllianceId("reform");

  private final RequestMappingHandlerMapping doors;
  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Activities activities;
  private final Exercises exercises;
  private final Discussions discussions;
  private final Attachments attachments;
  private final Cases cases;
  private final Decisions decisions;
  private final Acts acts;
  private final Appeals appeals;
  private final Notices notices;
  private final Trails trails;
  private final Posting posting;
  private final Unmaskings unmaskings;
  private final Invitations invitations;
  private final Pulses pulses;
  private final Problems problems;
  private final Iterations iterations;
  private final AccessTokens tokens;
  private final Storage storage;
  private final String address;
  private final ServletContext context;
  private final int port;
  private final Map<Who, String> given = new EnumMap<>(Who.class);
  private final Map<Who, Caller> callers = new EnumMap<>(Who.class);
  private final AtomicInteger count = new AtomicInteger();
  private final Map<Set<String>, Place> shared = new ConcurrentHashMap<>();

  /** Everybody who may come to a door. */
  private enum Who {
    /** Has no account. */
    STRANGER,
    /** Belongs to another alliance. */
    FOREIGNER,
    OBSERVER,
    /** A peer who does not sit in the room. */
    OUTSIDER,
    /** A peer who was removed from the room. */
    REMOVED,
    /** A peer who was given a seat and has not accepted the norms. */
    NEWCOMER,
    /** A peer who has a seat and is kept out for a time. */
    SUSPENDED,
    /** A peer who sits in the room. */
    PEER,
    /** A moderator who keeps order in the room. */
    KEEPER,
    /** An organiser who does not sit in the room. */
    ORGANISER;

    PersonId id() {
      return new PersonId(name().toLowerCase(Locale.ROOT));
    }
  }

  @Autowired
  WhoMayWhatTest(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping doors,
      People people,
      Alliances alliances,
      Rooms rooms,
      Activities activities,
      Exercises exercises,
      Discussions discussions,
      Attachments attachments,
      Cases cases,
      Decisions decisions,
      Acts acts,
      Appeals appeals,
      Notices notices,
      Trails trails,
      Posting posting,
      Unmaskings unmaskings,
      Invitations invitations,
      Pulses pulses,
      Problems problems,
      Iterations iterations,
      AccessTokens tokens,
      Storage storage,
      ServletContext context,
      @LocalServerPort int port) {
    this.doors = doors;
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.activities = activities;
    this.exercises = exercises;
    this.discussions = discussions;
    this.attachments = attachments;
    this.cases = cases;
    this.decisions = decisions;
    this.acts = acts;
    this.appeals = appeals;
    this.notices = notices;
    this.trails = trails;
    this.posting = posting;
    this.unmaskings = unmaskings;
    this.invitations = invitations;
    this.pulses = pulses;
    this.problems = problems;
    this.iterations = iterations;
    this.tokens = tokens;
    this.storage = storage;
    this.context = context;
    this.port = port;
    this.address = "http://localhost:" + port;
  }

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) throws IOException {
    var data = Files.createTempDirectory("talanoa");
    registry.add("talanoa.data", data::toString);
  }

  @BeforeAll
  void everybodyIsThere() {
    pretend("founder", true);
    pretend("guest", false);
    Arrays.stream(Who.values()).forEach(who -> pretend(who.id().value(), false));
    var founder = person("founder");
    var membership = alliances.found(founder, Alliance.of(REFORM, "Reform", "theme"));
    for (var peer : List.of("guest", "outsider", "removed", "newcomer", "suspended", "peer")) {
      alliances.admit(membership, new PersonId(peer), Role.PEER);
    }
    alliances.admit(membership, Who.OBSERVER.id(), Role.OBSERVER);
    alliances.admit(membership, Who.KEEPER.id(), Role.MODERATOR);
    alliances.admit(membership, Who.ORGANISER.id(), Role.ORGANISER);
    pretend("second", false);
    alliances.admit(membership, new PersonId("second"), Role.MODERATOR);
    people.change(person("keeper"), WhoMayWhatTest::senior);
    people.change(person("organiser"), WhoMayWhatTest::senior);
    var other = alliances.found(founder, Alliance.of(new AllianceId("other"), "Other", "theme"));
    alliances.admit(other, Who.FOREIGNER.id(), Role.ORGANISER);
    for (var who : Who.values()) {
      var token = who == Who.STRANGER ? "" : tokens.make(person(who.id().value()), "table");
      given.put(who, token);
      callers.put(who, new Caller(address, token));
    }
  }

  private static Profile senior(Profile old) {
    return new Profile(
        old.id(),
        old.name(),
        old.portrait(),
        old.country(),
        old.institution(),
        old.position(),
        Seniority.SENIOR,
        old.languages(),
        old.timeZone(),
        old.locale(),
        old.askMeAbout(),
        old.showsPresence(),
        old.mayBeAsked());
  }

  @AfterAll
  void close() {
    callers.values().forEach(Caller::close);
  }

  @Test
  void everyDoorLetsInWhomTheTableSaysAndNobodyElse() throws IOException {
    var table = WhoMayWhatTable.read(TABLE);
    var found = new WhoMayWhatTable();
    var doors =
        Stream.of(restDoors(), LiveDoors.all(), screens()).flatMap(Collection::stream).toList();
    for (var i = 0; i < doors.size(); i++) {
      var door = doors.get(i);
      if (door.contains("{room}")) {
        inRooms(door, i, table, found);
      } else {
        outside(door, found);
      }
    }
    Files.write(FOUND, found.completedBy(table).lines());

    assertThat(found.doors()).containsExactlyElementsOf(table.doors());
    assertThat(found.differencesFrom(table)).isEmpty();
  }

  /** No column of the table is this person's: who runs the installation sits nowhere by that. */
  @Test
  void whoeverRunsTheInstallationForgetsWhoAsksAndReadsNothing() throws IOException {
    pretend("steward", true);
    pretend("leaver", false);
    var chair = rooms.open(membership(person("founder")), RoomKind.OPEN, "Not theirs", "Why.");
    try (var steward = new Caller(address, tokens.make(person("steward"), "table"))) {
      assertThat(steward.call("POST", "/people/leaver/erase", "{}").status()).isEqualTo(202);
      isForgotten();
      assertThat(steward.get("/rooms/" + chair.room().id()).status()).isEqualTo(404);
      assertThat(steward.get("/rooms/" + chair.room().id() + "/trail").status()).isEqualTo(404);
    }
    assertThat(people.onBehalfOf(new PersonId("leaver"))).isEmpty();
  }

  /** Every REST path with its method, as the framework knows them. */
  private List<String> restDoors() {
    return doors.getHandlerMethods().keySet().stream()
        .flatMap(mapping ->
            mapping.getPatternValues().stream()
                .filter(pattern -> pattern.startsWith("/api"))
                .flatMap(pattern ->
                    mapping.getMethodsCondition().getMethods().stream()
                        .map(method -> method + " " + pattern)))
        .sorted()
        .toList();
  }

  /** Every screen with a route, as Vaadin knows them. */
  private List<String> screens() {
    return ApplicationRouteRegistry.getInstance(new VaadinServletContext(context))
        .getRegisteredRoutes()
        .stream()
        .flatMap(route ->
            Stream.concat(
                Stream.of(route.getTemplate()),
                route.getRouteAliases().stream().map(alias -> alias.getTemplate())))
        .map(template -> "SCREEN /" + template.replaceAll(":(\\w+)", "{$1}"))
        .sorted()
        .toList();
  }

  private String screen(Who who, String door, Place place) throws IOException {
    var route = place.in(door.split(" /")[1]).replace("{alliance}", "reform");
    return screen(who, route);
  }

  private String screenOutside(Who who, String door) throws IOException {
    var route = door.substring("SCREEN /".length());
    return screen(who, route.replace("{alliance}", "reform").replace("{secret}", "guessed"));
  }

  /** What somebody is shown: the screen, the way to sign in, or that there is nothing. */
  private String screen(Who who, String route) throws IOException {
    var token = given.getOrDefault(who, "");
    try (var browser =
        token.isEmpty()
            ? new Browser(port)
            : new Browser(port, "Authorization", "Bearer " + token)) {
      var screen = Screen.open(browser, route);
      return screen.shows("There is nothing here")
          ? "nothing"
          : screen.shows("/api/sign-in") ? "sign-in" : "shown";
    } catch (Exception broken) {
      throw new IOException(route, broken);
    }
  }

  /** A room of its own for one knock at one door, or for all at a door that changes nothing. */
  private record Place(
      Room room,
      ThreadId thread,
      int number,
      String attachment,
      String about,
      String waiting,
      String entry,
      String problem,
      String step,
      String activity,
      String contribution) {
    String in(String pattern) {
      return pattern
          .replace("{room}", room.id().value())
          .replace("{thread}", thread.value())
          .replace("{number}", Integer.toString(number))
          .replace("{kind}", "thanks")
          .replace("{guest}", "guest")
          .replace("{case}", about)
          .replace("{appeal}", about)
          .replace("{decision}", "1")
          .replace("{entry}", entry)
          .replace("{activity}", activity)
          .replace("{contribution}", contribution)
          .replace("{waiting}", waiting)
          .replace("{problem}", problem)
          .replace("{version}", "2")
          .replace("{iteration}", "1")
          .replace("{step}", step)
          .replace("{id}", pattern.contains("/waiting/") ? waiting : attachment);
    }
  }

  /** Notes what everybody gets at a door of a room, in a sample of the kinds of rooms or in all. */
  private void inRooms(String door, int at, WhoMayWhatTable wanted, WhoMayWhatTable found) {
    var all = List.of(RoomKind.values());
    var who = new EnumMap<RoomKind, List<Who>>(RoomKind.class);
    for (var each : Who.values()) {
      // Those who may not speak change nothing, so they share a room.
      var alike = changesNothing(door) || !maySpeak(each, RoomKind.CLOSED);
      var cell = alike ? at : at + 1 + COLUMNS.indexOf(each);
      for (var kind : wanted.knows(door) ? Sample.of(all, cell) : all) {
        who.computeIfAbsent(kind, _ -> new ArrayList<>()).add(each);
      }
    }
    var rows = new EnumMap<RoomKind, Future<List<String>>>(RoomKind.class);
    try (var atOnce = Executors.newFixedThreadPool(door.contains("/pulse") ? 1 : all.size())) {
      who.forEach(
          (kind, these) -> rows.put(kind, atOnce.submit(() -> row(kind, door, these, wanted))));
    }
    rows.forEach((kind, row) -> {
      var answers = row.resultNow();
      for (var i = 0; i < answers.size(); i++) {
        var column = COLUMNS.indexOf(Objects.requireNonNull(who.get(kind)).get(i));
        found.put(door, kind, column, answers.get(i));
      }
    });
  }

  private List<String> row(RoomKind kind, String door, List<Who> all, WhoMayWhatTable wanted)
      throws IOException {
    var row = new ArrayList<String>();
    Place refusing = null;
    for (var who : all) {
      Place place;
      if (changesNothing(door)) {
        place = shared(kind, door);
      } else if (!maySpeak(who, kind) && wanted.refuses(door, kind, COLUMNS.indexOf(who))) {
        // A refused person changes nothing, or the test fails anyway.
        place = refusing == null ? place(kind, who, door) : refusing;
        refusing = place;
      } else {
        place = place(kind, who, door);
      }
      row.add(
          door.startsWith("SCREEN")
              ? screen(who, door, place)
              : isLive(door) ? live(who, door, place) : rest(who, door, place));
    }
    return row;
  }

  private static boolean isLive(String door) {
    return door.startsWith("SUBSCRIBE") || door.startsWith("SEND");
  }

  /** Whether all may come to the same room, one after the other. */
  private static boolean changesNothing(String door) {
    return !door.contains("{activity}")
        && Stream.of("GET", "SUBSCRIBE", "SCREEN").anyMatch(door::startsWith);
  }

  /** Returns one room of each kind, shared by doors that change nothing and need the same in it. */
  private Place shared(RoomKind kind, String door) throws IOException {
    var needs = new TreeSet<String>();
    var part = Pattern.compile("\\{\\w+}|/pulse|/trail/|/waiting/").matcher(door);
    while (part.find()) {
      needs.add(part.group());
    }
    needs.add(kind.wireName());
    var there = shared.get(needs);
    if (there == null) {
      there = place(kind, Who.PEER, door);
      shared.put(needs, there);
    }
    return there;
  }

  private Place place(RoomKind kind, Who who, String door) throws IOException {
    var founder = person("founder");
    var chair = rooms.open(membership(founder), kind, "Room " + count.incrementAndGet(), "Why.");
    Seated.in(rooms, chair, person("peer"));
    Seated.in(rooms, chair, person("keeper"), true);
    rooms.admit(chair, Who.REMOVED.id(), false);
    rooms.remove(chair, Who.REMOVED.id());
    rooms.admit(chair, Who.NEWCOMER.id(), false);
    Seated.in(rooms, chair, person("suspended"));
    rooms.restrain(
        chair,
        Who.SUSPENDED.id(),
        new Restraint(Restraint.Kind.NO_ENTRY, Instant.now().plus(Duration.ofDays(7))));
    if (door.startsWith("DELETE") && door.endsWith("{guest}")) {
      rooms.admit(chair, new PersonId("guest"), false);
    }
    var file =
        attachments.put(
            chair, "notes.txt", new ByteArrayInputStream("notes".getBytes(StandardCharsets.UTF_8)));
    var thread = thread(chair, file.id());
    var number =
        door.endsWith("/consent")
            ? own(Who.PEER, chair.room(), thread)
            : mustBeOwn(door) && maySpeak(who, kind) ? own(who, chair.room(), thread) : 1;
    var about = subject(chair, thread, door);
    var waits =
        door.contains("{waiting}") || door.contains("/waiting/{id}")
            ? Optional.of(waiting(chair, thread))
            : Optional.<Waiting>empty();
    if (door.contains("/pulse")) {
      pulse(chair);
    }
    var shown = waits.map(waiting -> waiting.files().getFirst().id()).orElse(file.id());
    var waiting = waits.map(Waiting::id).orElse("");
    var entry = door.contains("{entry}") ? trails.of(chair, Long.MAX_VALUE, 10).getLast().id() : "";
    var problem = door.contains("{problem}") ? problem(chair) : "";
    var step = door.contains("{iteration}") ? step(chair, problem) : "";
    var activity = door.contains("{activity}") ? activity(chair, who).id().value() : "";
    var contribution =
        door.contains("{contribution}") && maySpeak(who, kind)
            ? contribution(chair, who, activity)
            : UNKNOWN;
    return new Place(
        chair.room(),
        thread,
        number,
        shown,
        about,
        waiting,
        entry,
        problem,
        step,
        activity,
        contribution);
  }

  /** The case or the appeal that the door is about. */
  private String subject(Chair chair, ThreadId thread, String door) {
    if (door.startsWith(UNMASKING)) {
      return unmasking(chair, thread, door);
    }
    if (door.contains("{appeal}")) {
      return appealed(chair);
    }
    return door.contains("{case}") || door.contains("/trail/") ? about(chair, thread, door) : "";
  }

  /** The appeal of somebody whom the founder has taken out. */
  private String appealed(Chair chair) {
    var guest = person("guest");
    Seated.in(rooms, chair, guest);
    acts.remove(chair, guest.id(), "That was not kind.");
    var id = told(guest, chair);
    appeals.appeal(guest, id, "It was meant kindly.");
    return id;
  }

  /**
   * The case of a message of a guest, under a pseudonym where there are any, in a room with three
   * who keep order, and as far as the door needs it: the founder asks for the name, but the keeper
   * where it is to be withdrawn.
   */
  private String unmasking(Chair chair, ThreadId thread, String door) {
    var guest = person("guest");
    Seated.in(rooms, chair, guest);
    Seated.in(rooms, chair, person("second"), true);
    var room = chair.room();
    var draft = Draft.of(key(), "Guess who.");
    var veiled = room.kind() == RoomKind.OPEN ? draft : draft.veiled();
    var number = discussions.post(rooms.speak(guest, room.id()), thread, veiled).number();
    cases.report(
        rooms.enter(person("peer"), room.id()), thread, number, Grounds.DISRESPECT, "", false);
    var about = cases.waiting(chair).getFirst().id();
    if (!door.equals(UNMASKING) && room.kind() != RoomKind.OPEN) {
      var asking = door.endsWith("/withdrawn") ? rooms.chair(person("keeper"), room.id()) : chair;
      unmaskings.ask(asking, about, "Somebody is threatened by these words and has to be warned.");
    }
    return about.value();
  }

  /** A statement that is shared with the room. */
  private String problem(Chair chair) {
    var id = problems.start(chair, key(), "Pay is late").id();
    problems.edit(chair, id, key(), new Edit.SetStatus(Status.SHARED));
    return id.value();
  }

  /** A step of its first iteration. */
  private String step(Chair chair, String problem) {
    var id = new ProblemId(problem);
    iterations.begin(chair, id, key(), LocalDate.now(ZoneOffset.UTC).plusDays(7));
    var plan = new Iterations.Plan("Ask", Optional.empty(), Optional.empty());
    var course = iterations.plan(chair, id, 1, key(), plan);
    return course.iterations().getFirst().steps().getFirst().id();
  }

  /** An activity that the founder leads, in which whoever may speak takes part. */
  private Activity activity(Chair chair, Who who) {
    var room = chair.room();
    var opened = activities.open(chair, new ExerciseId("fifteen-per-cent"), 0, key());
    if (maySpeak(who, room.kind())) {
      activities.join(rooms.speak(person(who.id().value()), room.id()), opened.id());
    } else {
      activities.join(rooms.speak(person("keeper"), room.id()), opened.id());
    }
    return activities.lead(chair, opened.id(), new Activities.Lead.Begin());
  }

  private String contribution(Chair chair, Who who, String activity) {
    var voice = rooms.speak(person(who.id().value()), chair.room().id());
    return activities
        .write(voice, new ActivityId(activity), 0, key(), Markdown.of("Mine."))
        .id()
        .value();
  }

  /** The case of a message of a guest, with everything done that the door comes after. */
  private String about(Chair chair, ThreadId thread, String door) {
    var guest = person("guest");
    Seated.in(rooms, chair, guest);
    var room = chair.room().id();
    var number =
        discussions.post(rooms.speak(guest, room), thread, Draft.of(key(), "Guess who.")).number();
    cases.report(rooms.enter(person("peer"), room), thread, number, Grounds.DISRESPECT, "", false);
    var about = cases.waiting(chair).getFirst().id();
    if (door.endsWith("/answer") || door.endsWith("/reopened") || door.contains("/trail/")) {
      decisions.decide(chair, about, new Measure.Warn(), "That was not kind.");
      appeals.appeal(guest, told(guest, chair), "It was meant kindly.");
    }
    return about.value();
  }

  /** The last that somebody was told about the chair's room. */
  private String told(Person person, Chair chair) {
    return notices.of(person).stream()
        .filter(notice -> notice.room().equals(chair.room().id()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  /** A pulse that is open, and that nobody rests from. */
  private void pulse(Chair chair) {
    pulses.plan(chair, LocalDate.now(chair.person().profile().timeZone()), 0, 3);
    storage.database().getCollection("pulsemarks").deleteMany(new Document());
  }

  /** A message that waits to be let in, with a file. */
  private Waiting waiting(Chair chair, ThreadId thread) throws IOException {
    var room = chair.room();
    var manner = room.manner();
    rooms.arrange(
        chair,
        new Manner(
            manner.rankHidden(),
            manner.slow(),
            true,
            manner.namingForbidden(),
            manner.retention(),
            manner.formerWords()));
    var file =
        attachments.put(
            rooms.speak(person("peer"), room.id()),
            "mine.txt",
            new ByteArrayInputStream("mine".getBytes(StandardCharsets.UTF_8)));
    var draft =
        new Draft(
            key(),
            Markdown.of("May I?"),
            Optional.empty(),
            List.of(file.id()),
            Optional.empty(),
            false);
    return ((Outcome.Waits) posting.post(person("peer"), room.id(), thread, draft)).waiting();
  }

  private ThreadId thread(Chair chair, String file) {
    var poll = new Draft.Question("Which?", List.of("one", "two"), false);
    var draft =
        new Draft(
            key(),
            Markdown.of("What is hard here?"),
            Optional.empty(),
            List.of(file),
            Optional.of(poll),
            false);
    return discussions.start(chair, new Title("A thread"), draft).head().id();
  }

  private static boolean mustBeOwn(String door) {
    return door.equals("PUT /api/rooms/{room}/threads/{thread}/messages/{number}")
        || door.equals("DELETE /api/rooms/{room}/threads/{thread}/messages/{number}");
  }

  private static boolean maySpeak(Who who, RoomKind kind) {
    return who == Who.PEER || who == Who.KEEPER || who == Who.NEWCOMER && kind == RoomKind.OPEN;
  }

  private int own(Who who, Room room, ThreadId thread) {
    var voice = rooms.speak(person(who.id().value()), room.id());
    return discussions.post(voice, thread, Draft.of(key(), "Mine.")).number();
  }

  private String rest(Who who, String door, Place place) throws IOException {
    var method = door.split(" ")[0];
    var pattern = door.split(" ")[1].substring("/api".length());
    var path = place.in(pattern);
    if (door.equals("POST /api/rooms/{room}/attachments")) {
      return status(
          caller(who).upload(path, "notes.txt", "notes".getBytes(StandardCharsets.UTF_8)));
    }
    return status(
        switch (door) {
          case "GET /api/rooms/{room}/threads/{thread}/since" ->
              caller(who).get(path + "?revision=0&number=0");
          case "GET /api/rooms/{room}/problems/{problem}/since" ->
              caller(who).get(path + "?revision=2");
          case "GET /api/rooms/{room}/problems/{problem}/versions/{version}/difference" ->
              caller(who).get(path + "?from=2");
          case "GET /api/rooms/{room}/threads/{thread}/number" ->
              caller(who).get(path + "?at=2026-01-01T00:00:00Z");
          default ->
              method.equals("GET")
                  ? caller(who).get(path)
                  : caller(who).call(method, path, body(door, place));
        });
  }

  private String body(String door, Place place) {
    return switch (door) {
      case "POST /api/rooms/{room}/related" -> "{\"words\":\"What is hard here?\"}";
      case "POST /api/rooms/{room}/threads" ->
          "{\"key\":\"%s\",\"title\":\"New\",\"markdown\":\"Words\"}".formatted(key());
      case "POST /api/rooms/{room}/problems" ->
          "{\"key\":\"%s\",\"title\":\"New\"}".formatted(key());
      case "POST /api/rooms/{room}/problems/{problem}/edits" ->
          "{\"key\":\"%s\",\"what\":\"endorse\",\"words\":\"We too.\"}".formatted(key());
      case "POST /api/rooms/{room}/problems/{problem}/iterations" ->
          "{\"key\":\"%s\",\"until\":\"%s\"}"
              .formatted(key(), LocalDate.now(ZoneOffset.UTC).plusDays(7));
      case "POST /api/rooms/{room}/problems/{problem}/iterations/{iteration}/steps",
          "PUT /api/rooms/{room}/problems/{problem}/iterations/{iteration}/steps/{step}" ->
          "{\"key\":\"%s\",\"words\":\"Ask again\",\"state\":\"done\"}".formatted(key());
      case "POST /api/rooms/{room}/problems/{problem}/iterations/{iteration}/check-ins" ->
          "{\"key\":\"%s\",\"done\":\"Asked.\"}".formatted(key());
      case "PUT /api/rooms/{room}/problems/{problem}/offer" -> "{\"words\":\"My help\"}";
      case "POST /api/rooms/{room}/problems/{problem}/thread",
          "POST /api/rooms/{room}/threads/{thread}/messages" ->
          "{\"key\":\"%s\",\"markdown\":\"Words\"}".formatted(key());
      case "PUT /api/rooms/{room}/threads/{thread}" ->
          "{\"title\":\"Another title\",\"reason\":\"It names somebody.\"}";
      case "PUT /api/rooms/{room}/threads/{thread}/messages/{number}/votes" -> "{\"options\":[0]}";
      case "POST /api/rooms/{room}/threads/{thread}/messages/{number}/tellings" ->
          "{\"kind\":\"team\"}";
      case "PUT /api/rooms/{room}/threads/{thread}/read",
          "PUT /api/rooms/{room}/threads/{thread}/unread" ->
          "{\"number\":1}";
      case "POST /api/rooms/{room}/pulse/answers" -> "{\"round\":1,\"answers\":[4,4,4,4,4,4,4]}";
      case "PUT /api/rooms/{room}/pulse/plan" ->
          "{\"first\":\"%s\",\"everyWeeks\":4,\"openDays\":7}"
              .formatted(LocalDate.now(ZoneOffset.UTC).plusDays(30));
      case "POST /api/rooms/{room}/activities" ->
          "{\"exercise\":\"check-in-round\",\"key\":\"%s\"}".formatted(key());
      case "POST /api/rooms/{room}/activities/{activity}/course" -> "{\"act\":\"pause\"}";
      case "POST /api/rooms/{room}/activities/{activity}/turn" ->
          "{\"phase\":9,\"group\":0,\"turn\":0}";
      case "POST /api/rooms/{room}/activities/{activity}/contributions" ->
          "{\"phase\":0,\"key\":\"%s\",\"words\":\"Words\"}".formatted(key());
      case "PUT /api/rooms/{room}/activities/{activity}/contributions/{contribution}/lent" ->
          "{\"on\":true}";
      case "PUT /api/rooms/{room}/activities/{activity}/dots" ->
          "{\"phase\":9,\"contributions\":[]}";
      case "POST /api/rooms/{room}/activities/{activity}/harvest" ->
          "{\"title\":\"Harvest\",\"words\":\"Words\"}";
      case "PUT /api/rooms/{room}/norms/accepted" -> "{\"version\":1}";
      case "PUT /api/rooms/{room}/norms" -> "{\"text\":\"Listen first.\"}";
      case "PUT /api/rooms/{room}/manner" ->
          "{\"rankHidden\":true,\"slow\":60,\"approveFirst\":false,\"namingForbidden\":true,"
              + "\"retention\":\"days\",\"days\":90,\"formerWords\":\"keep\",\"reason\":\"It helps.\"}";
      case "POST /api/rooms/{room}/continued" ->
          "{\"kind\":\"%s\",\"reason\":\"It helps.\"}"
              .formatted(place.room().kind() == RoomKind.CLOSED ? "sealed" : "closed");
      case "PUT /api/rooms/{room}/threads/{thread}/following" -> "{\"following\":\"follow\"}";
      case "POST /api/rooms/{room}/threads/{thread}/later" ->
          "{\"at\":\"%s\",\"message\":{\"key\":\"%s\",\"markdown\":\"Words\"}}"
              .formatted(Instant.now().plusSeconds(3_600), key());
      case "POST /api/rooms/{room}/reports" ->
          "{\"thread\":\"%s\",\"number\":1,\"grounds\":\"other\"}".formatted(place.thread());
      case "POST /api/rooms/{room}/cases/{case}/decisions" ->
          "{\"measure\":\"hide\",\"reason\":\"That was not kind.\"}";
      case "POST /api/rooms/{room}/cases/{case}/decisions/{decision}/answer",
          "POST /api/rooms/{room}/appeals/{appeal}/answer",
          "POST /api/rooms/{room}/approvals/{waiting}/turned-away",
          "DELETE /api/rooms/{room}/people/{guest}" ->
          "{\"reason\":\"We have looked again.\"}";
      case "POST /api/rooms/{room}/cases/{case}/notes",
          "POST /api/rooms/{room}/cases/{case}/reopened",
          "POST /api/rooms/{room}/trail/{entry}/reason-taken" ->
          "{\"words\":\"We have looked again.\"}";
      case UNMASKING, UNMASKING + "/agreed", UNMASKING + "/refused", UNMASKING + "/withdrawn" ->
          "{\"words\":\"I have read all of it, and what it says is a threat to somebody here.\"}";
      case "PUT /api/rooms/{room}/threads/{thread}/messages/{number}/consent" ->
          "{\"agreed\":true}";
      default -> "{\"markdown\":\"Other words\"}";
    };
  }

  /** Notes what everybody gets at a door outside rooms. */
  private void outside(String door, WhoMayWhatTable found) throws IOException {
    var own = ownOfPeer(door);
    for (var who : Who.values()) {
      var answer =
          door.startsWith("SCREEN")
              ? screenOutside(who, door)
              : isLive(door) ? liveOutside(who, door) : status(outside(door, who, own));
      found.put(door, null, COLUMNS.indexOf(who), answer);
    }
  }

  /** What is the peer's alone, of that which the door is about. */
  private String ownOfPeer(String door) {
    var peer = person("peer");
    return switch (door) {
      case "DELETE /api/me/tokens/{id}" -> tokens.idOf(tokens.make(peer, "to be revoked"));
      case "POST /api/me/notices/{notice}/appeal" -> warned(peer);
      case OTHER_WORDINGS ->
          new Synonyms(alliances)
              .add(membership(person("founder")), List.of("PFM", "finance"))
              .id();
      default -> "guest";
    };
  }

  /** The notice by which somebody is told of a warning. */
  private String warned(Person peer) {
    var chair = rooms.open(membership(person("founder")), RoomKind.CLOSED, "Warned", "Why.");
    Seated.in(rooms, chair, peer);
    Seated.in(rooms, chair, person("keeper"), true);
    var room = chair.room().id();
    var thread =
        discussions
            .start(rooms.speak(peer, room), new Title("Heat"), Draft.of(key(), "Not so kind."))
            .head()
            .id();
    cases.report(rooms.enter(person("keeper"), room), thread, 1, Grounds.DISRESPECT, "", false);
    decisions.decide(
        chair, cases.waiting(chair).getFirst().id(), new Measure.Warn(), "That was not kind.");
    return notices.of(peer).getFirst().id();
  }

  /** The file is written anew then, and takes nothing meanwhile. */
  private void isForgotten() {
    Gathering.patiently()
        .ignoreExceptions()
        .until(() -> storage.database().getCollection("erasures").countDocuments() == 0);
  }

  /** Somebody of the same role who has a password, and is there for once. */
  private Caller.Answer forgetsThemselves(Who who, String path) throws IOException {
    if (who == Who.STRANGER) {
      return caller(who).call("POST", path, Map.of("password", PASSWORD));
    }
    var name = "leaving" + count.incrementAndGet();
    var secret = invitations.invite(person("founder"), "reform", "PEER", List.of(), "");
    var leaving =
        invitations.register(secret, name, name + "@example.org", PASSWORD, name).person();
    try (var caller = new Caller(address, tokens.make(leaving, "leaving"))) {
      return caller.call("POST", path, Map.of("password", PASSWORD));
    } finally {
      isForgotten();
    }
  }

  private Caller.Answer outside(String door, Who who, String own) throws IOException {
    var method = door.split(" ")[0];
    var path =
        door.split(" ")[1]
            .substring("/api".length())
            .replace("{alliance}", "reform")
            .replace("{id}", own)
            .replace("{notice}", own)
            .replace("{exercise}", exercise(door, who))
            .replace("{kind}", "own-unions")
            .replace("{group}", own)
            .replace("{key}", "some-key");
    return switch (door) {
      case "DELETE /api/me/searches" -> caller(who).call("DELETE", path + "?q=nothing");
      case "PUT /api/me/searches" -> caller(who).call("PUT", path, "{\"q\":\"nothing\"}");
      case "GET /api/search", "GET /api/search/knowers" -> caller(who).get(path + "?q=nothing");
      case "POST /api/me/notices/{notice}/appeal" ->
          caller(who).call("POST", path, Map.of("words", "It was meant kindly."));
      case "POST /api/me/erase" -> forgetsThemselves(who, path);
      case "POST /api/alliances/{alliance}/kinds" ->
          caller(who).call("POST", path, Map.of("name", "Unions"));
      case "POST /api/alliances/{alliance}/synonyms", OTHER_WORDINGS ->
          caller(who).call(method, path, Map.of("wordings", List.of("PFM", "finance")));
      case "POST /api/me/tokens" -> caller(who).call("POST", path, Map.of("name", "another"));
      case "POST /api/me/portrait" ->
          caller(who).upload(path, "me.png", "no picture".getBytes(StandardCharsets.UTF_8));
      case "POST /api/sign-in", "POST /api/sign-in/demonstration", "POST /api/sign-out" ->
          caller(who).form(path, Map.of("email", "x@example.org", "password", "x", "as", "peer"));
      case "POST /api/invitation", "POST /api/invitation/accept", "POST /api/reset" ->
          caller(who)
              .form(
                  path,
                  Map.of(
                      "secret", "guessed", "name", "X", "email", "x@example.org", "password", "x"));
      case "PUT /api/alliances/{alliance}/exercises/{exercise}" ->
          caller(who)
              .call(
                  "PUT",
                  path,
                  "{\"own\":true,\"name\":\"Ours\",\"least\":2,\"most\":9,\"minutes\":0,\"phases\":[{"
                      + "\"part\":\"talk\",\"title\":\"Talk\",\"task\":\"Talk\",\"seconds\":60,"
                      + "\"groupsOf\":0,\"mix\":false,\"rotates\":false,\"turnSeconds\":0,"
                      + "\"nameless\":false,\"dots\":0,\"round\":0}]}");
      default ->
          method.equals("GET") ? caller(who).get(path) : caller(who).call(method, path, "{}");
    };
  }

  /** An exercise of the library to be read, or one of the alliance's own to be changed. */
  private String exercise(String door, Who who) {
    if (door.startsWith("GET") || !door.contains("{exercise}")) {
      return "check-in-round";
    }
    var founder = person("founder");
    if (door.startsWith("PUT")) {
      return "key-of-" + who.id();
    }
    var round = exercises.of(founder, REFORM, new ExerciseId("check-in-round"));
    var own =
        new Exercise(
            exercises.composing(founder, REFORM, key()),
            round.name(),
            round.purpose(),
            round.whenToUse(),
            round.slowLine(),
            2,
            9,
            round.phases());
    return exercises.keep(founder, REFORM, own).id().value();
  }

  private String live(Who who, String door, Place place) throws IOException {
    var command = door.split(" ")[0];
    var body =
        door.endsWith("/post")
            ? "{\"key\":\"%s\",\"markdown\":\"Words\"}".formatted(key())
            : "{\"number\":1,\"spot\":\"what\"}";
    return knock(who, command, place.in(door.split(" ")[1]), command.equals("SEND") ? body : "");
  }

  private String liveOutside(Who who, String door) throws IOException {
    var destination = door.split(" ")[1].replace("{alliance}", "reform");
    return knock(who, door.split(" ")[0], destination, "");
  }

  private String knock(Who who, String command, String destination, String body)
      throws IOException {
    try (LiveLine line = caller(who).live(_ -> {})) {
      return line.outcome(command, destination, body);
    } catch (LiveLine.Ended notLetIn) {
      return "out";
    }
  }

  private static String status(Caller.Answer answer) {
    return Integer.toString(answer.status());
  }

  private Caller caller(Who who) {
    return Objects.requireNonNull(callers.get(who));
  }

  private void pretend(String name, boolean organiser) {
    people.pretend(Profile.named(new PersonId(name), name), organiser);
  }

  private Person person(String name) {
    return people.onBehalfOf(new PersonId(name)).orElseThrow();
  }

  private Membership membership(Person person) {
    return alliances.membership(person, REFORM).orElseThrow();
  }

  private String key() {
    return "key-%06d".formatted(count.incrementAndGet());
  }
}
