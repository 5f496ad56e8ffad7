package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.talanoa.browser.Chromium.text;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** An alliance in a real browser: who is in it, who is invited, what waits for somebody. */
class AllianceTest extends Browsing {
  private static final String LIST =
      """
      email;name;country;role;offers
      zodwa@mof.example;Zodwa Mthembu-Oyelaran;South Africa;peer;payroll reviews
      nobody;Nobody;Bhutan;peer;
      عمر@mof.example;عمر;Jordan;observer;
      "never closed@mof.example;X;Bhutan;peer;
      """;

  private void open(Page page, String way) {
    page.navigate("http://localhost:" + port + "/a/public-sector-reform" + way);
  }

  private static void mustBeFit(Page page, String name) {
    Chromium.picture(page, name);
    assertThat(Chromium.complaints(page)).isEmpty();
    var wider = "document.documentElement.scrollWidth > innerWidth";
    assertThat(page.evaluate(wider)).as("no wider than the screen").isEqualTo(false);
  }

  @Test
  void manyAreInvitedFromASpreadsheetAndWhatIsWrongIsNamed() {
    var pema = chromium.visitor("organiser", 1280, 900, ColorScheme.LIGHT);
    open(pema, "/members/list");
    pema.locator("#member-list textarea").fill(LIST);
    pema.locator("main button").filter(text("Look at the list")).click();
    var said = pema.locator("main [aria-live]");
    assertThat(said).containsText("2 lines cannot be taken");
    assertThat(said).containsText("Line 3: ");
    assertThat(said).containsText("a quotation mark is opened and never closed");
    mustBeFit(pema, "members-list");

    said.locator("button").filter(text("Make 2 links")).click();

    var download = said.locator("a[download]");
    assertThat(said).containsText("2 links are made");
    var sheet = URLDecoder.decode(download.getAttribute("href"), StandardCharsets.UTF_8);
    assertThat(sheet).contains("\"zodwa@mof.example\"", "/invitation/", "\"عمر\"");
    mustBeFit(pema, "members-invited");
    open(pema, "/members/list");
    pema.locator("#member-list textarea").fill(LIST);
    pema.locator("main button").filter(text("Look at the list")).click();
    assertThat(said).containsText("2 were invited before");
    assertThat(said.locator("button")).hasCount(0);
  }

  @Test
  void whatAnAllianceSaysOfItselfIsSeenAtOnce() {
    var pema = chromium.visitor("organiser", 390, 844, ColorScheme.DARK);
    open(pema, "/about");
    pema.locator("input[type=date]").first().fill("2026-12-31");
    pema.locator("input[type=date]").last().fill("2026-01-01");
    pema.locator("main button").filter(text("Save")).press("Enter");
    assertThat(pema.locator("[role=alert]")).containsText("before the first one");
    mustBeFit(pema, "alliance-about-phone");
    pema.locator("input[type=date]").first().fill("2025-02-01");
    pema.locator("input[type=date]").last().fill("2027-12-31");
    pema.getByLabel("Stage of its path").selectOption("learning-outcomes");
    pema.locator("main button").filter(text("Save")).press("Enter");
    assertThat(pema.locator("main [role=status]").filter(text("Saved"))).isVisible();

    open(pema, "");

    assertThat(pema.locator(".tal-who")).containsText("February 1, 2025 to December 31, 2027");
    assertThat(pema.locator(".tal-who")).containsText("Learning outcomes · stage 4 of 5");
    assertThat(pema.locator(".tal-who")).containsText("Organised by");
    mustBeFit(pema, "alliance-phone");
  }

  @Test
  void whatSomebodyOffersIsFoundByTheOthers() {
    var amina = chromium.visitor("peer", 1280, 900, ColorScheme.LIGHT);
    open(amina, "/members");
    var own = amina.locator(".tal-own");
    own.locator("summary").click();
    own.locator("textarea").first().fill("How to clean a payroll\nTalking with unions");
    own.locator("textarea").last().fill("Somebody who decentralised health posts");
    own.locator("button").filter(text("Say so")).click();
    assertThat(own.locator("[role=status]")).containsText("Saved");

    var khady = chromium.visitor("moderator", 390, 844, ColorScheme.LIGHT);
    open(khady, "/members");
    khady.locator("main input").first().fill("clean payroll");

    assertThat(khady.locator("main .tal-form > [role=status]")).containsText("One person fits");
    assertThat(khady.locator(".tal-members li")).hasCount(1);
    assertThat(khady.locator(".tal-members li"))
        .containsText("Seeks: Somebody who decentralised health posts");
    mustBeFit(khady, "members-phone");
  }

  @Test
  void homeSaysWhatWaits() {
    var amina = chromium.visitor("peer", 1280, 900, ColorScheme.LIGHT);
    amina.navigate("http://localhost:" + port + "/");

    var waits = amina.locator(".tal-waits-box");
    assertThat(waits.locator("li").first()).isVisible();
    mustBeFit(amina, "home");
    waits.locator("a").first().click();
    assertThat(amina.locator("talanoa-threads")).isVisible();
  }
}
