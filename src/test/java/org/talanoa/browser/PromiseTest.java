package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.talanoa.browser.Chromium.message;
import static org.talanoa.browser.Chromium.messages;
import static org.talanoa.browser.Chromium.say;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.ThreadId;
import org.talanoa.door.Visitors;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Portraits;
import org.talanoa.people.Profile;
import org.talanoa.people.Seniority;
import org.talanoa.people.SignIns;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.text.Title;

/** What a room promises is said where one writes, and kept in the page of whoever reads. */
class PromiseTest extends Browsing {
  private static final AllianceId ALLIANCE = new AllianceId("public-sector-reform");
  private static final String AMINA = "amina";
  private static final String NORMS = "The norms of";

  /** Everything within these elements, what is hidden and what is in shadows too. */
  private static final String EVERYTHING =
      """
      elements => {
        const told = node => {
          if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
          if (node.nodeType !== Node.ELEMENT_NODE) return '';
          const attributes = [...node.attributes].map(one => ` ${one.name}="${one.value}"`);
          const picture = getComputedStyle(node).backgroundImage;
          return [
            `<${node.localName}${attributes.join('')} ${picture} ${node.currentSrc ?? ''}>`,
            ...(node.shadowRoot ? [...node.shadowRoot.childNodes].map(told) : []),
            ...[...node.childNodes].map(told),
            node.message ? JSON.stringify(node.message) : '',
            '</>',
          ].join('');
        };
        return elements.map(told).join('');
      }
      """;

  private final People people;
  private final Portraits portraits;
  private final SignIns signIns;
  private final Visitors visitors;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Discussions discussions;

  @Autowired
  PromiseTest(
      People people,
      Portraits portraits,
      SignIns signIns,
      Visitors visitors,
      Alliances alliances,
      Rooms rooms,
      Discussions discussions) {
    this.people = people;
    this.portraits = portraits;
    this.signIns = signIns;
    this.visitors = visitors;
    this.alliances = alliances;
    this.rooms = rooms;
    this.discussions = discussions;
  }

  private static String rule(RoomKind kind) {
    return switch (kind) {
      case OPEN -> "Open Everybody in the alliance can read this; it may be quoted with your name.";
      case CLOSED ->
          "Closed Only the people in this room can read this;"
              + " quoting outside needs your consent.";
      case CHATHAM_HOUSE ->
          "Chatham House What is said here may be used outside,"
              + " but never who said it or from where.";
      case SEALED -> "Sealed Nothing said here leaves this room, not even in a notice.";
    };
  }

  @ParameterizedTest
  @EnumSource
  void theRuleOfTheRoomStandsWhereOneWrites(RoomKind kind) {
    var chair = room("Where the rule is said, " + kind.wireName(), kind);
    rooms.admit(chair, new PersonId(AMINA), false);
    var thread = thread(chair, "What may be repeated?");
    var newcomer = chromium.visitor("peer");

    open(newcomer, chair, thread);
    if (kind == RoomKind.OPEN) {
      assertThat(newcomer.locator("main")).not().containsText(NORMS);
    } else {
      assertThat(newcomer.locator("main h1")).containsText(NORMS);
      assertThat(newcomer.locator("talanoa-composer")).hasCount(0);
      newcomer.locator("main button").filter(text("I have read this")).first().click();
    }
    saysTheRule(newcomer, kind, Look.DESKTOP);
    newcomer.locator("talanoa-threads .top button").click();
    var beginning = newcomer.locator("talanoa-threads dialog talanoa-composer .rule");
    assertThat(beginning).containsText(rule(kind));
    newcomer.context().close();

    var others = List.of(Look.DESKTOP_DARK, Look.PHONE, Look.PHONE_DARK);
    for (var look : Sample.of(others, List.of(RoomKind.values()).indexOf(kind))) {
      var page = chromium.visitor("peer", look);
      open(page, chair, thread);
      saysTheRule(page, kind, look);
      page.context().close();
    }
  }

  /** Beside the field, and both to be seen without doing anything. */
  private static void saysTheRule(Page page, RoomKind kind, Look look) {
    var composer = page.locator("talanoa-conversation talanoa-composer");
    var rule = composer.locator(".rule");
    var field = composer.locator("textarea");
    assertThat(rule).containsText(rule(kind));
    assertThat(rule).isInViewport();
    assertThat(field).isInViewport();
    await()
        .pollInSameThread()
        .untilAsserted(() ->
            assertThat(((Number) composer.evaluate(BELOW_THE_RULE)).doubleValue())
                .isBetween(0.0, 120.0));
    Chromium.picture(page, "rule-" + kind.wireName() + "-" + look);
    assertThat(Chromium.complaints(page)).isEmpty();
  }

  /** How far below the rule the field begins, both measured at one moment. */
  private static final String BELOW_THE_RULE =
      """
      composer => {
        const where = what => composer.shadowRoot.querySelector(what).getBoundingClientRect();
        return where('textarea').top - where('.rule').bottom;
      }
      """;

  @Test
  void nothingInThePageOfAnotherPeerSaysWhoSpeaksUnderAPseudonym() throws IOException {
    var chair = room("Behind a name", RoomKind.CLOSED);
    var author = newPeer();
    Seated.in(rooms, chair, author);
    Seated.in(rooms, chair, person("pema"));
    Seated.in(rooms, chair, person("tashi"));
    var thread = thread(chair, "What did nobody say?");
    var reader = chromium.visitor("organiser");
    open(reader, chair, thread);
    assertThat(messages(reader)).hasCount(1);
    var told = new Told(reader);
    var writer = signedIn(author);
    open(writer, chair, thread);
    writer.locator("talanoa-composer .speaker input").last().check();

    say(writer, "I counted the posts twice.");
    var seen = message(reader, "counted the posts");
    assertThat(seen).isVisible();
    var other = rooms.speak(person("tashi"), chair.room().id());
    discussions.post(other, thread, Draft.of("key-of-another", "I counted them once.").veiled());
    assertThat(message(reader, "counted them once")).isVisible();
    betraysNobody(reader, told);
    reader.reload();
    assertThat(message(reader, "counted them once")).isVisible();
    betraysNobody(reader, told);
    assertThat(told.answers).anyMatch(answer -> answer.contains("counted the posts"));

    var one = message(reader, "counted the posts");
    var another = message(reader, "counted them once");
    await()
        .pollInSameThread()
        .untilAsserted(() ->
            assertThat(likeAnyOther(one, "I counted the posts twice."))
                .isEqualTo(likeAnyOther(another, "I counted them once.")));
    assertThat(menu(message(reader, "counted the posts")))
        .contains("Report to the moderators")
        .doesNotContain("Edit");
    Chromium.picture(reader, "pseudonym-seen");
    for (var again : List.of(false, true)) {
      if (again) {
        writer.reload();
      }
      var own = message(writer, "counted the posts");
      assertThat(own).containsText("your pseudonym – only you see this");
      assertThat(menu(own))
          .contains("Edit", "Take back")
          .doesNotContain("Report to the moderators");
      assertThat(message(writer, "counted them once")).not().containsText("your pseudonym");
    }
  }

  /** What a page asks for and is told. */
  private static final class Told {
    private final List<String> asked = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    private Told(Page page) {
      page.onRequest(request -> asked.add(request.url() + " " + request.postData()));
      page.onWebSocket(line -> line.onFrameReceived(frame -> hear(frame.text())));
      page.route("**/api/**", this::answer);
    }

    /** Keeps all frames but who is about in the alliance, who has chosen to be seen there. */
    private void hear(String frame) {
      if (!frame.contains("\ndestination:/alliance/")) {
        answers.add(frame);
      }
    }

    /** Keeps all answers but the list of those who sit here, the same whoever speaks. */
    private void answer(Route route) {
      var answer = route.fetch();
      if (!route.request().url().endsWith("/people")) {
        answers.add(answer.text());
      }
      route.fulfill(new Route.FulfillOptions().setResponse(answer));
    }
  }

  private void betraysNobody(Page reader, Told told) {
    var page = (String) reader.locator("html").evaluateAll(EVERYTHING);
    assertThat(page).contains("counted the posts", "\"person\":null", "class=\"initials\"");
    for (var trait : TRAITS) {
      assertThat(page).as("the page").doesNotContainPattern(trait);
      assertThat(told.asked).as("asked").noneMatch(trait.asPredicate());
      assertThat(told.answers).as("told").noneMatch(trait.asPredicate());
    }
  }

  /** The message with what differs in any two of them taken out. */
  private static String likeAnyOther(Locator message, String words) {
    var name = message.locator(".name").innerText();
    var initials = message.locator(".initials").innerText();
    return ((String) message.evaluateAll(EVERYTHING))
        .replace(words, "WORDS")
        .replace(name, "NAME")
        .replace(">" + initials + "<", ">INITIALS<")
        .replace("\"" + initials + "\"", "\"INITIALS\"")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
        .replaceAll("\\d\\d:\\d\\d(:\\d\\d)?", "TIME")
        .replaceAll("message [23]\\b", "message NUMBER")
        .replaceAll("#[23]\\b", "#NUMBER")
        .replaceAll("\"(number|revision)\":\\d+", "\"$1\":0");
  }

  /** What can be done with a message. */
  private static List<String> menu(Locator message) {
    Chromium.press(message, message.locator(".tools > button").last());
    assertThat(message.locator(".menu button").first()).isVisible();
    var offered = message.locator(".menu button").allInnerTexts();
    message.page().keyboard().press("Escape");
    return offered;
  }

  /** Two letters are initials as a word, not within an address that was made at random. */
  private static final List<Pattern> TRAITS =
      Stream.of(
              "(?i)qwisling",
              "(?i)zubayda",
              "(?i)(?<![\\w+/-])z\\W?q(?![\\w+/=-])",
              "(?i)/portrait",
              "(?i)tidal",
              "(?i)lagoons",
              "(?i)\"KI\"")
          .map(Pattern::compile)
          .toList();

  /** Somebody with a portrait and everything else by which a person is known. */
  private Person newPeer() throws IOException {
    var id = new PersonId("qwisling");
    people.pretend(
        new Profile(
            id,
            "Zubayda Qwisling",
            null,
            "KI",
            "Directorate of Lagoons",
            "Tidal auditor",
            Seniority.SENIOR,
            List.of("en"),
            ZoneId.of("Pacific/Tarawa"),
            Locale.ENGLISH,
            List.of("Lagoons"),
            true,
            true),
        false);
    try (var picture = Files.newInputStream(Path.of("src", "site", "pictures", "phone.png"))) {
      portraits.change(person(id.value()), picture);
    }
    alliances.admit(alliances.enter(person("pema"), ALLIANCE), id, Role.PEER);
    return person(id.value());
  }

  private Page signedIn(Person person) {
    var page = chromium.stranger(1280, 800, ColorScheme.LIGHT);
    var token = signIns.begin(person.id(), "a test");
    page.context()
        .addCookies(
            visitors.cookies(token, new MockHttpServletRequest()).stream()
                .map(cookie ->
                    new Cookie(cookie.getName(), cookie.getValue())
                        .setUrl("http://localhost:" + port))
                .toList());
    return page;
  }

  private void open(Page page, Chair chair, ThreadId thread) {
    var path = "/a/" + ALLIANCE + "/r/" + chair.room().id() + "/t/" + thread;
    page.navigate("http://localhost:" + port + path);
  }

  /** A room in which Khady keeps order. */
  private Chair room(String name, RoomKind kind) {
    return rooms.open(alliances.enter(person("khady"), ALLIANCE), kind, name, "For a test.");
  }

  private ThreadId thread(Chair chair, String question) {
    var key = "key-of-" + chair.room().id();
    return discussions.start(chair, new Title("A question"), Draft.of(key, question)).head().id();
  }

  private Person person(String id) {
    return people.onBehalfOf(new PersonId(id)).orElseThrow();
  }
}
