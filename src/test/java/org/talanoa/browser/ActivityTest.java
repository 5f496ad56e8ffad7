package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.talanoa.activity.Activities;
import org.talanoa.activity.Activities.Lead;
import org.talanoa.activity.ExerciseId;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.door.Credential;
import org.talanoa.door.Visitors;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.SignIns;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.text.Title;

/** An activity in several real browsers, from the invitation to the harvest. */
@TestPropertySource(
    properties = {
      "talanoa.activity.grace=1s",
      "talanoa.activity.missing=4s",
      "talanoa.activity.offer=60s"
    })
class ActivityTest extends Browsing {

  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final SignIns signIns;
  private final Visitors visitors;
  private final Activities activities;
  private final Discussions discussions;

  @Autowired
  ActivityTest(
      People people,
      Alliances alliances,
      Rooms rooms,
      SignIns signIns,
      Visitors visitors,
      Activities activities,
      Discussions discussions) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.signIns = signIns;
    this.visitors = visitors;
    this.activities = activities;
    this.discussions = discussions;
  }

  @Test
  void sixBrowsersFromTheInvitationToTheHarvestAndTheFacilitatorIsLostHalfWay() {
    var six = sixPeers();
    var room = room("A room of six", six);
    var pages = six.stream().map(person -> page(person, 1280, 900)).toList();
    var first = pages.getFirst();

    open(first, room, "activities");
    var card = first.locator(".tal-exercise").filter(text("Failure story"));
    card.locator("summary").click();
    Chromium.picture(first, "activity-library");
    card.locator(".tal-form .tal-button").click();
    assertThat(first.locator("talanoa-activity h1")).hasText("Failure story");
    var address = first.url();
    for (var page : pages.subList(1, 6)) {
      page.navigate(address);
      assertThat(page.locator("talanoa-activity .people")).hasCount(0);
      assertThat(page.locator(".join")).containsText("no pseudonyms");
      page.getByText("Join under my name").click();
      assertThat(page.locator("talanoa-activity .people")).isVisible();
    }
    assertThat(first.locator(".people li")).hasCount(6);
    Chromium.picture(first, "activity-inviting");
    assertThat(Chromium.complaints(first)).isEmpty();

    first.getByText("Begin", exactly()).click();
    for (var page : pages) {
      assertThat(page.locator(".now h2")).hasText("The facilitator begins");
    }
    goOn(first);
    for (var i = 0; i < 6; i++) {
      var page = pages.get(i);
      assertThat(page.locator(".now h2")).hasText("A failure of mine");
      page.locator("#words").fill("Failure number " + i);
      page.keyboard().press("Control+Enter");
      assertThat(page.locator(".now .board li")).hasCount(1);
      assertThat(page.locator(".pending")).hasCount(0);
    }
    Chromium.picture(pages.get(2), "activity-writing");
    await()
        .pollInSameThread()
        .untilAsserted(
            () -> assertThat(clockOf(pages.get(1))).isCloseTo(clockOf(pages.get(4)), within(2)));

    first.context().close();
    var second = pages.get(1);
    assertThat(second.locator("[role=alert]").filter(text("You are next"))).isVisible();
    Chromium.picture(second, "activity-lost");
    second.getByText("Take over", exactly()).click();
    assertThat(second.locator(".bar")).isVisible();
    goOn(second);
    for (var page : pages.subList(1, 6)) {
      assertThat(page.locator(".now h2")).hasText("The wall");
      assertThat(page.locator(".now .board").first().locator("li")).hasCount(6);
      assertThat(page.locator(".now .board").first().locator("bdi")).hasCount(0);
    }
    await()
        .pollInSameThread()
        .untilAsserted(() -> assertThat(words(pages.get(3))).isEqualTo(words(pages.get(2))));
    Chromium.picture(pages.get(3), "activity-wall");

    goOn(second);
    for (var page : pages.subList(1, 6)) {
      assertThat(page.locator(".now h2")).hasText("That could have been me");
      page.locator(".now .board li").filter(text("Failure number 0")).locator(".dot").click();
      assertThat(page.getByText("Dots left: 2")).isVisible();
    }
    goOn(second);
    assertThat(pages.get(4).locator(".now h2")).hasText("What lies behind");
    assertThat(pages.get(4).locator(".now .board li").first()).containsText("Failure number 0");
    assertThat(pages.get(4).locator(".now .dots").first()).containsText("5");
    goOn(second);

    assertThat(second.locator(".now h2")).hasText("Harvest");
    second.getByText("Prepare the harvest").click();
    assertThat(second.locator("#into option")).containsText(new String[] {"A new thread"});
    assertThat(second.locator("#harvest")).hasValue(Pattern.compile("Failure number 0 \\(5 ●\\)"));
    second.locator("#heading").fill("Early signs");
    Chromium.picture(second, "activity-harvest");
    assertThat(Chromium.complaints(second)).isEmpty();
    second.getByText("Post the harvest").click();
    assertThat(second.getByText("Read it in the room")).isVisible();
    second.locator(".bar button.primary").click();
    assertThat(pages.get(5).getByText("The activity is over")).isVisible();
    pages.get(5).getByText("Read it in the room").click();
    assertThat(pages.get(5).locator("talanoa-conversation h1")).hasText("Early signs");
    assertThat(Chromium.messages(pages.get(5)).first()).containsText("Failure number 3");
  }

  @Test
  void onAPhoneAndByTheKeyboardAloneAndNothingIsLostWhileTheLineIs() {
    var six = sixPeers();
    var room = room("A room on phones", six);
    var lead = page(six.get(0), 1280, 900);
    open(lead, room, "activities");
    var card = lead.locator(".tal-exercise").filter(text("Fifteen per cent"));
    card.locator("summary").click();
    card.locator(".tal-form .tal-button").click();
    assertThat(lead.locator("talanoa-activity h1")).isVisible();
    var phone = page(six.get(3), 390, 780);
    phone.navigate(lead.url());

    press(phone, "Join under my name");
    assertThat(phone.locator(".people")).isVisible();
    lead.getByText("Begin", exactly()).click();
    assertThat(phone.locator(".now h2")).hasText("My fifteen per cent");
    phone.locator("#words").focus();
    phone.keyboard().type("Ask the clerk");
    phone.context().setOffline(true);
    phone.keyboard().press("Tab");
    phone.keyboard().press("Enter");
    assertThat(phone.locator(".pending")).containsText("On its way");
    Chromium.picture(phone, "activity-phone-offline");
    phone.context().setOffline(false);
    assertThat(phone.locator(".pending")).hasCount(0);
    assertThat(phone.locator(".now .board li")).containsText("Ask the clerk");
    phone.locator("#words").fill("Half a thought");
    goOn(lead);
    assertThat(phone.locator(".now h2")).hasText("Tell and be asked");
    assertThat(phone.locator(".earlier")).hasText("Half a thought");
    press(phone, "Send it still");
    assertThat(phone.locator(".earlier")).hasCount(0);
    assertThat(phone.locator(".pending")).hasCount(0);
    phone.reload();
    assertThat(phone.locator(".now h2")).hasText("Tell and be asked");

    var wide = phone.evaluate("() => document.documentElement.scrollWidth > innerWidth + 1");
    assertThat(wide).isEqualTo(false);
    assertThat(Chromium.complaints(phone)).isEmpty();
    Chromium.picture(phone, "activity-phone");
  }

  @Test
  void anOrganiserComposesAnExerciseOfTheSameParts() {
    var organiser = chromium.visitor("organiser");
    organiser.navigate(origin() + "/a/public-sector-reform/exercises");
    organiser.getByText("Compose an exercise").click();
    organiser.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Our own round");
    organiser
        .getByLabel("Title", new Page.GetByLabelOptions().setExact(true))
        .first()
        .fill("Arrive");
    organiser.getByLabel("What everybody does").first().fill("Say hello");
    organiser.getByText("Keep the exercise").click();
    assertThat(organiser.locator("[role=alert]")).containsText("between 1 and");
    organiser
        .getByLabel("Title", new Page.GetByLabelOptions().setExact(true))
        .last()
        .fill("Harvest");
    organiser.getByLabel("What everybody does").last().fill("Write it down");
    assertThat(Chromium.complaints(organiser)).isEmpty();
    Chromium.picture(organiser, "activity-compose");
    organiser.reload();
    assertThat(organiser.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
        .hasValue("Our own round");
    organiser.getByText("Keep the exercise").click();

    assertThat(organiser.locator(".tal-exercise").filter(text("Our own round"))).isVisible();
    var peer = chromium.visitor("peer");
    peer.navigate(origin() + "/a/public-sector-reform/exercises/compose");
    assertThat(peer.locator("main")).containsText("There is nothing here");
  }

  @Test
  void whoComesLateReadsWhatWasSaidInEarlierSteps() {
    for (var look : Sample.of(List.of(Look.DESKTOP, Look.PHONE_DARK), 0)) {
      var amina = chromium.visitor("peer", look);
      Chromium.openRoom(amina, "The open floor", "");
      amina.locator("a").filter(text("Activities")).first().click();
      amina.locator("a.tal-card").filter(text("Peer assist")).first().click();
      var earlier = amina.locator("talanoa-activity .sofar");
      assertThat(earlier.locator("summary")).isVisible();
      assertThat(earlier.locator("li").first()).not().isVisible();

      earlier.locator("summary").focus();
      amina.keyboard().press("Enter");

      assertThat(earlier.locator("li").first()).containsText("What I am about to do.");
      Chromium.picture(amina, "activity-sofar-" + look);
      assertThat(Chromium.complaints(amina)).isEmpty();
    }
  }

  @Test
  void theHarvestMayBeSaidInAThreadThatIsThere() {
    var six = sixPeers();
    var room = room("A room with a thread", six);
    var lead = rooms.speak(six.get(0), room.id());
    var draft = Draft.of("key-of-thread", "What do we see early?");
    var thread = discussions.start(lead, new Title("Early signs until now"), draft).head().id();
    var id = activities.open(lead, new ExerciseId("check-in-round"), 0, "key-opened").id();
    activities.join(rooms.speak(six.get(1), room.id()), id);
    activities.lead(lead, id, new Lead.Begin());
    activities.lead(lead, id, new Lead.Next(0));
    activities.lead(lead, id, new Lead.Next(1));
    var page = page(six.get(0), 390, 780);
    open(page, room, "activity/" + id);
    page.getByText("Prepare the harvest").click();

    page.locator("#into").selectOption("Early signs until now");
    assertThat(page.locator("#heading")).hasCount(0);
    page.locator("#harvest").fill("Nobody asks any more.");
    assertThat(Chromium.complaints(page)).isEmpty();
    page.getByText("Post the harvest").click();
    page.getByText("Read it in the room").click();

    assertThat(page.locator("talanoa-conversation h1")).hasText("Early signs until now");
    assertThat(Chromium.messages(page).last()).containsText("Nobody asks any more.");
    assertThat(discussions.head(lead, thread).last()).isEqualTo(2);
  }

  private List<Person> sixPeers() {
    var founder = person("pema");
    var alliance = new AllianceId("public-sector-reform");
    return alliances.members(alliances.enter(founder, alliance)).entrySet().stream()
        .filter(member -> member.getValue() == Role.PEER)
        .map(member -> person(member.getKey().value()))
        .sorted(java.util.Comparator.comparing(each -> each.id().value()))
        .limit(6)
        .toList();
  }

  private Room room(String name, List<Person> seated) {
    var khady = person("khady");
    var chair =
        rooms.open(
            alliances.enter(khady, new AllianceId("public-sector-reform")),
            RoomKind.CHATHAM_HOUSE,
            name,
            "For a test.");
    seated.forEach(person -> Seated.in(rooms, chair, person));
    return chair.room();
  }

  private Page page(Person person, int width, int height) {
    var page = chromium.stranger(width, height, ColorScheme.LIGHT);
    var token = signIns.begin(person.id(), "a test");
    var shown = new Credential.Browser(token, signIns.signIn(token).orElseThrow().id());
    page.context()
        .addCookies(
            List.of(
                new Cookie(Visitors.COOKIE, token).setUrl(origin()),
                new Cookie(Visitors.PAGE_COOKIE, visitors.pageToken(shown)).setUrl(origin())));
    return page;
  }

  private void open(Page page, Room room, String what) {
    page.navigate(origin() + "/a/public-sector-reform/r/" + room.id() + "/" + what);
  }

  private String origin() {
    return "http://localhost:" + port;
  }

  private static void goOn(Page page) {
    page.locator(".bar button.primary").click();
  }

  /** By the keyboard alone. */
  private static void press(Page page, String button) {
    page.getByText(button, exactly()).focus();
    page.keyboard().press("Enter");
  }

  private static List<String> words(Page page) {
    return page.locator(".now .board").first().locator(".words").allInnerTexts();
  }

  private static int clockOf(Page page) {
    var shown = page.locator(".clock [role=timer]").innerText().split(":");
    return Integer.parseInt(shown[0]) * 60 + Integer.parseInt(shown[1]);
  }

  private static org.assertj.core.data.Offset<Integer> within(int seconds) {
    return org.assertj.core.data.Offset.offset(seconds);
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private Person person(String id) {
    return people.onBehalfOf(new PersonId(id.toLowerCase(Locale.ROOT))).orElseThrow();
  }
}
