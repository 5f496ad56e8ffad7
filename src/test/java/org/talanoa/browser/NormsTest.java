package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Restraint;
import org.talanoa.room.Retention;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.testing.Seated;
import org.talanoa.text.Title;

/** What is promised in a room, in a real browser: read, accepted, changed, arranged. */
class NormsTest extends Browsing {
  private static final String ALLIANCE = "public-sector-reform";
  private static final String AMINA = "amina";
  private static final String KHADY = "khady";

  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Discussions discussions;

  @Autowired
  NormsTest(People people, Alliances alliances, Rooms rooms, Discussions discussions) {
    this.discussions = discussions;
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
  }

  private Person person(String id) {
    return people.onBehalfOf(new PersonId(id)).orElseThrow();
  }

  /** A room in which Khady keeps order. */
  private Chair room(String name, RoomKind kind) {
    var membership = alliances.enter(person(KHADY), new AllianceId(ALLIANCE));
    return rooms.open(membership, kind, name, "For a test.");
  }

  private void open(Page page, Room room, String way) {
    page.navigate("http://localhost:" + port + "/a/" + ALLIANCE + "/r/" + room.id() + way);
  }

  private static void press(Page page, String words) {
    page.locator("main button").filter(text(words)).first().click();
  }

  @Test
  void whoIsGivenASeatReadsTheNormsAndComesIn() {
    var chair = room("What we do not say outside", RoomKind.CHATHAM_HOUSE);
    var thread =
        discussions
            .start(chair, new Title("A hard question"), Draft.of("key-of-norms", "What was hard?"))
            .head()
            .id();
    rooms.admit(chair, new PersonId(AMINA), false);
    var amina = Chromium.atHome(chromium.visitor("peer"));

    var card = amina.locator("main a.tal-card").filter(text("What we do not say outside"));
    assertThat(card).containsText("Read the norms first");
    Chromium.picture(amina, "norms-invited");
    assertThat(Chromium.complaints(amina)).isEmpty();
    card.click();
    assertThat(amina.locator("main h1")).containsText("The norms of “What we do not say outside”");
    assertThat(amina.locator("main")).containsText("never tell who said it");
    assertThat(amina.locator("main")).containsText("People are not named here.");
    Chromium.picture(amina, "norms");
    assertThat(Chromium.complaints(amina)).isEmpty();
    open(amina, chair.room(), "/t/" + thread);
    assertThat(amina.locator("main h1")).containsText("The norms of");
    press(amina, "I have read this");

    assertThat(Chromium.messages(amina).last()).containsText("What was hard?");
    assertThat(amina.locator(".tal-about h1")).containsText("What we do not say outside");
    Chromium.picture(amina, "norms-accepted");
  }

  @Test
  void whoDoesNotWantToPromiseGivesTheSeatBack() {
    var chair = room("A seat not taken", RoomKind.CLOSED);
    rooms.admit(chair, new PersonId(AMINA), false);
    var amina = chromium.visitor("peer", 390, 844, ColorScheme.DARK);

    open(amina, chair.room(), "");
    assertThat(amina.locator("main h1")).containsText("The norms of");
    amina.locator("main button").last().scrollIntoViewIfNeeded();
    Chromium.picture(amina, "norms-phone");
    assertThat(Chromium.complaints(amina)).isEmpty();
    press(amina, "I give my seat back");

    assertThat(amina.locator("talanoa-rooms")).isVisible();
    assertThat(rooms.people(chair)).doesNotContain(new PersonId(AMINA));
  }

  @Test
  void whenTheNormsChangeItIsSeenWhatIsNewInThem() {
    var chair = room("Promises that grow", RoomKind.CLOSED);
    rooms.setNorms(chair, "We listen.\nWe are brief.");
    Seated.in(rooms, chair, person(AMINA));
    rooms.setNorms(chair, "We listen.\nWe ask before we advise.");
    var amina = chromium.visitor("peer");

    open(amina, chair.room(), "");
    assertThat(amina.locator(".tal-notice")).containsText("have changed");
    Chromium.picture(amina, "norms-notice");
    assertThat(Chromium.complaints(amina)).isEmpty();
    amina.locator(".tal-notice a").click();
    assertThat(amina.locator("ins")).hasText("We ask before we advise.");
    assertThat(amina.locator("del")).hasText("We are brief.");
    Chromium.picture(amina, "norms-changed");
    assertThat(Chromium.complaints(amina)).isEmpty();
    press(amina, "I have read this");

    assertThat(amina.locator("talanoa-threads")).isVisible();
    assertThat(amina.locator(".tal-notice")).hasCount(0);
  }

  @Test
  void aKeeperArrangesTheRoomAndWordsItsNorms() {
    var chair = room("Arranged", RoomKind.CLOSED);
    Seated.in(rooms, chair, person(AMINA));
    var khady = chromium.visitor("moderator");

    open(khady, chair.room(), "");
    khady.locator(".tal-about a").filter(text("How this room works")).click();
    assertThat(khady.locator("main h1")).hasText("How this room works");
    Chromium.picture(khady, "manner");
    assertThat(Chromium.complaints(khady)).isEmpty();
    khady.getByLabel("Name nobody").check();
    khady.getByLabel("Slow mode").selectOption("300");
    khady.getByLabel("How long messages are kept").selectOption("after-90");
    khady.getByLabel("Why? It stands").fill("The talk is too fast.");
    khady.locator("main button").filter(text("Save")).first().click();
    assertThat(khady.locator("main [role=status]")).containsText("It holds from now on");
    khady.getByLabel("The norms, one sentence a line").fill("We listen.");
    press(khady, "Save the norms");
    assertThat(khady.locator("main [role=status]")).containsText("The norms are saved");

    var now = rooms.enter(person(KHADY), chair.room().id()).room();
    assertThat(now.manner())
        .isEqualTo(
            new Manner(
                false,
                Duration.ofMinutes(5),
                false,
                true,
                new Retention.DeleteAfter(90),
                Manner.FormerWords.KEEP));
    assertThat(now.norms().text()).isEqualTo("We listen.");
  }

  @Test
  void theTalkGoesOnInAnotherKindOfRoom() {
    var chair = room("Growing up", RoomKind.OPEN);
    Seated.in(rooms, chair, person(AMINA));
    var khady = chromium.visitor("moderator", 390, 844, ColorScheme.DARK);

    open(khady, chair.room(), "/manner");
    khady.getByLabel("Kind of the new room").selectOption("sealed");
    press(khady, "Open the new room");
    assertThat(khady.locator("[role=alert]")).containsText("Tick first");
    khady.locator("main button").last().scrollIntoViewIfNeeded();
    Chromium.picture(khady, "manner-phone");
    assertThat(Chromium.complaints(khady)).isEmpty();
    khady.getByLabel("Why does it have to go on").fill("We speak of cases now.");
    khady.getByLabel("I understand").check();
    press(khady, "Open the new room");

    assertThat(khady.locator(".tal-about .tal-kind")).containsText("Sealed");
    open(khady, chair.room(), "");
    assertThat(khady.locator(".tal-notice")).containsText("goes on in another room");
    Chromium.picture(khady, "continued");
    assertThat(Chromium.complaints(khady)).isEmpty();
    khady.locator(".tal-notice a").click();
    assertThat(khady.locator(".tal-about .tal-kind")).containsText("Sealed");
  }

  @Test
  void whoIsKeptOutIsToldSoAndUntilWhen() {
    var chair = room("Not for a week", RoomKind.CLOSED);
    Seated.in(rooms, chair, person(AMINA));
    var until = Instant.now().plus(Duration.ofDays(7));
    rooms.restrain(chair, new PersonId(AMINA), new Restraint(Restraint.Kind.NO_ENTRY, until));
    var amina = Chromium.atHome(chromium.visitor("peer"));
    assertThat(amina.locator("talanoa-rooms a.card").first()).isVisible();
    assertThat(amina.locator("talanoa-rooms a.card").filter(text("Not for a week"))).hasCount(0);

    open(amina, chair.room(), "");

    assertThat(amina.locator("main h1")).hasText("Not for a week");
    assertThat(amina.locator("main")).containsText("You are kept out of this room until");
    Chromium.picture(amina, "suspended");
    assertThat(Chromium.complaints(amina)).isEmpty();
  }
}
