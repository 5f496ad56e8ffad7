package org.talanoa.door.ui;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Stage;
import org.talanoa.alliance.TacitKind;
import org.talanoa.door.wire.TacitKindJson;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.Profile;
import org.talanoa.room.Seats;
import org.talanoa.search.Kinds;
import org.talanoa.search.Question;

/**
 * What may stand after each operator of a question: names of rooms, alliances, people and countries
 * that the asker knows anyway. Nothing in it is taken from what was said.
 */
@Component
class SearchOffers {
  /** The words that narrow a question. */
  static final List<String> OPERATORS =
      List.of(
          "from", "in", "alliance", "stage", "country", "about", "is", "has", "before", "after");

  private static final int MOST = 500;

  private final Alliances alliances;
  private final Kinds kinds;
  private final People people;

  SearchOffers(Alliances alliances, Kinds kinds, People people) {
    this.alliances = alliances;
    this.kinds = kinds;
    this.people = people;
  }

  Map<String, List<String>> of(Person person, Seats seats) {
    var memberships = alliances.of(person);
    var members =
        memberships.stream()
            .flatMap(membership -> alliances.members(membership).keySet().stream())
            .distinct()
            .flatMap(id -> people.profile(id).stream())
            .limit(MOST)
            .toList();
    var values = new TreeMap<String, List<String>>();
    var names = new TreeSet<>(members.stream().map(Profile::name).toList());
    values.put("from", Stream.concat(Stream.of("me"), names.stream()).toList());
    values.put(
        "in", seats.all().stream().map(seat -> seat.room().name()).distinct().sorted().toList());
    values.put(
        "alliance",
        memberships.stream().map(Membership::alliance).map(alliance -> alliance.name()).toList());
    values.put("stage", Arrays.stream(Stage.values()).map(Stage::wireName).toList());
    var countries = new TreeSet<String>();
    for (var member : members) {
      if (!member.country().isEmpty()) {
        countries.add(Locale.of("", member.country()).getDisplayCountry(Reader.locale()));
      }
    }
    values.put("country", List.copyOf(countries));
    values.put("about", kinds.of(seats).stream().map(kind -> meant(seats, kind)).toList());
    values.put("is", Question.IS.stream().sorted().toList());
    values.put("has", Question.HAS.stream().sorted().toList());
    values.replaceAll((_, all) -> all.stream().map(value -> value.replace('"', ' ')).toList());
    return values;
  }

  /** The kinds of tacit knowledge about which the asker can ask, by their ids. */
  Map<String, TacitKind> kinds(Seats seats) {
    var byId = new TreeMap<String, TacitKind>();
    kinds.of(seats).forEach(kind -> byId.put(kind.id(), kind));
    return byId;
  }

  /** What the kind of tacit knowledge is called that is meant; nothing where none is. */
  Optional<String> kind(Seats seats, String meant) {
    return called(seats, meant).map(SearchOffers::name).findFirst();
  }

  /** The kinds of tacit knowledge that are meant. */
  Stream<TacitKind> called(Seats seats, String meant) {
    return kinds.called(seats, meant).stream();
  }

  /** What can stand after {@code about:} to mean this kind alone: its name, or else its id. */
  String meant(Seats seats, TacitKind kind) {
    var name = name(kind).replace('"', ' ');
    return kinds.called(seats, name).equals(List.of(kind)) ? name : kind.id();
  }

  static String name(TacitKind kind) {
    return TacitKindJson.of(kind, Reader.locale()).name();
  }
}
