package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Attachments;
import org.talanoa.discussion.Bookmarks;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.Demonstration;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import org.talanoa.testing.Attack;
import org.talanoa.testing.BadInputs;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** Everything a person can write tries to run a script, and a real browser shows it. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "talanoa.demo=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
@Tag("browser")
class NaughtyTest {
  private static final AllianceId ALLIANCE = new AllianceId("public-sector-reform");

  /** A thread opens with 15 messages above the one in its address and 34 below it. */
  private static final int FEWER_THAN_SHOWN = 30;

  /** Notes whatever runs, and whatever the browser would not let run. */
  private static final String WATCH =
      """
      window.noted = [];
      window.alert = words => window.noted.push('alert ' + words);
      Object.defineProperty(window, 'harmed', { set: () => window.noted.push('harmed') });
      document.addEventListener('securitypolicyviolation',
        event => window.noted.push(event.violatedDirective + ' ' + event.blockedURI));
      """;

  private final int port;
  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Discussions discussions;
  private final Attachments attachments;
  private final Bookmarks bookmarks;
  private final Demonstration demonstration;
  private final List<String> heard = new ArrayList<>();
  private final Chromium chromium;
  private RoomId room = new RoomId("unknownroom");
  private ThreadId thread = new ThreadId("unknownthread");

  @Autowired
  NaughtyTest(
      @LocalServerPort int port,
      People people,
      Alliances alliances,
      Rooms rooms,
      Discussions discussions,
      Attachments attachments,
      Bookmarks bookmarks,
      Demonstration demonstration) {
    this.port = port;
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.discussions = discussions;
    this.attachments = attachments;
    this.bookmarks = bookmarks;
    this.demonstration = demonstration;
    this.chromium = new Chromium(port);
  }

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) throws IOException {
    registry.add("talanoa.data", DemonstrationData.copy()::toString);
  }

  @BeforeAll
  void everythingIsWritten() throws IOException {
    var organiser = alliances.enter(signedIn("organiser"), ALLIANCE);
    var script = "<img src=x onerror=alert(1)>";
    var chair = rooms.open(organiser, RoomKind.OPEN, script, script);
    room = chair.room().id();
    var reader = rooms.enter(signedIn("peer"), room);
    var scripts = BadInputs.scripts();
    for (var i = 0; i < scripts.size(); i++) {
      var text = scripts.get(i);
      var by = person("mallory" + i, text, organiser);
      rooms.admit(chair, by.id(), false);
      var voice = rooms.speak(by, room);
      var titled = discussions.start(voice, new Title(cut(text, 140)), draft(voice, text)).head();
      if (i == 0) {
        thread = titled.id();
      } else {
        discussions.post(voice, thread, draft(voice, text));
      }
      bookmarks.keep(reader, titled.id(), 1, Optional.empty());
    }
  }

  private Draft draft(Voice voice, String text) throws IOException {
    var file =
        attachments.put(voice, text + ".txt", new ByteArrayInputStream(new byte[] {'a'})).id();
    return new Draft(
        "key-abcdefgh",
        Markdown.of(text),
        Optional.empty(),
        List.of(file),
        Optional.of(new Draft.Question(text, List.of(cut(text, 140), "b"), false)),
        false);
  }

  @AfterAll
  void stop() {
    chromium.close();
  }

  @Attack(39)
  @Test
  void nothingThatWasWrittenRuns() {
    var page = chromium.visitor("peer");
    page.addInitScript(WATCH);
    page.onDialog(dialog -> {
      heard.add(dialog.message());
      dialog.dismiss();
    });
    page.onRequest(request -> {
      if (!request.url().startsWith("http://localhost:" + port)
          && !request.url().startsWith("data:")) {
        heard.add(request.url());
      }
    });
    var scripts = BadInputs.scripts().size();

    for (var number = 1; number <= scripts; number += FEWER_THAN_SHOWN) {
      open(page, "/a/" + ALLIANCE + "/r/" + room + "/t/" + thread + "#" + number);
      assertThat(page.locator("talanoa-message").first()).isVisible();
      assertThat(page.locator(".row.marked")).isVisible();
      nothingRan(page);
    }
    Chromium.picture(page, "naughty");
    open(page, "/a/" + ALLIANCE);
    assertThat(page.locator("talanoa-rooms a.card").first()).isVisible();
    nothingRan(page);
    open(page, "/a/" + ALLIANCE + "/members");
    assertThat(page.locator("main")).containsText("onerror=alert(1)");
    nothingRan(page);
    open(page, "/a/" + ALLIANCE + "/catch-up");
    assertThat(page.locator("talanoa-catch-up b").first()).isVisible();
    nothingRan(page);
    open(page, "/bookmarks");
    assertThat(page.locator(".tal-hit").first()).isVisible();
    nothingRan(page);
    for (var from = 0; from < scripts; from += 20) {
      open(page, "/search?q=alert&from=" + from);
      assertThat(page.locator("main h1")).isVisible();
      nothingRan(page);
    }
    open(page, "/search?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
    assertThat(page.locator(".tal-hit mark").first()).isVisible();
    nothingRan(page);
  }

  private void open(Page page, String path) {
    page.navigate("about:blank");
    page.navigate("http://localhost:" + port + path);
  }

  private void nothingRan(Page page) {
    assertThat(page.evaluate("window.noted")).as(page.url()).isEqualTo(List.of());
    assertThat(heard).as(page.url()).isEmpty();
  }

  private Person signedIn(String role) {
    return people.onBehalfOf(demonstration.signInAs(role).orElseThrow()).orElseThrow();
  }

  private Person person(String id, String name, Membership organiser) {
    var person = new PersonId(id);
    people.pretend(Profile.named(person, cut(name, 120)), false);
    alliances.admit(organiser, person, Role.PEER);
    return people.onBehalfOf(person).orElseThrow();
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
