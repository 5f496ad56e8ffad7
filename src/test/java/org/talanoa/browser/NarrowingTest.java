package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Tellings;
import org.talanoa.people.Erasure;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.search.Found;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.text.Title;

/** What the page says of a question: how it was understood, and how it may be asked otherwise. */
@TestPropertySource(properties = {"talanoa.meaning=off", "talanoa.extraction=off"})
class NarrowingTest extends Asking {
  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Discussions discussions;
  private final Tellings tellings;
  private final Erasure erasure;

  @Autowired
  NarrowingTest(
      People people,
      Alliances alliances,
      Rooms rooms,
      Discussions discussions,
      Tellings tellings,
      Erasure erasure) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.discussions = discussions;
    this.tellings = tellings;
    this.erasure = erasure;
  }

  private static Locator chips(Page page) {
    return page.locator(".tal-understood a");
  }

  private static void isFineAndFits(Page page, String picture) {
    assertThat(Chromium.complaints(page)).isEmpty();
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
    Chromium.picture(page, picture);
  }

  @Test
  void whatNarrowsIsSaidAndTakenAwayByKeyboardAlone() {
    var page = chromium.visitor("peer");
    ask(page, "minister after:2020 -nobody");
    assertThat(chips(page)).hasCount(2);
    assertThat(hits(page).first()).isVisible();
    var all = hits(page).count();
    var person = page.locator(".tal-answers aside div").nth(1).locator("li").first();
    var count = Integer.parseInt(person.locator(".tal-count").textContent());
    person.locator("a").click();
    page.waitForURL(url -> url.contains("from%3A"));

    assertThat(chips(page)).hasCount(3);
    assertThat(chips(page).last())
        .hasAttribute("aria-label", Pattern.compile("Take away: from: .+"));
    assertThat(hits(page)).hasCount(count);
    isFineAndFits(page, "search-understood");
    chips(page).last().focus();
    page.keyboard().press("Enter");

    page.waitForURL(url -> !url.contains("from%3A"));
    assertThat(hits(page)).hasCount(all);
    assertThat(chips(page)).hasCount(2);
  }

  @Test
  void whatWasNotUnderstoodIsToldOnAPhoneInTheDark() {
    var page = chromium.visitor("peer", 390, 844, ColorScheme.DARK);
    ask(
        page,
        "minister from:\"Tashi Wangmo\" before:2030-05 about:\"Working with unions\" \"two words\""
            + " is:story has:secrets before:yesterdayish about:nonsense");

    assertThat(chips(page)).hasCount(5);
    assertThat(chips(page).nth(1)).containsText("before");
    assertThat(page.locator(".tal-understood p")).containsText("has:secrets");
    assertThat(page.locator(".tal-understood p")).containsText("about:nonsense");
    isFineAndFits(page, "search-understood-phone");

    ask(page, "about:team in:\"The open floor\"");
    assertThat(hits(page).first()).isVisible();
    isFineAndFits(page, "search-kind-phone");
  }

  @Test
  void whoKnowsAndWhatNarrowsFitBesideEachOtherInTheDark() {
    for (var look : Sample.of(List.of(Look.DESKTOP_DARK, Look.PHONE), 0)) {
      var page = chromium.visitor("peer", look.width, 1_500, look.scheme);
      ask(page, "minister after:2020");
      assertThat(page.locator(".tal-knowers .tal-name").first()).isVisible();
      isFineAndFits(page, "search-knowers-" + look);
    }
  }

  @Test
  void nothingFoundIsAPageThatSaysWhatToDo() {
    var page = chromium.visitor("peer");
    ask(page, "qwertzuiop");

    assertThat(page.getByText("Nobody has said it in these words")).isVisible();
    assertThat(page.locator(".tal-understood")).hasCount(0);
    isFineAndFits(page, "search-nothing");
  }

  @Test
  void twoWordsAlmostRightAreCorrectedByOneClick() {
    var page = chromium.visitor("peer");
    ask(page, "payrol minsiter after:2000");
    var corrected = page.locator("main a").filter(Chromium.text("after:2000")).first();
    assertThat(corrected).hasText("payroll minister after:2000");
    isFineAndFits(page, "search-instead");

    corrected.click();

    page.waitForURL(url -> url.contains("q=payroll+minister+after"));
    assertThat(page.getByText("Did you mean")).hasCount(0);
  }

  @Test
  void aFrenchReaderIsToldInFrenchWhatWasUnderstood() {
    var khady = people.onBehalfOf(new PersonId("khady")).orElseThrow();
    people.change(khady, NarrowingTest::inFrench);
    var page = chromium.visitor("moderator");
    ask(page, "about:équipe before:2030-05 -zzz");
    assertThat(hits(page).first()).isVisible();
    isFineAndFits(page, "search-french");

    ask(page, "about:équipe before:2030-05 -zzz has:secrets");

    assertThat(chips(page)).hasCount(3);
    assertThat(chips(page).first()).containsText("Équipe");
    assertThat(chips(page).nth(1)).containsText("1 mai 2030");
    assertThat(page.locator(".tal-understood p")).containsText("Pas compris");
  }

  private static Profile inFrench(Profile profile) {
    return new Profile(
        profile.id(),
        profile.name(),
        profile.portrait(),
        profile.country(),
        profile.institution(),
        profile.position(),
        profile.seniority(),
        profile.languages(),
        profile.timeZone(),
        Locale.FRENCH,
        profile.askMeAbout(),
        profile.showsPresence(),
        profile.mayBeAsked());
  }

  @Test
  void aQuestionFromTheRightKeepsItsDirectionOnAPhone() {
    var page = chromium.visitor("peer", 390, 844, ColorScheme.LIGHT);
    ask(page, "كيف نحافظ على الإصلاح from:me");

    assertThat(chips(page)).hasCount(1);
    assertThat(page.locator("main h2").first()).containsText("\u2068كيف نحافظ على الإصلاح\u2069");
    isFineAndFits(page, "search-arabic-phone");
  }

  @Test
  void onlyWithTheseWordsHoldsForTheNextQuestion() {
    var page = chromium.visitor("peer");
    ask(page, "minister");
    page.getByText("Only with these words").click();
    page.waitForURL(url -> url.contains("by=words"));

    box(page).fill("payroll");
    box(page).press("Enter");

    page.waitForURL(url -> url.contains("q=payroll"));
    assertThat(page.url()).contains("by=words");
  }

  @Test
  void theBoxOffersOneselfAndKindsByTheirNames() {
    var page = chromium.visitor("peer");
    ask(page, "");
    box(page).focus();
    page.keyboard().type("from:m");
    assertThat(page.getByRole(AriaRole.OPTION).first()).hasText("me");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    page.keyboard().type("about:unions");
    assertThat(page.getByRole(AriaRole.OPTION)).hasText("Working with unions");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(box(page)).hasValue("from:me about:\"Working with unions\" ");
    page.keyboard().press("Enter");

    page.waitForURL(url -> url.contains("about"));
    assertThat(chips(page)).hasCount(2);
    assertThat(chips(page).first()).containsText("yourself");
  }

  @Test
  void whyASearchIsNotKeptIsSaidOnce() {
    var page = chromium.visitor("peer");
    ask(page, "long ".repeat(70).strip());
    page.getByText("Keep this search").click();
    assertThat(page.locator(".tal-keeping .tal-alert")).hasCount(1);

    page.getByText("Keep this search").click();

    assertThat(page.locator(".tal-keeping button")).isFocused();
    assertThat(page.locator(".tal-keeping .tal-alert")).hasCount(1);
  }

  @Test
  void whoIsAskedFindsAPlaceBelowWhatWasBegun() {
    var page = chromium.visitor("peer");
    ask(page, "minister after:2000");
    assertThat(page.locator(".tal-knowers")).isVisible();
    page.getByText("Ask", new Page.GetByTextOptions().setExact(true)).first().click();
    var composer = page.locator("talanoa-threads dialog talanoa-composer");
    assertThat(composer.locator("input.heading")).hasValue("minister");
    assertThat(composer.getByRole(AriaRole.STATUS)).hasCount(0);
    composer.locator("input.heading").fill("Something else");
    composer.locator("textarea").fill("Half a question");
    page.waitForFunction(
        "() => Object.values(localStorage).some(kept => kept.includes('Half a question'))");

    ask(page, "minister");
    page.getByText("Ask", new Page.GetByTextOptions().setExact(true)).first().click();

    assertThat(composer.locator("textarea"))
        .hasValue(Pattern.compile("^Half a question\\n\\n@\\[.+]\\(person:.+\\) $"));
    assertThat(composer.locator("input.heading")).hasValue("Something else");
    assertThat(composer.getByRole(AriaRole.STATUS)).containsText("It is kept");
    isFineAndFits(page, "search-ask-below");
    composer.locator("input.heading").fill("");
    composer.locator("textarea").fill("");
  }

  @Test
  void aKindInASealedRoomIsLookedForInsideIt() {
    var amina = people.onBehalfOf(new PersonId("amina")).orElseThrow();
    var chair = rooms.open(reform(), RoomKind.SEALED, "Behind doors", "A room.");
    Seated.in(rooms, chair, amina);
    var voice = rooms.speak(amina, chair.room().id());
    var words = Draft.of("key-behind-doors", "He never signed. We signed for him.");
    var thread = discussions.start(voice, new Title("Signatures"), words).head().id();
    var part = Optional.of(new Tellings.Quoted("We signed for him.", 0));
    tellings.mark(voice, thread, 1, "team", part);
    var page = chromium.visitor("peer");
    page.navigate(
        "http://localhost:"
            + port
            + "/a/public-sector-reform/r/"
            + chair.room().id()
            + "/t/"
            + thread);
    awaitAnswer("about:team", Optional.of(chair.room().id()), found -> found.hits().size() == 1);

    page.locator("talanoa-message .tellings a").click();

    page.waitForURL(url -> url.contains("inside=" + chair.room().id()));
    assertThat(hits(page)).hasCount(1);
    assertThat(hits(page).locator("p").first()).hasText("… We signed for him.");
    assertThat(page.locator("main h2").first()).hasText("One answer");
  }

  private Membership reform() {
    return alliances.enter(people.organisers().getFirst(), new AllianceId("public-sector-reform"));
  }

  @Test
  void whoMayNotSpeakThereIsNotOfferedToAsk() {
    var page = chromium.visitor("observer");
    ask(page, "minister");

    assertThat(page.locator(".tal-knowers .tal-name").first()).isVisible();
    assertThat(page.locator(".tal-knowers a").filter(Chromium.text("Ask"))).hasCount(0);
    isFineAndFits(page, "search-observer");
  }

  @Test
  void whoHasLeftIsCalledAFormerMember() {
    var id = new PersonId("leaver");
    people.pretend(Profile.named(id, "Lea Leaver"), false);
    alliances.admit(reform(), id, Role.PEER);
    var leaver = people.onBehalfOf(id).orElseThrow();
    var seat =
        rooms.seats(leaver).all().stream()
            .filter(open -> open.room().kind() == RoomKind.OPEN)
            .findFirst()
            .orElseThrow();
    var words = Draft.of("key-of-the-leaver", "The lighthouseledger stays");
    discussions.start(rooms.join(seat), new Title("A ledger"), words);
    var page = chromium.visitor("peer");
    erasure.begin(people.organisers().getFirst(), id, false);
    awaitAnswer("lighthouseledger", NarrowingTest::isByAFormerMember);

    ask(page, "lighthouseledger");
    assertThat(hits(page)).hasCount(1);
    assertThat(hits(page).locator(".soft").first()).containsText("A former member");
    hits(page).locator("talanoa-exchange button").click();

    assertThat(hits(page).locator("talanoa-exchange .by")).containsText("A former member");
  }

  private static boolean isByAFormerMember(Found found) {
    return found.hits().size() == 1
        && found.hits().getFirst() instanceof Found.MessageHit said
        && said.message().by() instanceof Byline.Former;
  }

  @Test
  void whatWasSaidAroundItBeginsWithWhatItAnswers() {
    var amina = people.onBehalfOf(new PersonId("amina")).orElseThrow();
    var chair = rooms.open(reform(), RoomKind.OPEN, "A long talk", "A room.");
    Seated.in(rooms, chair, amina);
    var voice = rooms.speak(amina, chair.room().id());
    var question = Draft.of("key-of-the-question", "Who counted the lanterns?");
    var thread = discussions.start(voice, new Title("Lanterns"), question).head().id();
    for (var i = 0; i < 8; i++) {
      discussions.post(voice, thread, Draft.of("key-between-" + i, "Something else " + i));
    }
    discussions.post(voice, thread, Draft.of("key-of-the-answer", "Lamplighters").answering(1));
    var page = chromium.visitor("peer");
    awaitAnswer("lamplighters", found -> found.hits().size() == 1);
    ask(page, "lamplighters");
    assertThat(hits(page)).hasCount(1);

    hits(page).locator("talanoa-exchange button").click();

    assertThat(hits(page).locator("talanoa-exchange li")).hasCount(4);
    assertThat(hits(page).locator("talanoa-exchange li").first())
        .containsText("Who counted the lanterns?");
    assertThat(hits(page).locator("talanoa-exchange li.found")).containsText("Lamplighters");
  }

  @Test
  void besideAProblemStatementStandsWhereTheLikeWasTalkedAbout() {
    var page = chromium.visitor("peer");
    Chromium.openRoom(page, "Pay, posts and people", "/problems");
    page.getByText("Salaries go to names").click();
    var related = page.locator("talanoa-problem talanoa-related");

    related.locator("summary").focus();
    page.keyboard().press("Enter");

    assertThat(related.locator("li").first()).isVisible();
    assertThat(Chromium.complaints(page)).isEmpty();
  }
}
