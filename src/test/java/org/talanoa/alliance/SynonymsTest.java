package org.talanoa.alliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.testing.World;

class SynonymsTest {
  private static final List<String> PFM = List.of("PFM", "public financial management");

  private final World world = new World();
  private final Synonyms synonyms = new Synonyms(world.alliances);
  private final Membership organiser = world.organiser;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void organisersKeepWordingsThatMeanTheSameAndMembersReadThem() {
    var pfm = synonyms.add(organiser, List.of(" PFM", "public\n financial  management", "", " "));
    var audit = synonyms.add(organiser, List.of("SAI", "ISC", "Cour des comptes", "审计署"));

    assertThat(pfm.wordings()).containsExactlyElementsOf(PFM);
    assertThat(synonyms.of(peer())).containsExactly(pfm, audit);
    assertThat(pfm.id()).isNotEqualTo(audit.id());
  }

  @Test
  void theSameGroupIsAddedOnceHoweverItIsSpeltAndInWhateverOrder() {
    var first = synonyms.add(organiser, List.of("Équité", "fairness"));

    assertThat(synonyms.add(organiser, List.of("Fairness", "equite", "FAIRNESS"))).isEqualTo(first);
    assertThat(synonyms.of(organiser)).containsExactly(first);
  }

  @Test
  void aGroupKeepsItsPlaceAndItsNameWhileItsWordingsChange() {
    var pfm = synonyms.add(organiser, PFM);
    var audit = synonyms.add(organiser, List.of("SAI", "audit office"));

    var changed = synonyms.change(organiser, pfm.id(), List.of("PFM", "GFP"));

    assertThat(changed.id()).isEqualTo(pfm.id());
    assertThat(synonyms.of(organiser)).containsExactly(changed, audit);
    assertThatThrownBy(() -> synonyms.change(organiser, pfm.id(), List.of("Audit office", "sai")))
        .isInstanceOf(Refusal.NotLikeThis.class)
        .hasMessage("synonyms.same");
    assertThat(synonyms.change(organiser, pfm.id(), List.of("gfp", "pfm")).wordings())
        .containsExactly("gfp", "pfm");
  }

  @Test
  void whatIsRemovedIsGoneAndCannotBeChanged() {
    var pfm = synonyms.add(organiser, PFM);

    synonyms.remove(organiser, pfm.id());
    synonyms.remove(organiser, pfm.id());

    assertThat(synonyms.of(organiser)).isEmpty();
    assertThatThrownBy(() -> synonyms.change(organiser, pfm.id(), PFM))
        .isInstanceOf(Refusal.NotHere.class)
        .hasMessage("synonyms.unknown");
  }

  @Test
  void aWordingSaysSomethingAndAGroupHasSeveral() {
    for (var wrong : List.of("x", "!!", "- -", "a".repeat(Synonyms.LONGEST + 1))) {
      assertThatThrownBy(() -> synonyms.add(organiser, List.of("PFM", wrong)))
          .as(wrong)
          .isInstanceOf(Refusal.NotLikeThis.class)
          .hasMessage("synonyms.wording");
    }
    var nine = IntStream.rangeClosed(0, Synonyms.MOST).mapToObj(i -> "word " + i).toList();
    for (var wrong :
        List.of(List.<String>of(), List.of("PFM", "\u200b"), List.of("a b", "A B"), nine)) {
      assertThatThrownBy(() -> synonyms.add(organiser, wrong))
          .as(wrong.toString())
          .isInstanceOf(Refusal.NotLikeThis.class)
          .hasMessage("synonyms.count");
    }
    assertThat(synonyms.add(organiser, nine.subList(0, Synonyms.MOST)).wordings())
        .hasSize(Synonyms.MOST);
  }

  @Test
  void thereAreAtMostTwoHundred() {
    IntStream.range(0, Synonyms.MOST_GROUPS)
        .forEach(i -> synonyms.add(organiser, List.of("old " + i, "new " + i)));

    assertThatThrownBy(() -> synonyms.add(organiser, PFM))
        .isInstanceOf(Refusal.NotNow.class)
        .hasMessage("synonyms.tooMany");
    assertThat(synonyms.add(organiser, List.of("new 3", "old 3")).wordings())
        .containsExactly("old 3", "new 3");
  }

  @Test
  void onlyOrganisersKeepThem() {
    var pfm = synonyms.add(organiser, PFM);
    var peer = peer();

    assertThatThrownBy(() -> synonyms.add(peer, List.of("mine", "yours")))
        .isInstanceOf(Refusal.NotYours.class);
    assertThatThrownBy(() -> synonyms.change(peer, pfm.id(), List.of("mine", "yours")))
        .isInstanceOf(Refusal.NotYours.class);
    assertThatThrownBy(() -> synonyms.remove(peer, pfm.id())).isInstanceOf(Refusal.NotYours.class);
    assertThat(synonyms.of(organiser)).containsExactly(pfm);
  }

  @Test
  void theyStayWhereTheAllianceIsDescribedOtherwiseAndWhereItStartsAgain() {
    var pfm = synonyms.add(organiser, PFM);
    var unions = world.kinds.add(organiser, "Unions");

    world.alliances.describe(
        organiser, "Reform", "Another theme", "", null, null, Stage.LEARNING_OUTCOMES);

    var again = new StoredAlliances(world.storage, world.feed);
    assertThat(again.synonyms(organiser.alliance().id())).containsExactly(pfm);
    assertThat(again.ownKinds(organiser.alliance().id())).containsExactly(unions);
  }

  private Membership peer() {
    return world.alliances.enter(world.peer("amina"), organiser.alliance().id());
  }
}
