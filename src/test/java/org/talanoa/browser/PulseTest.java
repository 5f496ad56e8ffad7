package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.Chair;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.storage.Storage;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seated;

/** The trust pulse in a real browser: planned, answered by keyboard alone, looked at. */
class PulseTest extends Browsing {
  private static final String ALLIANCE = "public-sector-reform";
  private static final String AMINA = "amina";
  private static final String KHADY = "khady";

  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Pulses pulses;
  private final Storage storage;

  @Autowired
  PulseTest(People people, Alliances alliances, Rooms rooms, Pulses pulses, Storage storage) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.pulses = pulses;
    this.storage = storage;
  }

  /** Nobody rests from the test before. */
  @BeforeEach
  void forget() {
    storage.database().getCollection("pulsemarks").deleteMany(new Document());
  }

  private Person person(String id) {
    return people.onBehalfOf(new PersonId(id)).orElseThrow();
  }

  /** A room in which Khady keeps order and Amina sits. */
  private Chair room(String name, RoomKind kind) {
    var membership = alliances.enter(person(KHADY), new AllianceId(ALLIANCE));
    var chair = rooms.open(membership, kind, name, "For a test.");
    Seated.in(rooms, chair, person(AMINA));
    return chair;
  }

  private void openPulse(Chair chair) {
    pulses.plan(chair, LocalDate.now(chair.person().profile().timeZone()), 4, 7);
  }

  private void open(Page page, Room room, String way) {
    page.navigate("http://localhost:" + port + "/a/" + ALLIANCE + "/r/" + room.id() + way);
  }

  private static void mustBeFit(Page page, String name) {
    Chromium.picture(page, name);
    assertThat(Chromium.complaints(page)).isEmpty();
    var wider = "document.documentElement.scrollWidth > innerWidth";
    assertThat(page.evaluate(wider)).as("no wider than the screen").isEqualTo(false);
  }

  private long marks() {
    return storage.database().getCollection("pulsemarks").countDocuments();
  }

  @Test
  void onAPhoneAPulseIsAnsweredByKeyboardAlone() {
    var chair = room("Asked on a phone", RoomKind.CHATHAM_HOUSE);
    openPulse(chair);
    var amina = chromium.visitor("peer", 390, 844, ColorScheme.DARK);
    open(amina, chair.room(), "");
    assertThat(amina.locator(".tal-notice")).containsText("A pulse waits");
    mustBeFit(amina, "pulse-room-phone");
    amina.locator(".tal-notice a").press("Enter");
    assertThat(amina.locator("main h1")).hasText("How is it to be here?");
    assertThat(amina.locator("fieldset")).hasCount(7);
    mustBeFit(amina, "pulse-answer-phone");

    var send = amina.locator("main button").filter(text("Send my answers"));
    send.press("Enter");
    assertThat(amina.locator("[role=alert]")).containsText("7 statements are still");
    assertThat(amina.locator("fieldset").first().locator("input").first()).isFocused();
    mustBeFit(amina, "pulse-missing-phone");
    for (var statement = 0; statement < 7; statement++) {
      amina.keyboard().press("Space");
      for (var step = 0; step < statement; step++) {
        amina.keyboard().press("ArrowRight");
      }
      amina.keyboard().press("Tab");
    }
    assertThat(amina.locator("input:checked")).hasCount(7);
    assertThat(amina.locator("input:checked").last()).hasAttribute("value", "7");
    Chromium.picture(amina, "pulse-answered-phone");
    assertThat(send).isFocused();
    amina.keyboard().press("Enter");

    assertThat(amina.locator("main [role=status]")).containsText("Thank you");
    assertThat(amina.locator("main fieldset")).hasCount(0);
    assertThat(marks()).isOne();
    mustBeFit(amina, "pulse-thanks-phone");
    open(amina, chair.room(), "");
    assertThat(amina.locator(".tal-about h1")).isVisible();
    assertThat(amina.locator(".tal-notice")).hasCount(0);
    open(amina, chair.room(), "/pulse/answer");
    assertThat(amina.locator(".tal-notice")).containsText("You have answered");
    assertThat(amina.locator("fieldset")).hasCount(0);
  }

  @Test
  void theCourseIsDrawnAndSaidInATable() {
    var chair = room("How it went", RoomKind.SEALED);
    past(chair.room(), List.of(9, 10, 0, 11, 10, 8));
    for (var look : Sample.of(List.of(Look.DESKTOP, Look.PHONE_DARK), 1)) {
      var amina = chromium.visitor("peer", look);
      open(amina, chair.room(), "");
      assertThat(amina.locator(".tal-notice")).containsText("Building it comes before");
      mustBeFit(amina, "pulse-first-" + look);

      amina.locator(".tal-about a").filter(text("Trust pulse")).click();

      assertThat(amina.locator("main h1")).hasText("Trust pulse");
      assertThat(amina.locator(".tal-chart svg")).isVisible();
      assertThat(amina.locator(".tal-chart circle")).hasCount(5);
      assertThat(amina.locator("table").first()).containsText("4.1");
      assertThat(amina.locator("table").first()).containsText("Fewer than 5 answered");
      assertThat(amina.locator("table").last().locator("tbody tr")).hasCount(7);
      mustBeFit(amina, "pulse-course-" + look);
      amina.locator("summary").filter(text("How to read this")).click();
      amina.locator("table").last().scrollIntoViewIfNeeded();
      Chromium.picture(amina, "pulse-statements-" + look);
    }
  }

  @Test
  void aKeeperPlansAndStops() {
    var chair = room("Planned", RoomKind.CLOSED);
    var khady = chromium.visitor("moderator");
    open(khady, chair.room(), "/pulse");
    assertThat(khady.locator("main")).containsText("No pulse has been planned here yet");
    mustBeFit(khady, "pulse-none");
    khady.locator("main a").filter(text("Plan the pulse")).click();
    assertThat(khady.locator("main h1")).hasText("Plan the pulse");
    var save = khady.locator("main button").filter(text("Save the plan"));

    save.click();
    assertThat(khady.locator("[role=alert]")).containsText("Choose the first day");
    khady.getByLabel("The first day").fill(LocalDate.now(ZoneOffset.UTC).plusDays(5).toString());
    khady.getByLabel("How often").selectOption("8");
    khady.getByLabel("How long it can be answered").selectOption("14");
    save.click();
    assertThat(khady.locator("main [role=status]")).containsText("The plan is saved");
    mustBeFit(khady, "pulse-plan");
    assertThat(pulses.of(chair).plan().orElseThrow().everyWeeks()).isEqualTo(8);
    khady.locator("main button").filter(text("Take no further pulse")).click();

    assertThat(khady.locator("main [role=status]")).containsText("No further pulse opens");
    assertThat(pulses.of(chair).plan()).isEmpty();
  }

  /** Rounds that are over, with these means in half points; zero where too few have answered. */
  private void past(Room room, List<Integer> halves) {
    var published =
        IntStream.range(0, halves.size())
            .mapToObj(i -> {
              var closes = Instant.now().minus(Duration.ofDays(28L * (halves.size() - i)));
              var round =
                  new Document("number", i + 1)
                      .append("opens", Date.from(closes.minus(Duration.ofDays(7))))
                      .append("closes", Date.from(closes));
              var mean = halves.get(i);
              return mean == 0
                  ? new Document("round", round)
                  : new Document("round", round)
                      .append(
                          "halves",
                          List.of(mean, mean + 2, mean - 1, mean, mean - 2, mean + 1, mean + 1))
                      .append("turnout", "some");
            })
            .toList();
    storage
        .database()
        .getCollection("pulses")
        .insertOne(
            new Document("_id", room.id().value())
                .append("plan", null)
                .append("round", null)
                .append("published", published)
                .append("leftover", false));
  }
}
