package org.talanoa.room;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Topic;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.text.Clean;

/** The rooms of all alliances, and the only maker of proofs. Safe for use by many threads. */
@Service
public class Rooms {
  /** Rooms opened, renamed, arranged. */
  public static final Topic<Change> ROOMS = StoredRooms.ROOMS;

  /** Admissions and removals. */
  public static final Topic<Change> PLACES = StoredRooms.PLACES;

  /** The most persons who may sit in one room. */
  public static final int MOST_SEATS = 5_000;

  private final Alliances alliances;
  private final StoredRooms stored;
  private final Clock clock;
  private final Pace pace;

  public Rooms(Alliances alliances, Storage storage, Feed feed, InstallationKey key, Clock clock) {
    this.alliances = alliances;
    this.stored = new StoredRooms(storage, feed, key);
    this.clock = clock;
    this.pace = new Pace(clock);
  }

  /** That somebody was restrained or freed in a room; whose right it was is not told. */
  public Topic<Change> restraints() {
    return stored.restraints();
  }

  StoredRooms stored() {
    return stored;
  }

  /** Opens a room; organisers and moderators may. Whoever opens it keeps order in it. */
  public Chair open(Membership membership, RoomKind kind, String name, String purpose) {
    if (membership.role() != Role.ORGANISER && membership.role() != Role.MODERATOR) {
      throw new Refusal.NotYours("room.openNotYours");
    }
    var room = stored.open(membership.alliance().id(), kind, named(name), purposeOf(purpose));
    stored.seat(room.id(), membership.person().id(), true, room.norms().version());
    return chair(membership.person(), room.id());
  }

  /** Gives a room another name and purpose. */
  public void rename(Chair chair, String name, String purpose) {
    stored.rename(chair.room().id(), named(name), purposeOf(purpose));
  }

  /**
   * Changes how a room works; for what is said from now on. What was said before is kept no longer
   * than was promised then.
   */
  public void arrange(Chair chair, Manner manner) {
    stored.arrange(chair.room().id(), manner, clock.instant());
  }

  /**
   * Words the norms of a room; empty for the usual ones of its kind. Where the text is another one
   * than before, everybody else is asked to accept it before they speak again.
   */
  public void setNorms(Chair chair, String text) {
    setNorms(chair, text, () -> {});
  }

  /**
   * As {@link #setNorms(Chair, String)}.
   *
   * @param noted is done before they are worded otherwise, where they are
   */
  public void setNorms(Chair chair, String text, Runnable noted) {
    var before = chair.room().norms();
    if (before.worded(text).version() != before.version()) {
      noted.run();
      stored.word(chair.room().id(), text, chair.person().id());
    }
  }

  /**
   * Opens a room of another kind with the same name, purpose, people, norms and manner, in which
   * the talk goes on. What was said here stays as confidential as it was promised to be, and nobody
   * speaks here any more.
   */
  public Chair continueAs(Chair chair, RoomKind kind) {
    return continueAs(chair, kind, () -> {});
  }

  /**
   * As {@link #continueAs(Chair, RoomKind)}.
   *
   * @param noted is done before, where it may be done
   */
  public Chair continueAs(Chair chair, RoomKind kind, Runnable noted) {
    if (chair.room().kind() == kind) {
      throw new Refusal.NotLikeThis("room.continueSameKind");
    }
    if (!chair.room().kind().mayGoOnAs(kind)) {
      throw new Refusal.NotLikeThis("room.continueSealed");
    }
    if (chair.room().continuedIn().isPresent()) {
      throw new Refusal.NotNow("room.continued");
    }
    noted.run();
    return chair(chair.person(), stored.continueAs(chair.room().id(), kind, chair.person().id()));
  }

  /** The room in which the talk of this one goes on, for those to whom it is open. */
  public Optional<RoomId> next(Seat seat) {
    return seat.room()
        .continuedIn()
        .flatMap(stored::room)
        .filter(room -> knows(standing(seat.person(), room), room))
        .map(Room::id);
  }

  /** Whether somebody may listen in a room once they have accepted its norms. */
  private static boolean knows(Standing standing, Room room) {
    return standing == Standing.WAITING || HouseRules.allow(standing, room, Act.LISTEN);
  }

  /** A seat to listen, or a refusal that tells nothing but to whom the room is known. */
  public Seat enter(Person person, RoomId id) {
    var room = known(id);
    var _ = heard(person, room);
    return new Listening(person, room);
  }

  private Room known(RoomId id) {
    return stored.room(id).orElseThrow(Rooms::unknown);
  }

  /** What somebody is to a room in which they may listen; a refusal where they may not. */
  private Standing heard(Person person, Room room) {
    var standing = standing(person, room);
    if (standing == Standing.WAITING) {
      throw new Refusal.NotNow("room.normsFirst");
    }
    if (!HouseRules.allow(standing, room, Act.LISTEN)) {
      throw unknown();
    }
    return standing;
  }

  /** As {@link #enter}, but empty where the person may not listen. */
  public Optional<Seat> seat(Person person, RoomId id) {
    return stored
        .room(id)
        .filter(room -> HouseRules.allow(standing(person, room), room, Act.LISTEN))
        .map(room -> new Listening(person, room));
  }

  /**
   * A voice to speak with, which is a chair for whoever keeps order; refused to those who may only
   * listen, or not speak just now.
   */
  public Voice speak(Person person, RoomId id) {
    var room = known(id);
    var standing = heard(person, room);
    if (!HouseRules.allow(standing, room, Act.SPEAK)) {
      throw mute(person, room, standing);
    }
    return HouseRules.allow(standing, room, Act.KEEP_ORDER)
        ? new Chairing(person, room)
        : new Speaking(person, room);
  }

  private Refusal mute(Person person, Room room, Standing standing) {
    if (room.continuedIn().isPresent() && sits(standing)) {
      return new Refusal.NotNow("room.continued");
    }
    return switch (standing) {
      case SILENCED ->
          restraint(person, room, Restraint.Kind.NO_POSTING)
              .map(restraint -> suspended(person, restraint))
              .orElseGet(() -> new Refusal.NotNow("room.suspendedJustNow"));
      case LAPSED, LAPSED_KEEPER -> new Refusal.NotNow("room.normsChanged");
      default -> new Refusal.NotYours("room.speakNotYours");
    };
  }

  /** The time is shown as it is where the person is. */
  private static Refusal suspended(Person person, Restraint restraint) {
    return restraint.forGood()
        ? new Refusal.NotNow("room.suspendedForGood")
        : new Refusal.NotNow(
            "room.suspended", restraint.until().atZone(person.profile().timeZone()));
  }

  /**
   * The voice of whoever has written something under a pseudonym that a keeper of order lets be
   * said now. It was given to them when they wrote; what has become of them since is not asked,
   * because the answer would tell who it is.
   */
  public Voice voiceBehindPseudonym(Chair chair, Person author) {
    var room = chair.room();
    if (room.continuedIn().isPresent()) {
      throw new Refusal.NotNow("room.continued");
    }
    return new Speaking(author, room);
  }

  /** A chair to keep order from; refused to all who are not keepers of the room. */
  public Chair chair(Person person, RoomId id) {
    var room = known(id);
    if (!HouseRules.allow(heard(person, room), room, Act.KEEP_ORDER)) {
      throw new Refusal.NotYours("room.chairNotYours");
    }
    return new Chairing(person, room);
  }

  /** The norms of a room that this person has a seat in, or may listen in. */
  public Threshold norms(Person person, RoomId id) {
    var room = known(id);
    if (!knows(standing(person, room), room)) {
      throw unknown();
    }
    return threshold(person, room);
  }

  /** Accepts the norms of a room; refused where this is not their present version. */
  public void accept(Person person, RoomId id, int version) {
    var room = norms(person, id).room();
    if (version != room.norms().version()) {
      throw new Refusal.NotNow("room.normsOther");
    }
    if (sits(standing(person, room)) && stored.held(room, person.id()).accepted() < version) {
      stored.accept(id, person.id(), version);
    }
  }

  /** The rooms in which a member has a seat and has not read the norms yet, by their names. */
  public List<Threshold> invited(Membership membership) {
    var person = membership.person();
    return stored.roomsOf(membership.alliance().id()).stream()
        .filter(room -> standing(person, room) == Standing.WAITING)
        .sorted(Comparator.comparing(Room::kind).thenComparing(Room::name))
        .map(room -> threshold(person, room))
        .toList();
  }

  private Threshold threshold(Person person, Room room) {
    var accepted =
        room.kind().normsFirst()
            ? stored.held(room, person.id()).accepted()
            : room.norms().version();
    return new Threshold(room, accepted);
  }

  /**
   * Until when a room is not here for this person, for their own eyes only; empty where it is here,
   * or would not be anyway.
   */
  public Optional<Suspension> suspension(Person person, RoomId id) {
    return stored
        .room(id)
        .filter(room -> standing(person, room) == Standing.SUSPENDED)
        .filter(
            room -> room.kind() == RoomKind.OPEN || stored.held(room, person.id()).place().seated())
        .flatMap(room ->
            restraint(person, room, Restraint.Kind.NO_ENTRY)
                .map(restraint -> new Suspension(room, restraint.until())));
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
    return HouseRules.allow(standing(seat.person(), room), room, act);
  }

  /** Takes a seat in a room that is open to all of the alliance. */
  public Voice join(Seat seat) {
    var person = seat.person();
    var room = seat.room();
    if (mayJoin(seat)) {
      restraint(person, room, Restraint.Kind.NO_POSTING)
          .ifPresent(restraint -> {
            throw suspended(person, restraint);
          });
      mustHaveSpace(seat);
      stored.seat(room.id(), person.id(), false, room.norms().version());
    } else if (!sits(standing(person, room))) {
      throw room.continuedIn().isPresent()
          ? new Refusal.NotNow("room.continued")
          : new Refusal.NotYours("room.joinNotYours");
    }
    return speak(person, room.id());
  }

  /**
   * Gives up one's own seat, also where one has not accepted the norms or may not speak; the last
   * keeper of order has to name another first.
   */
  public void leave(Person person, RoomId id) {
    var room = known(id);
    var standing = standing(person, room);
    if (!sits(standing)) {
      throw HouseRules.allow(standing, room, Act.LISTEN)
          ? new Refusal.NotYours("room.speakNotYours")
          : unknown();
    }
    mustNotBeLastKeeper(id, person.id());
    stored.unseat(id, person.id(), false);
  }

  /**
   * Gives somebody of the alliance a seat. Only a keeper of order may make another one, or somebody
   * who sits here again of one; the last one remains.
   */
  public void admit(Seat seat, PersonId person, boolean keeper) {
    admit(seat, person, keeper, () -> {});
  }

  /**
   * As {@link #admit(Seat, PersonId, boolean)}.
   *
   * @param noted is done before somebody becomes a keeper of order, or is one no more
   */
  public void admit(Seat seat, PersonId person, boolean keeper, Runnable noted) {
    if (!mayInvite(seat) || keeper && !mayKeepOrder(seat)) {
      throw new Refusal.NotYours("room.inviteNotYours");
    }
    var membership = alliances.enter(seat.person(), seat.room().alliance());
    var role = alliances.members(membership).get(person);
    if (role == null || !role.takesPart()) {
      throw new Refusal.NotLikeThis("room.inviteNotMember");
    }
    var kept = stored.keepers(seat.room().id()).contains(person);
    if (!keeper && kept) {
      if (!mayKeepOrder(seat)) {
        return;
      }
      mustNotBeLastKeeper(seat.room().id(), person);
    }
    mustHaveSpace(seat);
    if (keeper != kept) {
      noted.run();
    }
    stored.seat(seat.room().id(), person, keeper, 0);
  }

  /** Takes somebody's seat away. Everything they hold in the room ends with it. */
  public void remove(Chair chair, PersonId person) {
    remove(chair, person, () -> {});
  }

  /**
   * As {@link #remove(Chair, PersonId)}.
   *
   * @param noted is done before, unless their seat was taken away already
   */
  public void remove(Chair chair, PersonId person, Runnable noted) {
    mustNotBeLastKeeper(chair.room().id(), person);
    if (stored.held(chair.room(), person).place() != StoredRooms.Place.REMOVED) {
      noted.run();
    }
    stored.unseat(chair.room().id(), person, true);
  }

  /**
   * Restrains somebody, in place of the same restraint for the same cause as it was before. Nobody
   * can restrain themselves, so that whoever keeps order last is never restrained.
   */
  public void restrain(Chair chair, PersonId person, Restraint restraint) {
    if (chair.person().id().equals(person)) {
      throw new Refusal.NotYours("room.restrainSelf");
    }
    var now = clock.instant();
    stored.restrain(
        chair.room().id(),
        person,
        before ->
            Stream.concat(
                    Stream.of(restraint),
                    before.stream()
                        .filter(each -> each.holds(now) && !each.sameAs(restraint))
                        .sorted(Comparator.comparing(Restraint::until).reversed()))
                .limit(Restraints.MOST)
                .toList());
  }

  /** Ends this restraint on somebody, whenever it would end; what others have set holds on. */
  public void lift(Chair chair, PersonId person, Restraint restraint) {
    var now = clock.instant();
    stored.restrain(
        chair.room().id(),
        person,
        before ->
            before.stream().filter(each -> each.holds(now) && !each.sameAs(restraint)).toList());
  }

  /**
   * Whether what this voice says has to be approved first; never what those who keep order say by
   * name. Under a pseudonym they are like everybody, or being spared would tell who they are.
   *
   * @param thread in which it is said, where that is known
   */
  public boolean waits(Voice voice, boolean underPseudonym, Optional<String> thread) {
    if (!underPseudonym && mayKeepOrder(voice)) {
      return false;
    }
    var room = voice.room();
    return room.manner().approveFirst()
        || (!underPseudonym || thread.isPresent())
            && stored
                .restraints(room, voice.person().id())
                .flatMap(restraints ->
                    restraints.held(
                        Restraint.Kind.APPROVE_FIRST,
                        underPseudonym ? thread : Optional.empty(),
                        clock.instant()))
                .isPresent();
  }

  /** As {@link #pace(Voice, boolean, Optional)}, for what is said by name. */
  public void pace(Voice voice) {
    pace(voice, false, Optional.empty());
  }

  /**
   * Refuses somebody who spoke a short time ago in a slow room, otherwise notes that they speak
   * now; to be asked just before. What is said by name and under each pseudonym is paced for
   * itself, so that whoever has to wait by name is not known to have spoken under a pseudonym.
   *
   * @param thread in which it is said, where that is known
   */
  public void pace(Voice voice, boolean underPseudonym, Optional<String> thread) {
    var _ = paced(voice, underPseudonym, thread, () -> true);
  }

  /**
   * As {@link #pace(Voice, boolean, Optional)}, and says it then; where that is refused or fails,
   * nobody has spoken.
   */
  public <T> T paced(
      Voice voice, boolean underPseudonym, Optional<String> thread, Supplier<T> saying) {
    var slow = voice.room().manner().slow();
    if (slow.isZero() || !underPseudonym && mayKeepOrder(voice)) {
      return saying.get();
    }
    var as = underPseudonym ? "/" + thread.orElse("new") : "";
    return pace.take(voice.room().id() + "/" + voice.person().id() + as, slow, saying);
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
    if (restraint(person, room, Restraint.Kind.NO_ENTRY).isPresent()) {
      return Standing.SUSPENDED;
    }
    if (!role.takesPart()) {
      return Standing.OBSERVER;
    }
    var held = stored.held(room, person.id());
    return switch (held.place()) {
      case KEEPING -> seated(person, room, held.accepted(), true);
      case SITTING -> seated(person, room, held.accepted(), false);
      case REMOVED -> Standing.REMOVED;
      case NONE -> role == Role.PEER ? Standing.MEMBER : Standing.CURATOR;
    };
  }

  private Standing seated(Person person, Room room, int accepted, boolean keeper) {
    if (room.kind().normsFirst() && accepted == 0) {
      return Standing.WAITING;
    }
    if (restraint(person, room, Restraint.Kind.NO_POSTING).isPresent()) {
      return Standing.SILENCED;
    }
    if (room.kind().normsFirst() && accepted < room.norms().version()) {
      return keeper ? Standing.LAPSED_KEEPER : Standing.LAPSED;
    }
    return keeper ? Standing.KEEPER : Standing.SEATED;
  }

  private static boolean sits(Standing standing) {
    return switch (standing) {
      case WAITING, SILENCED, LAPSED, LAPSED_KEEPER, SEATED, KEEPER -> true;
      case STRANGER, OBSERVER, MEMBER, CURATOR, REMOVED, SUSPENDED -> false;
    };
  }

  private Optional<Restraint> restraint(Person person, Room room, Restraint.Kind kind) {
    return stored
        .restraints(room, person.id())
        .flatMap(restraints -> restraints.held(kind, Optional.empty(), clock.instant()));
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
