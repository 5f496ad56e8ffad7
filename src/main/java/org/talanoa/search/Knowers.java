package org.talanoa.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.talanoa.discussion.Byline;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
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
    var said = new LinkedHashMap<PersonId, List<Found.MessageHit>>();
    var weights = new LinkedHashMap<PersonId, Double>();
    var place = 0;
    for (var hit : found.hits()) {
      place++;
      if (hit instanceof Found.MessageHit message
          && message.message().by() instanceof Byline.Named(var person)
          && mayBeAsked(person, message, seats)) {
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

  private Stream<Knower> knower(PersonId id, List<Found.MessageHit> reasons) {
    return people.profile(id).stream()
        .map(profile -> new Knower(profile, reasons.subList(0, Math.min(REASONS, reasons.size()))));
  }

  /** Whether this author agreed to it, and still sits where it was said. */
  private boolean mayBeAsked(PersonId person, Found.MessageHit hit, Seats seats) {
    return !person.equals(seats.person().id())
        && people.profile(person).filter(Profile::mayBeAsked).isPresent()
        && seats
            .in(hit.room().id())
            .filter(seat -> rooms.people(seat).contains(person))
            .isPresent();
  }
}
