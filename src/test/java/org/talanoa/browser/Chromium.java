package org.talanoa.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real browser, driven by tests: one process for all classes, in which each visitor has a
 * context of their own. For the one thread that runs the browser tests.
 */
public final class Chromium implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int PRESSING_MILLIS = 5_000;
  private static final int SEE_OTHER = 303;
  private static final String ALLIANCE = "public-sector-reform";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** A script that finds violations. It does not list the rules that pass. */
  private static final String RUN_AXE =
      """
      async () => {
        const without = { exclude: ['vaadin-connection-indicator'] };
        const { violations } = await axe.run(without, { resultTypes: ['violations'] });
        return violations.map((rule) => `${rule.id}: ${rule.nodes[0].html}`);
      }
      """;

  /** Whether to keep pictures: {@code ./talanoa test browser --pictures}. */
  private static final boolean PICTURES = Boolean.getBoolean("talanoa.pictures");

  private static @Nullable Browser process;

  private final Browser browser = process();
  private final String address;

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  public Chromium(int port) {
    this.address = "http://localhost:" + port;
  }

  /** Returns the one process, which ends with the tests. */
  private static Browser process() {
    if (process == null || !process.isConnected()) {
      process =
          Playwright.create(
                  new Playwright.CreateOptions()
                      .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
              .chromium()
              .launch(new BrowserType.LaunchOptions().setExecutablePath(found()).setArgs(FLAGS));
    }
    return process;
  }

  private static Path found() {
    var named = System.getenv("CHROME");
    return Stream.of(
            named == null ? "" : named,
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .filter(place -> !place.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no Chromium here; install it or name it in CHROME"));
  }

  /** A page, still empty, of somebody who has signed in to the demonstration in this role. */
  public Page visitor(String role) {
    return visitor(role, 1280, 800, ColorScheme.LIGHT);
  }

  Page visitor(String role, Look look) {
    return visitor(role, look.width, look.height, look.scheme);
  }

  public Page visitor(String role, int width, int height, ColorScheme scheme) {
    var page = stranger(width, height, scheme);
    var form = FormData.create().set("as", role);
    var answer =
        page.request()
            .post(
                address + "/api/sign-in/demonstration",
                RequestOptions.create().setForm(form).setMaxRedirects(0));
    if (answer.status() != SEE_OTHER) {
      throw new IllegalStateException("could not sign in as " + role + ": " + answer.status());
    }
    return page;
  }

  public Page stranger(int width, int height, ColorScheme scheme) {
    var page =
        browser
            .newContext(
                new Browser.NewContextOptions()
                    .setBaseURL(address)
                    .setViewportSize(width, height)
                    .setColorScheme(scheme)
                    .setLocale("en-GB"))
            .newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    return page;
  }

  /** Everybody goes home. */
  public void leave() {
    browser.contexts().forEach(BrowserContext::close);
  }

  /** Opens the first screen of a visitor and returns the page. */
  public static Page atHome(Page page) {
    page.navigate("/");
    return page;
  }

  /** Opens a thread by the names of its room and itself, at its address. */
  public static void openThread(Page page, String room, String thread) {
    var id = room(page, room);
    for (var listed : asked(page, "/api/rooms/" + id + "/threads?count=100").path("threads")) {
      var head = listed.path("thread");
      if (head.path("title").asString().contains(thread)) {
        page.navigate("/a/" + ALLIANCE + "/r/" + id + "/t/" + head.path("id").asString());
        assertThat(messages(page).first()).isVisible();
        return;
      }
    }
    throw new IllegalStateException("no thread is called " + thread);
  }

  /** Opens a thread as a person would: from the alliance to the room, and from there to it. */
  static void findThread(Page page, String room, String thread) {
    page.navigate("/a/" + ALLIANCE);
    page.locator("talanoa-rooms a.card").filter(text(room)).click();
    page.locator("talanoa-threads li a").filter(text(thread)).click();
    assertThat(messages(page).first()).isVisible();
  }

  /** Opens a room of the demonstration by its name, or one of its screens. */
  static void openRoom(Page page, String room, String screen) {
    page.navigate("/a/" + ALLIANCE + "/r/" + room(page, room) + screen);
  }

  private static String room(Page page, String name) {
    for (var room : asked(page, "/api/alliances/" + ALLIANCE + "/rooms")) {
      if (room.path("name").asString().equals(name)) {
        return room.path("id").asString();
      }
    }
    throw new IllegalStateException("no room is called " + name);
  }

  private static JsonNode asked(Page page, String path) {
    return JSON.readTree(page.request().get(path).text());
  }

  public static Locator messages(Page page) {
    return page.locator("talanoa-message");
  }

  /** The message with these words. */
  public static Locator message(Page page, String words) {
    var said = page.locator(".words").filter(text(words));
    return messages(page).filter(new Locator.FilterOptions().setHas(said)).last();
  }

  public static Locator.FilterOptions text(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  /** Writes something and sends it. */
  public static void say(Page page, String words) {
    page.locator("talanoa-composer textarea").fill(words);
    page.keyboard().press("Control+Enter");
  }

  /**
   * Presses a tool of a message. It is shown where the pointer is, and a page that still grows may
   * move the message away from there.
   */
  public static void press(Locator message, Locator tool) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInSameThread()
        .ignoreExceptionsInstanceOf(TimeoutError.class)
        .until(() -> {
          message.hover(new Locator.HoverOptions().setTimeout(PRESSING_MILLIS));
          tool.click(new Locator.ClickOptions().setTimeout(PRESSING_MILLIS));
          return true;
        });
  }

  /** Chooses from the menu of a message. */
  public static void choose(Locator message, String what) {
    press(message, message.locator(".tools > button").last());
    message.locator(".menu button").filter(text(what)).first().click();
  }

  /** What axe has against this screen, in words; empty when nothing. */
  public static List<String> complaints(Page page) {
    if (page.evaluate("() => !window.axe").equals(true)) {
      page.evaluate(AxeBuilder.getAxeScript());
    }
    return ((List<?>) page.evaluate(RUN_AXE)).stream().map(String::valueOf).toList();
  }

  /** Keeps a picture of the screen where the build keeps its results, when pictures are wanted. */
  public static void picture(Page page, String name) {
    if (PICTURES) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png")));
    }
  }

  @Override
  public void close() {
    leave();
  }
}
