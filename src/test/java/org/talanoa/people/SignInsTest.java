package org.talanoa.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talanoa.Refusal;
import org.talanoa.feed.LocalFeed;
import org.talanoa.testing.Attack;

class SignInsTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Installation here = new Installation();

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void theRightPasswordOpensASignInThatIsKnownByItsTokenOnly() {
    var amina = here.person("amina");

    var token = signIn("Amina@Example.org ", Installation.PASSWORD, "10.0.0.1");

    assertThat(here.signIns.who(token)).map(Person::id).contains(amina.id());
    assertThat(here.signIns.who(token + "x")).isEmpty();
    assertThat(here.signIns.who("")).isEmpty();
    assertThat(token).hasSizeGreaterThanOrEqualTo(43);
  }

  @Test
  void theDatabaseHoldsNeitherTokensNorPasswords() {
    here.person("amina");

    var token = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1");

    for (var name : here.storage.database().listCollectionNames()) {
      for (var document : here.storage.database().getCollection(name).find()) {
        assertThat(document.toJson()).doesNotContain(token).doesNotContain(Installation.PASSWORD);
      }
    }
  }

  @Test
  void aSignInSurvivesARestart() {
    var amina = here.person("amina");
    var token = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1");

    try (var feed = new LocalFeed()) {
      var people = new People(here.storage, feed);
      var later = new SignIns(people, here.allowance, here.storage, here.key, feed, here.clock);

      assertThat(later.who(token)).map(Person::id).contains(amina.id());
    }
  }

  @Test
  void aSignInEndsAfterAMonthWithoutUseButNotWhileItIsUsed() {
    here.person("amina");
    var used = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1");
    var unused = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1");

    for (var day = 0; day < 31; day++) {
      here.clock.passes(Duration.ofDays(1));
      assertThat(here.signIns.who(used)).isPresent();
    }

    assertThat(here.signIns.who(unused)).isEmpty();
  }

  @Test
  void noSignInLastsForEver() {
    here.person("amina");
    var token = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1");

    for (var week = 0; week < 26; week++) {
      here.clock.passes(Duration.ofDays(7));
      here.signIns.who(token);
    }

    assertThat(here.signIns.who(token)).isEmpty();
  }

  @Attack(1)
  @Test
  void anUnknownAddressAndAWrongPasswordAreRefusedInTheSameWords() {
    here.person("amina");

    var unknown = refusal(() -> signIn("nobody@example.org", "wrong wrong wrong", "10.0.0.1"));
    var wrong = refusal(() -> signIn("amina@example.org", "wrong wrong wrong", "10.0.0.1"));

    assertThat(unknown).isInstanceOf(Refusal.NotYours.class).hasSameClassAs(wrong);
    assertThat(unknown.key()).isEqualTo(wrong.key());
    assertThat(unknown.arguments()).isEqualTo(wrong.arguments());
  }

  /** The medians of interleaved samples, of the time for which the processor works at each. */
  @Attack(1)
  @Test
  void anUnknownAddressTakesAsLongAsAWrongPassword() {
    here.person("amina");
    var samples = 8;
    var unknown = new long[samples];
    var wrong = new long[samples];

    for (var i = -2; i < samples; i++) {
      here.clock.passes(Duration.ofMinutes(2));
      var first = nanos("nobody@example.org");
      var second = nanos("amina@example.org");
      if (i >= 0) {
        unknown[i] = first;
        wrong[i] = second;
      }
    }

    var ratio = (double) median(unknown) / median(wrong);
    assertThat(ratio).isBetween(0.75, 1.33);
  }

  @Attack(3)
  @Test
  void guessingIsSlowedDownAndTellsWhenToComeBack() {
    here.person("amina");
    var refused =
        refusal(() -> {
          for (var i = 0; i < 20; i++) {
            var guess = "wrong number " + i;
            assertThatThrownBy(() -> signIn("amina@example.org", guess, "10.6.6.6"))
                .isInstanceOfSatisfying(
                    Refusal.class,
                    refusal -> {
                      if (refusal instanceof Refusal.TooMuch) {
                        throw refusal;
                      }
                    });
          }
        });

    assertThat(refused)
        .isInstanceOfSatisfying(
            Refusal.TooMuch.class, tooMuch -> assertThat(tooMuch.retryAfter()).isPositive());
  }

  @Attack(3)
  @Test
  void theOwnerComesInFromElsewhereWhileSomebodyGuessesAndFromThereAfterAWhile() {
    var amina = here.person("amina");
    guess("amina@example.org", "10.6.6.6", 20);

    var elsewhere = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1");
    var throttled = refusal(() -> signIn("amina@example.org", Installation.PASSWORD, "10.6.6.6"));
    here.clock.passes(((Refusal.TooMuch) throttled).retryAfter());
    var afterwards = signIn("amina@example.org", Installation.PASSWORD, "10.6.6.6");

    assertThat(here.signIns.who(elsewhere)).map(Person::id).contains(amina.id());
    assertThat(here.signIns.who(afterwards)).map(Person::id).contains(amina.id());
  }

  @Attack(3)
  @Test
  void oneAccountCannotBeGuessedFromVeryManyAddresses() {
    here.person("amina");

    var tried = 0;
    Refusal last = new Refusal.NotYours("signin.wrong");
    while (!(last instanceof Refusal.TooMuch) && tried < 150) {
      var address = "10.1.0." + tried++;
      last = refusal(() -> signIn("amina@example.org", "wrong", address));
    }

    assertThat(tried).isBetween(90, 110);
  }

  @Attack(3)
  @Test
  void oneAddressCannotTryVeryManyAccounts() {
    var tried = 0;
    Refusal last = new Refusal.NotYours("signin.wrong");
    while (!(last instanceof Refusal.TooMuch) && tried < 100) {
      var account = "person" + tried++ + "@example.org";
      last = refusal(() -> signIn(account, "wrong", "10.6.6.6"));
    }

    assertThat(tried).isBetween(35, 45);
  }

  @Attack(4)
  @Test
  void longPasswordsAreComparedWhole() {
    var start = "a".repeat(40) + " véry lông pass phráse ".repeat(6);
    assertThat(start.length()).isGreaterThan(150);
    here.people.register("Amina", "amina@example.org", start + "1", false);

    var wrong = refusal(() -> signIn("amina@example.org", start + "2", "10.0.0.1"));

    assertThat(wrong.key()).isEqualTo("signin.wrong");
    assertThat(here.signIns.who(signIn("amina@example.org", start + "1", "10.0.0.1"))).isPresent();
  }

  @Attack(4)
  @Test
  void aPasswordIsTheSameHoweverAKeyboardComposesIt() {
    here.people.register("Amina", "amina@example.org", "cafe\u0301 sur la plage", false);

    var token = signIn("amina@example.org", "caf\u00e9 sur la plage", "10.0.0.1");

    assertThat(here.signIns.who(token)).isPresent();
  }

  @Attack(5)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password1",
        "Password123",
        "P-a-s-s-w-o-r-d-1",
        "qwertyuiop",
        "1234567890",
        "aaaaaaaaaaaa",
        "iloveyou2024",
        "99sunshine99",
        "motdepasse1",
        "Talanoa2026",
        "short"
      })
  void passwordsThatAreTriedFirstAreNotTaken(String password) {
    assertThatThrownBy(() -> Password.hash(password)).isInstanceOf(Refusal.NotLikeThis.class);
  }

  @Test
  void passwordsNobodyTriesFirstAreTaken() {
    for (var password :
        new String[] {Installation.PASSWORD, "vier rote Fahrräder", "ملح البحر أبيض"}) {
      assertThat(Password.matches(password, Password.hash(password))).isTrue();
    }
  }

  @Attack(7)
  @Test
  void signingOutEndsThisSignInAndTellsThoseWhoListen() {
    var amina = here.person("amina");
    var token = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1");
    var other = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.2");
    var id = here.signIns.signIn(token).orElseThrow().id();

    here.signIns.end(amina, id);

    assertThat(here.signIns.who(token)).isEmpty();
    assertThat(here.signIns.lasts(id)).isFalse();
    assertThat(here.signIns.who(other)).isPresent();
  }

  @Attack(7)
  @Test
  void nobodyEndsTheSignInOfSomebodyElse() {
    here.person("amina");
    var tashi = here.person("tashi");
    var token = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1");

    here.signIns.end(tashi, here.signIns.signIn(token).orElseThrow().id());

    assertThat(here.signIns.who(token)).isPresent();
  }

  @Attack(8)
  @Test
  void aNewPasswordEndsEverySignIn() {
    var amina = here.person("amina");
    var token = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1");
    var other = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.2");

    here.signIns.changePassword(amina, Installation.PASSWORD, "another quiet lagoon");

    assertThat(here.signIns.who(token)).isEmpty();
    assertThat(here.signIns.who(other)).isEmpty();
    assertThat(refusal(() -> signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1")).key())
        .isEqualTo("signin.wrong");
    assertThat(signIn("amina@example.org", "another quiet lagoon", "10.0.0.1")).isNotEmpty();
  }

  @Attack(8)
  @Test
  void aClosedAccountIsOutAtOnceAndCannotComeIn() {
    var organiser = here.organiser();
    var amina = here.person("amina");
    var token = signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1");
    var program = here.accessTokens.make(amina, "script");

    here.signIns.disable(organiser, amina.id(), true);

    assertThat(here.signIns.who(token)).isEmpty();
    assertThat(here.accessTokens.who(program)).isEmpty();
    assertThat(here.people.onBehalfOf(amina.id())).isEmpty();
    assertThat(refusal(() -> signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1")).key())
        .isEqualTo("signin.wrong");

    here.signIns.disable(organiser, amina.id(), false);

    assertThat(here.signIns.who(token)).as("an ended sign-in stays ended").isEmpty();
    assertThat(signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1")).isNotEmpty();
  }

  @Test
  void onlyAnOrganiserClosesAccountsAndNeverTheOwn() {
    var organiser = here.organiser();
    var amina = here.person("amina");

    assertThatThrownBy(() -> here.signIns.disable(amina, organiser.id(), true))
        .isInstanceOf(Refusal.NotYours.class);
    assertThatThrownBy(() -> here.signIns.disable(organiser, organiser.id(), true))
        .isInstanceOf(Refusal.NotLikeThis.class);
  }

  @Test
  void anotherAddressNeedsThePasswordAndMustBeFree() {
    var amina = here.person("amina");
    here.person("tashi");

    assertThat(refusal(() -> here.signIns.changeEmail(amina, "wrong", "new@example.org")).key())
        .isEqualTo("password.current");
    assertThat(
            refusal(() ->
                    here.signIns.changeEmail(amina, Installation.PASSWORD, "TASHI@example.org"))
                .key())
        .isEqualTo("person.emailTaken");

    here.signIns.changeEmail(amina, Installation.PASSWORD, "new@example.org");

    assertThat(signIn("new@example.org", Installation.PASSWORD, "10.0.0.1")).isNotEmpty();
    assertThat(refusal(() -> signIn("amina@example.org", Installation.PASSWORD, "10.0.0.1")).key())
        .isEqualTo("signin.wrong");
  }

  private String signIn(String email, String password, String address) {
    return here.signIns.signIn(email, password, "Firefox", address);
  }

  private void guess(String email, String address, int times) {
    for (var i = 0; i < times; i++) {
      refusal(() -> signIn(email, "wrong", address));
    }
  }

  private long nanos(String email) {
    var start = THREADS.getCurrentThreadCpuTime();
    refusal(() -> signIn(email, "wrong wrong wrong", "10.0.0.1"));
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  private static long median(long[] samples) {
    Arrays.sort(samples);
    return samples[samples.length / 2];
  }

  private static Refusal refusal(Runnable act) {
    try {
      act.run();
    } catch (Refusal refused) {
      return refused;
    }
    throw new AssertionError("was not refused");
  }
}
