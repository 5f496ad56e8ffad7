package org.talanoa.alliance;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Topic;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.storage.Storage;

/** The alliances of this installation and who belongs to them. Safe for use by many threads. */
@Service
public class Alliances {
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
    if (alliance.name().isBlank() || alliance.name().length() > 140) {
      throw new Refusal.NotLikeThis("alliance.nameLength", 140);
    }
    stored.keep(alliance);
    stored.seat(alliance.id(), founder.id(), Role.ORGANISER);
    return new Belonging(founder, alliance, Role.ORGANISER);
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

  private static void mustOrganise(Membership membership) {
    if (membership.role() != Role.ORGANISER) {
      throw new Refusal.NotYours("alliance.organisersOnly");
    }
  }
}
