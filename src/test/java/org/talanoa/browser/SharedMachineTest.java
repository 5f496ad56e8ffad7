package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.browser.Chromium.openThread;
import static org.talanoa.browser.Chromium.say;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left in a browser at which somebody else may sit next. */
class SharedMachineTest extends Browsing {
  private static final String EVERYTHING =
      "() => [localStorage, sessionStorage].flatMap(s => Object.entries(s)).map(String)";
  private static final String LASTING = "() => Object.entries(localStorage).map(String)";

  @Test
  void whoSignsOutLeavesNothingThere() {
    var page = chromium.visitor("peer");
    openThread(page, "The open floor", "Who keeps the flame");
    page.context().setOffline(true);
    say(page, "words that could not go out");
    assertThat(page.locator(".pending")).containsText("could not go out");
    page.locator("talanoa-composer textarea").fill("words begun");
    assertThat(stored(page, EVERYTHING).toString()).contains("could not go out", "words begun");
    page.evaluate("() => sessionStorage.setItem('talanoa:somebody:outbox', '[]')");
    page.evaluate("() => localStorage.setItem('talanoa-theme', 'dark')");
    page.context().setOffline(false);
    assertThat(page.locator(".pending")).hasCount(0);

    page.locator("form[action='/api/sign-out'] button").evaluate("button => button.click()");
    page.waitForURL(url -> url.contains("/sign-in"));
    assertThat(page.locator("input[name=password]")).isVisible();

    assertThat(stored(page, EVERYTHING)).isEmpty();
    assertThat(page.evaluate("async () => (await indexedDB.databases()).length")).isEqualTo(0);
    assertThat(page.evaluate("async () => (await caches.keys()).length")).isEqualTo(0);
    assertThat(page.evaluate("() => document.cookie")).isEqualTo("");
    page.goBack();
    assertThat(page.locator("input[name=password]")).isVisible();
    assertThat(page.locator("talanoa-message")).hasCount(0);
  }

  @Test
  void whatIsToBeSaidUnderAPseudonymIsWithTheTabOnly() {
    var page = chromium.visitor("peer");
    openThread(page, "The open floor", "Who keeps the flame");
    var place = page.url().replaceFirst(".*/r/([^/]+)/t/([^/?#]+).*", "$1 $2").split(" ", 2);
    var words = "said by nobody in particular";
    page.evaluate(
        """
        leaving => {
          const me = document.querySelector('talanoa-conversation').me;
          sessionStorage.setItem(`talanoa:${me}:outbox`, JSON.stringify([leaving]));
        }
        """,
        Map.of(
            "key",
            "veiled-key-1",
            "room",
            place[0],
            "thread",
            place[1],
            "markdown",
            words,
            "attachments",
            List.of(),
            "at",
            "2026-01-01T00:00:00Z",
            "pseudonym",
            true));
    page.reload();

    assertThat(page.locator(".pending")).containsText(words);
    assertThat(page.locator(".pending button").first()).isVisible();
    assertThat(stored(page, EVERYTHING).toString()).contains(words);
    assertThat(stored(page, LASTING).toString()).doesNotContain(words, "veiled-key-1");
    page.locator(".pending button").last().click();
    assertThat(page.locator(".pending")).hasCount(0);
    assertThat(stored(page, EVERYTHING).toString()).doesNotContain(words);
  }

  @SuppressWarnings("unchecked")
  private static List<String> stored(Page page, String what) {
    return (List<String>) page.evaluate(what);
  }
}
