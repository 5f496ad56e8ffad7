package org.talanoa.alliance;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.people.Export;
import org.talanoa.people.Forgetting;
import org.talanoa.people.Keeper;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;

/** Answers for who belongs to what. That somebody once did remains, under an id of nobody. */
@Component
final class MemberKeeper implements Keeper {
  private final Alliances alliances;

  MemberKeeper(Alliances alliances) {
    this.alliances = alliances;
  }

  @Override
  public Set<String> collections() {
    return Set.of("alliances", "members");
  }

  @Override
  public void export(Person person, Export export) {
    export.list(
        "memberships",
        all ->
            alliances
                .of(person)
                .forEach(membership ->
                    all.accept(
                        Map.of(
                            "alliance", membership.alliance().name(),
                            "role", membership.role().name(),
                            "offers", said(membership).offers(),
                            "seeks", said(membership).seeks()))));
  }

  private GiveAndTake said(Membership membership) {
    return alliances.stored().giveAndTake(membership.alliance().id(), membership.person().id());
  }

  @Override
  public void mayForget(PersonId person) {
    var stored = alliances.stored();
    for (var alliance : stored.alliancesOf(person)) {
      var organises = stored.role(alliance, person).filter(Role.ORGANISER::equals).isPresent();
      var organisers =
          stored.members(alliance).values().stream().filter(Role.ORGANISER::equals).count();
      if (organises && organisers == 1 && stored.members(alliance).size() > 1) {
        throw new Refusal.NotNow(
            "erasure.lastOfAlliance", stored.alliance(alliance).map(Alliance::name).orElse(""));
      }
    }
  }

  @Override
  public void forget(Forgetting forgetting) {
    var person = forgetting.person();
    alliances
        .stored()
        .alliancesOf(person)
        .forEach(alliance -> alliances.stored().seat(alliance, person, null));
  }
}
