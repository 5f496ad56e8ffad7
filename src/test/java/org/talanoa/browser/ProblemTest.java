package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.door.socket.LiveLines;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Cause;
import org.talanoa.problem.CauseId;
import org.talanoa.problem.Edit;
import org.talanoa.problem.ProblemId;
import org.talanoa.problem.Problems;
import org.talanoa.problem.Spot;
import org.talanoa.problem.Status;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.testing.ReformTexts;
import org.talanoa.testing.Seated;
import org.talanoa.testing.Seed;
import org.talanoa.testing.Soak;

/** A problem statement in real browsers: by several at once, on a phone, by keyboard alone. */
@Import(LiveLines.class)
class ProblemTest extends Browsing {
  private static final PersonId AMINA = new PersonId("amina");
  private static final PersonId KHADY = new PersonId("khady");
  private static final PersonId PEMA = new PersonId("pema");
  private static final List<String> SPOTS = List.of("title", "what", "why", "solved");

  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Problems problems;
  private final LiveLines lines;

  @Autowired
  ProblemTest(People people, Alliances alliances, Rooms rooms, Problems problems, LiveLines lines) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.problems = problems;
    this.lines = lines;
  }

  @Tag("soak")
  @Test
  void severalWriteAtOnceWhileConnectionsAreCut() {
    var roles = new ArrayList<>(List.of("peer", "moderator", "organiser"));
    if (Soak.isAskedFor()) {
      roles.addAll(List.copyOf(roles));
    }
    var seed = Seed.OF_RUN;
    var random = Seed.random();
    var chair = room(RoomKind.CLOSED);
    var id = shared(chair, "Pay is late");
    var pages = new ArrayList<Page>();
    for (var role : roles) {
      pages.add(opened(chromium.visitor(role), chair, id));
    }
    var written = new HashSet<String>();
    for (var soak = Soak.begin(Duration.ofSeconds(6)); soak.goesOn(); ) {
      act(random, pages.get(random.nextInt(pages.size())), written);
    }

    for (var page : pages) {
      page.context().setOffline(false);
    }
    lines.endAll();
    var seat = rooms.enter(person(AMINA), chair.room().id());
    for (var page : pages) {
      page.waitForFunction("() => " + ELEMENT + ".snapshot().pending === 0");
    }
    var last = problems.of(seat, id).revision();
    for (var page : pages) {
      page.waitForFunction("last => " + ELEMENT + ".snapshot().revision === last", (int) last);
    }
    var snapshots = pages.stream().map(page -> page.evaluate("() => " + ELEMENT + ".snapshot()"));
    assertThat(new HashSet<>(snapshots.toList())).as("seed %d", seed).hasSize(1);
    assertThat(written).as("seed %d", seed).hasSizeGreaterThan(5);
    assertThat(everythingSaid(seat, id))
        .as("seed %d", seed)
        .contains(written.toArray(String[]::new));
    for (var page : pages) {
      for (var spot : SPOTS) {
        assertThat(page.locator("textarea#" + spot))
            .hasValue(problems.of(seat, id).at(Spot.of(spot)).orElseThrow().words());
      }
    }
  }

  private static final String ELEMENT = "document.querySelector('talanoa-problem')";

  private void act(Random random, Page page, Set<String> written) {
    switch (random.nextInt(10)) {
      case 0 -> page.context().setOffline(true);
      case 1, 2 -> page.context().setOffline(false);
      case 3 -> lines.endAll();
      case 4 -> addCause(page);
      default -> {
        var word = "w" + random.nextInt(1_000_000);
        var spot = SPOTS.get(random.nextInt(SPOTS.size()));
        var done =
            page.locator("textarea#" + spot)
                .evaluate(
                    """
                    (field, { word, place }) => {
                      if (field.value.length + word.length + 2 > field.maxLength) return false;
                      const words = field.value.split(' ');
                      words.splice(Math.floor(place * (words.length + 1)), 0, word);
                      field.value = words.join(' ').trim();
                      field.dispatchEvent(new Event('input'));
                      return true;
                    }
                    """,
                    Map.of("word", word, "place", random.nextDouble()));
        if (Boolean.TRUE.equals(done)) {
          written.add(word);
        }
        page.waitForTimeout(random.nextInt(120));
      }
    }
  }

  /** Adds a cause where it is done, and comes back. */
  private static void addCause(Page page) {
    page.locator("#tab-causes").click();
    page.locator("button.add").click();
    page.locator("#tab-statement").click();
  }

  /** All words that stand in the statement, beside it, or in its history. */
  private String everythingSaid(Seat seat, ProblemId id) {
    var all = new StringBuilder();
    for (var before = Long.MAX_VALUE; before > 1; ) {
      var page = problems.history(seat, id, before, 100);
      page.forEach(made -> {
        if (made.edit() instanceof Edit.Write write) {
          all.append(' ').append(write.words());
        }
      });
      before = page.isEmpty() ? 0 : page.getLast().number();
    }
    return all.toString();
  }

  @Test
  void bothTextsAreShownWhereTwoWroteOnTheSameWords() {
    var chair = room(RoomKind.CLOSED);
    var id = shared(chair, "Pay is late");
    var amina = opened(chromium.visitor("peer"), chair, id);
    var khady = opened(chromium.visitor("moderator"), chair, id);

    amina.context().setOffline(true);
    amina.locator("#what").fill("Teachers wait three weeks for their pay.");
    assertThat(amina.locator(".sending")).containsText("1");
    khady.locator("#what").fill("Nurses are paid late.");
    assertThat(khady.locator(".sending")).hasText("Everything is saved.");
    amina.context().setOffline(false);

    for (var page : List.of(amina, khady)) {
      assertThat(page.locator("#what")).hasValue("Nurses are paid late.");
      assertThat(page.locator(".aside")).containsText("Teachers wait three weeks for their pay.");
    }
    khady.getByText("Take this one instead").click();
    for (var page : List.of(amina, khady)) {
      assertThat(page.locator("#what")).hasValue("Teachers wait three weeks for their pay.");
      assertThat(page.locator(".aside")).hasCount(0);
    }
    khady.context().setOffline(true);
    khady.locator("#why").fill("People leave.");
    assertThat(khady.locator(".sending")).containsText("1");
    khady.context().setOffline(false);
    khady.reload();
    assertThat(amina.locator("#why")).hasValue("People leave.");
  }

  @Test
  void onAPhoneAndByKeyboardAlone() {
    var chair = room(RoomKind.SEALED);
    var page = chromium.visitor("peer", 390, 844, ColorScheme.DARK);
    page.navigate(address(chair) + "/problems");
    page.locator("#title").focus();
    page.keyboard().type("Decisions take months");
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile(".*/problem/[a-z0-9]+"));
    page.locator("#what").focus();
    page.keyboard().type("Each paper goes through nine offices.");
    assertThat(page.locator(".sending")).hasText("Everything is saved.");
    page.onDialog(dialog -> dialog.accept());
    page.getByText("Share with the room").press("Enter");
    assertThat(page.locator("select").first()).isVisible();

    page.locator("#tab-statement").focus();
    page.keyboard().press("ArrowRight");
    page.locator("button.add").press("Enter");
    assertThat(page.locator(".outline textarea")).isFocused();
    page.keyboard().press("Control+A");
    page.keyboard().type("Nobody may decide alone");
    page.keyboard().press("Enter");
    assertThat(page.locator(".outline textarea")).hasCount(2);
    assertThat(page.locator(".outline textarea").nth(1)).isFocused();
    page.keyboard().press("Control+A");
    page.keyboard().type("The law says so");
    page.keyboard().press("Alt+ArrowRight");
    assertThat(page.locator(".outline .outline textarea")).hasValue("The law says so");
    page.locator(".outline button.quiet").first().press("Enter");
    for (var aspect : List.of("Authority", "Acceptance", "Ability")) {
      page.getByLabel(aspect).selectOption("some");
    }
    assertThat(page.locator(".room").first()).hasText("◆ Room to act");
    assertThat(page.locator(".fish .room").first()).containsText("Room to act");
    assertThat(page.getByText("Save as a picture (SVG)")).hasCount(0);
    assertThat(wide(page)).isFalse();
    assertThat(Chromium.complaints(page)).isEmpty();
    Chromium.picture(page, "problem-phone");

    page.locator("#tab-iterations").press("Enter");
    page.locator("input[name=until]").fill(LocalDate.now(ZoneOffset.UTC).plusDays(14).toString());
    page.locator("input[name=until]").press("Enter");
    page.locator("summary").filter(Chromium.text("Add the step")).press("Enter");
    page.locator("input[name=words]").first().fill("Ask the legal office");
    page.locator("input[name=words]").first().press("Enter");
    assertThat(page.locator("talanoa-iterations li").first()).containsText("Ask the legal office");
    page.locator("talanoa-iterations li select").first().selectOption("done");
    page.locator("summary").filter(Chromium.text("Check in")).press("Enter");
    page.locator("textarea[name=learnt]").fill("It is only a habit.");
    page.getByText("Save the check-in").press("Enter");
    assertThat(page.locator(".check")).containsText("It is only a habit.");
    assertThat(page.locator("td").nth(1)).hasText("1");
    assertThat(wide(page)).isFalse();
    assertThat(Chromium.complaints(page)).isEmpty();

    page.locator("#tab-history").press("Enter");
    page.getByText("What changed").first().press("Enter");
    assertThat(page.locator(".changes").first()).isVisible();
    assertThat(wide(page)).isFalse();
    assertThat(Chromium.complaints(page)).isEmpty();
  }

  private static boolean wide(Page page) {
    return (Boolean)
        page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth");
  }

  @Test
  void aBoneIsDraggedUnderAnotherAndWhatChangedIsSeenByTheOther() {
    var chair = room(RoomKind.OPEN);
    var id = shared(chair, "Pay is late");
    for (var words : List.of("No money", "No list of teachers")) {
      var cause = new CauseId("bonebone" + words.length());
      problems.edit(
          chair,
          id,
          "key-" + words.length() + "-aaaa",
          new Edit.AddCause(cause, Optional.empty(), Optional.empty(), words));
    }
    var amina = opened(chromium.visitor("peer"), chair, id);
    var khady = opened(chromium.visitor("moderator"), chair, id);
    amina.locator("#tab-causes").click();
    khady.locator("#tab-causes").click();

    drag(amina, bone(amina, "No money"), bone(amina, "No list"));

    assertThat(khady.locator(".outline .outline textarea")).hasValue("No money");
    assertThat(Chromium.complaints(amina)).isEmpty();
    Chromium.picture(amina, "problem-fishbone");
    var download = amina.waitForDownload(() -> amina.getByText("picture (PNG)").click());
    assertThat(download.suggestedFilename()).isEqualTo("causes.png");
    khady.locator("#tab-history").click();
    khady.onDialog(dialog -> dialog.accept());
    khady.getByText("Restore this version").first().click();
    assertThat(amina.locator(".outline .outline")).hasCount(0);
  }

  @Test
  void whatReformersWroteStandsInTheFishboneTheOutlineAndThePicture() throws IOException {
    var seed = Seed.OF_RUN;
    var all = ReformTexts.articles();
    var article = all.get(new Random(seed).nextInt(all.size()));
    var chair = room(RoomKind.CLOSED);
    var id = shared(chair, "Pay is late");
    var words = new ArrayList<>(article.sentences(Cause.LONGEST));
    words.addFirst("W".repeat(60) + " " + "Donaudampfschifffahrtsgesellschaft".repeat(2));
    words.addFirst("🧭".repeat(70));
    words.addFirst("لا أحد يعرف من يقرر، ولا متى، ولا لماذا تأخرت الرواتب هذا الشهر أيضا");
    var causes = new ArrayList<CauseId>();
    for (var i = 0; i < Math.min(12, words.size()); i++) {
      var cause = new CauseId("realcause" + i);
      var parent = i < 4 ? Optional.<CauseId>empty() : Optional.of(causes.get(i - 4));
      var add = new Edit.AddCause(cause, parent, Optional.empty(), words.get(i));
      problems.edit(chair, id, "key-real-" + i, add);
      causes.add(cause);
    }
    var page = opened(chromium.visitor("peer"), chair, id);
    page.locator("#tab-causes").click();

    assertThat(page.locator(".outline textarea")).hasCount(causes.size());
    for (var cause : problems.of(chair, id).standing()) {
      assertThat(page.locator("textarea[data-spot=" + cause.id() + "]"))
          .hasValue(cause.words().words());
    }
    assertThat(page.evaluate(OUTSIDE)).as("seed %d", seed).isEqualTo(List.of());
    assertThat(wide(page)).as("seed %d", seed).isFalse();
    assertThat(Chromium.complaints(page)).isEmpty();
    var vectors = page.waitForDownload(() -> page.getByText("picture (SVG)").click()).path();
    assertThat(Files.readString(vectors)).contains("Pay is late", "لا أحد");
    var dots = page.waitForDownload(() -> page.getByText("picture (PNG)").click()).path();
    var picture = ImageIO.read(dots.toFile());
    assertThat(picture.getWidth()).as("seed %d", seed).isGreaterThan(1_000);
  }

  /** The words of the picture that stand out of it, or of the frame that is drawn for them. */
  private static final String OUTSIDE =
      """
      () => {
        const fish = document.querySelector('talanoa-problem').shadowRoot.querySelector('.fish');
        const all = fish.getBoundingClientRect();
        return [...fish.querySelectorAll('text')].filter(text => {
          const words = text.getBoundingClientRect();
          const frame = (text.parentNode.querySelector('rect') ?? fish).getBoundingClientRect();
          return words.left < Math.max(all.left, frame.left) - 2
            || words.right > Math.min(all.right, frame.right) + 2
            || words.top < all.top - 2 || words.bottom > all.bottom + 2;
        }).map(text => text.textContent);
      }
      """;

  @Test
  void whatIsPastedAndDoesNotFitIsRefusedWholeAndSaidSo() {
    var article =
        ReformTexts.articles().stream()
            .filter(each -> each.text().length() > 8_000)
            .findFirst()
            .orElseThrow();
    var chair = room(RoomKind.CLOSED);
    var id = shared(chair, "Pay is late");
    var page = opened(chromium.visitor("peer"), chair, id);
    page.locator("#why").fill("Teachers leave. ");

    paste(page, "why", article.text());

    assertThat(page.locator(".field .note")).containsText("4000");
    assertThat(page.locator("#why")).hasValue(Pattern.compile("Teachers leave\\.\\s?"));
    paste(page, "why", article.passage(0, 3_900));
    assertThat(page.locator(".field .note")).hasCount(0);
    assertThat(page.locator(".sending")).hasText("Everything is saved.");
    assertThat(page.locator("#why")).hasValue(Pattern.compile("^.{3000,}$", Pattern.DOTALL));
    assertThat(Chromium.complaints(page)).isEmpty();
  }

  /** As a browser does it: what a field refuses is not put in. */
  private static void paste(Page page, String field, String words) {
    page.locator("#" + field)
        .evaluate(
            """
            (field, words) => {
              const carried = new DataTransfer();
              carried.setData('text/plain', words);
              const paste = new ClipboardEvent('paste',
                { clipboardData: carried, bubbles: true, cancelable: true, composed: true });
              if (field.dispatchEvent(paste)) {
                field.setRangeText(words, field.value.length, field.value.length, 'end');
                field.value = field.value.slice(0, field.maxLength);
                field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
              }
            }
            """,
            words);
  }

  @Test
  void theDemonstrationShowsHowAStatementWasWrittenAndWhatWasLearnt() {
    var page = chromium.visitor("peer");
    Chromium.openRoom(page, "Pay, posts and people", "/problems");
    page.getByText("Salaries go to names").click();

    page.locator("#tab-history").click();
    page.locator("#panel button").filter(Chromium.text("What changed")).nth(1).click();
    assertThat(page.locator(".changes").first()).isVisible();
    assertThat(Chromium.complaints(page)).isEmpty();
    Chromium.picture(page, "problem-history");

    page.locator("#tab-iterations").click();
    assertThat(page.locator(".check")).hasCount(2);
    assertThat(Chromium.complaints(page)).isEmpty();
    page.locator(".check").first().evaluate(UP);
    Chromium.picture(page, "problem-check-in");
  }

  /** Scrolls what scrolls, and not what is only cut off, until something stands at its top. */
  private static final String UP =
      """
      (wanted) => {
        for (let up = wanted; up; up = up.parentElement ?? up.getRootNode().host) {
          if (/auto|scroll/.test(getComputedStyle(up).overflowY)) {
            up.scrollTop += wanted.getBoundingClientRect().top - up.getBoundingClientRect().top - 130;
            return;
          }
        }
      }
      """;

  private static Locator bone(Page page, String words) {
    return page.locator(".fish g.cause").filter(Chromium.text(words)).first();
  }

  private static void drag(Page page, Locator from, Locator to) {
    from.scrollIntoViewIfNeeded();
    var start = from.boundingBox();
    var end = to.boundingBox();
    page.mouse().move(start.x + start.width / 2, start.y + start.height / 2);
    page.mouse().down();
    page.mouse().move(start.x + 40, start.y + 40);
    page.mouse().move(end.x + end.width / 2, end.y + end.height / 2);
    page.mouse().up();
  }

  private Chair room(RoomKind kind) {
    var membership = alliances.enter(person(KHADY), new AllianceId("public-sector-reform"));
    var chair = rooms.open(membership, kind, "Problems " + System.nanoTime(), "For a test.");
    Seated.in(rooms, chair, person(AMINA));
    Seated.in(rooms, chair, person(PEMA));
    return chair;
  }

  private ProblemId shared(Chair chair, String title) {
    var id = problems.start(chair, "start-key-1", title).id();
    var _ = problems.edit(chair, id, "share-key-1", new Edit.SetStatus(Status.SHARED));
    return id;
  }

  private static String address(Chair chair) {
    return "/a/public-sector-reform/r/" + chair.room().id();
  }

  private static Page opened(Page page, Chair chair, ProblemId id) {
    page.navigate(address(chair) + "/problem/" + id);
    assertThat(page.locator("textarea#title")).hasValue("Pay is late");
    return page;
  }

  private Person person(PersonId id) {
    return people.onBehalfOf(id).orElseThrow();
  }
}
