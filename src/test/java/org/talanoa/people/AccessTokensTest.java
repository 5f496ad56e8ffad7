package org.talanoa.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.feed.LocalFeed;

class AccessTokensTest {
  private final Installation here = new Installation();

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void aTokenActsForItsOwnerUntilItIsRevoked() {
    var amina = here.person("amina");
    var secret = here.accessTokens.make(amina, "export script");

    var known = here.accessTokens.who(secret);
    here.accessTokens.revoke(amina, here.accessTokens.of(amina).getFirst().id());

    assertThat(secret).startsWith(AccessTokens.PREFIX);
    assertThat(known).map(Person::id).contains(amina.id());
    assertThat(here.accessTokens.who(secret)).isEmpty();
    assertThat(here.accessTokens.lasts(here.accessTokens.idOf(secret))).isFalse();
  }

  @Test
  void aRevokedTokenStaysRevokedAfterARestart() {
    var amina = here.person("amina");
    var gone = here.accessTokens.make(amina, "gone");
    var kept = here.accessTokens.make(amina, "kept");
    here.accessTokens.revoke(amina, here.accessTokens.idOf(gone));

    try (var feed = new LocalFeed()) {
      var later =
          new AccessTokens(
              new People(here.storage, feed), here.storage, here.key, feed, here.clock);

      assertThat(later.who(gone)).isEmpty();
      assertThat(later.who(kept)).map(Person::id).contains(amina.id());
    }
  }

  @Test
  void nobodySeesOrRevokesTheTokensOfSomebodyElse() {
    var amina = here.person("amina");
    var tashi = here.person("tashi");
    var secret = here.accessTokens.make(amina, "script");

    assertThat(here.accessTokens.of(tashi)).isEmpty();
    assertThatThrownBy(() -> here.accessTokens.revoke(tashi, here.accessTokens.idOf(secret)))
        .isInstanceOf(Refusal.NotHere.class);
    assertThat(here.accessTokens.who(secret)).isPresent();
  }

  @Test
  void theSecretIsNotStored() {
    var secret = here.accessTokens.make(here.person("amina"), "script");

    for (var document : here.storage.database().getCollection("tokens").find()) {
      assertThat(document.toJson()).doesNotContain(secret);
    }
  }

  @Test
  void onePersonHasABoundedNumberOfTokens() {
    var amina = here.person("amina");
    for (var i = 0; i < AccessTokens.MOST; i++) {
      here.accessTokens.make(amina, "script " + i);
    }

    assertThatThrownBy(() -> here.accessTokens.make(amina, "one more"))
        .isInstanceOf(Refusal.NotNow.class);
  }
}
