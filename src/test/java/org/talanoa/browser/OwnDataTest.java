package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Stream.concat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;
import org.talanoa.text.Title;

/** What people take with them, and how they leave, in a real browser. */
class OwnDataTest extends Browsing {
  private static final String ALLIANCE = "public-sector-reform";
  private static final String PASSWORD = "the tide comes in at seven";

  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Invitations invitations;
  private final Discussions discussions;

  @Autowired
  OwnDataTest(
      People people,
      Alliances alliances,
      Rooms rooms,
      Invitations invitations,
      Discussions discussions) {
    this.invitations = invitations;
    this.discussions = discussions;
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
  }

  @Test
  void whatIsOnesOwnIsFoundAndTakenOnEveryScreen() {
    var chatham = room(RoomKind.CHATHAM_HOUSE);
    var others = List.of(Look.DESKTOP_DARK, Look.PHONE, Look.PHONE_DARK);
    for (var look : concat(Stream.of(Look.DESKTOP), Sample.of(others, 0).stream()).toList()) {
      var page = chromium.visitor("peer", look);
      open(page, "/profile");
      page.locator("main a[href='/profile/leave']").scrollIntoViewIfNeeded();
      mustBeFit(page, "profile-data-" + look);
      page.locator("main a[href='/profile/leave']").click();
      assertThat(page.locator("main h1")).hasText("Leave for good");
      mustBeFit(page, "leave-" + look);
      page.locator("main input[type=password]").scrollIntoViewIfNeeded();
      Chromium.picture(page, "leave-end-" + look);
      open(page, "/a/" + ALLIANCE + "/r/" + chatham + "/people");
      assertThat(page.locator("main")).containsText("never who said it");
      page.locator("main a[download]").last().scrollIntoViewIfNeeded();
      mustBeFit(page, "room-export-" + look);
      page.context().close();
    }
  }

  @Test
  void aSealedRoomOffersNothingToTake() {
    var page = chromium.visitor("peer");

    open(page, "/a/" + ALLIANCE + "/r/" + room(RoomKind.SEALED) + "/people");

    assertThat(page.locator("main h1")).isVisible();
    assertThat(page.locator("main a[download]")).hasCount(0);
  }

  @Test
  void whoLeavesMayHaveTheirVeiledWordsRemoved() {
    var khady = people.onBehalfOf(new PersonId("khady")).orElseThrow();
    var membership = alliances.enter(khady, new AllianceId(ALLIANCE));
    var organiser =
        alliances.members(membership).entrySet().stream()
            .filter(member -> member.getValue() == Role.ORGANISER)
            .flatMap(member -> people.onBehalfOf(member.getKey()).stream())
            .findFirst()
            .orElseThrow();
    var secret =
        invitations.invite(organiser, ALLIANCE, Role.PEER.name(), List.of(), "leaving@example.org");
    var leaving =
        invitations
            .register(secret, "Leaving", "leaving@example.org", PASSWORD, "203.0.113.7")
            .person();
    alliances.admit(alliances.enter(organiser, new AllianceId(ALLIANCE)), leaving.id(), Role.PEER);
    var chair = rooms.open(membership, RoomKind.CLOSED, "Left", "For a test.");
    Seated.in(rooms, chair, leaving);
    var thread =
        discussions
            .start(
                rooms.speak(leaving, chair.room().id()),
                new Title("Left behind"),
                Draft.of("key-of-leaving", "Said under a pseudonym.").veiled())
            .head()
            .id();
    var page = chromium.stranger(1_280, 800, ColorScheme.LIGHT);
    page.navigate("http://localhost:" + port + "/sign-in");
    page.locator("input[name=email]").fill("leaving@example.org");
    page.locator("input[name=password]").fill(PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL(url -> !url.contains("sign-in"));
    open(page, "/profile/leave");

    page.locator("main input[type=checkbox]").check();
    page.locator("main input[type=password]").fill(PASSWORD);
    page.locator("main button.tal-button").click();

    page.waitForURL(url -> url.contains("sign-in"));
    await()
        .untilAsserted(() ->
            assertThat(discussions.message(chair, thread, 1).body())
                .isInstanceOf(Body.Deleted.class));
  }

  private RoomId room(RoomKind kind) {
    var khady = people.onBehalfOf(new PersonId("khady")).orElseThrow();
    var membership = alliances.enter(khady, new AllianceId(ALLIANCE));
    var chair = rooms.open(membership, kind, "A room to take from", "For a test.");
    Seated.in(rooms, chair, people.onBehalfOf(new PersonId("amina")).orElseThrow());
    return chair.room().id();
  }

  private void open(Page page, String way) {
    page.navigate("http://localhost:" + port + way);
    assertThat(page.locator("main h1")).isVisible();
  }

  private static void mustBeFit(Page page, String name) {
    Chromium.picture(page, name);
    assertThat(Chromium.complaints(page)).isEmpty();
    var wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    assertThat((Boolean) page.evaluate(wide)).as("fits its screen").isTrue();
  }
}
