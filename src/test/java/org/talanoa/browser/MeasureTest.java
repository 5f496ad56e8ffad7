package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.browser.Chromium.message;
import static org.talanoa.browser.Chromium.messages;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.ThreadId;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Grounds;
import org.talanoa.moderation.Notices;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.text.Title;

/** What is decided in a case, and what its author and those who look on see of it. */
class MeasureTest extends Browsing {
  private static final AllianceId ALLIANCE = new AllianceId("public-sector-reform");
  private static final String AMINA = "Amina Diallo";

  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Discussions discussions;
  private final Cases cases;
  private final Notices notices;

  @Autowired
  MeasureTest(
      People people,
      Alliances alliances,
      Rooms rooms,
      Discussions discussions,
      Cases cases,
      Notices notices) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.discussions = discussions;
    this.cases = cases;
    this.notices = notices;
  }

  @Test
  void whatWasHiddenIsShownAgainToWhoeverLooks() {
    var chair = room("Hidden and shown");
    var thread = thread(by("amina", chair), "A minister", "He reads no page of it.", "Not one.");
    report(chair, thread, 1);
    var reader = chromium.visitor("organiser");
    go(reader, chair, "/t/" + thread);
    assertThat(messages(reader).first()).containsText("He reads no page");
    var khady = chromium.visitor("moderator");
    openCase(khady, chair);

    decide(khady, "hide", "It makes fun of somebody.");
    assertThat(khady.locator(".tal-said.about")).containsText("Hidden");
    assertThat(messages(reader).first()).containsText("hidden");
    assertThat(reader.locator("talanoa-conversation")).not().containsText("He reads no page");
    khady.locator("summary").filter(text("Decide something else")).click();
    khady.getByLabel("Why should it be looked at again?").fill("It is about an office.");
    khady.keyboard().press("Tab");
    khady.locator(".tal-button").filter(text("Open the case again")).click();
    assertThat(khady.getByLabel("What is to be done?")).not().containsText("Hide the message");
    khady.getByLabel("What is to be done?").selectOption("restore");
    assertThat(khady.locator(".tal-decide")).containsText("can read it again, whole");
    decide(khady, "restore", "It is about an office, and true.");

    assertThat(messages(reader).first()).containsText("He reads no page");
    assertThat(khady.locator(".tal-said.about")).not().containsText("Hidden");
    assertThat(khady.locator(".tal-lines").filter(text("Show the message again"))).isVisible();
    var later = chromium.visitor("organiser", 390, 844, ColorScheme.DARK);
    go(later, chair, "/t/" + thread);
    assertThat(messages(later).first()).containsText("He reads no page");
    var amina = chromium.visitor("peer");
    amina.navigate("http://localhost:" + port + "/notices");
    var told = amina.locator(".tal-case");
    assertThat(told.first()).containsText("A message of yours is shown again");
    assertThat(told.first()).containsText("It is about an office, and true.");
    assertThat(told.nth(1)).containsText("A message of yours was hidden");
    Chromium.picture(amina, "notices-restored");
    assertThat(Chromium.complaints(amina)).isEmpty();
    told.first().locator("a").filter(text("Show the message")).click();
    assertThat(amina.locator(".row.marked")).containsText("He reads no page");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsWarnedIsToldAndNobodyElseAndNoNameIsLearntByIt(boolean veiled) {
    var chair = room(veiled ? "Warned under a pseudonym" : "Warned by name");
    var thread = thread(chair, "A meeting", "How was it?");
    var words = "They sleep in every meeting.";
    var draft = Draft.of("key-of-a-warned-" + veiled, words);
    discussions.post(by("amina", chair), thread, veiled ? draft.veiled() : draft);
    report(chair, thread, 2);
    var khady = chromium.visitor("moderator");
    openCase(khady, chair);
    if (veiled) {
      assertThat(khady.locator("main")).not().containsText(AMINA);
    }

    khady.getByLabel("What is to be done?").selectOption("warn");
    assertThat(khady.locator(".tal-decide")).containsText("and nothing else happens");
    decide(khady, "warn", "We do not talk about others so.");

    assertThat(khady.locator(".tal-lines").filter(text("Warn the author"))).isVisible();
    var amina = chromium.visitor("peer", 390, 844, ColorScheme.DARK);
    amina.navigate("http://localhost:" + port + "/a/" + ALLIANCE);
    amina.locator("a.tal-due[href='/notices']").click();
    var told = amina.locator(".tal-case").filter(text(chair.room().name()));
    assertThat(told).hasCount(1);
    assertThat(told).containsText("This is a warning about a message of yours.");
    assertThat(told).containsText("We do not talk about others so.");
    assertThat(told.locator("summary").filter(text("Appeal"))).isVisible();
    Chromium.picture(amina, "notices-warned-phone");
    if (Sample.takes(veiled ? 1 : 0, 2)) {
      assertThat(Chromium.complaints(amina)).isEmpty();
    }
    told.locator("a").filter(text("Show the message")).click();
    assertThat(amina.locator(".row.marked")).containsText(words);
    if (veiled) {
      assertThat(amina.locator(".row.marked")).containsText("only you see this");
    }

    var pema = chromium.visitor("organiser");
    go(pema, chair, "/t/" + thread);
    assertThat(message(pema, words)).isVisible();
    assertThat(pema.locator("talanoa-conversation")).not().containsText("warn");
    assertThat(notices.of(person("pema")))
        .noneMatch(one -> one.thread().equals(Optional.of(thread)));
    assertThat(notices.of(person("tashi")).getFirst().measure()).isEqualTo("author");
    go(khady, chair, "/trail");
    assertThat(khady.locator(".tal-trail")).containsText("We do not talk about others so.");
    assertThat(khady.locator(".tal-trail")).not().containsText(AMINA);
    if (veiled) {
      go(khady, chair, "/moderation");
      assertThat(khady.locator("main h1").first()).isVisible();
      assertThat(khady.locator("main")).not().containsText(AMINA);
      openDecided(khady, chair);
      assertThat(khady.locator("main")).not().containsText(AMINA);
      assertThat(khady.locator(".tal-known")).hasCount(0);
    }
  }

  @Test
  void aThreadIsMergedByAKeeperWhileOthersLook() {
    var chair = room("One river of two");
    var first = thread(by("amina", chair), "A brook", "The spring.", "The mill.", "The bridge.");
    var other = thread(chair, "A river", "The delta.");
    report(chair, first, 2);
    var amina = chromium.visitor("peer");
    go(amina, chair, "/t/" + first + "#2");
    assertThat(messages(amina)).hasCount(3);
    var pema = chromium.visitor("organiser", 390, 844, ColorScheme.DARK);
    go(pema, chair, "/t/" + first);
    assertThat(messages(pema)).hasCount(3);
    var khady = chromium.visitor("moderator");
    openCase(khady, chair);

    khady.getByLabel("What is to be done?").selectOption("merge");
    khady.getByLabel("Into which thread?").selectOption(other.value());
    assertThat(khady.locator(".tal-decide")).containsText("Links still lead to them");
    decide(khady, "merge", "It is one talk.");

    assertThat(khady.locator(".tal-lines").filter(text("Merge into another thread"))).isVisible();
    assertThat(khady.locator(".tal-said.about")).containsText("The mill.");
    for (var page : List.of(amina, pema)) {
      var notice = page.locator("talanoa-conversation .notice").first();
      assertThat(notice).containsText("goes on elsewhere");
      for (var number = 1; number <= 3; number++) {
        assertThat(page.locator("[data-number='" + number + "']"))
            .containsText("was moved to another thread");
      }
      assertThat(page.locator("talanoa-conversation")).not().containsText("The mill.");
      assertThat(page.locator("talanoa-composer")).hasCount(0);
    }
    Chromium.picture(pema, "merged-phone");
    assertThat(Chromium.complaints(pema)).isEmpty();
    pema.locator("talanoa-conversation .notice a").first().click();
    assertThat(pema.locator("talanoa-conversation h1")).hasText("A river");
    assertThat(messages(pema)).hasCount(4);
    amina.locator("[data-number='3'] .gone button").click();
    assertThat(amina.locator("talanoa-conversation h1")).hasText("A river");
    assertThat(amina.locator(".row.marked")).containsText("The bridge.");
    for (var link : List.of("#1 The spring.", "#2 The mill.", "#3 The bridge.")) {
      amina.navigate("about:blank");
      go(amina, chair, "/t/" + first + link.substring(0, 2));
      assertThat(amina.locator("talanoa-conversation h1")).hasText("A river");
      assertThat(amina.locator(".row.marked")).containsText(link.substring(3));
    }
    assertThat(messages(amina)).hasCount(4);
    amina.navigate("http://localhost:" + port + "/notices");
    var told = amina.locator(".tal-case").filter(text("One river of two"));
    assertThat(told).containsText("went on in another one");
    told.locator("a").filter(text("Show the message")).click();
    assertThat(amina.locator(".row.marked")).containsText("The mill.");
  }

  private void openCase(Page keeper, Chair chair) {
    go(keeper, chair, "/case/" + cases.waiting(chair).getFirst().id());
    assertThat(keeper.locator(".tal-decide")).isVisible();
  }

  private void openDecided(Page keeper, Chair chair) {
    go(keeper, chair, "/case/" + cases.decided(chair).getFirst().id());
    assertThat(keeper.locator(".tal-said.about")).isVisible();
  }

  private static void decide(Page keeper, String measure, String reason) {
    keeper.getByLabel("What is to be done?").selectOption(measure);
    keeper.getByLabel("Why?").first().fill(reason);
    keeper.keyboard().press("Tab");
    keeper.locator(".tal-decide .tal-button").click();
    assertThat(keeper.locator(".tal-decide")).hasCount(0);
  }

  private void report(Chair chair, ThreadId thread, int number) {
    var tashi = rooms.enter(person("tashi"), chair.room().id());
    cases.report(tashi, thread, number, Grounds.DISRESPECT, "", true);
  }

  private void go(Page page, Chair chair, String way) {
    page.navigate("http://localhost:" + port + "/a/" + ALLIANCE + "/r/" + chair.room().id() + way);
  }

  /** A room in which Khady keeps order and three others sit. */
  private Chair room(String name) {
    var membership = alliances.enter(person("khady"), ALLIANCE);
    var chair = rooms.open(membership, RoomKind.CLOSED, name, "For a test.");
    for (var peer : List.of("amina", "pema", "tashi")) {
      Seated.in(rooms, chair, person(peer));
    }
    return chair;
  }

  private Voice by(String person, Chair chair) {
    return rooms.speak(person(person), chair.room().id());
  }

  private ThreadId thread(Voice by, String title, String... words) {
    var key = "key-of-" + by.room().id() + "-" + title.replace(' ', '-');
    var started = discussions.start(by, new Title(title), Draft.of(key, words[0]));
    for (var i = 1; i < words.length; i++) {
      discussions.post(by, started.head().id(), Draft.of(key + "-" + i, words[i]));
    }
    return started.head().id();
  }

  private Person person(String id) {
    return people.onBehalfOf(new PersonId(id)).orElseThrow();
  }
}
