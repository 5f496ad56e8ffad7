package org.talanoa.alliance;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Topic;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.storage.Storage;
import org.talanoa.text.Clean;

/** The alliances of this installation and who belongs to them. Safe for use by many threads. */
@Service
public class Alliances {
  public static final int LONGEST_NAME = 140;
  public static final int LONGEST_THEME = 300;
  public static final int LONGEST_DESCRIPTION = 4_000;

  /** Changes of who belongs to what. */
  public static final Topic<Change> MEMBERS = StoredAlliances.MEMBERS;

  private final StoredAlliances stored;

  public Alliances(Storage storage, Feed feed) {
    this.stored = new StoredAlliances(storage, feed);
  }

  StoredAlliances stored() {
    return stored;
  }

  /** The last day of an alliance, where one is known. */
  public Optional<LocalDate> endOf(AllianceId id) {
    return stored.alliance(id).flatMap(alliance -> Optional.ofNullable(alliance.to()));
  }

  /**
   * Founds an alliance; the founder becomes its organiser. Only an organiser of the installation
   * may.
   */
  public Membership found(Person founder, Alliance alliance) {
    if (!founder.organiserOfInstallation()) {
      throw new Refusal.NotYours("alliance.foundNotYours");
    }
    if (stored.alliance(alliance.id()).isPresent()) {
      throw new Refusal.NotLikeThis("alliance.nameTaken");
    }
    mustBeGood(alliance);
    stored.keep(alliance);
    stored.seat(alliance.id(), founder.id(), Role.ORGANISER);
    return new Belonging(founder, alliance, Role.ORGANISER);
  }

  /** Describes an alliance otherwise; its address and what it is stay. Organisers only. */
  public Alliance describe(
      Membership organiser,
      String name,
      String theme,
      String description,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      Stage stage) {
    mustOrganise(organiser);
    var before = organiser.alliance();
    var after =
        new Alliance(
            before.id(),
            Clean.line(name),
            Clean.line(theme),
            Clean.text(description).strip(),
            from,
            to,
            stage,
            before.demonstration());
    mustBeGood(after);
    stored.keep(after);
    return after;
  }

  private static void mustBeGood(Alliance alliance) {
    if (Clean.isInvisible(alliance.name()) || alliance.name().length() > LONGEST_NAME) {
      throw new Refusal.NotLikeThis("alliance.nameLength", LONGEST_NAME);
    }
    if (alliance.theme().length() > LONGEST_THEME
        || alliance.description().length() > LONGEST_DESCRIPTION) {
      throw new Refusal.NotLikeThis(
          "alliance.descriptionLength", LONGEST_THEME, LONGEST_DESCRIPTION);
    }
    var from = alliance.from();
    var to = alliance.to();
    if (from != null && to != null && to.isBefore(from)) {
      throw new Refusal.NotLikeThis("alliance.period");
    }
  }

  /** What the members of the alliance offer and seek; those who have said nothing are left out. */
  public Map<PersonId, GiveAndTake> giveAndTake(Membership membership) {
    var id = membership.alliance().id();
    var said = new HashMap<PersonId, GiveAndTake>();
    for (var person : stored.members(id).keySet()) {
      var each = stored.giveAndTake(id, person);
      if (!each.equals(GiveAndTake.NOTHING)) {
        said.put(person, each);
      }
    }
    return said;
  }

  /** Says what one offers and seeks oneself. */
  public void say(Membership membership, GiveAndTake said) {
    stored.say(membership.alliance().id(), membership.person().id(), said);
  }

  /** The proof that this person belongs to this alliance, or a refusal that tells nothing. */
  public Membership enter(Person person, AllianceId id) {
    return membership(person, id).orElseThrow(() -> new Refusal.NotHere("alliance.unknown"));
  }

  /** As {@link #enter}, but empty where the person does not belong. */
  public Optional<Membership> membership(Person person, AllianceId id) {
    var alliance = stored.alliance(id);
    var role = stored.role(id, person.id());
    return alliance.isPresent() && role.isPresent()
        ? Optional.of(new Belonging(person, alliance.get(), role.get()))
        : Optional.empty();
  }

  /** All alliances this person belongs to, by name. */
  public List<Membership> of(Person person) {
    return stored.alliancesOf(person.id()).stream()
        .flatMap(id -> membership(person, id).stream())
        .sorted(Comparator.comparing(membership -> membership.alliance().name()))
        .toList();
  }

  /** Everybody who belongs to the alliance, with their role. */
  public Map<PersonId, Role> members(Membership membership) {
    return stored.members(membership.alliance().id());
  }

  /** Whether the two persons share an alliance. */
  public boolean meet(Person person, PersonId other) {
    return stored.alliancesOf(person.id()).stream()
        .anyMatch(alliance -> stored.role(alliance, other).isPresent());
  }

  /** Gives a person a role; organisers only. */
  public void admit(Membership organiser, PersonId person, Role role) {
    mustOrganise(organiser);
    stored.seat(organiser.alliance().id(), person, role);
  }

  /** Ends a person's membership; organisers only, and never that of the last organiser. */
  public void dismiss(Membership organiser, PersonId person) {
    mustOrganise(organiser);
    var members = stored.members(organiser.alliance().id());
    var organisers = members.values().stream().filter(Role.ORGANISER::equals).count();
    if (members.get(person) == Role.ORGANISER && organisers == 1) {
      throw new Refusal.NotNow("alliance.lastOrganiser");
    }
    stored.seat(organiser.alliance().id(), person, null);
  }

  static void mustOrganise(Membership membership) {
    if (membership.role() != Role.ORGANISER) {
      throw new Refusal.NotYours("alliance.organisersOnly");
    }
  }
}
