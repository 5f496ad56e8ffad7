package org.talanoa.discussion;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;
import org.talanoa.alliance.Alliances;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;

/**
 * Whose position, seniority and institution somebody is not to see just now. What a room or a
 * thread hides among those who talk there would be no secret, could they look it up elsewhere: so
 * it is hidden from them on every screen, for as long as the room or the thread hides it. Thread
 * safe.
 */
@Service
public class HiddenRanks {
  private final Alliances alliances;
  private final Rooms rooms;
  private final Discussions discussions;

  public HiddenRanks(Alliances alliances, Rooms rooms, Discussions discussions) {
    this.alliances = alliances;
    this.rooms = rooms;
    this.discussions = discussions;
  }

  /** How this reader may see the profiles of others; everybody sees their own. */
  public UnaryOperator<Profile> as(Person reader) {
    var hidden = from(reader);
    return profile -> hidden.contains(profile.id()) ? profile.withoutRank() : profile;
  }

  private Set<PersonId> from(Person reader) {
    var hidden = new HashSet<PersonId>();
    for (var membership : alliances.of(reader)) {
      rooms.seats(membership).forEach(seat -> collect(seat, hidden));
    }
    hidden.remove(reader.id());
    return hidden;
  }

  private void collect(Seat seat, Set<PersonId> hidden) {
    if (seat.room().manner().rankHidden()) {
      hidden.addAll(rooms.people(seat));
    }
    for (var head : discussions.threads(seat)) {
      if (head.hidesRank(seat.room())) {
        hidden.addAll(head.spoke().keySet());
      }
    }
  }

  /** As {@link #as}, for all of them. */
  public List<Profile> as(Person reader, List<Profile> profiles) {
    return profiles.stream().map(as(reader)).toList();
  }
}
