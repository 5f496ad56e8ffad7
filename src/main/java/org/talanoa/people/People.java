package org.talanoa.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.storage.Storage;

/** Everybody who has an account. Safe for use by many threads. */
@Service
public class People {
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,180}\\.[^\\s@]{2,}");

  private final StoredPeople stored;

  public People(Storage storage, Feed feed) {
    this.stored = new StoredPeople(storage, feed);
  }

  StoredPeople stored() {
    return stored;
  }

  /** Whether nobody has an account yet. */
  public boolean none() {
    return stored.none();
  }

  /** What the person with this id says of themself. */
  public Optional<Profile> profile(PersonId id) {
    return stored.account(id).map(Account::profile);
  }

  /** The names of these, in order; unknown ones are left out. */
  public List<Profile> profiles(java.util.Collection<PersonId> ids) {
    return ids.stream().flatMap(id -> profile(id).stream()).toList();
  }

  /** The ids of all who have an account. */
  public List<PersonId> everybody() {
    return stored.all().stream().map(account -> account.profile().id()).toList();
  }

  /** Those who run this installation. */
  public List<Person> organisers() {
    return stored.all().stream()
        .filter(account -> account.organiser() && !account.disabled())
        .map(People::acting)
        .toList();
  }

  /** Those whose name fits. */
  public List<PersonId> named(Predicate<String> fits) {
    return where(profile -> fits.test(profile.name()));
  }

  /** Those whose profile fits. */
  public List<PersonId> where(Predicate<Profile> fits) {
    return stored.all().stream().map(Account::profile).filter(fits).map(Profile::id).toList();
  }

  /** The person, for work they ordered earlier; empty where the account is gone or disabled. */
  public Optional<Person> onBehalfOf(PersonId id) {
    return stored.account(id).filter(account -> !account.disabled()).map(People::acting);
  }

  /**
   * Who has this account, also where they may not sign in now: for what they wrote before, of which
   * nobody is to learn whose it is.
   */
  public Optional<Person> author(PersonId id) {
    return stored.account(id).map(People::acting);
  }

  static Person acting(Account account) {
    return new Acting(account.profile().id(), account.profile(), account.organiser());
  }

  /** Makes an account. The doors must have seen an invitation or the set-up link. */
  Person register(String name, String email, String password, boolean organiser) {
    return register(name, email, password, organiser, Introduction.NOTHING);
  }

  Person register(
      String name, String email, String password, boolean organiser, Introduction introduction) {
    var address = address(email);
    var hash = Password.hash(password);
    var profile = introduction.completing(Profile.named(PersonId.random(), name));
    var account = new Account(profile, address, hash, organiser, false);
    stored.add(account);
    return acting(account);
  }

  /** Makes a made-up account of a demonstration, whose password nobody knows. */
  public PersonId pretend(Profile profile, boolean organiser) {
    if (stored.account(profile.id()).isEmpty()) {
      stored.add(
          new Account(profile, profile.id() + "@demonstration.invalid", "none", organiser, false));
    }
    return profile.id();
  }

  /** Changes what a person says of themself; id and portrait stay as they are. */
  public Profile change(Person person, UnaryOperator<Profile> change) {
    return stored
        .change(
            person.id(),
            account -> {
              var profile = change.apply(account.profile());
              if (!profile.id().equals(person.id())) {
                throw new IllegalArgumentException("a profile keeps its id");
              }
              return new Account(
                  profile,
                  account.email(),
                  account.password(),
                  account.organiser(),
                  account.disabled());
            })
        .profile();
  }

  /** Who has this address, among these. */
  public Optional<PersonId> withAddress(String email, java.util.Collection<PersonId> among) {
    return stored
        .account(address(email))
        .map(account -> account.profile().id())
        .filter(among::contains);
  }

  /** An address of mail as it is compared; a refusal where it is none. */
  public static String address(String email) {
    var address = email.strip().toLowerCase(Locale.ROOT);
    if (!EMAIL.matcher(address).matches()) {
      throw new Refusal.NotLikeThis("person.emailForm");
    }
    return address;
  }
}
