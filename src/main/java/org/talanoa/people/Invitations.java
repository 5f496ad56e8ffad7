package org.talanoa.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/**
 * Links that let somebody in once. Only a hash of the link's secret is stored, and the rest sealed.
 * Thread safe.
 */
@Service
public class Invitations {
  /** And until the end of the last day, so that the moment of inviting is not told. */
  static final Duration LASTS = Duration.ofDays(14);

  static final Duration RESET_LASTS = Duration.ofHours(24);

  private final People people;
  private final SignIns signIns;
  private final Allowance allowance;
  private final Storage storage;
  private final Clock clock;
  private final Sealed invitations;

  public Invitations(
      People people,
      SignIns signIns,
      Allowance allowance,
      Storage storage,
      InstallationKey key,
      Clock clock) {
    this.people = people;
    this.signIns = signIns;
    this.allowance = allowance;
    this.storage = storage;
    this.clock = clock;
    this.invitations = new Sealed(storage, key, "invitations");
  }

  /** Who has come in, and by which invitation. */
  public record Redeemed(Person person, Invitation invitation) {}

  /** The secret of a link by which the first person becomes the organiser of the installation. */
  public String setUp() {
    invitations.all().stream()
        .map(Invitations::invitation)
        .filter(invitation -> invitation.purpose() == Invitation.Purpose.SET_UP)
        .forEach(this::remove);
    return write(Invitation.Purpose.SET_UP, "", "", List.of(), "", "", LASTS, Introduction.NOTHING);
  }

  /**
   * The secret of a link into an alliance. The doors must have asked whether this person may invite
   * there.
   */
  public String invite(Person by, String alliance, String role, List<String> rooms, String email) {
    return invite(by, alliance, role, rooms, email, Introduction.NOTHING);
  }

  /** As {@link #invite(Person, String, String, List, String)}, for somebody who is known. */
  public String invite(
      Person by,
      String alliance,
      String role,
      List<String> rooms,
      String email,
      Introduction introduction) {
    var address = email.isBlank() ? "" : People.address(email);
    return write(
        Invitation.Purpose.JOIN,
        alliance,
        role,
        rooms,
        address,
        by.id().value(),
        LASTS,
        introduction);
  }

  /**
   * Until when whom works a link into this alliance that is for one address only and has not been
   * used; by their addresses. Those that are too old are taken away.
   */
  public Map<String, Instant> pending(String alliance) {
    var pending = new HashMap<String, Instant>();
    var now = clock.instant();
    for (var document : invitations.all()) {
      var invitation = invitation(document);
      if (!now.isBefore(invitation.until())) {
        remove(invitation);
      } else if (invitation.alliance().equals(alliance) && !invitation.email().isEmpty()) {
        pending.merge(
            invitation.email(),
            invitation.until(),
            (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return pending;
  }

  /** The secret of a link by which somebody chooses a new password. */
  public String reset(Person organiser, PersonId person) {
    if (!organiser.organiserOfInstallation()) {
      throw new Refusal.NotYours("person.resetNotYours");
    }
    return write(
        Invitation.Purpose.RESET,
        "",
        "",
        List.of(),
        "",
        person.value(),
        RESET_LASTS,
        Introduction.NOTHING);
  }

  /** What a link leads to; a refusal where it never was, has been used, or is too old. */
  public Invitation look(String secret) {
    return find(secret).orElseThrow(() -> new Refusal.NotHere("invitation.unknown"));
  }

  /** Makes an account by a link; the link is used up. */
  public Redeemed register(
      String secret, String name, String email, String password, String address) {
    allowance.take(Allowance.Act.REGISTER, address);
    var invitation = look(secret);
    if (!invitation.email().isEmpty() && !invitation.email().equals(People.address(email))) {
      throw new Refusal.NotLikeThis("invitation.otherEmail");
    }
    if (invitation.purpose() == Invitation.Purpose.SET_UP && !people.none()
        || invitation.purpose() == Invitation.Purpose.RESET) {
      throw new Refusal.NotHere("invitation.unknown");
    }
    var organiser = invitation.purpose() == Invitation.Purpose.SET_UP;
    Password.hash(password);
    mustBeFirst(invitation);
    try {
      var person = people.register(name, email, password, organiser, invitation.introduction());
      return new Redeemed(person, invitation);
    } catch (RuntimeException refused) {
      restore(invitation);
      throw refused;
    }
  }

  /** Uses a link for somebody who has an account. */
  public Redeemed accept(String secret, Person person) {
    var invitation = look(secret);
    if (invitation.purpose() != Invitation.Purpose.JOIN) {
      throw new Refusal.NotHere("invitation.unknown");
    }
    var account = people.stored().account(person.id()).orElseThrow();
    if (!invitation.email().isEmpty() && !invitation.email().equals(account.email())) {
      throw new Refusal.NotLikeThis("invitation.otherEmail");
    }
    mustBeFirst(invitation);
    return new Redeemed(person, invitation);
  }

  /** Chooses a new password by a reset link; the person is signed out everywhere. */
  public void choosePassword(String secret, String password, String address) {
    allowance.take(Allowance.Act.REGISTER, address);
    var invitation = look(secret);
    if (invitation.purpose() != Invitation.Purpose.RESET) {
      throw new Refusal.NotHere("invitation.unknown");
    }
    Password.hash(password);
    mustBeFirst(invitation);
    var person = new PersonId(invitation.by());
    signIns.setPassword(person, password);
    people.onBehalfOf(person).ifPresent(signIns::endAll);
  }

  /** Takes an invitation back. */
  public void revoke(Person by, String secret) {
    find(secret)
        .filter(invitation -> invitation.by().equals(by.id().value()))
        .ifPresent(this::mustBeFirst);
  }

  /** Leaves no link that this person made, that chooses their password, or that was for them. */
  void forget(PersonId person, Optional<String> email) {
    invitations.all().stream()
        .filter(invitation ->
            person.value().equals(invitation.getString("by"))
                || email.filter(invitation.getString("email")::equals).isPresent())
        .map(invitation -> invitation.getString("_id"))
        .forEach(id ->
            storage
                .together()
                .change("invitation/" + id, writing -> invitations.delete(writing, id)));
  }

  /** Marks the link used; of two who try at once one is refused. */
  private void mustBeFirst(Invitation invitation) {
    if (!remove(invitation)) {
      throw new Refusal.NotHere("invitation.unknown");
    }
  }

  private boolean remove(Invitation invitation) {
    return storage
        .together()
        .change(
            "invitation/" + invitation.id(),
            writing -> invitations.delete(writing, invitation.id()));
  }

  private void restore(Invitation invitation) {
    put(invitation);
  }

  private Optional<Invitation> find(String secret) {
    if (secret.length() > 100) {
      return Optional.empty();
    }
    return invitations
        .find(Secrets.hash(secret))
        .map(Invitations::invitation)
        .filter(invitation -> clock.instant().isBefore(invitation.until()));
  }

  private String write(
      Invitation.Purpose purpose,
      String alliance,
      String role,
      List<String> rooms,
      String email,
      String by,
      Duration lasts,
      Introduction introduction) {
    var secret = Secrets.token();
    put(
        new Invitation(
            Secrets.hash(secret),
            purpose,
            alliance,
            role,
            rooms,
            email,
            by,
            until(purpose, clock.instant().plus(lasts)),
            introduction));
    return secret;
  }

  private static Instant until(Invitation.Purpose purpose, Instant at) {
    return purpose == Invitation.Purpose.JOIN
        ? at.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS)
        : at;
  }

  private void put(Invitation invitation) {
    var document =
        new Document("_id", invitation.id())
            .append("purpose", invitation.purpose().name())
            .append("alliance", invitation.alliance())
            .append("role", invitation.role())
            .append("rooms", invitation.rooms())
            .append("email", invitation.email())
            .append("by", invitation.by())
            .append("until", Date.from(invitation.until()))
            .append("introduction", document(invitation.introduction()));
    storage
        .together()
        .change("invitation/" + invitation.id(), writing -> invitations.put(writing, document));
  }

  private static Invitation invitation(Document document) {
    return new Invitation(
        document.getString("_id"),
        Invitation.Purpose.valueOf(document.getString("purpose")),
        document.getString("alliance"),
        document.getString("role"),
        document.getList("rooms", String.class),
        document.getString("email"),
        document.getString("by"),
        document.getDate("until").toInstant(),
        document.get("introduction") instanceof Document introduction
            ? introduction(introduction)
            : Introduction.NOTHING);
  }

  private static Document document(Introduction introduction) {
    return new Document("name", introduction.name())
        .append("country", introduction.country())
        .append("institution", introduction.institution())
        .append("position", introduction.position())
        .append("seniority", introduction.seniority().map(Seniority::name).orElse(null))
        .append("languages", introduction.languages())
        .append("offers", introduction.offers())
        .append("seeks", introduction.seeks());
  }

  private static Introduction introduction(Document document) {
    return new Introduction(
        document.getString("name"),
        document.getString("country"),
        document.getString("institution"),
        document.getString("position"),
        Optional.ofNullable(document.getString("seniority")).map(Seniority::valueOf),
        document.getList("languages", String.class),
        document.getList("offers", String.class),
        document.getList("seeks", String.class));
  }
}
