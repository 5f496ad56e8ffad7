package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.talanoa.browser.Chromium.choose;
import static org.talanoa.browser.Chromium.message;
import static org.talanoa.browser.Chromium.messages;
import static org.talanoa.browser.Chromium.openRoom;
import static org.talanoa.browser.Chromium.openThread;
import static org.talanoa.browser.Chromium.say;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Conversation;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Marks;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.SignIns;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.testing.Fault;
import org.talanoa.testing.Seated;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/** Several people at once, each in a real browser: what one does, the others see. */
class TogetherTest extends Browsing {
  private static final PersonId AMINA = new PersonId("amina");
  private static final PersonId KHADY = new PersonId("khady");

  /** So many messages a page holds at most. */
  private static final int MOST_HELD = 400;

  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Discussions discussions;
  private final Marks marks;
  private final SignIns signIns;

  @Autowired
  TogetherTest(
      People people,
      Alliances alliances,
      Rooms rooms,
      Discussions discussions,
      Marks marks,
      SignIns signIns) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.discussions = discussions;
    this.marks = marks;
    this.signIns = signIns;
  }

  @Test
  void anEditAReplyAQuoteAndADeletion() {
    var room = room("Words that change", RoomKind.CLOSED);
    var amina = in(chromium.visitor("peer"), room, 12);
    var khady = in(chromium.visitor("moderator"), room, 12);

    say(amina, "We began in May");
    assertThat(message(khady, "We began in May")).isVisible();
    choose(message(amina, "We began in May"), "Edit");
    amina.locator("talanoa-message textarea").fill("We began in **June**");
    amina.locator("talanoa-message .editor button.primary").click();
    assertThat(message(khady, "We began in June").locator("strong")).hasText("June");
    message(khady, "We began in June").getByText("edited").click();
    assertThat(khady.locator("dialog")).containsText("We began in May");
    khady.locator("dialog form button").click();

    reply(message(khady, "We began in June"));
    say(khady, "And what did it cost?");
    assertThat(message(amina, "And what did it cost?").locator(".answers"))
        .containsText("We began in June");
    choose(message(amina, "And what did it cost?"), "Quote");
    assertThat(amina.locator("talanoa-composer textarea"))
        .hasValue(Pattern.compile("> And what did it cost\\?"));
    amina.locator("talanoa-composer textarea").fill("");

    amina.onceDialog(dialog -> dialog.accept());
    choose(message(amina, "We began in June"), "Take back");
    assertThat(khady.locator("talanoa-message .gone")).hasCount(1);
    assertThat(messages(khady).filter(text("We began in June")).locator(".words")).hasCount(0);
  }

  @Test
  void aPollAPinAndAPicture() throws IOException {
    var room = room("Things in a message", RoomKind.OPEN);
    var amina = in(chromium.visitor("peer"), room, 12);
    var khady = in(chromium.visitor("moderator"), room, 12);

    amina.locator("talanoa-composer").getByText("Poll", exactly()).click();
    amina.getByLabel("What do you ask?").fill("Which day?");
    amina.getByLabel("Option 1").fill("Tuesday");
    amina.getByLabel("Option 2").fill("Friday");
    say(amina, "Let us choose");
    message(khady, "Let us choose").getByText("Friday").click();
    assertThat(message(amina, "Let us choose").locator(".option").nth(1)).containsText("1");

    amina
        .locator("talanoa-composer input[type=file]")
        .setInputFiles(new FilePayload("garden.png", "image/png", picture()));
    assertThat(amina.locator("talanoa-composer .file")).containsText("garden.png");
    amina.reload();
    assertThat(amina.locator("talanoa-composer .file")).containsText("garden.png");
    say(amina, "Our garden");
    var shown = message(khady, "Our garden").locator("a.picture img");
    assertThat(shown).isVisible();
    khady.waitForFunction(
        "() => [...document.querySelectorAll('talanoa-conversation')].length === 1");
    assertThat(
            (Integer) shown.evaluate("async image => (await image.decode(), image.naturalWidth)"))
        .isEqualTo(60);

    choose(message(khady, "Our garden"), "Pin");
    assertThat(amina.locator("talanoa-conversation .notice").filter(text("Pinned"))).isVisible();
  }

  @Test
  void unreadIsSeenAtHomeAndGoesWhereItIsRead() {
    var room = room("Something new", RoomKind.CLOSED);
    var amina = Chromium.atHome(chromium.visitor("peer"));
    var card = amina.locator("talanoa-rooms a.card").filter(text("Something new"));
    assertThat(card).containsText("Nothing new");
    var khady = in(chromium.visitor("moderator"), room, 12);

    say(khady, "This is for @[Amina Diallo](person:amina)");
    say(khady, "This is for whoever reads it");
    assertThat(card).containsText("2 unread");
    assertThat(card).containsText("1 for you");

    card.click();
    amina.locator("talanoa-threads li a").filter(text("A long talk")).click();
    assertThat(amina.locator(".unread").filter(text("New since"))).isVisible();
    assertThat(message(amina, "whoever reads it")).isVisible();
    amina.locator(".tal-back").first().click();
    assertThat(card).containsText("Nothing new");

    card.click();
    amina.locator("talanoa-threads li a").filter(text("A long talk")).click();
    var left =
        amina.waitForResponse(
            answer -> answer.url().endsWith("/unread"),
            () -> choose(message(amina, "whoever reads it"), "Unread"));
    assertThat(left.status()).isEqualTo(200);
    amina.setViewportSize(1000, 700);
    amina.navigate(amina.url().replaceFirst("/r/.*", "/catch-up"));
    var waiting = amina.locator("talanoa-catch-up li").filter(text("A long talk")).first();
    assertThat(waiting).containsText("1 unread");
    amina.keyboard().press("n");
    waiting.getByText("Mark as read").click();
    assertThat(amina.locator("talanoa-catch-up li").filter(text("Something new"))).hasCount(0);
  }

  @Fault(25)
  @Test
  void whoIsRemovedWhileLookingSeesNothingMore() {
    var room = room("For few", RoomKind.SEALED);
    var amina = in(chromium.visitor("peer"), room, 12);
    assertThat(amina.locator("talanoa-composer")).isVisible();

    rooms.remove(rooms.chair(person(KHADY), room.room().id()), AMINA);

    assertThat(amina.locator("talanoa-conversation [role=alert]")).isVisible();
    assertThat(amina.locator("talanoa-composer")).hasCount(0);
    assertThat(messages(amina)).hasCount(0);
    amina.reload();
    assertThat(amina.locator("main")).containsText("There is nothing here");
  }

  @Fault(24)
  @Test
  void whoseSignInEndsKeepsTheirWordsAndSendsThemOnceSignedInAgain() {
    var room = room("An ended sign-in", RoomKind.CLOSED);
    var amina = in(chromium.visitor("peer"), room, 12);
    amina.locator("talanoa-composer textarea").pressSequentially("half a ");

    signIns.endAll(person(AMINA));

    assertThat(amina.locator(".status")).containsText("has ended");
    say(amina, "half a thought, and the rest");
    assertThat(amina.locator(".pending")).containsText("half a thought, and the rest");
    amina.locator(".status a").click();
    amina.locator("form:has(input[name=as][value=peer]) button").click();
    amina.waitForURL(url -> !url.contains("sign-in"));
    assertThat(messages(amina).first()).isVisible();
    assertThat(messages(amina).filter(text("half a thought, and the rest"))).hasCount(1);
    assertThat(amina.locator(".pending")).hasCount(0);
  }

  @Test
  void aDraftIsThereInAnotherBrowser() {
    var first = chromium.visitor("peer");
    openThread(first, "The open floor", "Performance agreements");

    var saved =
        first.waitForResponse(
            answer -> answer.url().endsWith("/draft") && answer.request().method().equals("PUT"),
            () -> first.locator("talanoa-composer textarea").fill("Begun on the train"));
    assertThat(saved.status()).isEqualTo(204);

    var second = chromium.visitor("peer");
    openThread(second, "The open floor", "Performance agreements");
    assertThat(second.locator("talanoa-composer textarea")).hasValue("Begun on the train");
    second.locator("talanoa-composer textarea").fill("");
  }

  @Test
  void aThousandMessagesScrollBothWaysAndKeepTheirPlace() {
    var room = room("The long room", RoomKind.CLOSED);
    var amina = in(chromium.visitor("peer"), room, 1_000);
    assertThat(message(amina, "line 1000")).isVisible();

    for (var wanted : List.of(940, 890, 840, 790, 740, 690, 640, 590)) {
      scrollUntilThere(amina, "0", wanted);
    }
    assertThat(amina.locator("[data-number]")).hasCount(MOST_HELD);

    amina.evaluate("() => { location.hash = '#17'; }");
    assertThat(amina.locator(".row.marked")).containsText("line 17 of");
    scrollUntilThere(amina, "end", 80);
    amina.keyboard().press("End");
    assertThat(message(amina, "line 1000 of")).isVisible();
  }

  @Test
  void thePlaceStaysWhereItIsWhenOlderMessagesComeIn() {
    var room = room("A place kept", RoomKind.CLOSED);
    var amina = in(chromium.visitor("peer"), room, 400);
    assertThat(message(amina, "line 400 of")).isVisible();

    scrollUntilThere(amina, "500", 310);
  }

  /**
   * Scrolls until a line is there, and checks that what was seen first stays where it is. The page
   * may put its place back while it loads; then this scrolls again.
   *
   * @param top how far to scroll, as a number, or {@code end}
   */
  private static void scrollUntilThere(Page page, String top, int line) {
    var stream = page.locator(".stream");
    var wanted = messages(page).filter(text("line " + line + " of")).first();
    await()
        .pollInSameThread()
        .ignoreExceptionsInstanceOf(TimeoutError.class)
        .until(() -> {
          stream.evaluate(SCROLLING, Map.of("line", line, "top", top));
          wanted.waitFor(
              new Locator.WaitForOptions()
                  .setState(WaitForSelectorState.ATTACHED)
                  .setTimeout(1_000));
          return true;
        });
    await()
        .pollInSameThread()
        .untilAsserted(
            () -> assertThat(((Number) stream.evaluate(MOVED)).doubleValue()).isBetween(-4.0, 4.0));
  }

  /** Notes which message is seen first then, and how far below the beginning of what is seen. */
  private static final String SCROLLING =
      """
      (stream, { line, top }) => {
        if (!stream.querySelector(`[data-number="${line}"]`)) {
          stream.scrollTop = top === 'end' ? stream.scrollHeight : Number(top);
          const from = stream.getBoundingClientRect().top;
          const first = [...stream.querySelectorAll('[data-number]')]
            .find(row => row.getBoundingClientRect().top >= from);
          window.seenFirst = {
            number: first.dataset.number,
            below: first.getBoundingClientRect().top - from,
          };
        }
      }
      """;

  /** How far what was seen first has moved since. */
  private static final String MOVED =
      """
      stream => {
        const { number, below } = window.seenFirst;
        const row = stream.querySelector(`[data-number="${number}"]`);
        return row.getBoundingClientRect().top - stream.getBoundingClientRect().top - below;
      }
      """;

  @Test
  void theKeysAreListedWhereSomebodyAsks() {
    var amina = chromium.visitor("peer");
    openThread(amina, "The open floor", "Which came first");

    amina.keyboard().press("?");

    assertThat(amina.locator("dialog kbd").first()).isVisible();
    assertThat(Chromium.complaints(amina)).isEmpty();
    amina.keyboard().press("Escape");
    assertThat(amina.locator("dialog kbd").first()).isHidden();
  }

  @Test
  void aThreadIsBegunAndABranchOfItIsFollowed() {
    var amina = chromium.visitor("peer");
    openRoom(amina, "The open floor", "");

    amina.getByText("New thread").click();
    amina.locator("talanoa-composer .heading").fill("Who pays for the first year?");
    amina.locator("talanoa-composer textarea").fill("We have no budget line for it.");
    amina.locator("talanoa-composer button.primary").click();
    assertThat(amina.locator("talanoa-conversation h1")).hasText("Who pays for the first year?");
    say(amina, "Something else altogether");
    reply(message(amina, "We have no budget line"));
    say(amina, "Neither have we");
    choose(message(amina, "Neither have we"), "branch");

    assertThat(messages(amina)).hasCount(2);
    assertThat(messages(amina).filter(text("Something else"))).hasCount(0);
  }

  /** A room in which Khady keeps order and Amina sits. */
  private Chair room(String name, RoomKind kind) {
    var membership = alliances.enter(person(KHADY), new AllianceId("public-sector-reform"));
    var chair = rooms.open(membership, kind, name, "For a test.");
    Seated.in(rooms, chair, person(AMINA));
    return chair;
  }

  /** Opens the one long talk of the room, brought in where it is not there yet. */
  private Page in(Page page, Chair chair, int length) {
    var lines =
        IntStream.rangeClosed(1, length)
            .mapToObj(number ->
                Conversation.Line.of(
                    new Byline.Named(new PersonId(number % 2 == 0 ? "tashi" : "lupe")),
                    Instant.parse("2026-03-01T08:00:00Z").plusSeconds(number * 400L),
                    Markdown.of("line " + number + " of a long talk"),
                    Optional.empty()))
            .toList();
    if (!discussions.threads(chair).iterator().hasNext()) {
      var seat = rooms.enter(person(AMINA), chair.room().id());
      var talk = new Conversation("talk", new Title("A long talk"), lines);
      var head = discussions.bring(chair, talk);
      assertThat(marks.read(seat, head.id(), length).unread()).isZero();
    }
    openThread(page, chair.room().name(), "A long talk");
    return page;
  }

  private Person person(PersonId id) {
    return people.onBehalfOf(id).orElseThrow();
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static byte[] picture() throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(
        new java.awt.image.BufferedImage(60, 40, java.awt.image.BufferedImage.TYPE_INT_RGB),
        "png",
        bytes);
    return bytes.toByteArray();
  }

  private static void reply(Locator message) {
    Chromium.press(message, message.locator(".tools > button").filter(text("Reply")));
  }
}
