package org.talanoa.room;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Topic;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.storage.Storage;
import org.talanoa.text.Clean;

/** The rooms of all alliances, and the only maker of proofs. Safe for use by many threads. */
@Service
public class Rooms {
  /** Rooms opened and renamed. */
  public static final Topic<Change> ROOMS = StoredRooms.ROOMS;

  /** Admissions and removals. */
  public static final Topic<Change> PLACES = StoredRooms.PLACES;

  /** The most persons who may sit in one room. */
  public static final int MOST_SEATS = 5_000;

  private final Alliances alliances;
  private final StoredRooms stored;

  public Rooms(Alliances alliances, Storage storage, Feed feed) {
    this.alliances = alliances;
    this.stored = new StoredRooms(storage, feed);
  }

  /** Opens a room; organisers and moderators may. Whoever opens it keeps order in it. */
  public Chair open(Membership membership, RoomKind kind, String name, String purpose) {
    if (membership.role() != Role.ORGANISER && membership.role() != Role.MODERATOR) {
      throw new Refusal.NotYours("room.openNotYours");
    }
    var room = stored.open(membership.alliance().id(), kind, named(name), purposeOf(purpose));
    stored.seat(room.id(), membership.person().id(), true);
    return chair(membership.person(), room.id());
  }

  /** Gives a room another name and purpose. */
  public void rename(Chair chair, String name, String purpose) {
    stored.rename(chair.room().id(), named(name), purposeOf(purpose));
  }

  /** A seat to listen, or a refusal that tells nothing. */
  public Seat enter(Person person, RoomId id) {
    return seat(person, id).orElseThrow(Rooms::unknown);
  }

  /** As {@link #enter}, but empty where the person may not listen. */
  public Optional<Seat> seat(Person person, RoomId id) {
    return stored
        .room(id)
        .filter(room -> HouseRules.allow(standing(person, room), room.kind(), Act.LISTEN))
        .map(room -> new Listening(person, room));
  }

  /** A voice to speak with; refused to those who may only listen. */
  public Voice speak(Person person, RoomId id) {
    var room = enter(person, id).room();
    if (!HouseRules.allow(standing(person, room), room.kind(), Act.SPEAK)) {
      throw new Refusal.NotYours("room.speakNotYours");
    }
    return new Speaking(person, room);
  }

  /** A chair to keep order from; refused to all who are not keepers of the room. */
  public Chair chair(Person person, RoomId id) {
    var room = enter(person, id).room();
    if (!HouseRules.allow(standing(person, room), room.kind(), Act.KEEP_ORDER)) {
      throw new Refusal.NotYours("room.chairNotYours");
    }
    return new Chairing(person, room);
  }

  /** All seats of a person, by the rooms' names. */
  public Seats seats(Person person) {
    var seats = new ArrayList<Seat>();
    for (var membership : alliances.of(person)) {
      seats.addAll(seats(membership));
    }
    return new Seats(person, seats);
  }

  /** The seats of a member in the alliance's rooms, by the rooms' names. */
  public List<Seat> seats(Membership membership) {
    return stored.roomsOf(membership.alliance().id()).stream()
        .sorted(Comparator.comparing(Room::kind).thenComparing(Room::name))
        .flatMap(id -> seat(membership.person(), id.id()).stream())
        .toList();
  }

  /** Whether this seat's person may speak in the room, join it, keep order in it. */
  public boolean maySpeak(Seat seat) {
    return may(seat, Act.SPEAK);
  }

  public boolean mayJoin(Seat seat) {
    return may(seat, Act.JOIN);
  }

  public boolean mayInvite(Seat seat) {
    return may(seat, Act.INVITE);
  }

  public boolean mayKeepOrder(Seat seat) {
    return may(seat, Act.KEEP_ORDER);
  }

  private boolean may(Seat seat, Act act) {
    var room = seat.room();
    return HouseRules.allow(standing(seat.person(), room), room.kind(), act);
  }

  /** Takes a seat in a room that is open to all of the alliance. */
  public Voice join(Seat seat) {
    if (!may(seat, Act.SPEAK)) {
      if (!mayJoin(seat)) {
        throw new Refusal.NotYours("room.joinNotYours");
      }
      mustHaveSpace(seat);
      stored.seat(seat.room().id(), seat.person().id(), false);
    }
    return speak(seat.person(), seat.room().id());
  }

  /** Gives up one's own seat; the last keeper of order has to name another first. */
  public void leave(Voice voice) {
    var room = voice.room().id();
    mustNotBeLastKeeper(room, voice.person().id());
    stored.unseat(room, voice.person().id(), false);
  }

  /** Gives somebody of the alliance a seat. Only a keeper of order may make another one. */
  public void admit(Voice voice, PersonId person, boolean keeper) {
    if (!mayInvite(voice) || keeper && !mayKeepOrder(voice)) {
      throw new Refusal.NotYours("room.inviteNotYours");
    }
    var membership = alliances.enter(voice.person(), voice.room().alliance());
    var role = alliances.members(membership).get(person);
    if (role == null || !role.takesPart()) {
      throw new Refusal.NotLikeThis("room.inviteNotMember");
    }
    mustHaveSpace(voice);
    stored.seat(voice.room().id(), person, keeper);
  }

  /** Takes somebody's seat away. Everything they hold in the room ends with it. */
  public void remove(Chair chair, PersonId person) {
    mustNotBeLastKeeper(chair.room().id(), person);
    stored.unseat(chair.room().id(), person, true);
  }

  /**
   * Makes sure that whoever was admitted or removed up to this seating is known to be, also when
   * another node did it and the feed has not told yet. To be asked before delivering what was said
   * at that seating.
   */
  public void upTo(RoomId room, long seating) {
    stored.upTo(room, seating);
  }

  /** Who sits in the room. */
  public Set<PersonId> people(Seat seat) {
    return stored.seated(seat.room().id());
  }

  /** Who keeps order in the room. */
  public Set<PersonId> keepers(Seat seat) {
    return stored.keepers(seat.room().id());
  }

  private void mustHaveSpace(Seat seat) {
    if (stored.seated(seat.room().id()).size() >= MOST_SEATS) {
      throw new Refusal.NotNow("room.full", MOST_SEATS);
    }
  }

  private void mustNotBeLastKeeper(RoomId room, PersonId person) {
    if (stored.keepers(room).equals(Set.of(person))) {
      throw new Refusal.NotNow("room.lastKeeper");
    }
  }

  private Standing standing(Person person, Room room) {
    var membership = alliances.membership(person, room.alliance());
    if (membership.isEmpty()) {
      return Standing.STRANGER;
    }
    var role = membership.get().role();
    if (role == Role.OBSERVER) {
      return Standing.OBSERVER;
    }
    return switch (stored.place(room, person.id())) {
      case KEEPING -> Standing.KEEPER;
      case SITTING -> Standing.SEATED;
      case REMOVED -> Standing.REMOVED;
      case NONE -> role == Role.PEER ? Standing.MEMBER : Standing.CURATOR;
    };
  }

  private static String named(String name) {
    var line = Clean.line(name);
    if (Clean.isInvisible(line) || line.length() > 80) {
      throw new Refusal.NotLikeThis("room.nameLength", 80);
    }
    return line;
  }

  private static String purposeOf(String purpose) {
    if (purpose.length() > 1_000) {
      throw new Refusal.NotLikeThis("room.purposeLength", 1_000);
    }
    return Clean.line(purpose);
  }

  private static Refusal unknown() {
    return new Refusal.NotHere("room.unknown");
  }
}
