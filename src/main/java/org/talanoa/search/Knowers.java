package org.talanoa.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.talanoa.discussion.Byline;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seats;

/**
 * Who knows about something: peers who have agreed to be asked, told by what they have said under
 * their own names. What somebody said under a pseudonym tells nothing here. Thread safe.
 */
@Service
public class Knowers {
  /** So many are named; more would be a list of members. */
  private static final int MOST = 3;

  private static final int REASONS = 2;

  /** Flattens the first places, so that two good answers say more than one a little better. */
  private static final int FLAT = 10;

  private final Rooms rooms;
  private final People people;

  public Knowers(Rooms rooms, People people) {
    this.rooms = rooms;
    this.people = people;
  }

  /**
   * Somebody who knows.
   *
   * @param reasons the best of what they have said about it, in rooms where they can be asked
   */
  public record Knower(Profile person, List<Found.MessageHit> reasons) {
    public Knower {
      reasons = List.copyOf(reasons);
    }
  }

  /** Those whom an answer tells of, whoever said most to the point first; never the asker. */
  public List<Knower> in(Found found, Seats seats) {
    var seated = new HashMap<RoomId, Set<PersonId>>();
    var said = new LinkedHashMap<PersonId, List<Found.MessageHit>>();
    var weights = new LinkedHashMap<PersonId, Double>();
    var place = 0;
    for (var hit : found.hits()) {
      place++;
      if (hit instanceof Found.MessageHit message
          && message.message().by() instanceof Byline.Named(var person)
          && !person.equals(seats.person().id())
          && seated
              .computeIfAbsent(
                  hit.room().id(), room -> seats.in(room).map(rooms::people).orElse(Set.of()))
              .contains(person)) {
        said.computeIfAbsent(person, _ -> new ArrayList<>()).add(message);
        weights.merge(person, 1.0 / (FLAT + place), Double::sum);
      }
    }
    return weights.entrySet().stream()
        .sorted(Map.Entry.<PersonId, Double>comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .flatMap(person -> knower(person, said.getOrDefault(person, List.of())))
        .limit(MOST)
        .toList();
  }

  /** Only who agreed to it. */
  private Stream<Knower> knower(PersonId id, List<Found.MessageHit> reasons) {
    return people.profile(id).filter(Profile::mayBeAsked).stream()
        .map(profile -> new Knower(profile, reasons.subList(0, Math.min(REASONS, reasons.size()))));
  }
}
