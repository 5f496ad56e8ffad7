package org.talanoa.door.rest;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.TacitKinds;
import org.talanoa.door.wire.TacitKindJson;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;

/** The kinds of tacit knowledge that an alliance distinguishes. */
@RestController
@RequestMapping("/api/alliances/{alliance}/kinds")
class TacitKindDoor {
  private final Alliances alliances;
  private final TacitKinds kinds;
  private final Turns turns;

  TacitKindDoor(Alliances alliances, TacitKinds kinds, Turns turns) {
    this.alliances = alliances;
    this.kinds = kinds;
    this.turns = turns;
  }

  record NameJson(@Nullable String name) {}

  @GetMapping
  List<TacitKindJson> all(Person person, @PathVariable String alliance) {
    return kinds.of(alliances.enter(person, new AllianceId(alliance))).stream()
        .map(kind -> TacitKindJson.of(kind, person.profile().locale()))
        .toList();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  TacitKindJson add(Person person, @PathVariable String alliance, @RequestBody NameJson named) {
    turns.take(Allowance.Act.CHANGE, person);
    var organiser = alliances.enter(person, new AllianceId(alliance));
    var added = kinds.add(organiser, Objects.requireNonNullElse(named.name(), ""));
    return TacitKindJson.of(added, person.profile().locale());
  }

  @DeleteMapping("/{kind}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Person person, @PathVariable String alliance, @PathVariable String kind) {
    turns.take(Allowance.Act.CHANGE, person);
    kinds.remove(alliances.enter(person, new AllianceId(alliance)), kind);
  }
}
