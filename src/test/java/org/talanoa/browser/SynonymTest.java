package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.browser.Chromium.messages;
import static org.talanoa.browser.Chromium.openThread;
import static org.talanoa.browser.Chromium.say;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** Keeping wordings that mean the same, and finding by them. */
class SynonymTest extends Browsing {
  private Page organiser(int width, ColorScheme scheme) {
    var page = chromium.visitor("organiser", width, 844, scheme);
    page.navigate("http://localhost:" + port + "/a/public-sector-reform/about");
    return page;
  }

  private static Locator kept(Page page) {
    return page.locator(".tal-own-synonyms li");
  }

  /** By the keys alone. */
  private static void add(Page page, String... wordings) {
    page.getByLabel("Another group of wordings").focus();
    for (var i = 0; i < wordings.length; i++) {
      if (i > 0) {
        page.keyboard().press("Enter");
      }
      page.keyboard().type(wordings[i]);
    }
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
  }

  private static Locator button(Page page, String name) {
    return page.locator(".tal-own-synonyms button").filter(text(name));
  }

  private static void remove(Page page) {
    button(page, "Remove this group").click();
    assertThat(kept(page)).hasCount(0);
  }

  @Test
  void whatAnOrganiserKeepsAPeerFindsByAndIsTold() {
    var pema = organiser(1280, ColorScheme.LIGHT);
    assertThat(pema.getByText("No group yet.")).isVisible();
    add(pema, "BQL", "bureau for quiet lagoons");
    assertThat(kept(pema)).containsText("bureau for quiet lagoons");
    assertThat(pema.getByText("No group yet.")).not().isVisible();
    var amina = chromium.visitor("peer");
    openThread(amina, "The open floor", "When shall we meet");
    say(amina, "They closed the bureau for quiet lagoons last year");
    assertThat(messages(amina).last()).containsText("quiet lagoons");
    awaitAnswer("BQL", found -> found.hits().size() == 1);
    amina.navigate("/search?q=BQL");

    assertThat(amina.locator(".tal-hit")).hasCount(1);
    assertThat(amina.locator(".tal-hit mark"))
        .hasText(new String[] {"bureau", "for", "quiet", "lagoons"});
    var told = amina.locator(".tal-soft").filter(text("Also looked for"));
    assertThat(told).containsText("in place of “\u2068BQL\u2069”: “\u2068bureau for quiet");
    assertThat(Chromium.complaints(amina)).isEmpty();
    Chromium.picture(amina, "widened");
    told.getByText("Look for exactly what is written").click();
    amina.waitForURL(url -> url.contains("q=%22BQL%22"));
    assertThat(amina.locator(".tal-answers")).isVisible();
    assertThat(amina.locator(".tal-hit")).hasCount(0);
    assertThat(amina.getByText("Also looked for")).hasCount(0);

    kept(pema).locator("summary").click();
    pema.getByLabel("Its wordings").fill("BQL\nlagoon bureau\nx");
    button(pema, "Save this group").click();
    assertThat(kept(pema).locator("[role=alert]")).containsText("between 2 and 60 characters");
    assertThat(Chromium.complaints(pema)).isEmpty();
    Chromium.picture(pema, "own-synonyms");
    pema.getByLabel("Its wordings").fill("BQL\nlagoon bureau");
    button(pema, "Save this group").click();
    assertThat(kept(pema).locator("[role=status]")).hasText("Saved.");
    assertThat(kept(pema).locator("summary")).containsText("lagoon bureau");
    remove(pema);
    assertThat(pema.getByText("No group yet.")).isVisible();
    assertThat(pema.getByText("Removed:")).isVisible();
  }

  @Test
  void itFitsOnAPhoneInTheDark() {
    var pema = organiser(390, ColorScheme.DARK);
    add(
        pema,
        "Verwaltungsmodernisierungsbeauftragtenkonferenzvorbereitung",
        "وزارة المالية والتخطيط",
        "preparation of the conference");
    kept(pema).locator("summary").click();
    assertThat(button(pema, "Remove this group")).isVisible();

    assertThat((Boolean) pema.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
    assertThat(Chromium.complaints(pema)).isEmpty();
    kept(pema).scrollIntoViewIfNeeded();
    Chromium.picture(pema, "own-synonyms-phone");
    remove(pema);
  }
}
