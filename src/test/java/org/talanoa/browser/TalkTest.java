package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.talanoa.browser.Chromium.messages;
import static org.talanoa.browser.Chromium.openThread;
import static org.talanoa.browser.Chromium.say;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.talanoa.testing.Sample;

/** People in a room, each in a real browser, on the demonstration. */
class TalkTest extends Browsing {

  @Test
  void fromSignInToAFoundMessage() {
    var page = chromium.stranger(1280, 800, ColorScheme.LIGHT);
    page.navigate("/sign-in");
    page.locator("form:has(input[name=as][value=peer]) button").click();
    assertThat(page.locator("talanoa-rooms a.card")).hasCount(4);
    Chromium.picture(page, "alliance");
    Chromium.findThread(page, "The open floor", "Who keeps the flame");
    Chromium.picture(page, "thread");

    say(page, "A handover is a walk with seven cups of tea");

    assertThat(messages(page).last()).containsText("seven cups of tea");
    awaitAnswer("\"cups of tea\"", found -> found.hits().size() == 1);
    page.locator("[data-search]").fill("\"cups of tea\"");
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.contains("/search"));
    assertThat(page.locator(".tal-hit")).hasCount(1);
    Chromium.picture(page, "search");
    page.locator(".tal-hit a").click();
    assertThat(page.locator(".row.marked")).containsText("seven cups of tea");
  }

  @Test
  void whatOneSaysTheOtherSees() {
    var amina = chromium.visitor("peer");
    var khady = chromium.visitor("moderator");
    openThread(amina, "The open floor", "When shall we meet");
    openThread(khady, "The open floor", "When shall we meet");

    assertThat(khady.locator("talanoa-threads .here")).containsText("Amina Diallo");
    assertThat(amina.locator("talanoa-threads .here")).containsText("Khady Ndiaye");
    amina.locator("talanoa-composer textarea").pressSequentially("Once a month");
    assertThat(khady.locator(".status")).containsText("Amina Diallo is writing");
    amina.keyboard().press("Control+Enter");

    assertThat(messages(khady).last()).containsText("Once a month");
    var said = messages(khady).last();
    Chromium.press(said, said.locator(".tools button").first());
    assertThat(messages(amina).last().locator(".reactions")).containsText("thanks 1");
  }

  @Test
  void aTextThatCannotGoOutWaitsAndGoesOutOnce() {
    var page = chromium.visitor("peer");
    openThread(page, "The open floor", "Performance agreements");
    var before = last(page);

    page.context().setOffline(true);
    say(page, "written without a line");
    assertThat(page.locator(".pending")).containsText("written without a line");
    page.context().setOffline(false);

    assertThat(page.locator(".pending")).hasCount(0);
    assertThat(messages(page).last()).containsText("written without a line");
    assertThat(messages(page).filter(text("written without a line"))).hasCount(1);
    await().pollInSameThread().untilAsserted(() -> assertThat(last(page)).isEqualTo(before + 1));
  }

  /** How many messages the open thread has, whether they are shown or not. */
  private static int last(Page page) {
    return (Integer) page.locator("talanoa-conversation").evaluate("talk => talk.snapshot().last");
  }

  @Test
  void anEmptyMessageIsRefusedAndNothingIsLost() {
    var page = chromium.visitor("peer");
    openThread(page, "The open floor", "Performance agreements");

    page.locator("talanoa-composer textarea").fill("   ");
    page.keyboard().press("Control+Enter");

    assertThat(page.locator("talanoa-composer .problem")).containsText("nothing written yet");
  }

  @Test
  void anObserverReadsOpenRoomsOnlyAndCannotWrite() {
    var page = Chromium.atHome(chromium.visitor("observer"));

    assertThat(page.locator("talanoa-rooms a.card")).hasCount(1);
    Chromium.findThread(page, "The open floor", "Who keeps the flame");
    assertThat(page.locator("talanoa-composer")).hasCount(0);
  }

  @Test
  void aStrangerIsLedToSignIn() {
    var page = chromium.stranger(1280, 800, ColorScheme.LIGHT);

    page.navigate("http://localhost:" + port + "/a/public-sector-reform");

    assertThat(page).hasURL(Pattern.compile(".*/sign-in.*"));
    assertThat(Chromium.complaints(page)).isEmpty();
  }

  @Test
  void noScreenKeepsAnybodyOut() {
    var page = chromium.visitor("organiser");
    var paths =
        List.of(
            "/a/public-sector-reform",
            "/a/public-sector-reform/members",
            "/a/public-sector-reform/catch-up",
            "/search?q=minister",
            "/bookmarks",
            "/profile",
            "/nowhere");
    for (var i = 0; i < paths.size(); i++) {
      if (Sample.takes(i, 2)) {
        page.navigate(paths.get(i));
        assertThat(page.locator("main h1, main h2").first()).isVisible();
        assertThat(Chromium.complaints(page)).as(paths.get(i)).isEmpty();
      }
    }
    if (Sample.takes(paths.size(), 2)) {
      openThread(page, "The open floor", "Which came first");
      assertThat(Chromium.complaints(page)).as("a thread").isEmpty();
    }
  }

  @Test
  void onAPhoneThereIsOneThingAtATime() {
    var page = chromium.visitor("peer", 390, 844, ColorScheme.DARK);
    Chromium.findThread(page, "Pay, posts and people", "Ghost workers");

    assertThat(page.locator(".tal-side")).isHidden();
    Chromium.picture(page, "phone");
    assertThat(Chromium.complaints(page)).isEmpty();
    page.locator(".tal-back.tal-only-phone").click();
    assertThat(page.locator(".tal-side")).isVisible();
  }

  @Test
  void theKeyboardIsEnough() {
    var page = chromium.visitor("peer");
    openThread(page, "The open floor", "Comment parler");

    page.keyboard().press("k");
    page.keyboard().press("5");
    assertThat(messages(page).last().locator(".reactions .mine").filter(text("insight")))
        .isVisible();
    page.keyboard().press("r");
    page.keyboard().type("Merci");
    page.keyboard().press("Control+Enter");

    assertThat(messages(page).last()).containsText("Merci");
    assertThat(messages(page).last().locator(".answers")).isVisible();
  }
}
