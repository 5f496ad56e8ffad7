package org.talanoa.alliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.testing.World;

class TacitKindsTest {
  private final World world = new World();
  private final Membership organiser = world.organiser;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anAllianceAddsToTheKindsOfTheHouseInItsOwnWords() {
    var unions = world.kinds.add(organiser, "  Working with\n unions ");
    var boats = world.kinds.add(organiser, "القوارب");

    assertThat(unions.name()).contains("Working with unions");
    assertThat(unions.id()).isEqualTo("own-working-with-unions");
    assertThat(boats.id()).matches("own-[0-9a-f]{16}");
    assertThat(world.kinds.of(peer()).subList(0, 8)).isEqualTo(TacitKind.HOUSE);
    assertThat(world.kinds.own(peer())).containsExactly(unions, boats);
  }

  @Test
  void theSameNameIsTheSameKindHoweverOftenItIsAddedAndHoweverItIsSpelt() {
    var first = world.kinds.add(organiser, "Équité");

    assertThat(world.kinds.add(organiser, "équite")).isEqualTo(first);
    assertThat(world.kinds.add(organiser, "Ça va").id()).isEqualTo("own-ca-va");
    assertThat(world.kinds.add(organiser, "日本 abc").id())
        .isNotEqualTo(world.kinds.add(organiser, "abc").id());
    assertThat(world.kinds.own(organiser)).hasSize(4);
  }

  @Test
  void aKindThatIsRemovedAndAddedAgainIsTheSame() {
    var unions = world.kinds.add(organiser, "Unions");

    world.kinds.remove(organiser, unions.id());
    world.kinds.remove(organiser, unions.id());
    world.kinds.remove(organiser, "team");

    assertThat(world.kinds.of(organiser)).isEqualTo(TacitKind.HOUSE);
    assertThat(world.kinds.add(organiser, "unions").id()).isEqualTo(unions.id());
  }

  @Test
  void thereAreAtMostTwelveAndEachHasAName() {
    IntStream.range(0, TacitKinds.MOST_OWN).forEach(i -> world.kinds.add(organiser, "Kind " + i));

    assertThatThrownBy(() -> world.kinds.add(organiser, "One more")).hasMessage("tacit.tooMany");
    assertThat(world.kinds.add(organiser, "Kind 3").id()).isEqualTo("own-kind-3");
    for (var wrong : List.of("", " \u200b ", "a".repeat(TacitKinds.LONGEST_NAME + 1))) {
      assertThatThrownBy(() -> world.kinds.add(organiser, wrong)).hasMessage("tacit.nameLength");
    }
  }

  @Test
  void onlyOrganisersKeepThem() {
    var unions = world.kinds.add(organiser, "Unions");

    assertThatThrownBy(() -> world.kinds.add(peer(), "Mine")).isInstanceOf(Refusal.NotYours.class);
    assertThatThrownBy(() -> world.kinds.remove(peer(), unions.id()))
        .isInstanceOf(Refusal.NotYours.class);
    assertThat(world.kinds.own(organiser)).containsExactly(unions);
  }

  @Test
  void theyStayWhereTheAllianceIsDescribedOtherwiseAndWhereItStartsAgain() {
    var unions = world.kinds.add(organiser, "Unions");

    world.alliances.describe(
        organiser, "Reform", "Another theme", "", null, null, Stage.LEARNING_OUTCOMES);

    assertThat(world.kinds.own(organiser)).containsExactly(unions);
    var again = new StoredAlliances(world.storage, world.feed);
    assertThat(again.ownKinds(organiser.alliance().id())).containsExactly(unions);
    assertThat(again.alliance(organiser.alliance().id()).map(Alliance::theme))
        .contains("Another theme");
  }

  private Membership peer() {
    return world.alliances.enter(world.peer("amina"), organiser.alliance().id());
  }
}
