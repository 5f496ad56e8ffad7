package org.talanoa.door.rest;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.SynonymGroup;
import org.talanoa.alliance.Synonyms;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;

/** The wordings that mean the same in an alliance, by which more is found. */
@RestController
@RequestMapping("/api/alliances/{alliance}/synonyms")
class SynonymDoor {
  private final Alliances alliances;
  private final Synonyms synonyms;
  private final Turns turns;

  SynonymDoor(Alliances alliances, Synonyms synonyms, Turns turns) {
    this.alliances = alliances;
    this.synonyms = synonyms;
    this.turns = turns;
  }

  record WordingsJson(@Nullable List<String> wordings) {
    List<String> all() {
      return Objects.requireNonNullElse(wordings, List.of());
    }
  }

  @GetMapping
  List<SynonymGroup> all(Person person, @PathVariable String alliance) {
    return synonyms.of(alliances.enter(person, new AllianceId(alliance)));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  SynonymGroup add(Person person, @PathVariable String alliance, @RequestBody WordingsJson wanted) {
    turns.take(Allowance.Act.CHANGE, person);
    return synonyms.add(alliances.enter(person, new AllianceId(alliance)), wanted.all());
  }

  @PutMapping("/{group}")
  SynonymGroup change(
      Person person,
      @PathVariable String alliance,
      @PathVariable String group,
      @RequestBody WordingsJson wanted) {
    turns.take(Allowance.Act.CHANGE, person);
    return synonyms.change(alliances.enter(person, new AllianceId(alliance)), group, wanted.all());
  }

  @DeleteMapping("/{group}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(Person person, @PathVariable String alliance, @PathVariable String group) {
    turns.take(Allowance.Act.CHANGE, person);
    synonyms.remove(alliances.enter(person, new AllianceId(alliance)), group);
  }
}
