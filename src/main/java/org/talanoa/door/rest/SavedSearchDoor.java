package org.talanoa.door.rest;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.Rooms;
import org.talanoa.search.SavedSearches;

/** The searches that a person keeps. */
@RestController
@RequestMapping("/api/me/searches")
class SavedSearchDoor {
  private final Rooms rooms;
  private final SavedSearches saved;
  private final Turns turns;

  SavedSearchDoor(Rooms rooms, SavedSearches saved, Turns turns) {
    this.rooms = rooms;
    this.saved = saved;
    this.turns = turns;
  }

  /**
   * A search.
   *
   * @param seen when its answers were last looked at
   * @param fresh how many fit it that are newer
   */
  record SearchJson(String q, Instant seen, int fresh) {}

  record KeepJson(@Nullable String q) {
    @Override
    public String toString() {
      return "KeepJson";
    }
  }

  @GetMapping
  List<SearchJson> mine(Person person) {
    turns.take(Allowance.Act.SEARCH, person);
    return saved.fresh(rooms.seats(person)).stream()
        .map(each -> new SearchJson(each.saved().text(), each.saved().seen(), each.count()))
        .toList();
  }

  @PutMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void keep(Person person, @RequestBody KeepJson keep) {
    turns.take(Allowance.Act.CHANGE, person);
    saved.keep(person, Objects.requireNonNullElse(keep.q(), ""));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void drop(Person person, @RequestParam String q) {
    turns.take(Allowance.Act.CHANGE, person);
    saved.drop(person, q);
  }
}
