package org.talanoa.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.talanoa.alliance.Alliance;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.people.Allowance;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.people.SignIns;
import org.talanoa.testing.Attack;

/** Coming in and going, through real HTTP. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "vaadin.productionMode=true")
@DirtiesContext
class SignInDoorTest {
  private static final String PASSWORD = "seven quiet lagoons";
  private static final AllianceId REFORM = new AllianceId("reform");
  private static final AtomicInteger COUNT = new AtomicInteger();

  @TempDir static Path data;

  private final People people;
  private final SignIns signIns;
  private final Invitations invitations;
  private final Alliances alliances;
  private final Allowance allowance;
  private final Browser browser;
  private final Browser second;

  @Autowired
  SignInDoorTest(
      People people,
      SignIns signIns,
      Invitations invitations,
      Alliances alliances,
      Allowance allowance,
      @LocalServerPort int port) {
    this.people = people;
    this.signIns = signIns;
    this.invitations = invitations;
    this.alliances = alliances;
    this.allowance = allowance;
    this.browser = new Browser(port);
    this.second = new Browser(port);
  }

  @DynamicPropertySource
  static void ownData(DynamicPropertyRegistry registry) {
    registry.add("talanoa.data", data::toString);
  }

  @BeforeEach
  void nothingTakenYet() {
    allowance.reset(Allowance.Act.SIGN_IN_ADDRESS, "127.0.0.1");
    allowance.reset(Allowance.Act.REGISTER, "127.0.0.1");
  }

  @AfterEach
  void close() {
    browser.close();
    second.close();
  }

  @Test
  void whoSignsInIsKnownAndLedToWhereTheyWantedToGo() throws Exception {
    var email = account();

    var answer =
        browser.post(
            "/api/sign-in",
            Map.of("email", email, "password", PASSWORD, "to", "/a/reform/catch-up?x=1"),
            "Origin",
            browser.here);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/a/reform/catch-up?x=1");
    assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/", "//evil.example", "/\\evil.example", "/%0d%0aSet-Cookie:a=b",
        "javascript:alert(1)", "\\\\evil.example", "/\t/evil.example", "http:evil.example"
      })
  void nobodyIsLedToAnotherSite(String to) throws Exception {
    var email = account();

    var answer =
        browser.post(
            "/api/sign-in",
            Map.of("email", email, "password", PASSWORD, "to", to),
            "Origin",
            browser.here);

    var location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith("/").doesNotStartWith("//").doesNotContain("\\", "\n", "\r");
    assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("a="));
  }

  @Attack(1)
  @Test
  void unknownAddressAndWrongPasswordAreAnsweredAlike() throws Exception {
    var unknown = browser.signIn("nobody@example.org", "wrong wrong");
    var wrong = browser.signIn(account(), "wrong wrong");

    assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode()).isEqualTo(303);
    assertThat(unknown.headers().firstValue("Location"))
        .isEqualTo(wrong.headers().firstValue("Location"));
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(browser.cookie(Visitors.COOKIE)).isEmpty();
  }

  @Attack(2)
  @Test
  void registeringWithoutALinkTellsNothingOfAnAddress() throws Exception {
    var taken = register("made-up", account());
    var free = register("made-up", "nobody" + COUNT.incrementAndGet() + "@example.org");

    assertThat(taken.statusCode()).isEqualTo(free.statusCode());
    assertThat(taken.headers().firstValue("Location"))
        .isEqualTo(free.headers().firstValue("Location"));
  }

  @Attack(3)
  @Test
  void guessingIsSlowedDownAndAnotherPersonStillComesIn() throws Exception {
    var email = account();
    var other = account();

    var location = "";
    for (var i = 0; i < 20; i++) {
      location = browser.signIn(email, "wrong " + i).headers().firstValue("Location").orElse("");
    }

    assertThat(location).contains("refused=tooMuch").containsPattern("wait=\\d+");
    assertThat(second.signIn(other, PASSWORD).headers().firstValue("Location")).contains("/");
  }

  @Attack(5)
  @Test
  void aPasswordThatIsTriedFirstIsNotTaken() throws Exception {
    var secret = invite();

    var answer =
        browser.post(
            "/api/invitation",
            Map.of(
                "secret", secret, "name", "A", "email", "a@example.org", "password", "password12"),
            "Origin",
            browser.here);

    assertThat(answer.headers().firstValue("Location").orElse(""))
        .contains("refused=password.common");
  }

  @Attack(6)
  @Test
  void theSessionFromBeforeSigningInIsWorthNothingAfter() throws Exception {
    browser.get("/sign-in");
    var before = browser.cookie("JSESSIONID").orElseThrow();

    browser.signIn(account(), PASSWORD);
    browser.get("/");

    assertThat(browser.cookie("JSESSIONID")).isPresent().isNotEqualTo(Optional.of(before));
    assertThat(second.get("/api/me", "Cookie", "JSESSIONID=" + before).statusCode()).isEqualTo(401);
  }

  @Attack(7)
  @Test
  void anOldCookieIsWorthNothingAfterSigningOut() throws Exception {
    browser.signIn(account(), PASSWORD);
    var token = browser.cookie(Visitors.COOKIE).orElseThrow();

    var answer = browser.post("/api/sign-out", Map.of(), "Origin", browser.here);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(browser.cookie(Visitors.COOKIE)).isEmpty();
    assertThat(second.get("/api/me", "Cookie", Visitors.COOKIE + "=" + token).statusCode())
        .isEqualTo(401);
  }

  @Attack(8)
  @Test
  void aNewPasswordPutsEveryBrowserOut() throws Exception {
    var email = account();
    browser.signIn(email, PASSWORD);
    second.signIn(email, PASSWORD);

    signIns.changePassword(person(email), PASSWORD, "another quiet lagoon");

    assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    assertThat(second.get("/api/me").statusCode()).isEqualTo(401);
  }

  @Attack(9)
  @Test
  void theSignInCookieIsKeptFromScriptsAndOtherSites() throws Exception {
    var cookies = browser.signIn(account(), PASSWORD).headers().allValues("Set-Cookie");

    assertThat(cookies)
        .filteredOn(cookie -> cookie.startsWith(Visitors.COOKIE + "="))
        .singleElement()
        .asString()
        .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=");
    assertThat(cookies)
        .filteredOn(cookie -> cookie.startsWith(Visitors.PAGE_COOKIE + "="))
        .singleElement()
        .asString()
        .contains("SameSite=Lax")
        .doesNotContain("HttpOnly");
  }

  @Attack(10)
  @Test
  void aResetLinkWorksOnceAndTellsNoOtherSite() throws Exception {
    var email = account();
    var secret = invitations.reset(organiser(), person(email).id());
    var fields = Map.of("secret", secret, "password", "another quiet lagoon");

    var first = browser.post("/api/reset", fields, "Origin", browser.here);
    var again =
        second.post(
            "/api/reset",
            Map.of("secret", secret, "password", "a third quiet lagoon"),
            "Origin",
            second.here);
    var page = browser.get("/reset/" + secret);

    assertThat(first.headers().firstValue("Location")).contains("/sign-in");
    assertThat(again.headers().firstValue("Location").orElse("")).contains("invitation.unknown");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(browser.signIn(email, "another quiet lagoon").headers().firstValue("Location"))
        .contains("/");
  }

  @Attack(14)
  @ParameterizedTest
  @ValueSource(strings = {"/", "/sign-in", "/api/me"})
  void noPageCanBeFramedOrReadAsSomethingElse(String path) throws Exception {
    var headers = browser.get(path).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'none'", "default-src 'self'", "object-src 'none'");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Permissions-Policy")).isPresent();
  }

  @Test
  void aChangeNeedsTheTokenOfOurPageUnlessAProgramAsks() throws Exception {
    browser.signIn(account(), PASSWORD);
    var page = browser.cookie(Visitors.PAGE_COOKIE).orElseThrow();

    var without = browser.postJson("/api/me/tokens", "{\"name\":\"script\"}");
    var wrong =
        browser.postJson("/api/me/tokens", "{\"name\":\"script\"}", Visitors.PAGE_HEADER, "x");
    var right =
        browser.postJson("/api/me/tokens", "{\"name\":\"script\"}", Visitors.PAGE_HEADER, page);

    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(right.statusCode()).isEqualTo(201);
    var token = right.body().replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    var program =
        second.postJson("/api/me/tokens", "{\"name\":\"x\"}", "Authorization", "Bearer " + token);
    assertThat(program.statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost:1"})
  void aFormOfAnotherSiteIsRefused(String origin) throws Exception {
    var email = account();

    var answer =
        browser.post(
            "/api/sign-in", Map.of("email", email, "password", PASSWORD), "Origin", origin);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(browser.cookie(Visitors.COOKIE)).isEmpty();
  }

  @Test
  void aPortraitIsShownToWhoIsSignedInAndKnowsItsName() throws Exception {
    var email = account();
    browser.signIn(email, PASSWORD);
    var png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB), "png", png);

    var sent = browser.postFile("/api/me/portrait", "file", "me.png", png.toByteArray());
    var profile = person(email).profile();
    var address = "/api/people/" + profile.id() + "/portrait?";

    assertThat(sent.headers().firstValue("Location")).contains("/profile");
    assertThat(browser.get(address + profile.portrait()).headers().firstValue("Content-Type"))
        .contains("image/png");
    assertThat(browser.get(address + "guessed").statusCode()).isEqualTo(404);
    assertThat(second.get(address + profile.portrait()).statusCode()).isEqualTo(401);
  }

  @Test
  void whoIsNotSignedInIsToldSoInJson() throws Exception {
    var answer = browser.get("/api/me");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"error\":\"signin.needed\"");
  }

  @Attack(37)
  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator", "/actuator/env", "/api/nothing-here", "/api/rooms/%00/threads"})
  void nothingOfTheInsideIsShown(String path) throws Exception {
    browser.signIn(account(), PASSWORD);

    var body = browser.get(path).body();

    assertThat(body)
        .doesNotContain("Exception", "org.springframework", "at org.", "com.vaadin.flow.router");
  }

  @Attack(29)
  @Test
  void anInvitationMakesOneAccountAndLeadsItIntoTheAlliance() throws Exception {
    organiser();
    var secret = invite();
    var email = "new" + COUNT.incrementAndGet() + "@example.org";

    var first = register(secret, email);
    var again = register(secret, "other" + email);

    assertThat(first.headers().firstValue("Location")).contains("/");
    assertThat(again.headers().firstValue("Location").orElse("")).contains("invitation.unknown");
    assertThat(alliances.membership(person(email), REFORM)).isPresent();
  }

  @Test
  void whoHasAnAccountAcceptsAnInvitationWithIt() throws Exception {
    var email = account();
    browser.signIn(email, PASSWORD);

    var secret = invite();
    var nobody =
        second.post("/api/invitation/accept", Map.of("secret", secret), "Origin", second.here);
    var answer =
        browser.post("/api/invitation/accept", Map.of("secret", secret), "Origin", browser.here);

    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Location")).contains("/");
    assertThat(alliances.membership(person(email), REFORM)).isPresent();
  }

  @Test
  void anInvitationWhoseHostIsGoneIsRefusedBeforeAnAccountIsMade() throws Exception {
    organiser();
    var host = people.pretend(Profile.named(new PersonId("host"), "Host"), true);
    var secret =
        invitations.invite(people.onBehalfOf(host).orElseThrow(), "reform", "PEER", List.of(), "");
    var email = "late" + COUNT.incrementAndGet() + "@example.org";

    var answer = register(secret, email);

    assertThat(answer.headers().firstValue("Location").orElse("")).contains("invitation.unknown");
    assertThat(browser.signIn(email, PASSWORD).headers().firstValue("Location").orElse(""))
        .contains("signin.wrong");
  }

  private HttpResponse<String> register(String secret, String email) throws Exception {
    return browser.post(
        "/api/invitation",
        Map.of("secret", secret, "name", "New Person", "email", email, "password", PASSWORD),
        "Origin",
        browser.here);
  }

  /** A link for somebody who sets the installation up, or comes after the first. */
  private String invite() {
    return people.none()
        ? invitations.setUp()
        : invitations.invite(organiser(), "reform", "PEER", List.of(), "");
  }

  private Person organiser() {
    var id = people.pretend(Profile.named(new PersonId("olga"), "Olga"), true);
    var olga = people.onBehalfOf(id).orElseThrow();
    if (alliances.membership(olga, REFORM).isEmpty()) {
      alliances.found(olga, Alliance.of(REFORM, "Reform", "theme"));
    }
    return olga;
  }

  /** The address of a new account. */
  private String account() {
    var number = COUNT.incrementAndGet();
    var email = "person" + number + "@example.org";
    organiser();
    invitations.register(invite(), "Person " + number, email, PASSWORD, "test " + number);
    return email;
  }

  private Person person(String email) {
    var token = signIns.signIn(email, PASSWORD, "", "test " + COUNT.incrementAndGet());
    return signIns.who(token).orElseThrow();
  }
}
