package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.talanoa.discussion.Attachments;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.search.Found;
import org.talanoa.testing.Sample;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** Asking, narrowing what was found, and reading what was said around it. */
@TestPropertySource(properties = {"talanoa.meaning=on", "talanoa.extraction=on"})
class FindingTest extends Asking {
  /** So many answers stand on the first page. */
  private static final int FIRST_PAGE = 20;

  private final People people;
  private final Rooms rooms;
  private final Discussions discussions;
  private final Attachments attachments;

  @Autowired
  FindingTest(People people, Rooms rooms, Discussions discussions, Attachments attachments) {
    this.people = people;
    this.rooms = rooms;
    this.discussions = discussions;
    this.attachments = attachments;
  }

  @Test
  void aQuestionInOwnWordsIsAnsweredByWhatMeansTheSame() {
    var question = "how do you keep a reform alive when the minister changes";
    awaitAnswer(
        question, found -> found.hits().stream().limit(FIRST_PAGE).anyMatch(Found.Hit::byMeaning));
    var page = chromium.visitor("peer");
    ask(page, question);

    assertThat(page.locator(".tal-tag").first()).hasText("Similar in meaning");
    assertThat(Chromium.complaints(page)).isEmpty();
    Chromium.picture(page, "search-meaning");

    page.getByText("Only with these words").click();
    page.waitForURL(url -> url.contains("by=words"));
    assertThat(page.locator(".tal-tag")).hasCount(0);
  }

  @Test
  void whatWasSaidAroundItOpensInItsPlace() {
    var page = chromium.visitor("peer");
    ask(page, "payroll");
    var first = hits(page).first();
    var around = first.locator("talanoa-exchange");

    around.getByRole(AriaRole.BUTTON).focus();
    page.keyboard().press("Enter");

    assertThat(around.locator("li.found")).containsText("payroll");
    assertThat(around.getByRole(AriaRole.BUTTON)).hasAttribute("aria-expanded", "true");
    assertThat(Chromium.complaints(page)).isEmpty();
    Chromium.picture(page, "search-around");
    page.keyboard().press("Enter");
    assertThat(around.locator("li")).hasCount(0);
  }

  @Test
  void aFacetNarrowsTheAnswersAndTheAddressKeepsIt() {
    var page = chromium.visitor("peer");
    ask(page, "minister");
    assertThat(hits(page).first()).isVisible();
    var before = hits(page).count();
    var person = page.locator(".tal-answers aside div").nth(1).locator("li").first();
    var count = Integer.parseInt(person.locator(".tal-count").textContent());
    assertThat(count).isLessThan(before);

    person.locator("a").click();
    page.waitForURL(url -> url.contains("from%3A"));

    assertThat(hits(page)).hasCount(count);
    page.reload();
    assertThat(hits(page)).hasCount(count);
    page.getByText("Latest first").click();
    page.waitForURL(url -> url.contains("order=time"));
    assertThat(page.getByText("Latest first")).hasAttribute("aria-current", "true");
  }

  @Test
  void theBoxOffersWhatMayStandThereByKeyboardAlone() {
    var page = chromium.visitor("peer");
    ask(page, "");
    box(page).focus();
    page.keyboard().type("fr");
    assertThat(page.getByRole(AriaRole.OPTION)).hasCount(1);
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(box(page)).hasValue("from:");
    page.keyboard().type("tash");
    assertThat(page.getByRole(AriaRole.OPTION)).hasText("Tashi Wangmo");
    assertThat(Chromium.complaints(page)).isEmpty();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Tab");
    assertThat(box(page)).hasValue("from:\"Tashi Wangmo\" ");
    page.keyboard().press("Enter");

    page.waitForURL(url -> url.contains("q=from"));
    assertThat(hits(page).first()).containsText("Tashi Wangmo");
  }

  @Test
  void theEmptyPageSaysHowToAskAndWhereToBegin() {
    var page = chromium.visitor("peer");
    ask(page, "");
    Chromium.picture(page, "search-empty");
    page.getByText("How to ask more precisely").click();
    assertThat(page.getByText("country:Tonga")).isVisible();
    assertThat(Chromium.complaints(page)).isEmpty();
    page.locator("main h2:text-is('What peers have marked') + ul a").first().click();
    page.waitForURL(url -> url.contains("about%3A"));
    assertThat(hits(page).first()).isVisible();
    ask(page, "");

    page.getByText("Problem statements").click();

    page.waitForURL(url -> url.contains("is%3Aproblem"));
    assertThat(hits(page).first()).isVisible();
    var title = hits(page).first().locator("h3 a").textContent();
    hits(page).first().locator("h3 a").click();
    page.waitForURL(url -> url.contains("/problem/"));
    assertThat(page.locator("talanoa-problem h1")).hasText(title);
  }

  @Test
  void aPhoneShowsOneThingBelowTheOtherAndNothingTooWide() {
    var page = chromium.visitor("peer", 390, 844, ColorScheme.DARK);
    ask(page, "minister");
    assertThat(hits(page).first()).isVisible();

    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
    assertThat(Chromium.complaints(page)).isEmpty();
    Chromium.picture(page, "search-phone");
  }

  @Test
  void theWordsOfAFileAreFoundWithItsName() throws IOException {
    var amina = people.onBehalfOf(new PersonId("amina")).orElseThrow();
    var open =
        rooms.seats(amina).all().stream()
            .map(Seat::room)
            .filter(room -> room.kind() == RoomKind.OPEN)
            .findFirst()
            .orElseThrow();
    var voice = rooms.speak(amina, open.id());
    var minutes =
        """
        Third meeting of the working group on quays and ferries.

        The harbour master reported that the ferry timetable had not been printed since the change of \
        government. It was agreed that two of the members would ask the ministry, and that nobody would \
        wait for a circular. The lighthouse keepers have offered their printer.
        """;
    var file =
        attachments.put(
            voice,
            "minutes-of-the-third-meeting.txt",
            new ByteArrayInputStream(minutes.getBytes(StandardCharsets.UTF_8)));
    var draft =
        new Draft(
            "key-of-the-minutes",
            Markdown.of("Here is what we agreed on. Please say if I have forgotten anything."),
            Optional.empty(),
            List.of(file.id()),
            Optional.empty(),
            false);
    discussions.start(voice, new Title("Quays and ferries"), draft);
    awaitAnswer("ferry timetable", found -> found.hits().stream().anyMatch(FindingTest::isInFile));
    var page = chromium.visitor("peer");
    ask(page, "ferry timetable");

    var found = hits(page).first();
    assertThat(found.locator(".tal-in-file a")).hasText("minutes-of-the-third-meeting.txt");
    assertThat(found.locator(".tal-in-file mark").first())
        .hasText(Pattern.compile("ferry|ferries"));
    assertThat(found).containsText("Here is what we agreed on.");
    Chromium.picture(page, "search-file");
    var download = page.waitForDownload(() -> found.locator(".tal-in-file a").click());
    assertThat(Files.readString(download.path())).isEqualTo(minutes);

    var phone = chromium.visitor("peer", 390, 844, ColorScheme.DARK);
    ask(phone, "ferry timetable");
    assertThat(phone.locator(".tal-in-file")).isVisible();
    assertThat((Boolean) phone.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
    Chromium.picture(phone, "search-file-phone");
    for (var looked : Sample.of(List.of(page, phone), 0)) {
      assertThat(Chromium.complaints(looked)).isEmpty();
    }
  }

  private static boolean isInFile(Found.Hit hit) {
    return hit instanceof Found.MessageHit said && said.inFile().isPresent();
  }

  @Test
  void whoeverTypesAlmostRightIsHelped() {
    var page = chromium.visitor("peer");
    ask(page, "payrol");

    page.getByText("payroll", new Page.GetByTextOptions().setExact(true)).first().click();

    page.waitForURL(url -> url.contains("q=payroll"));
    assertThat(hits(page).first()).isVisible();
  }

  @Test
  void whoKnowsIsNamedAndAskedByOneClick() {
    var page = chromium.visitor("peer");
    ask(page, "minister");
    var known = page.locator(".tal-knowers");
    var name = known.locator(".tal-name").first().textContent();
    assertThat(Chromium.complaints(page)).isEmpty();
    known.evaluate("known => known.scrollIntoView({block: 'center'})");
    Chromium.picture(page, "search-knowers");

    known.getByText("Ask", new Locator.GetByTextOptions().setExact(true)).first().click();

    var composer = page.locator("talanoa-threads dialog talanoa-composer");
    assertThat(composer.locator("textarea")).hasValue(Pattern.compile("^@\\[.+]\\(person:.+"));
    assertThat(composer.locator("textarea").inputValue()).startsWith("@[" + name + "](person:");
    assertThat(composer.locator("input.heading")).hasValue("minister");
    composer.locator("textarea").focus();
    page.keyboard().press("Control+End");
    page.keyboard().type("How did you keep the reform alive when your minister changed?");
    assertThat(page.locator("talanoa-threads talanoa-related li").first()).isVisible();
    assertThat(Chromium.complaints(page)).isEmpty();
    Chromium.picture(page, "related-composing");
    forgetDraft(composer);
  }

  private static void forgetDraft(Locator composer) {
    composer.locator("input.heading").fill("");
    composer.locator("textarea").fill("");
  }

  @Test
  void besideAThreadStandsWhereElseItWasTalkedAboutByKeyboardAlone() {
    var page = chromium.visitor("peer");
    ask(page, "payroll");
    hits(page).first().locator("h3 a").click();
    var related = page.locator("talanoa-conversation talanoa-related");

    related.locator("summary").focus();
    page.keyboard().press("Enter");

    assertThat(related.locator("li").first()).isVisible();
    assertThat(Chromium.complaints(page)).isEmpty();
    Chromium.picture(page, "related");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.contains("#"));
  }

  @Test
  void aSearchIsKeptAndForgotten() {
    var page = chromium.visitor("peer");
    ask(page, "inspectors overtime");
    page.getByText("Keep this search").press("Enter");
    assertThat(page.getByText("what new fits it is told on your home page")).isVisible();
    assertThat(page.locator(".tal-keeping button")).isFocused();
    assertThat(Chromium.complaints(page)).isEmpty();
    ask(page, "allowance");
    page.getByText("Keep this search").click();
    assertThat(page.locator(".tal-keeping p")).isVisible();

    ask(page, "");
    assertThat(page.locator(".tal-kept a"))
        .hasText(new String[] {"allowance", "inspectors overtime"});
    assertThat(Chromium.complaints(page)).isEmpty();
    Chromium.picture(page, "search-kept");
    page.getByText("Keep it no more").first().press("Enter");

    assertThat(page.locator(".tal-kept a")).hasCount(1);
    assertThat(page.locator(".tal-kept a")).hasText("inspectors overtime");
    assertThat(page.getByText("Searches you keep")).hasCount(1);
    assertThat(page.locator("div:focus > .tal-kept")).hasCount(1);
    page.getByText("Keep it no more").press("Enter");
    assertThat(page.locator(".tal-kept")).hasCount(0);
    assertThat(page.getByText("Searches you keep")).hasCount(0);
  }
}
