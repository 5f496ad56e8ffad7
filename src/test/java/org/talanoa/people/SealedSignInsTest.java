package org.talanoa.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.feed.LocalFeed;

/** Who came in, when and by what is known by the day, and to whoever has the key. */
class SealedSignInsTest {
  private static final Instant THE_DAY = Instant.parse("2026-03-01T00:00:00Z");

  private final Installation here = new Installation();

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void aDayIsAllThatIsKnownOfWhenSomebodyCame() {
    var amina = here.person("amina");
    var token = here.signIns.begin(amina.id(), "A browser");
    here.accessTokens.make(amina, "script");
    here.clock.passes(Duration.ofHours(15));
    var first = raw("signins");

    here.signIns.who(token);

    assertThat(here.signIns.of(amina))
        .allMatch(signIn -> signIn.began().equals(THE_DAY) && signIn.seen().equals(THE_DAY));
    assertThat(here.accessTokens.of(amina)).allMatch(made -> made.made().equals(THE_DAY));
    assertThat(raw("signins")).isEqualTo(first);
    here.clock.passes(Duration.ofHours(2));
    here.signIns.who(token);
    assertThat(here.signIns.of(amina))
        .allMatch(signIn -> signIn.seen().equals(THE_DAY.plus(Duration.ofDays(1))));
  }

  @Test
  void theMomentAtWhichSomebodyInvitedIsNotTold() {
    var organiser = here.organiser();

    var early = here.invitations.look(here.invite(organiser));
    here.clock.passes(Duration.ofHours(15));
    var late = here.invitations.look(here.invite(organiser));

    assertThat(early.until()).isEqualTo(late.until());
  }

  @Test
  void theDatabaseNamesNobodyWhoCame() {
    var amina = here.person("amina");
    here.signIns.begin(amina.id(), "A browser");
    here.accessTokens.make(amina, "script");
    here.invite(amina);

    for (var collection : List.of("signins", "tokens", "invitations")) {
      assertThat(raw(collection)).hasSize(1);
      assertThat(raw(collection).toString())
          .doesNotContain(amina.id().value(), "browser", "script", "reform");
    }
  }

  @Test
  void whoWasInBeforeItWasSealedIsStillIn() {
    var amina = here.person("amina");
    var token = Secrets.token();
    here.storage
        .database()
        .getCollection("signins")
        .insertOne(
            new Document("_id", Secrets.hash(token))
                .append("person", amina.id().value())
                .append("device", "A browser")
                .append("began", Date.from(here.clock.instant()))
                .append("seen", Date.from(here.clock.instant())));

    new SealingOfSignIns(here.key).run(here.storage);

    try (var feed = new LocalFeed()) {
      var later =
          new SignIns(here.people, here.allowance, here.storage, here.key, feed, here.clock);
      assertThat(later.who(token)).map(Person::id).contains(amina.id());
    }
    assertThat(raw("signins").toString()).doesNotContain(amina.id().value());
  }

  private List<Document> raw(String collection) {
    return here.storage.database().getCollection(collection).find().into(new ArrayList<>());
  }
}
