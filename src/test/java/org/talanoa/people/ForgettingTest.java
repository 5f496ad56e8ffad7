package org.talanoa.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wanted of a forgetting, and that nobody waits for somebody else's. */
class ForgettingTest {
  private static final String STUCK = "cannot forget";

  private final Installation here = new Installation();
  private final Stubborn stubborn = new Stubborn();
  private final Erasure erasure =
      new Erasure(
          here.people,
          here.signIns,
          List.of(
              stubborn,
              new AccountKeeper(
                  here.people,
                  here.signIns,
                  here.accessTokens,
                  here.invitations,
                  here.allowance,
                  here.storage)),
          here.storage);
  private final Person olga = here.organiser();
  private final Person amina = here.person("amina");
  private final Person tashi = here.person("tashi");

  /** Fails for those it does not want to forget, and tells what it was asked for. */
  private static final class Stubborn implements Keeper {
    private final Set<PersonId> kept = ConcurrentHashMap.newKeySet();
    private final List<Forgetting> asked = new CopyOnWriteArrayList<>();

    @Override
    public Set<String> collections() {
      return Set.of();
    }

    @Override
    public void export(Person person, Export export) {}

    @Override
    public void forget(Forgetting forgetting) {
      asked.add(forgetting);
      if (kept.contains(forgetting.person())) {
        throw new IllegalStateException(STUCK);
      }
    }
  }

  @AfterEach
  void close() {
    erasure.close();
    here.close();
  }

  @Test
  void askingAgainTakesNothingBackAndStandsForThePersonInTheSameWay() {
    stubborn.kept.add(amina.id());
    erasure.begin(olga, amina.id(), true);
    assertThatThrownBy(erasure::finish).hasMessage(STUCK);

    erasure.begin(olga, amina.id(), false);
    stubborn.kept.clear();
    erasure.finish();

    assertThat(stubborn.asked).allMatch(Forgetting::veiledWords);
    assertThat(stubborn.asked).extracting(Forgetting::secret).containsOnly(secret());
    assertThat(here.people.profile(amina.id())).isEmpty();
  }

  @Test
  void moreMayBeWantedAfterwards() {
    stubborn.kept.add(amina.id());
    erasure.begin(olga, amina.id(), false);
    assertThatThrownBy(erasure::finish).hasMessage(STUCK);

    erasure.begin(olga, amina.id(), true);
    stubborn.kept.clear();
    erasure.finish();

    assertThat(stubborn.asked.getLast().veiledWords()).isTrue();
    assertThat(stubborn.asked).extracting(Forgetting::secret).containsOnly(secret());
  }

  private String secret() {
    return stubborn.asked.getFirst().secret();
  }

  @Test
  void whoCannotBeForgottenHoldsUpNobodyBehindThem() {
    stubborn.kept.add(amina.id());
    erasure.begin(olga, amina.id(), true);
    erasure.begin(olga, tashi.id(), true);

    assertThatThrownBy(erasure::finish).hasMessage(STUCK);

    assertThat(here.people.profile(tashi.id())).isEmpty();
    assertThat(here.people.profile(amina.id())).isPresent();
    assertThat(here.storage.database().getCollection("erasures").find())
        .extracting(document -> document.getString("_id"))
        .containsExactly(amina.id().value());
  }
}
