package org.talanoa.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.testing.Attack;

class InvitationsTest {
  private final Installation here = new Installation();

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void theSetUpLinkMakesTheFirstPersonTheOrganiserOnce() {
    var secret = here.invitations.setUp();

    var first = register(secret, "Olga", "olga@example.org");

    assertThat(first.person().organiserOfInstallation()).isTrue();
    assertThatThrownBy(() -> register(secret, "Eve", "eve@example.org"))
        .isInstanceOf(Refusal.NotHere.class);
  }

  @Test
  void anOlderSetUpLinkIsWorthNothingAfterANewStart() {
    var older = here.invitations.setUp();
    var newer = here.invitations.setUp();

    assertThatThrownBy(() -> here.invitations.look(older)).isInstanceOf(Refusal.NotHere.class);
    assertThat(here.invitations.look(newer).purpose()).isEqualTo(Invitation.Purpose.SET_UP);
  }

  @Test
  void aSetUpLinkIsWorthNothingOnceSomebodyIsHere() {
    var secret = here.invitations.setUp();
    here.person("amina");

    assertThatThrownBy(() -> register(secret, "Eve", "eve@example.org"))
        .isInstanceOf(Refusal.NotHere.class);
  }

  @Test
  void anInvitationTellsWhereItLeads() {
    var secret = here.invite(here.organiser());

    var redeemed = register(secret, "Tashi", "tashi@example.org");

    assertThat(redeemed.person().organiserOfInstallation()).isFalse();
    assertThat(redeemed.invitation().alliance()).isEqualTo("reform");
    assertThat(redeemed.invitation().rooms()).containsExactly("room1");
  }

  @Attack(29)
  @Test
  void anInvitationIsUsedOnceWhoeverHurries() throws Exception {
    var secret = here.invite(here.organiser());
    var came = 0;

    try (var pool = Executors.newFixedThreadPool(4)) {
      var acts = new ArrayList<Callable<Invitations.Redeemed>>();
      for (var i = 0; i < 6; i++) {
        var email = "person" + i + "@example.org";
        acts.add(() -> register(secret, "Somebody", email));
      }
      for (var done : pool.invokeAll(acts)) {
        try {
          done.get();
          came++;
        } catch (ExecutionException refused) {
          assertThat(refused).hasCauseInstanceOf(Refusal.NotHere.class);
        }
      }
    }

    assertThat(came).isEqualTo(1);
  }

  @Attack(29)
  @Test
  void anInvitationEndsAfterTwoWeeks() {
    var secret = here.invite(here.organiser());

    here.clock.passes(Duration.ofDays(14).minusSeconds(1));
    here.invitations.look(secret);
    here.clock.passes(Duration.ofDays(1));

    assertThatThrownBy(() -> register(secret, "Eve", "eve@example.org"))
        .isInstanceOf(Refusal.NotHere.class);
  }

  @Attack(29)
  @Test
  void anInvitationForOneAddressIsForThatAddress() {
    var secret =
        here.invitations.invite(here.organiser(), "reform", "PEER", List.of(), "Tashi@example.org");
    var eve = here.person("eve");

    assertThatThrownBy(() -> register(secret, "Eve", "eve2@example.org"))
        .isInstanceOf(Refusal.NotLikeThis.class);
    assertThatThrownBy(() -> here.invitations.accept(secret, eve))
        .isInstanceOf(Refusal.NotLikeThis.class);
    assertThat(register(secret, "Tashi", "tashi@example.org").person()).isNotNull();
  }

  @Attack(29)
  @Test
  void aRevokedInvitationLeadsNowhereAndOnlyTheHostRevokes() {
    var organiser = here.organiser();
    var eve = here.person("eve");
    var secret = here.invite(organiser);

    here.invitations.revoke(eve, secret);
    here.invitations.look(secret);
    here.invitations.revoke(organiser, secret);

    assertThatThrownBy(() -> register(secret, "Tashi", "tashi@example.org"))
        .isInstanceOf(Refusal.NotHere.class);
  }

  @Test
  void aRefusedRegistrationDoesNotUseTheInvitationUp() {
    var secret = here.invite(here.organiser());

    assertThatThrownBy(() ->
            here.invitations.register(secret, "Tashi", "t@example.org", "password1", "10.0.0.1"))
        .isInstanceOf(Refusal.NotLikeThis.class);
    assertThatThrownBy(() -> register(secret, "Tashi", "olga@example.org"))
        .isInstanceOf(Refusal.NotLikeThis.class);

    assertThat(register(secret, "Tashi", "t@example.org").person()).isNotNull();
  }

  @Attack(2)
  @Test
  void withoutAnInvitationNobodyLearnsWhetherAnAddressIsTaken() {
    here.person("amina");

    for (var email : List.of("amina@example.org", "nobody@example.org")) {
      assertThatThrownBy(() -> register("made-up", "Eve", email))
          .isInstanceOfSatisfying(
              Refusal.NotHere.class,
              refused -> assertThat(refused.key()).isEqualTo("invitation.unknown"));
    }
  }

  @Attack(10)
  @Test
  void aResetLinkIsForOnePersonOnceAndForADay() {
    var organiser = here.organiser();
    var amina = here.person("amina");
    var tashi = here.person("tashi");
    var late = here.invitations.reset(organiser, tashi.id());
    here.clock.passes(Duration.ofHours(24));
    var secret = here.invitations.reset(organiser, amina.id());

    choose(secret, "another quiet lagoon");

    assertThat(signIn("amina@example.org", "another quiet lagoon")).isNotEmpty();
    assertThat(signIn("tashi@example.org", Installation.PASSWORD)).isNotEmpty();
    assertThatThrownBy(() -> choose(secret, "a third quiet lagoon"))
        .isInstanceOf(Refusal.NotHere.class);
    assertThatThrownBy(() -> choose(late, "a third quiet lagoon"))
        .isInstanceOf(Refusal.NotHere.class);
  }

  @Attack({8, 10})
  @Test
  void aResetEndsEverySignIn() {
    var secret = here.invitations.reset(here.organiser(), here.person("amina").id());
    var token = signIn("amina@example.org", Installation.PASSWORD);

    choose(secret, "another quiet lagoon");

    assertThat(here.signIns.who(token)).isEmpty();
  }

  @Attack(10)
  @Test
  void oneKindOfLinkIsNotTakenForAnother() {
    var organiser = here.organiser();
    var amina = here.person("amina");
    var reset = here.invitations.reset(organiser, amina.id());
    var invitation = here.invite(organiser);

    assertThatThrownBy(() -> register(reset, "Eve", "eve@example.org"))
        .isInstanceOf(Refusal.NotHere.class);
    assertThatThrownBy(() -> here.invitations.accept(reset, amina))
        .isInstanceOf(Refusal.NotHere.class);
    assertThatThrownBy(() -> choose(invitation, "another quiet lagoon"))
        .isInstanceOf(Refusal.NotHere.class);
  }

  @Attack(10)
  @Test
  void onlyAnOrganiserOfTheInstallationMakesAResetLink() {
    var amina = here.person("amina");

    assertThatThrownBy(() -> here.invitations.reset(amina, here.organiser().id()))
        .isInstanceOf(Refusal.NotYours.class);
  }

  @Test
  void theSecretOfALinkIsNotStored() {
    var secret = here.invite(here.organiser());

    for (var document : here.storage.database().getCollection("invitations").find()) {
      assertThat(document.toJson()).doesNotContain(secret);
    }
  }

  private Invitations.Redeemed register(String secret, String name, String email) {
    return here.invitations.register(secret, name, email, Installation.PASSWORD, "10.0.0.1");
  }

  private void choose(String secret, String password) {
    here.invitations.choosePassword(secret, password, "10.0.0.1");
  }

  private String signIn(String email, String password) {
    return here.signIns.signIn(email, password, "Firefox", "10.0.0.1");
  }
}
