package org.talanoa.survival;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.talanoa.browser.Chromium.message;
import static org.talanoa.browser.Chromium.messages;
import static org.talanoa.browser.Chromium.openThread;
import static org.talanoa.browser.Chromium.say;
import static org.talanoa.browser.Chromium.text;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.browser.Chromium;
import org.talanoa.testing.Fault;

/** People in real browsers while the server is stopped and started again. */
@Tag("process")
@Tag("browser")
class RestartTest {
  /** So often a page tries in vain to connect again before the server is there. */
  private static final int TRIES = 3;

  @TempDir private Path data;

  @Fault(17)
  @Test
  void whatIsWrittenWhileTheServerIsAwayGoesOutOnceAndEverybodyIsBack() throws Exception {
    try (var installed = new Installed(data, "--talanoa.demo=true")) {
      installed.start();
      try (var chromium = new Chromium(installed.port())) {
        var amina = chromium.visitor("peer");
        var khady = chromium.visitor("moderator");
        openThread(amina, "The open floor", "When shall we meet");
        openThread(khady, "The open floor", "When shall we meet");
        say(amina, "said before");
        assertThat(message(khady, "said before")).isVisible();

        var tries = new AtomicInteger();
        amina.onWebSocket(_ -> tries.incrementAndGet());
        installed.stop();
        assertThat(amina.locator(".status")).containsText("Reconnecting");
        say(amina, "written while nobody listened");
        khady.locator("talanoa-composer textarea").fill("begun while nobody listened");
        assertThat(amina.locator(".pending")).containsText("written while nobody listened");
        amina.waitForCondition(() -> tries.get() >= TRIES);
        installed.start();

        assertThat(message(khady, "written while nobody listened")).isVisible();
        assertThat(message(amina, "written while nobody listened")).isVisible();
        assertThat(amina.locator(".pending")).hasCount(0);
        assertThat(messages(khady).filter(text("written while nobody listened"))).hasCount(1);
        assertThat(messages(khady).filter(text("said before"))).hasCount(1);
        assertThat(khady.locator("talanoa-composer textarea"))
            .hasValue("begun while nobody listened");
        khady.keyboard().press("Control+Enter");
        assertThat(message(amina, "begun while nobody listened")).isVisible();
        assertThat(amina.locator(".status")).isEmpty();
      }
    }
  }
}
