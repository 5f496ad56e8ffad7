package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.browser.Chromium.messages;
import static org.talanoa.browser.Chromium.openThread;
import static org.talanoa.browser.Chromium.say;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Attachments;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Posting;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Grounds;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.testing.Seated;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** A whole case, each person in a real browser: reported, decided, appealed, answered, audited. */
class OrderTest extends Browsing {
  private static final String ALLIANCE = "/a/public-sector-reform";

  private final Alliances alliances;
  private final Rooms rooms;
  private final People people;
  private final Discussions discussions;
  private final Posting posting;
  private final Attachments attachments;
  private final Cases cases;

  @Autowired
  OrderTest(
      Alliances alliances,
      Rooms rooms,
      People people,
      Discussions discussions,
      Posting posting,
      Attachments attachments,
      Cases cases) {
    this.alliances = alliances;
    this.rooms = rooms;
    this.people = people;
    this.discussions = discussions;
    this.posting = posting;
    this.attachments = attachments;
    this.cases = cases;
  }

  private void go(Page page, String path) {
    page.navigate("http://localhost:" + port + path);
    assertThat(page.locator("main h1").first()).isVisible();
  }

  /** What the menu of a message does. */
  private static void report(Page page, String grounds, String words) {
    var parts = page.url().replaceFirst("[#?].*", "").split("/");
    var number = messages(page).last().evaluate("message => message.message.number");
    var status =
        page.evaluate(
            """
            async ([room, report]) => {
              const token = document.cookie.match(/talanoa-csrf=([^;]*)/)[1];
              const headers = {'Content-Type': 'application/json', 'X-Talanoa-Token': token};
              const body = JSON.stringify(report);
              const path = '/api/rooms/' + room + '/reports';
              return (await fetch(path, {method: 'POST', headers, body})).status;
            }
            """,
            List.of(
                parts[6],
                Map.of(
                    "thread",
                    parts[8],
                    "number",
                    number,
                    "grounds",
                    grounds,
                    "words",
                    words,
                    "anonymous",
                    true)));
    assertThat(status).isEqualTo(204);
  }

  private static void fill(Page page, String label, String words) {
    page.getByLabel(label).first().fill(words);
    page.keyboard().press("Tab");
  }

  @Test
  void aWholeCase() {
    var peer = chromium.visitor("peer");
    openThread(peer, "The open floor", "Performance agreements");
    say(peer, "Whoever believes in agreements has never run a ministry.");
    assertThat(messages(peer).last()).containsText("never run a ministry");
    var observer = chromium.visitor("observer");
    openThread(observer, "The open floor", "Performance agreements");
    assertThat(messages(observer).last()).containsText("never run a ministry");
    report(observer, "disrespect", "This is not how we talk here.");

    var moderator = chromium.visitor("moderator");
    go(moderator, ALLIANCE);
    moderator.locator("a.tal-button").filter(text("Keeping order")).click();
    var waiting = moderator.locator(".tal-case").filter(text("never run a ministry"));
    assertThat(waiting).containsText("Reported once: disrespect");
    Chromium.picture(moderator, "queue");
    assertThat(Chromium.complaints(moderator)).isEmpty();
    waiting.locator("a.tal-button").click();
    assertThat(moderator.locator(".tal-said.about")).containsText("never run a ministry");
    assertThat(moderator.locator("main")).not().containsText("Observer");
    assertThat(moderator.locator("main")).containsText("Somebody who does not want to be named");
    Chromium.picture(moderator, "case");
    assertThat(Chromium.complaints(moderator)).isEmpty();
    moderator.getByLabel("What is to be done?").selectOption("hide");
    assertThat(moderator.locator(".tal-decide")).containsText("shown to nobody but those");
    fill(moderator, "Why?", "It makes fun of people who try.");
    moderator.locator(".tal-decide .tal-button").filter(text("Decide")).click();
    assertThat(moderator.locator(".tal-said.about")).containsText("Hidden");
    assertThat(moderator.locator(".tal-lines").filter(text("Hide the message"))).isVisible();
    assertThat(messages(peer).last()).containsText("hidden");

    go(peer, ALLIANCE);
    peer.locator("a.tal-due[href='/notices']").click();
    assertThat(peer.locator(".tal-case").first()).containsText("A message of yours was hidden");
    assertThat(peer.locator("main")).not().containsText("never run a ministry");
    Chromium.picture(peer, "notices");
    assertThat(Chromium.complaints(peer)).isEmpty();
    peer.locator("summary").filter(text("Appeal")).click();
    fill(peer, "Why should it be decided otherwise?", "It was a joke about myself.");
    peer.locator(".tal-button").filter(text("Send the appeal")).click();
    assertThat(peer.locator("main")).containsText("the answer comes here");
    go(observer, "/notices");
    assertThat(observer.locator("main")).containsText("Decided: Hide the message");

    var organiser = chromium.visitor("organiser");
    go(organiser, ALLIANCE + "/moderation");
    assertThat(organiser.locator(".tal-case")).containsText("An appeal waits for an answer");
    organiser.locator(".tal-case a.tal-button").click();
    assertThat(organiser.locator(".tal-decide")).containsText("a joke about myself");
    Chromium.picture(organiser, "appeal");
    assertThat(Chromium.complaints(organiser)).isEmpty();
    organiser.getByLabel("Your answer").selectOption("reverse");
    fill(organiser, "Why?", "So it was; we read it wrongly.");
    organiser.locator(".tal-button").filter(text("Answer the appeal")).click();
    assertThat(organiser.locator("main")).containsText("it was taken back");
    go(peer, "/notices");
    assertThat(peer.locator(".tal-case").first()).containsText("It was taken back");
    openThread(peer, "The open floor", "Performance agreements");
    assertThat(messages(peer).last()).containsText("never run a ministry");

    organiser.locator(".tal-back").first().click();
    assertThat(organiser.locator(".tal-calm")).containsText("Nothing waits");
    Chromium.picture(organiser, "calm");
    organiser.locator("a").filter(text("Audit trail")).click();
    assertThat(organiser.locator(".tal-trail > li").nth(2)).isVisible();
    assertThat(organiser.locator(".tal-trail")).not().containsText("Amina");
    Chromium.picture(organiser, "trail");
    assertThat(Chromium.complaints(organiser)).isEmpty();
  }

  @Test
  void onAPhoneAndInTheDark() {
    var peer = chromium.visitor("peer");
    openThread(peer, "The open floor", "Which came first");
    say(peer, "Ask the driver of the minister, he lives behind the market.");
    assertThat(messages(peer).last()).containsText("behind the market");
    var observer = chromium.visitor("observer");
    openThread(observer, "The open floor", "Which came first");
    assertThat(messages(observer).last()).containsText("behind the market");
    report(observer, "identifies-somebody", "");

    var moderator = chromium.visitor("moderator", 390, 844, ColorScheme.DARK);
    go(moderator, ALLIANCE + "/moderation");
    Chromium.picture(moderator, "queue-phone");
    assertThat(Chromium.complaints(moderator)).isEmpty();
    moderator
        .locator(".tal-case")
        .filter(text("behind the market"))
        .locator("a.tal-button")
        .click();
    assertThat(moderator.locator(".tal-said.about")).containsText("behind the market");
    Chromium.picture(moderator, "case-phone");
    assertThat(Chromium.complaints(moderator)).isEmpty();
    moderator.getByLabel("What is to be done?").selectOption("suspend-posting");
    moderator.getByLabel("For how long?").selectOption("PT72H");
    fill(moderator, "Why?", "It shows where somebody lives.");
    moderator.locator(".tal-decide").scrollIntoViewIfNeeded();
    Chromium.picture(moderator, "decide-phone");
    moderator.locator(".tal-decide .tal-button").click();
    assertThat(moderator.locator("main")).containsText("Suspend the author from writing (3 days)");
  }

  /** A room of the demonstration's alliance in which these keep order and Amina is a peer. */
  private Chair room(RoomKind kind) {
    var khady = people.onBehalfOf(new PersonId("khady")).orElseThrow();
    var membership =
        alliances.membership(khady, new AllianceId("public-sector-reform")).orElseThrow();
    var chair = rooms.open(membership, kind, "A room " + kind, "To try things.");
    for (var keeper : List.of("pema", "lupe")) {
      Seated.in(rooms, chair, person(keeper), true);
    }
    Seated.in(rooms, chair, person("amina"));
    return chair;
  }

  private Person person(String name) {
    return people.onBehalfOf(new PersonId(name)).orElseThrow();
  }

  @Test
  void twoFindOutWhoWroteItAndTheAuthorIsTold() {
    var chair = room(RoomKind.CHATHAM_HOUSE);
    var room = chair.room().id();
    var voice = rooms.speak(person("amina"), room);
    var draft = Draft.of("key-of-a-threat", "I know where she lives.").veiled();
    var said = discussions.start(voice, new Title("A threat"), draft).messages().getFirst();
    cases.report(
        rooms.enter(person("pema"), room), said.thread(), 1, Grounds.DISRESPECT, "", false);
    var path = ALLIANCE + "/r/" + room + "/case/" + cases.waiting(chair).getFirst().id();

    var khady = chromium.visitor("moderator");
    go(khady, path);
    khady.locator("summary").filter(text("Find out who wrote this")).click();
    fill(
        khady,
        "Why does the name have to be known?",
        "She is threatened at home and has to be warned.");
    khady.locator(".tal-button").filter(text("Ask for the name")).click();
    assertThat(khady.locator(".tal-decide").first()).containsText("You asked who wrote this");
    assertThat(khady.locator("main")).not().containsText("Amina");

    var pema = chromium.visitor("organiser");
    go(pema, path);
    assertThat(pema.locator(".tal-decide").first()).containsText("Khady Ndiaye asks who wrote");
    Chromium.picture(pema, "unmasking");
    assertThat(Chromium.complaints(pema)).isEmpty();
    fill(pema, "Your own words", "I have read the threat and agree.");
    pema.locator(".tal-button").filter(text("Agree")).first().click();
    assertThat(pema.locator(".tal-known")).containsText("Written by Amina Diallo");
    khady.reload();
    assertThat(khady.locator(".tal-known")).containsText("Written by Amina Diallo");
    assertThat(cases.waiting(rooms.chair(person("lupe"), room)).toString()).doesNotContain("amina");

    var amina = chromium.visitor("peer");
    go(amina, "/notices");
    assertThat(amina.locator(".tal-case").first()).containsText("Khady Ndiaye, Pema");
    assertThat(amina.locator(".tal-case").first()).containsText("She is threatened at home");
    go(khady, ALLIANCE + "/r/" + room + "/trail");
    assertThat(khady.locator(".tal-trail > li")).hasCount(2);
    assertThat(khady.locator(".tal-trail")).not().containsText("Amina");
  }

  @Test
  void whatHasToBeApprovedIsLetInAndShown() {
    var chair = room(RoomKind.CLOSED);
    var room = chair.room().id();
    rooms.arrange(chair, approved(chair.room().manner()));
    var poll = new Draft.Question("Who has seen it?", List.of("I have", "I have not"), false);
    var draft =
        new Draft(
            "key-of-a-waiting",
            Markdown.of("May I say this?"),
            Optional.empty(),
            List.of(),
            Optional.of(poll),
            true);
    posting.start(person("amina"), room, new Title("Something new"), draft);

    var khady = chromium.visitor("moderator");
    go(khady, ALLIANCE + "/r/" + room + "/moderation");
    assertThat(khady.locator(".tal-case")).containsText("May I say this?");
    assertThat(khady.locator("main")).not().containsText("Amina");
    assertThat(khady.locator(".tal-case .tal-quote")).containsText("I have not");
    Chromium.picture(khady, "waiting");
    assertThat(Chromium.complaints(khady)).isEmpty();
    khady.locator(".tal-button").filter(text("Let it in")).first().click();
    assertThat(khady.locator(".tal-calm")).containsText("Nothing waits");

    var amina = chromium.visitor("peer");
    go(amina, "/notices");
    assertThat(amina.locator(".tal-case").first()).containsText("was let in");
    amina.locator(".tal-case a").filter(text("Show the message")).first().click();
    assertThat(messages(amina).last()).containsText("May I say this?");
  }

  @Test
  void whatWaitsIsShownWithItsFiles() throws IOException {
    var chair = room(RoomKind.CLOSED);
    var room = chair.room().id();
    var voice = rooms.speak(person("amina"), room);
    var shot = Files.readAllBytes(Path.of("src/site/pictures/phone.png"));
    var picture = attachments.put(voice, "plan.png", new ByteArrayInputStream(shot));
    var notes =
        attachments.put(
            voice, "notes.txt", new ByteArrayInputStream("Ours.".getBytes(StandardCharsets.UTF_8)));
    rooms.arrange(chair, approved(chair.room().manner()));
    var draft =
        new Draft(
            "key-of-a-picture",
            Markdown.of("This is our plan."),
            Optional.empty(),
            List.of(picture.id(), notes.id()),
            Optional.empty(),
            false);
    posting.start(person("amina"), room, new Title("A plan"), draft);

    var khady = chromium.visitor("moderator", 390, 844, ColorScheme.DARK);
    go(khady, ALLIANCE + "/r/" + room + "/moderation");

    assertThat(khady.locator(".tal-files a")).hasCount(2);
    khady.waitForFunction("document.querySelector('.tal-files img')?.naturalWidth > 0");
    khady.locator(".tal-files").scrollIntoViewIfNeeded();
    Chromium.picture(khady, "waiting-files-phone");
    assertThat(Chromium.complaints(khady)).isEmpty();
    khady.locator(".tal-button").filter(text("Let it in")).first().click();
    assertThat(khady.locator(".tal-calm")).containsText("Nothing waits");
  }

  @Test
  void whatAKeeperDoesOutsideOfACaseHasAReasonAndIsTold() {
    var chair = room(RoomKind.CLOSED);
    var room = chair.room().id();
    var words = Draft.of("key-of-a-beginning", "Shall we begin?");
    var thread =
        discussions
            .start(rooms.speak(person("amina"), room), new Title("A beginning"), words)
            .head()
            .id();
    var khady = chromium.visitor("moderator");

    go(khady, ALLIANCE + "/r/" + room + "/t/" + thread);
    khady.onceDialog(prompt -> prompt.accept("A beginning, quietly"));
    khady.locator("talanoa-conversation header.top button[title='Change the title']").click();
    var dialog = khady.locator("talanoa-conversation dialog");
    dialog.locator("textarea").fill("It says what it is about.");
    dialog.locator("button.primary").click();
    assertThat(khady.locator("talanoa-conversation h1")).hasText("A beginning, quietly");
    khady.locator("talanoa-conversation header.top button").filter(text("Close thread")).click();
    dialog.locator("textarea").fill("It goes on in the other thread.");
    Chromium.picture(khady, "why");
    assertThat(Chromium.complaints(khady)).isEmpty();
    dialog.locator("button.primary").click();
    assertThat(khady.locator("talanoa-conversation header.top")).containsText("closed");

    go(khady, ALLIANCE + "/r/" + room + "/people");
    var amina = khady.locator(".tal-members > li").filter(text("Amina Diallo"));
    amina.locator("summary").filter(text("Their place here")).click();
    Chromium.picture(khady, "place");
    assertThat(Chromium.complaints(khady)).isEmpty();
    amina.locator(".tal-button").filter(text("Remove")).click();
    assertThat(khady.locator("[role=alert]")).isVisible();
    amina.getByLabel("Why?").fill("We have talked about it.");
    khady.keyboard().press("Tab");
    amina.locator(".tal-button").filter(text("Remove")).click();
    assertThat(khady.locator(".tal-members").first()).not().containsText("Amina Diallo");

    go(khady, ALLIANCE + "/r/" + room + "/trail");
    assertThat(khady.locator(".tal-trail > li")).hasCount(3);
    assertThat(khady.locator(".tal-trail > li").first()).containsText("#3");
    assertThat(khady.locator(".tal-trail")).not().containsText("Amina");
    Chromium.picture(khady, "trail-acts");
    assertThat(Chromium.complaints(khady)).isEmpty();

    var peer = chromium.visitor("peer", 390, 844, ColorScheme.DARK);
    go(peer, "/notices");
    assertThat(peer.locator(".tal-case").first()).containsText("Your seat in this room was taken");
    assertThat(peer.locator(".tal-case").nth(1)).containsText("A thread that you began was closed");
    assertThat(peer.locator(".tal-case").nth(2))
        .containsText("A thread that you began has another title now");
    Chromium.picture(peer, "notices-acts-phone");
    assertThat(Chromium.complaints(peer)).isEmpty();
    appealAgainstTheFirst(peer);

    go(khady, ALLIANCE + "/r/" + room + "/moderation");
    var own = khady.locator(".tal-case").filter(text("a seat was taken away"));
    assertThat(own).containsText("You decided this yourself");
    var pema = chromium.visitor("organiser");
    go(pema, ALLIANCE + "/moderation");
    var appeal = pema.locator(".tal-case").filter(text("a seat was taken away"));
    assertThat(appeal).containsText("I was on leave when it was said.");
    assertThat(appeal).containsText("We have talked about it.");
    appeal.locator("summary").click();
    appeal.getByLabel("Your answer").selectOption("reverse");
    appeal.getByLabel("Why?").fill("She was on leave.");
    pema.keyboard().press("Tab");
    Chromium.picture(pema, "appeal-act");
    assertThat(Chromium.complaints(pema)).isEmpty();
    appeal.locator(".tal-button").click();
    assertThat(appeal).hasCount(0);

    go(peer, "/notices");
    assertThat(peer.locator(".tal-case").first())
        .containsText("It was taken back: a seat was taken away");
    go(khady, ALLIANCE + "/r/" + room + "/people");
    assertThat(khady.locator(".tal-members").first()).containsText("Amina Diallo");
  }

  private static void appealAgainstTheFirst(Page peer) {
    var notice = peer.locator(".tal-case").first();
    notice.locator("summary").click();
    notice.locator("textarea").fill("I was on leave when it was said.");
    peer.keyboard().press("Tab");
    notice.locator(".tal-button").click();
    assertThat(notice).containsText("You have appealed");
  }

  private static Manner approved(Manner manner) {
    return new Manner(
        manner.rankHidden(),
        manner.slow(),
        true,
        manner.namingForbidden(),
        manner.retention(),
        manner.formerWords());
  }
}
