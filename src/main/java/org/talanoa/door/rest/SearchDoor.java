package org.talanoa.door.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.talanoa.door.wire.PersonJson;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Allowance;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seats;
import org.talanoa.search.By;
import org.talanoa.search.Found;
import org.talanoa.search.Inquiry;
import org.talanoa.search.Knowers;
import org.talanoa.search.Order;
import org.talanoa.search.Progress;
import org.talanoa.search.Question;
import org.talanoa.search.Search;

/** Finding what was said. */
@RestController
@RequestMapping("/api")
class SearchDoor {
  private static final int PAGE = 20;

  /** So many values of a facet are told. */
  private static final int FACETS = 20;

  private final Rooms rooms;
  private final People people;
  private final Search search;
  private final Knowers knowers;
  private final Turns turns;
  private final Wire wire;

  SearchDoor(Rooms rooms, People people, Search search, Knowers knowers, Turns turns, Wire wire) {
    this.rooms = rooms;
    this.people = people;
    this.search = search;
    this.knowers = knowers;
    this.turns = turns;
    this.wire = wire;
  }

  /**
   * @param loosely whether nothing has all the words, and this has some of them
   * @param widened for which words others were looked for too
   * @param facets what the answers have in common
   * @param instead for words that are nowhere, others that are written almost like them
   */
  record FoundJson(
      Question understood,
      long total,
      List<HitJson> hits,
      boolean loosely,
      List<Found.Widened> widened,
      @Nullable FacetsJson facets,
      Map<String, String> instead,
      boolean cut,
      @Nullable Progress indexing) {}

  /** How many answers there are of which kind; authors by who wrote under their own name. */
  record FacetsJson(
      List<FacetJson> rooms,
      List<FacetJson> authors,
      Map<String, Integer> is,
      Map<String, Integer> about,
      Map<String, Integer> has,
      boolean whole) {}

  record FacetJson(String id, String name, int count) {}

  /** Somebody who agreed to be asked, and the best of what they have said about it. */
  record KnowerJson(PersonJson person, List<HitJson> reasons) {}

  record KnowersJson(List<KnowerJson> knowers) {}

  @GetMapping("/search")
  FoundJson find(
      Person person,
      @RequestParam String q,
      @RequestParam(required = false) @Nullable String inside,
      @RequestParam(defaultValue = "both") String by,
      @RequestParam(defaultValue = "relevance") String order,
      @RequestParam(defaultValue = "false") boolean facets,
      @RequestParam(defaultValue = "0") int from) {
    var room = room(person, inside);
    var seats = rooms.seats(person);
    var found =
        search.find(
            seats,
            new Inquiry(Question.of(q), room, By.of(by), Order.of(order), from, PAGE, facets));
    return new FoundJson(
        found.question(),
        found.total(),
        found.hits().stream().map(hit -> HitJson.of(hit, wire)).toList(),
        found.loosely(),
        found.widened(),
        found.facets().map(common -> facets(common, seats)).orElse(null),
        found.instead(),
        found.cut(),
        found.indexing().orElse(null));
  }

  /** Takes a turn to search, in the room in which the person stands where they say so. */
  private Optional<RoomId> room(Person person, @Nullable String inside) {
    turns.take(Allowance.Act.SEARCH, person);
    var room = Optional.ofNullable(inside).map(RoomId::new);
    room.ifPresent(id -> rooms.enter(person, id));
    return room;
  }

  private FacetsJson facets(Found.InCommon common, Seats seats) {
    var inRooms =
        common.rooms().entrySet().stream()
            .flatMap(room ->
                seats.in(room.getKey()).stream()
                    .map(seat ->
                        new FacetJson(room.getKey().value(), seat.room().name(), room.getValue())));
    var byAuthors =
        common.authors().entrySet().stream()
            .flatMap(author ->
                people.profile(author.getKey()).stream()
                    .map(profile ->
                        new FacetJson(author.getKey().value(), profile.name(), author.getValue())));
    return new FacetsJson(
        most(inRooms), most(byAuthors), common.is(), common.about(), common.has(), common.whole());
  }

  private static List<FacetJson> most(Stream<FacetJson> facets) {
    return facets
        .sorted(Comparator.comparingInt(FacetJson::count).reversed().thenComparing(FacetJson::name))
        .limit(FACETS)
        .toList();
  }

  @GetMapping("/search/knowers")
  KnowersJson knowers(
      Person person,
      @RequestParam String q,
      @RequestParam(required = false) @Nullable String inside) {
    var room = room(person, inside);
    var seats = rooms.seats(person);
    var found = search.find(seats, new Inquiry(room, Question.of(q), 0, Search.MOST));
    return new KnowersJson(
        knowers.in(found, seats).stream()
            .map(knower ->
                new KnowerJson(
                    wire.person(knower.person().withoutRank()),
                    knower.reasons().stream().map(hit -> HitJson.of(hit, wire)).toList()))
            .toList());
  }
}
