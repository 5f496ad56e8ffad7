package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.browser.Chromium.choose;
import static org.talanoa.browser.Chromium.message;
import static org.talanoa.browser.Chromium.messages;
import static org.talanoa.browser.Chromium.openThread;
import static org.talanoa.browser.Chromium.say;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Relocation;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Grounds;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.SignIns;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.text.Title;

/** Speaking safely, each person in a real browser: pseudonyms, approval, unmasking, positions. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SafeSpaceTest extends Browsing {
  private static final String ALLIANCE = "/a/public-sector-reform";
  private static final String AMINA = "Amina Diallo";

  private final People people;
  private final SignIns signIns;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Discussions discussions;
  private final Relocation relocation;
  private final Cases cases;

  @Autowired
  SafeSpaceTest(
      People people,
      SignIns signIns,
      Alliances alliances,
      Rooms rooms,
      Discussions discussions,
      Relocation relocation,
      Cases cases) {
    this.people = people;
    this.signIns = signIns;
    this.alliances = alliances;
    this.rooms = rooms;
    this.discussions = discussions;
    this.relocation = relocation;
    this.cases = cases;
  }

  @Test
  void underAPseudonymNothingButThePseudonymIsSeen() {
    var chair = room("Spoken softly", RoomKind.CLOSED);
    thread(chair, "What nobody asks", "What do you not dare to ask?");
    var frames = Collections.synchronizedList(new ArrayList<String>());
    var amina = chromium.visitor("peer");
    amina.onWebSocket(line -> line.onFrameSent(frame -> frames.add(frame.text())));
    openThread(amina, "Spoken softly", "What nobody asks");
    var pema = chromium.visitor("organiser");
    openThread(pema, "Spoken softly", "What nobody asks");

    var pseudonym = amina.locator("talanoa-composer .speaker label").last();
    pseudonym.locator("input").check();
    assertThat(amina.locator("talanoa-composer .speaker")).containsText("Only you see");
    var name = pseudonym.innerText().strip();
    amina.locator("talanoa-composer textarea").pressSequentially("I signed what I had not read");
    assertThat(kept(amina, "localStorage")).doesNotContain("had not read");
    assertThat(kept(amina, "sessionStorage")).contains("had not read");
    Chromium.picture(amina, "pseudonym-composer");
    assertThat(Chromium.complaints(amina)).isEmpty();
    amina.keyboard().press("Control+Enter");

    var own = message(amina, "had not read");
    assertThat(own.locator(".name")).hasText(name);
    assertThat(own).containsText("your pseudonym – only you see this");
    assertThat(kept(amina, "localStorage")).doesNotContain("had not read");
    var seen = message(pema, "had not read");
    assertThat(seen.locator(".name")).hasText(name);
    assertThat(seen).not().containsText("your pseudonym");
    assertThat(pema.locator("talanoa-conversation")).not().containsText(AMINA);
    assertThat(pema.locator(".status")).isEmpty();
    assertThat(pema.locator("talanoa-threads .here")).hasCount(0);
    assertThat(frames).isNotEmpty().noneMatch(frame -> frame.contains("/typing"));

    choose(own, "Edit");
    amina.locator("talanoa-message .editor textarea").fill("I signed what I had not understood");
    amina.locator("talanoa-message .editor .primary").click();
    assertThat(message(pema, "had not understood").locator(".name")).hasText(name);
    amina.reload();
    assertThat(message(amina, "had not understood")).containsText("only you see this");
    assertThat(amina.locator("talanoa-composer .speaker .chosen")).hasText(name);

    amina.onDialog(question -> question.accept());
    choose(message(amina, "had not understood"), "Take back");
    assertThat(messages(pema).last()).containsText("took this message back");
    assertThat(pema.locator("talanoa-conversation")).not().containsText("had not understood");
  }

  @Test
  void aFileIsRefusedUnderAPseudonym() {
    var chair = room("No letterheads", RoomKind.CLOSED);
    thread(chair, "A draft decree", "Who has one?");
    var amina = chromium.visitor("peer");
    openThread(amina, "No letterheads", "A draft decree");
    var composer = amina.locator("talanoa-composer");
    composer
        .locator("input[type=file]")
        .setInputFiles(
            new FilePayload("decree.txt", "text/plain", "Art. 1".getBytes(StandardCharsets.UTF_8)));
    assertThat(composer.locator(".file")).containsText("decree.txt");

    composer.locator(".speaker input").last().check();
    say(amina, "Here is ours.");

    assertThat(composer.locator(".problem")).containsText("may say within who made it");
    assertThat(composer.locator("input[type=file]")).hasCount(0);
    assertThat(messages(amina)).hasCount(1);
    composer.locator(".file button").click();
    say(amina, "Here is ours.");
    assertThat(messages(amina).last()).containsText("Here is ours.");
    assertThat(messages(amina).last()).not().containsText("decree.txt");
  }

  @Test
  void whoIsNamedWhereNobodyIsToBeNamedIsPointedOutAndCanBeSaid() {
    var chair = room("No names", RoomKind.CHATHAM_HOUSE);
    arrange(chair, false, true);
    thread(chair, "A dinner", "How did it end?");
    var amina = chromium.visitor("peer", 390, 844, ColorScheme.DARK);
    openThread(amina, "No names", "A dinner");

    say(amina, "Claudine Uwase left before the soup.");

    var hints = amina.locator("talanoa-composer .hints");
    assertThat(hints).containsText("This may identify somebody");
    assertThat(hints.locator("mark").first()).containsText("Claudine Uwase");
    Chromium.picture(amina, "hint-phone");
    assertThat(Chromium.complaints(amina)).isEmpty();
    assertThat(messages(amina)).hasCount(1);
    hints.locator("button").first().click();
    assertThat(hints).hasCount(0);
    say(amina, "Claudine Uwase left before the soup, and came back.");
    hints.locator("button").filter(text("all the same")).click();
    assertThat(messages(amina).last()).containsText("before the soup, and came back");
  }

  @Test
  void theKeyboardIsEnoughToSpeakUnderAPseudonym() {
    var chair = room("By hand", RoomKind.CLOSED);
    thread(chair, "A small question", "Who has one?");
    var amina = chromium.visitor("peer");
    openThread(amina, "By hand", "A small question");
    var keys = amina.keyboard();
    amina.onDialog(question -> question.accept());

    keys.press("c");
    assertThat(amina.locator("talanoa-composer textarea")).isFocused();
    keys.press("Shift+Tab");
    keys.press("ArrowDown");
    assertThat(amina.locator("talanoa-composer .speaker label").last())
        .hasClass(Pattern.compile("chosen"));
    keys.press("Tab");
    keys.type("Who reads the minutes?");
    keys.press("Control+Enter");
    assertThat(messages(amina).last()).containsText("only you see this");

    keys.press("Escape");
    keys.press("e");
    assertThat(amina.locator("talanoa-message .editor textarea")).isFocused();
    keys.press("End");
    keys.type(" And who writes them?");
    keys.press("Tab");
    keys.press("Enter");
    assertThat(messages(amina).last()).containsText("And who writes them?");
    amina.locator("[data-number]").last().focus();
    keys.press("m");
    keys.press("Tab");
    keys.press("Tab");
    assertThat(amina.locator("talanoa-message .menu button:focus")).hasText("Take back");
    keys.press("Enter");
    assertThat(messages(amina).last()).containsText("took this message back");
  }

  @Test
  void aMessageWaitsAndIsLetInOrTurnedAway() {
    var chair = room("Slowly", RoomKind.CLOSED);
    thread(chair, "One at a time", "Who begins?");
    arrange(chair, true, false);
    var amina = chromium.visitor("peer");
    openThread(amina, "Slowly", "One at a time");
    var pema = chromium.visitor("organiser");
    openThread(pema, "Slowly", "One at a time");

    say(amina, "I would begin with the archive.");
    var waiting = amina.locator("talanoa-conversation .pending");
    assertThat(waiting).containsText("waits until a moderator has looked at it");
    say(amina, "And with the archivist's chair.");
    assertThat(waiting).hasCount(2);
    Chromium.picture(amina, "waiting-author");
    assertThat(Chromium.complaints(amina)).isEmpty();
    assertThat(messages(pema)).hasCount(1);
    assertThat(pema.locator("talanoa-conversation .pending")).hasCount(0);

    var khady = chromium.visitor("moderator");
    go(khady, ALLIANCE + "/r/" + chair.room().id() + "/moderation");
    var archive = khady.locator(".tal-case").filter(text("with the archive."));
    archive.locator(".tal-button").filter(text("Let it in")).first().click();
    assertThat(pema.locator("[data-number='2']")).containsText("begin with the archive");
    assertThat(amina.locator("[data-number='2']")).containsText("begin with the archive");
    assertThat(waiting).hasCount(1);
    var chairs = khady.locator(".tal-case").filter(text("archivist's chair"));
    assertThat(khady.locator(".tal-case")).hasCount(1);
    chairs.locator("summary").click();
    chairs.locator("textarea").fill("He reads here too.");
    khady.keyboard().press("Tab");
    chairs.locator(".tal-form .tal-button").click();
    assertThat(khady.locator(".tal-calm")).containsText("Nothing waits");

    go(amina, "/notices");
    var told = amina.locator(".tal-case").filter(text("was not let in"));
    assertThat(told).containsText("He reads here too.");
    openThread(amina, "Slowly", "One at a time");
    assertThat(messages(amina)).hasCount(2);
    assertThat(amina.locator("talanoa-conversation .pending")).hasCount(0);
    assertThat(messages(pema)).hasCount(2);
  }

  @Test
  void twoLearnTheNameAndAThirdKeeperDoesNot() {
    var chair = room("Three keepers", RoomKind.CLOSED);
    var room = chair.room().id();
    for (var keeper : List.of("pema", "lupe")) {
      Seated.in(rooms, chair, person(keeper), true);
    }
    var draft = Draft.of("key-of-a-hurt", "She got the post as everybody knows how.").veiled();
    var said =
        discussions
            .start(rooms.speak(person("amina"), room), new Title("A post"), draft)
            .messages()
            .getFirst();
    cases.report(
        rooms.enter(person("tashi"), room), said.thread(), 1, Grounds.DISRESPECT, "", true);
    var path = ALLIANCE + "/r/" + room + "/case/" + cases.waiting(chair).getFirst().id();
    var khady = chromium.visitor("moderator");
    var pema = chromium.visitor("organiser", 390, 844, ColorScheme.DARK);
    var lupe = signedIn("lupe");

    go(khady, path);
    khady.locator("summary").filter(text("Find out who wrote this")).click();
    khady
        .getByLabel("Why does the name have to be known?")
        .fill("The person written about is threatened and has to be protected.");
    khady.keyboard().press("Tab");
    khady.locator(".tal-button").filter(text("Ask for the name")).click();
    assertThat(khady.locator(".tal-decide").first()).containsText("You asked who wrote this");
    assertThat(khady.locator("main")).not().containsText(AMINA);
    go(pema, path);
    assertThat(pema.locator("main")).not().containsText(AMINA);
    pema.locator(".tal-decide").first().scrollIntoViewIfNeeded();
    Chromium.picture(pema, "unmasking-phone");
    assertThat(Chromium.complaints(pema)).isEmpty();
    pema.getByLabel("Your own words").fill("I have read it and agree.");
    pema.keyboard().press("Tab");
    pema.locator(".tal-button").filter(text("Agree")).first().click();

    assertThat(pema.locator(".tal-known")).containsText("Written by " + AMINA);
    khady.reload();
    assertThat(khady.locator(".tal-known")).containsText("Written by " + AMINA);
    go(lupe, path);
    assertThat(lupe.locator(".tal-said.about")).containsText("She got the post");
    assertThat(lupe.locator(".tal-known")).hasCount(0);
    assertThat(lupe.locator("main")).not().containsText(AMINA);
    go(lupe, ALLIANCE + "/r/" + room + "/trail");
    assertThat(lupe.locator(".tal-trail")).not().containsText(AMINA);
    var amina = chromium.visitor("peer");
    go(amina, "/notices");
    assertThat(amina.locator(".tal-case").filter(text("has to be protected")))
        .containsText("Two people know now that you wrote");
  }

  @Test
  void aThreadIsSplitAndMergedWhileOthersLook() {
    var chair = room("Two rivers", RoomKind.CLOSED);
    var room = chair.room().id();
    var first = thread(rooms.speak(person("amina"), room), "One river", lines(1, 8));
    var other = thread(chair, "Another river", "The delta.");
    cases.report(rooms.enter(person("tashi"), room), first.id(), 5, Grounds.OFF_TOPIC, "", true);
    var path = "/t/" + first.id();
    var amina = chromium.visitor("peer");
    openThread(amina, "Two rivers", "One river");
    var pema = chromium.visitor("organiser", 390, 844, ColorScheme.DARK);
    openThread(pema, "Two rivers", "One river");

    var khady = chromium.visitor("moderator");
    go(khady, ALLIANCE + "/r/" + room + "/case/" + cases.waiting(chair).getFirst().id());
    khady.getByLabel("What is to be done?").selectOption("split");
    khady.getByLabel("Title of the new thread").fill("A spring");
    khady.keyboard().press("Tab");
    khady.getByLabel("Why?").first().fill("It is about something else.");
    khady.keyboard().press("Tab");
    khady.locator(".tal-decide .tal-button").click();

    for (var page : List.of(amina, pema)) {
      assertThat(page.locator("[data-number='5']")).containsText("was moved to another thread");
      assertThat(page.locator("[data-number='8']")).containsText("was moved to another thread");
      assertThat(page.locator("[data-number='5']")).not().containsText("former member");
      assertThat(page.locator("[data-number='4']")).containsText("line 4 of");
    }
    Chromium.picture(pema, "moved-phone");
    assertThat(Chromium.complaints(pema)).isEmpty();
    pema.locator("[data-number='5'] .gone button").click();
    assertThat(pema.locator("talanoa-conversation h1")).hasText("A spring");
    assertThat(messages(pema)).hasCount(4);
    follow(amina, ALLIANCE + "/r/" + room + path + "#5", "A spring", "line 5 of");

    relocation.merge(chair, head(chair, "A spring").id(), other.id());

    assertThat(pema.locator("talanoa-conversation .notice").first())
        .containsText("goes on elsewhere");
    assertThat(messages(pema).first()).containsText("was moved to another thread");
    follow(amina, ALLIANCE + "/r/" + room + path + "#5", "Another river", "line 5 of");
    for (var number = 5; number <= 8; number++) {
      assertThat(messages(amina).filter(text("line " + number + " of"))).hasCount(1);
    }
    assertThat(messages(amina)).hasCount(5);
  }

  private static void sayWhy(Page page, String reason) {
    var dialog = page.locator("talanoa-conversation dialog");
    dialog.locator("textarea").fill(reason);
    dialog.locator("button.primary").click();
  }

  @Test
  void aSeniorStandsBehindAnotherAndPositionsAreHidden() {
    var chair = room("Level ground", RoomKind.CLOSED);
    thread(chair, "A bad figure", "Which figure is wrong?");
    var pema = chromium.visitor("organiser");
    openThread(pema, "Level ground", "A bad figure");
    pema.locator("talanoa-composer .speaker input").last().check();
    say(pema, "The 91 per cent is wrong.");
    var amina = chromium.visitor("peer");
    openThread(amina, "Level ground", "A bad figure");
    say(amina, "I have counted again.");
    var position = messages(pema).last().locator("header");
    assertThat(position).containsText("Head of the reform delivery unit");

    choose(message(amina, "91 per cent"), "I stand behind this");
    var behind = message(pema, "91 per cent").locator(".sponsor");
    assertThat(behind).containsText(AMINA + " stands behind this");
    assertThat(message(pema, "91 per cent")).containsText("only you see this");
    Chromium.picture(amina, "stands-behind");
    assertThat(Chromium.complaints(amina)).isEmpty();
    var khady = chromium.visitor("moderator");
    openThread(khady, "Level ground", "A bad figure");
    var asked = khady.locator("talanoa-conversation header.top button");
    asked.filter(text("Hide positions")).click();
    sayWhy(khady, "Figures have no rank.");
    assertThat(pema.locator("talanoa-conversation .notice"))
        .containsText("Who holds which position is hidden");
    assertThat(position).not().containsText("Head of the reform delivery unit");
    amina.reload();
    assertThat(messages(amina).last().locator("header")).not().containsText("Head of the reform");
    Chromium.picture(khady, "rank-hidden");
    assertThat(Chromium.complaints(khady)).isEmpty();
    go(khady, ALLIANCE + "/members");
    var listed = khady.locator(".tal-members li").filter(text(AMINA));
    assertThat(listed).containsText(AMINA);
    assertThat(listed).not().containsText("Head of the reform delivery unit");
    openThread(khady, "Level ground", "A bad figure");
    asked.filter(text("Show positions")).click();
    sayWhy(khady, "All have spoken.");
    assertThat(position).containsText("Head of the reform delivery unit");
    choose(message(amina, "91 per cent"), "I do not stand behind this");
    assertThat(behind).hasCount(0);
  }

  @Order(1)
  @Test
  void whatTheDemonstrationShowsOfIt() {
    var title = "The list that I carry";
    for (var look : Sample.of(List.of(Look.DESKTOP, Look.PHONE_DARK), 1)) {
      var amina = chromium.visitor("peer", look);
      openThread(amina, "Pay, posts and people", title);
      assertThat(message(amina, "I take another name")).containsText("only you see this");
      message(amina, "I take another name").scrollIntoViewIfNeeded();
      Chromium.picture(amina, "pseudonyms-" + look);
      assertThat(Chromium.complaints(amina)).isEmpty();
      choose(message(amina, "blue gate"), "Report");
      assertThat(amina.locator("dialog .report")).isVisible();
      Chromium.picture(amina, "report-" + look);
      assertThat(Chromium.complaints(amina)).isEmpty();
      amina.context().close();
    }

    var khady = chromium.visitor("moderator");
    openThread(khady, "Pay, posts and people", title);
    assertThat(khady.locator("talanoa-conversation")).not().containsText("only you see this");
    assertThat(khady.locator(".tal-side")).isVisible();
    go(khady, ALLIANCE + "/moderation");
    var waiting = khady.locator(".tal-case").filter(text("blue gate"));
    assertThat(waiting).containsText("Reported by 2 people");
    Chromium.picture(khady, "keeping-order");
    assertThat(Chromium.complaints(khady)).isEmpty();
    waiting.locator("a.tal-button").click();
    assertThat(khady.locator(".tal-said.about")).containsText("blue gate");
    Chromium.picture(khady, "a-case");
    assertThat(Chromium.complaints(khady)).isEmpty();

    var pema = chromium.visitor("organiser");
    go(pema, ALLIANCE);
    var card = pema.locator("main a.tal-card").filter(text("Under pressure"));
    assertThat(card).containsText("Read the norms first");
    card.click();
    assertThat(pema.locator("main h1")).containsText("The norms of");
    Chromium.picture(pema, "norms-first");
    assertThat(Chromium.complaints(pema)).isEmpty();
  }

  private void go(Page page, String path) {
    page.navigate("http://localhost:" + port + path);
    assertThat(page.locator("main h1").first()).isVisible();
  }

  /** Follows a link to a message, as from a letter, to where it stands now. */
  private void follow(Page page, String link, String thread, String words) {
    page.navigate("about:blank");
    page.navigate("http://localhost:" + port + link);
    assertThat(page.locator("talanoa-conversation h1")).hasText(thread);
    assertThat(page.locator(".row.marked")).containsText(words);
  }

  /** A page of somebody who is none of the demonstration's visitors. */
  private Page signedIn(String id) {
    var page = chromium.stranger(1280, 800, ColorScheme.LIGHT);
    var token = signIns.begin(new PersonId(id), "a test");
    page.context()
        .addCookies(List.of(new Cookie("talanoa", token).setUrl("http://localhost:" + port)));
    return page;
  }

  /** Everything in a store of this page. */
  private static String kept(Page page, String store) {
    return (String) page.evaluate("store => JSON.stringify(window[store])", store);
  }

  /** A room in which Khady keeps order and three others sit. */
  private Chair room(String name, RoomKind kind) {
    var membership = alliances.enter(person("khady"), new AllianceId("public-sector-reform"));
    var chair = rooms.open(membership, kind, name, "For a test.");
    for (var peer : List.of("amina", "pema", "tashi")) {
      Seated.in(rooms, chair, person(peer));
    }
    return chair;
  }

  private void arrange(Chair chair, boolean approveFirst, boolean namingForbidden) {
    var manner = chair.room().manner();
    rooms.arrange(
        chair,
        new Manner(
            manner.rankHidden(),
            manner.slow(),
            approveFirst,
            namingForbidden,
            manner.retention(),
            manner.formerWords()));
  }

  private ThreadHead thread(Voice by, String title, String... words) {
    var key = "key-of-" + title.replace(' ', '-').toLowerCase(Locale.ROOT);
    var started = discussions.start(by, new Title(title), Draft.of(key, words[0]));
    for (var i = 1; i < words.length; i++) {
      discussions.post(by, started.head().id(), Draft.of(key + "-" + i, words[i]));
    }
    return started.head();
  }

  private static String[] lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> "This is line " + number + " of it.")
        .toArray(String[]::new);
  }

  private ThreadHead head(Chair chair, String title) {
    for (var head : discussions.threads(chair)) {
      if (head.title().equals(title)) {
        return head;
      }
    }
    throw new AssertionError("no thread " + title);
  }

  private Person person(String id) {
    return people.onBehalfOf(new PersonId(id)).orElseThrow();
  }
}
