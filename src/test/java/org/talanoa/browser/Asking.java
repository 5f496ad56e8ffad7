package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;

/** Visitors who ask the search. */
abstract class Asking extends Browsing {
  /** The index opens beside the first visitors. */
  @BeforeAll
  void theIndexIsThere() {
    awaitAnswer("minister", found -> found.indexing().isEmpty());
  }

  void ask(Page page, String question) {
    page.navigate(
        "http://localhost:"
            + port
            + "/search?q="
            + URLEncoder.encode(question, StandardCharsets.UTF_8));
    assertThat(box(page)).hasValue(question);
  }

  static Locator box(Page page) {
    return page.locator("talanoa-search input[name=q]");
  }

  static Locator hits(Page page) {
    return page.locator(".tal-hit");
  }
}
