package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.talanoa.browser.Chromium.choose;
import static org.talanoa.browser.Chromium.message;
import static org.talanoa.browser.Chromium.messages;
import static org.talanoa.browser.Chromium.openThread;
import static org.talanoa.browser.Chromium.say;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/** Marking what is told: by mouse, by keyboard alone, on a phone, while others look. */
class TellingTest extends Browsing {
  private static final String UNDERLINED =
      "name => [...(CSS.highlights.get(name) ?? [])].map(range => range.toString())";

  @Test
  void aPartThatOneSelectsAndMarksTheOthersSee() {
    var amina = chromium.visitor("peer");
    var khady = chromium.visitor("moderator");
    openThread(amina, "The open floor", "When shall we meet");
    openThread(khady, "The open floor", "When shall we meet");
    say(amina, "The minister never came, but **his driver** did");
    var said = message(amina, "his driver");
    assertThat(messages(khady).last()).containsText("his driver");

    said.locator(".words").getByText("minister").dblclick();
    choose(said, "Mark what this tells");
    assertThat(marking(amina)).containsText("You mark only");
    var words = marking(amina).locator(".meant bdi").textContent();
    kind(amina, "Political tension").click();

    assertThat(kind(amina, "Political tension")).hasAttribute("aria-pressed", "true");
    var chip = messages(khady).last().locator(".tellings a");
    assertThat(chip).hasText("Political tension");
    assertThat(words).matches("“\\w+”");
    assertThat(chip).hasAttribute("title", words);
    var part = words.substring(1, words.length() - 1);
    soon(() -> assertThat(underlined(khady, "told")).contains(part));
    assertThat(underlined(khady, "pointed-out")).isEmpty();
    chip.hover();
    soon(() -> assertThat(underlined(khady, "pointed-out")).hasSize(1));
    Chromium.picture(khady, "told");
    assertThat(chip)
        .hasAttribute(
            "href", "/search?q=about%3Apolitical-tension+alliance%3Apublic-sector-reform");
    assertThat(Chromium.complaints(amina)).isEmpty();
    Chromium.picture(amina, "telling");

    marking(amina).getByText("Take away").click();
    assertThat(khady.locator("talanoa-message").last().locator(".tellings")).hasCount(0);
    soon(() -> assertThat(underlined(khady, "told")).doesNotContain(part));
  }

  @Test
  void theKeyboardIsEnough() {
    var page = chromium.visitor("peer");
    openThread(page, "The open floor", "Performance agreements");
    say(page, "Who telephones whom is the reform");
    var said = message(page, "Who telephones whom");
    assertThat(said).isVisible();
    page.keyboard().press("Escape");

    page.keyboard().press("t");
    assertThat(marking(page).locator("textarea")).isFocused();
    assertThat(marking(page).locator("textarea")).hasValue("Who telephones whom is the reform");
    page.keyboard().press("Control+ArrowRight");
    for (var letter = 0; letter < " telephones whom".length(); letter++) {
      page.keyboard().press("Shift+ArrowRight");
    }
    page.keyboard().type("x");
    assertThat(marking(page).locator("textarea")).hasValue("Who telephones whom is the reform");
    assertThat(marking(page).locator(".meant bdi")).hasText("“telephones whom”");
    page.keyboard().press("Tab");
    assertThat(kind(page, "Team")).isFocused();
    page.keyboard().press("Space");
    assertThat(kind(page, "Team")).hasAttribute("aria-pressed", "true");
    assertThat(Chromium.complaints(page)).isEmpty();
    page.keyboard().press("Escape");

    assertThat(marking(page)).hasCount(0);
    var chip = said.locator(".tellings a").filter(text("Team"));
    assertThat(chip).isVisible();
    chip.focus();
    soon(() -> assertThat(underlined(page, "pointed-out")).containsExactly("telephones whom"));
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.contains("/search?q=about%3Ateam"));
  }

  @Test
  void theWholeMessageIsMarkedWhereNothingIsSelectedAndUnmarkedAgain() {
    var page = chromium.visitor("peer");
    openThread(page, "The open floor", "When shall we meet");
    say(page, "I was there when it was signed");
    var said = message(page, "when it was signed");
    choose(said, "Mark what this tells");
    assertThat(marking(page)).containsText("You mark the whole message");

    kind(page, "Lived experience").click();
    assertThat(said.locator(".tellings a")).hasText("Lived experience");
    assertThat(said.locator(".tellings a"))
        .hasAttribute("href", "/search?q=is%3Aexperience+alliance%3Apublic-sector-reform");
    kind(page, "Lived experience").click();

    assertThat(said.locator(".tellings")).hasCount(0);
  }

  @Test
  void onAPhoneInTheDarkAndFromTheRight() {
    var page = chromium.visitor("peer", 390, 844, ColorScheme.DARK);
    openThread(page, "The open floor", "Who keeps the flame");
    var told = message(page, "A woman in the salaries section");
    told.scrollIntoViewIfNeeded();
    assertThat(told.locator(".tellings a")).hasCount(2);
    Chromium.picture(page, "told-phone");
    say(page, "لم يأتِ الوزير، لكن سائقه جاء");
    var said = message(page, "سائقه");
    page.evaluate("() => (document.documentElement.dir = 'rtl')");

    said.focus();
    choose(said, "Mark what this tells");
    kind(page, "Story").click();

    assertThat(said.locator(".tellings a")).hasText("Story");
    Chromium.picture(page, "telling-phone");
    assertThat(Chromium.complaints(page)).isEmpty();
    for (var box : List.of("document.documentElement", MARKING)) {
      assertThat(page.evaluate("() => " + box + ".scrollWidth <= " + box + ".clientWidth"))
          .as(box)
          .isEqualTo(true);
    }
  }

  private static final String MARKING =
      "document.querySelector('talanoa-conversation').renderRoot.querySelector('dialog')";

  @Test
  void whatAnOrganiserAddsCanBeChosenAndWhatIsTakenAwayIsShownNoMore() {
    var pema = chromium.visitor("organiser");
    var amina = chromium.visitor("peer");
    pema.navigate("http://localhost:" + port + "/a/public-sector-reform/about");
    pema.getByLabel("Another kind").fill("Boats");
    pema.locator("button").filter(text("Add this kind")).click();
    assertThat(remove(pema)).isVisible();
    Chromium.picture(pema, "own-kinds");
    assertThat(Chromium.complaints(pema)).isEmpty();
    openThread(amina, "The open floor", "When shall we meet");
    say(amina, "It came by boat");
    choose(message(amina, "by boat"), "Mark what this tells");

    kind(amina, "Boats").click();

    assertThat(message(amina, "by boat").locator(".tellings a")).hasText("Boats");
    remove(pema).click();
    assertThat(remove(pema)).hasCount(0);
    amina.reload();
    assertThat(message(amina, "by boat")).isVisible();
    assertThat(message(amina, "Which rhythm")).isVisible();
    assertThat(message(amina, "by boat").locator(".tellings")).hasCount(0);
  }

  private static Locator remove(Page page) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove “Boats”"));
  }

  private static Locator marking(Page page) {
    return page.locator("talanoa-telling");
  }

  private static Locator kind(Page page, String name) {
    return marking(page).locator("fieldset button").filter(text(name));
  }

  /** A page underlines a moment after it shows the chips of a message. */
  private static void soon(ThrowingRunnable holds) {
    await().pollInSameThread().untilAsserted(holds);
  }

  /** The words that are shown in this way now. */
  @SuppressWarnings("unchecked")
  private static List<String> underlined(Page page, String name) {
    return (List<String>) page.evaluate(UNDERLINED, name);
  }
}
