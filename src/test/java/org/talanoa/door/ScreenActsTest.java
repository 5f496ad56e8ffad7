package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.talanoa.activity.Activities;
import org.talanoa.activity.ExerciseId;
import org.talanoa.alliance.Role;
import org.talanoa.alliance.Synonyms;
import org.talanoa.alliance.TacitKinds;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Posting;
import org.talanoa.moderation.Acts;
import org.talanoa.moderation.Appeals;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Decisions;
import org.talanoa.moderation.Grounds;
import org.talanoa.moderation.Measure;
import org.talanoa.moderation.Notices;
import org.talanoa.moderation.Unmaskings;
import org.talanoa.people.AccessTokens;
import org.talanoa.people.Invitations;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.SignIns;
import org.talanoa.problem.Edit;
import org.talanoa.problem.Problems;
import org.talanoa.problem.Status;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.RoomKind;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.text.Title;

/**
 * Presses every button of every screen and compares what changed something with the table {@code
 * screen-acts.txt}; then presses them all where the right to it was lost while the screen was open,
 * and from outside, and nothing may change. A screen or a button that is not in the table fails. A
 * whole run loses each right on each screen; otherwise the seed decides which one of them on which
 * screen, so that four consecutive seeds lose all.
 */
@Attack({25, 28, 30})
// This property gives the class a context, and so a database, of its own: the test reads all of it.
@TestPropertySource(properties = "talanoa.activity.offer=15s")
@DirtiesContext
class ScreenActsTest extends LiveTest {
  private static final Path TABLE = Path.of("src", "test", "resources", "screen-acts.txt");
  private static final Path FOUND = Path.of("target", "screen-acts.txt");
  private static final String PASSWORD = "seven quiet lagoons";
  private static final String REASON =
      "somebody.who.is.threatened.by.these.words.and.has.to.be.warned.in.time@example.org";

  /** Where more than one state of a screen offers something to do. */
  private static final Map<String, List<String>> STATES =
      Map.of(
          "", List.of("by who runs the installation"),
          "a/{alliance}/members", List.of("", "by who runs the installation"),
          "a/{alliance}/r/{room}", List.of("", "not joined yet"),
          "a/{alliance}/r/{room}/t/{thread}", List.of("", "not joined yet"),
          "a/{alliance}/r/{room}/norms", List.of("not accepted yet"),
          "a/{alliance}/r/{room}/case/{case}",
              List.of("open", "appealed against", "name asked for", "name asked for oneself"));

  private final Storage storage;
  private final SignIns signIns;
  private final AccessTokens tokens;
  private final Invitations invitations;
  private final Discussions discussions;
  private final Posting posting;
  private final Cases cases;
  private final Decisions decisions;
  private final Acts acts;
  private final Appeals appeals;
  private final Unmaskings unmaskings;
  private final Notices notices;
  private final TacitKinds kinds;
  private final Synonyms synonyms;
  private final Pulses pulses;
  private final Problems problems;
  private final Activities activities;
  private final ServletContext context;
  private final AtomicInteger count = new AtomicInteger();

  @Autowired
  ScreenActsTest(
      Gathering given,
      Storage storage,
      SignIns signIns,
      AccessTokens tokens,
      Invitations invitations,
      Discussions discussions,
      Posting posting,
      Cases cases,
      Decisions decisions,
      Acts acts,
      Appeals appeals,
      Unmaskings unmaskings,
      Notices notices,
      TacitKinds kinds,
      Synonyms synonyms,
      Pulses pulses,
      Problems problems,
      Activities activities,
      ServletContext context) {
    super(given);
    this.storage = storage;
    this.signIns = signIns;
    this.tokens = tokens;
    this.invitations = invitations;
    this.discussions = discussions;
    this.posting = posting;
    this.cases = cases;
    this.decisions = decisions;
    this.acts = acts;
    this.appeals = appeals;
    this.unmaskings = unmaskings;
    this.notices = notices;
    this.kinds = kinds;
    this.synonyms = synonyms;
    this.pulses = pulses;
    this.problems = problems;
    this.activities = activities;
    this.context = context;
  }

  /**
   * A screen on which there is everything that could be done there.
   *
   * @param whose who may do it all
   * @param peer who sits there too, and may do less
   */
  private record Stage(String route, Chair chair, Person whose, Person peer) {}

  /** Breaks a right while the screens that it opened are still open. */
  private interface Breaking {
    void of(Stage stage);
  }

  @Test
  void noScreenDoesForAnybodyElseWhatItDoesForThoseWhoMay() throws Exception {
    var found = new ArrayList<String>();
    var wrongs = new ArrayList<String>();
    var screens = screens();
    for (var i = 0; i < screens.size(); i++) {
      var screen = screens.get(i);
      var acts = acts(screen, Stage::whose);
      var less = acts(screen, Stage::peer);
      found.add("%-64s %s".formatted(screen, said(acts, less)));
      for (var attempt : Sample.of(attempts(screen), i)) {
        wrongs.addAll(
            switch (attempt) {
              case SIGNED_OUT ->
                  lost(screen, attempt, stage -> signIns.endAll(stage.whose()), Set.of());
              case GONE -> lost(screen, attempt, this::takesEverything, Set.of());
              case DEMOTED -> lost(screen, attempt, this::demotes, Set.copyOf(less));
              case FROM_OUTSIDE -> fromOutside(screen);
            });
      }
    }
    Files.write(FOUND, found);

    assertThat(wrongs).isEmpty();
    var table = Files.readAllLines(TABLE).stream().filter(line -> !line.startsWith("#")).toList();
    assertThat(found).containsExactlyElementsOf(table);
  }

  /** A way to make an open screen act for a person who lacks the right. */
  private enum Attempt {
    SIGNED_OUT,
    FROM_OUTSIDE,
    GONE,
    DEMOTED
  }

  private static List<Attempt> attempts(String screen) {
    var attempts = new ArrayList<>(List.of(Attempt.SIGNED_OUT, Attempt.FROM_OUTSIDE));
    if (screen.contains("{alliance}") && !screen.contains("installation")) {
      attempts.add(Attempt.GONE);
      if (!screen.contains(" not ")) {
        attempts.add(Attempt.DEMOTED);
      }
    }
    return attempts;
  }

  private static String said(List<String> acts, List<String> less) {
    return (acts.isEmpty() ? "–" : String.join(" · ", acts))
        + (less.isEmpty() ? "" : "   others: " + String.join(" · ", less));
  }

  /** Every screen in each of its states. */
  private List<String> screens() {
    return ApplicationRouteRegistry.getInstance(new VaadinServletContext(context))
        .getRegisteredRoutes()
        .stream()
        .flatMap(route ->
            Stream.concat(
                Stream.of(route.getTemplate()),
                route.getRouteAliases().stream().map(alias -> alias.getTemplate())))
        .map(template -> template.replaceAll(":(\\w+)", "{$1}"))
        .flatMap(template ->
            STATES.getOrDefault(template, List.of("")).stream()
                .map(state -> ("/" + template + " " + state).strip()))
        .sorted()
        .toList();
  }

  private interface Whose {
    Person of(Stage stage);
  }

  /** What is on the buttons that change something for this person; each is pressed on its own. */
  private List<String> acts(String screen, Whose whose) throws Exception {
    var acts = new ArrayList<String>();
    var buttons = 1;
    for (var i = 0; i < buttons; i++) {
      var stage = stage(screen);
      var open = open(stage, whose.of(stage));
      assertThat(open.heard()).as(screen).isSubsetOf(KNOWN_EVENTS);
      buttons = buttons(open).size();
      if (i < buttons) {
        var label = open.label(buttons(open).get(i));
        var before = settled();
        press(open, i);
        acts.add(changed(before).isEmpty() ? "(" + label + ")" : label);
      }
    }
    return acts;
  }

  private static final Set<String> KNOWN_EVENTS =
      Set.of(
          "click",
          "change",
          "input",
          "toggle",
          "ui-navigate",
          "ui-leave-navigation",
          "ui-refresh",
          "vaadin-page-visibility-change");

  /** Whatever still changes something after a right was lost that had opened the screen. */
  private List<String> lost(String screen, Attempt how, Breaking breaking, Set<String> stillMay)
      throws Exception {
    var wrongs = new ArrayList<String>();
    var stage = stage(screen);
    var browser = browser(stage.whose());
    var first = open(stage, browser);
    var open = new ArrayList<Screen>(List.of(first));
    while (open.size() < buttons(first).size()) {
      open.add(open(stage, browser));
    }
    breaking.of(stage);
    var before = settled();
    for (var i = 0; i < buttons(first).size(); i++) {
      var label = first.label(buttons(first).get(i));
      try {
        press(open.get(i), i);
      } catch (IOException _) {
        // Refused as a whole.
      }
      var after = settled();
      var changed = differences(before, after);
      before = after;
      if (!changed.isEmpty() && !stillMay.contains(label)) {
        wrongs.add(screen + ", " + how + ": " + label + " " + changed);
      }
    }
    return wrongs;
  }

  /** Whatever a foreigner changes who sends all of it to the same screen, or into the open one. */
  private List<String> fromOutside(String screen) throws Exception {
    var wrongs = new ArrayList<String>();
    var stage = stage(screen);
    var open = open(stage, stage.whose());
    var browser = browser(stranger("Foreigner").person);
    var own = screen.contains("{alliance}") ? stage.route() : "search";
    for (var button : buttons(open)) {
      var forging = Screen.open(browser, own);
      var before = settled();
      for (var ui : List.of(forging.ui(), open.ui())) {
        for (var token : List.of(forging.token(), open.token())) {
          forging.post(ui, token, browser.here, calls(open, button));
          forging.post(ui, token, browser.here, open.click(button));
        }
      }
      var changed = changed(before);
      if (!changed.isEmpty()) {
        wrongs.add(screen + ", FROM_OUTSIDE: " + open.label(button) + " " + changed);
      }
    }
    return wrongs;
  }

  private void press(Screen screen, int button) throws Exception {
    screen.send(calls(screen, buttons(screen).get(button)));
  }

  /** The first of those that are called alike: what it does to one it does to the others. */
  private static List<Integer> buttons(Screen screen) {
    var called = new TreeMap<String, Integer>();
    screen.buttons().forEach(button -> called.putIfAbsent(screen.label(button), button));
    return List.copyOf(called.values());
  }

  /** Everything filled in, and the button pressed. */
  private Object[] calls(Screen screen, int button) {
    var name = "reformer" + count.incrementAndGet();
    var filled =
        screen.filled(field ->
            switch (field) {
              case "password" -> PASSWORD;
              case "date" -> LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
              case "fieldset" -> "4";
              case String list when list.contains("paste the cells") ->
                  "email\n" + name + "@example.org";
              case String list when list.contains("wordings") -> name + "\nthe same";
              case String area when area.startsWith("textarea") -> REASON;
              case String address when address.contains("mail") -> name + "@example.org";
              default -> name;
            });
    return Stream.concat(Stream.of(filled), Stream.of(screen.click(button))).toArray();
  }

  private Screen open(Stage stage, Person person) throws Exception {
    return open(stage, browser(person));
  }

  private Screen open(Stage stage, Browser browser) throws Exception {
    var screen = Screen.open(browser, stage.route());
    if (stage.route().endsWith("/members/list") && !buttons(screen).isEmpty()) {
      press(screen, 0);
    }
    return screen;
  }

  private Browser browser(Person person) {
    var browser = closing(new Browser(given.port()));
    closing(browser.client::shutdownNow);
    var cookie = new HttpCookie(Visitors.COOKIE, signIns.begin(person.id(), "a browser"));
    cookie.setPath("/");
    cookie.setVersion(0);
    browser.cookies.getCookieStore().add(URI.create(browser.here), cookie);
    return browser;
  }

  // What is stored, to see whether it has changed.

  /** Returns the bytes of every document; comparing them is faster than decoding them. */
  private Map<String, Set<ByteBuffer>> stored() {
    var stored = new TreeMap<String, Set<ByteBuffer>>();
    for (var name : storage.database().listCollectionNames()) {
      var documents = storage.database().getCollection(name, RawBsonDocument.class).find();
      if (name.equals("activities")) {
        documents.projection(new Document("_id", 1)); // They go on with time.
      }
      stored.put(
          name, documents.map(raw -> raw.getByteBuffer().asNIO()).into(new HashSet<ByteBuffer>()));
    }
    return stored;
  }

  /** All that is stored, once nobody is being forgotten and those who follow have written. */
  private Map<String, Set<ByteBuffer>> settled() {
    var last = new ArrayList<Map<String, Set<ByteBuffer>>>(List.of(Map.of()));
    Gathering.patiently()
        .ignoreExceptions()
        .until(() -> {
          last.add(stored());
          return last.removeFirst().equals(last.getFirst())
              && last.getFirst().getOrDefault("erasures", Set.of()).isEmpty();
        });
    return last.getFirst();
  }

  /** Returns the collections whose content differs from before. */
  private List<String> changed(Map<String, Set<ByteBuffer>> before) {
    return differences(before, settled());
  }

  private static List<String> differences(
      Map<String, Set<ByteBuffer>> before, Map<String, Set<ByteBuffer>> after) {
    return after.entrySet().stream()
        .filter(now -> !now.getValue().equals(before.getOrDefault(now.getKey(), Set.of())))
        .map(Map.Entry::getKey)
        .toList();
  }

  // The stage.

  private Stage stage(String screen) throws Exception {
    var parts = screen.substring(1).split(" ", 2);
    var template = parts[0];
    var state = parts.length > 1 ? parts[1] : "";
    var installation = state.contains("installation");
    var chief = person("chief", Role.ORGANISER, installation);
    var peer = person("peer", Role.PEER, false);
    var author = person("author", Role.PEER, false);
    var kind = state.equals("not joined yet") ? RoomKind.OPEN : RoomKind.CLOSED;
    var chair = given.rooms.open(given.founder(), kind, "Room " + count.incrementAndGet(), "Why.");
    Seated.in(given.rooms, chair, author);
    var whose =
        switch (state) {
          case "not joined yet" -> person("newcomer", Role.PEER, false);
          case "not accepted yet" -> {
            var newcomer = person("newcomer", Role.PEER, false);
            given.rooms.admit(chair, newcomer.id(), false);
            yield newcomer;
          }
          default -> {
            Seated.in(given.rooms, chair, chief, true);
            yield template.startsWith("profile")
                ? registered()
                : template.equals("notices") ? author : chief;
          }
        };
    Seated.in(given.rooms, chair, peer);
    var room = chair.room().id();
    var opened = discussions.start(chair, new Title("A thread"), Draft.of(key(), "What is hard?"));
    var thread = opened.head().id();
    var about = "";
    if (template.contains("{case}") || template.contains("trail") || template.equals("notices")) {
      var words = Draft.of(key(), "Guess who.").veiled();
      var number = discussions.post(given.rooms.speak(author, room), thread, words).number();
      var reader = given.rooms.enter(peer, room);
      cases.report(reader, thread, number, Grounds.DISRESPECT, "", false);
      var id = cases.waiting(chair).getFirst().id();
      about = id.value();
      Seated.in(given.rooms, chair, person("third", Role.MODERATOR, false), true);
      if (state.startsWith("name asked for")) {
        var asking = state.endsWith("oneself") ? given.rooms.chair(chief, room) : chair;
        unmaskings.ask(asking, id, "Somebody is threatened by these words and has to be warned.");
      } else if (!state.equals("open")) {
        decisions.decide(chair, id, new Measure.Warn(), "That was not kind.");
      }
      if (state.equals("appealed against")) {
        appeals.appeal(author, notices.of(author).getFirst().id(), "It was meant kindly.");
      }
    }
    if (template.endsWith("/moderation")) {
      given.rooms.arrange(chair, approving(chair.room().manner()));
      posting.post(author, room, thread, Draft.of(key(), "May I?"));
      var removed = person("removed", Role.PEER, false);
      Seated.in(given.rooms, chair, removed);
      acts.remove(chair, removed.id(), "That was not kind.");
      appeals.appeal(removed, notices.of(removed).getFirst().id(), "It was meant kindly.");
    }
    if (template.endsWith("/about")) {
      kinds.own(given.founder()).forEach(own -> kinds.remove(given.founder(), own.id()));
      kinds.add(given.founder(), "Unions");
      synonyms.of(given.founder()).forEach(own -> synonyms.remove(given.founder(), own.id()));
      synonyms.add(given.founder(), List.of("PFM", "finance"));
    }
    if (template.contains("/pulse")) {
      pulses.plan(chair, LocalDate.now(ZoneOffset.UTC), 0, 3);
      storage.database().getCollection("pulsemarks").deleteMany(new Document());
    }
    var problem = "";
    if (template.contains("{problem}")) {
      var id = problems.start(chair, key(), "Pay is late").id();
      problems.edit(chair, id, key(), new Edit.SetStatus(Status.SHARED));
      problem = id.value();
    }
    var activity =
        template.contains("{activity}")
            ? activities.open(chair, new ExerciseId("check-in-round"), 0, key()).id().value()
            : "";
    var route =
        template
            .replace("{alliance}", Gathering.ALLIANCE.value())
            .replace("{room}", room.value())
            .replace("{thread}", thread.value())
            .replace("{case}", about)
            .replace("{problem}", problem)
            .replace("{activity}", activity)
            .replace("{secret}", "guessed");
    return new Stage(route, chair, whose, peer);
  }

  private void takesEverything(Stage stage) {
    given.rooms.remove(stage.chair(), stage.whose().id());
    given.alliances.dismiss(given.founder(), stage.whose().id());
  }

  /** Still belongs to the alliance and, where it sat, to the room, as a peer. */
  private void demotes(Stage stage) {
    given.alliances.admit(given.founder(), stage.whose().id(), Role.PEER);
    if (given.rooms.people(stage.chair()).contains(stage.whose().id())) {
      given.rooms.admit(stage.chair(), stage.whose().id(), false);
    }
  }

  private Person person(String name, Role role, boolean organiser) {
    var id = new PersonId("acts" + name + count.incrementAndGet());
    given.people.pretend(Profile.named(id, name), organiser);
    given.alliances.admit(given.founder(), id, role);
    return given.people.onBehalfOf(id).orElseThrow();
  }

  /** Somebody who has a password, another sign-in and a program. */
  private Person registered() {
    var name = "registered" + count.incrementAndGet();
    var secret =
        invitations.invite(
            given.founder().person(), Gathering.ALLIANCE.value(), "PEER", List.of(), "");
    var person = invitations.register(secret, name, name + "@example.org", PASSWORD, name).person();
    signIns.begin(person.id(), "a telephone");
    tokens.make(person, "a program");
    return person;
  }

  private static Manner approving(Manner manner) {
    return new Manner(
        manner.rankHidden(),
        manner.slow(),
        true,
        manner.namingForbidden(),
        manner.retention(),
        manner.formerWords());
  }

  private static String key() {
    return Gathering.key();
  }
}
