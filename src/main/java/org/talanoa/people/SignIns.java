package org.talanoa.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Unavailable;

/**
 * Who is signed in where. A sign-in is known by the hash of its token; the token itself is with the
 * person's browser only. Sign-ins end after {@link #IDLE} without use or {@link #LONGEST} after
 * they began. Both are known by the day only, in UTC, and are stored sealed: the moment at which
 * somebody came would tell who was there when something was said. Safe for use by many threads.
 */
@Service
public class SignIns {
  static final Duration IDLE = Duration.ofDays(30);
  static final Duration LONGEST = Duration.ofDays(180);

  /** Every node has heard within a day, and days are counted from their beginning. */
  private static final Duration HEARD = Duration.ofDays(2);

  private final People people;
  private final Allowance allowance;
  private final Storage storage;
  private final Feed feed;
  private final Clock clock;
  private final Sealed signIns;
  private final Topic<Change> topic;
  private final Map<String, SignIn> open = new ConcurrentHashMap<>();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();

  public SignIns(
      People people,
      Allowance allowance,
      Storage storage,
      InstallationKey key,
      Feed feed,
      Clock clock) {
    this.people = people;
    this.allowance = allowance;
    this.storage = storage;
    this.feed = feed;
    this.clock = clock;
    this.signIns = new Sealed(storage, key, "signins");
    this.topic = new Topic<>("signins", stored -> changed(signIns.open(stored)));
    feed.follow(
        new Topic<>("signins", signIns::open),
        new Follower<Document>() {
          @Override
          public void told(Document document) {
            remember(document);
          }

          @Override
          public void missed() {
            load();
          }
        });
    load();
  }

  /** Sign-ins that have ended. */
  public Topic<Change> topic() {
    return topic;
  }

  /**
   * A place where somebody is signed in.
   *
   * @param id the hash under which it is stored; of no use for signing in
   * @param device what the browser calls itself, shortened
   * @param began the beginning of the day on which it began
   * @param seen the beginning of the day on which it was last used
   */
  public record SignIn(String id, PersonId person, String device, Instant began, Instant seen) {}

  /**
   * Signs in with e-mail and password and answers the new token.
   *
   * @param address where the request came from, for limiting only; never stored
   */
  public String signIn(String email, String password, String device, String address) {
    var account = email.strip().toLowerCase(java.util.Locale.ROOT);
    allowance.take(Allowance.Act.SIGN_IN_ADDRESS, address);
    allowance.take(Allowance.Act.SIGN_IN_ACCOUNT, account + " from " + address);
    allowance.take(Allowance.Act.SIGN_IN_ANYWHERE, account);
    var found = people.stored().account(account);
    var matches =
        found
            .map(known -> Password.matches(password, known.password()))
            .orElseGet(() -> Password.matchesNobody(password));
    if (!matches || found.map(Account::disabled).orElse(true)) {
      throw new Refusal.NotYours("signin.wrong");
    }
    allowance.reset(Allowance.Act.SIGN_IN_ACCOUNT, account + " from " + address);
    return begin(found.orElseThrow().profile().id(), device);
  }

  /** Begins a sign-in for a person who has shown otherwise to be that person. */
  public String begin(PersonId person, String device) {
    var token = Secrets.token();
    var today = today();
    var name = device.length() > 120 ? device.substring(0, 120) : device;
    write(document(new SignIn(Secrets.hash(token), person, name, today, today)));
    return token;
  }

  /** Who holds this token; empty where the sign-in has ended or never was. */
  public Optional<Person> who(String token) {
    return holder(Secrets.hash(token));
  }

  /** The sign-in of this token. */
  public Optional<SignIn> signIn(String token) {
    return held(Secrets.hash(token));
  }

  /** Whose sign-in has this id; empty where it has ended or never was. */
  public Optional<Person> holder(String id) {
    return held(id).flatMap(signIn -> people.onBehalfOf(signIn.person()));
  }

  private Optional<SignIn> held(String id) {
    return Optional.ofNullable(open.get(id)).filter(this::lasts).map(this::seenNow);
  }

  /** Whether the sign-in with this id is still good. */
  public boolean lasts(String id) {
    var signIn = open.get(id);
    return signIn != null && lasts(signIn) && people.onBehalfOf(signIn.person()).isPresent();
  }

  /** Where a person is signed in, the latest first. */
  public List<SignIn> of(Person person) {
    return open.values().stream()
        .filter(signIn -> signIn.person().equals(person.id()) && lasts(signIn))
        .sorted(Comparator.comparing(SignIn::seen).reversed())
        .toList();
  }

  /** Ends one sign-in of this person. */
  public void end(Person person, String id) {
    var signIn = open.get(id);
    if (signIn != null && signIn.person().equals(person.id())) {
      end(signIn);
    }
  }

  /** Ends all sign-ins of this person, everywhere. */
  public void endAll(Person person) {
    endAll(person.id());
  }

  private void endAll(PersonId person) {
    open.values().stream().filter(signIn -> signIn.person().equals(person)).forEach(this::end);
  }

  private void end(SignIn signIn) {
    var today = Date.from(today());
    change(signIn, stored -> stored.append("ended", true).append("seen", today));
  }

  /** Ends every sign-in of this person except the one with this id. */
  public void endOthers(Person person, String id) {
    of(person).stream()
        .filter(signIn -> !signIn.id().equals(id))
        .forEach(signIn -> end(person, signIn.id()));
  }

  /** Closes an account, or opens it again; what it holds stays. A closed one is out at once. */
  public void disable(Person organiser, PersonId person, boolean disabled) {
    if (!organiser.organiserOfInstallation()) {
      throw new Refusal.NotYours("person.disableNotYours");
    }
    if (disabled && organiser.id().equals(person)) {
      throw new Refusal.NotLikeThis("person.disableSelf");
    }
    people
        .stored()
        .change(
            person,
            account ->
                new Account(
                    account.profile(),
                    account.email(),
                    account.password(),
                    account.organiser(),
                    disabled));
    if (disabled) {
      endAll(person);
    }
  }

  /** Closes the account of somebody who is about to be forgotten. */
  void shutOut(PersonId person) {
    if (people.stored().account(person).filter(account -> !account.disabled()).isPresent()) {
      people
          .stored()
          .change(
              person,
              account ->
                  new Account(account.profile(), account.email(), account.password(), false, true));
    }
    endAll(person);
  }

  /** Gives a person another address to sign in with. */
  public void changeEmail(Person person, String current, String email) {
    mustKnowPassword(person, current);
    var address = People.address(email);
    people
        .stored()
        .change(
            person.id(),
            account ->
                new Account(
                    account.profile(),
                    address,
                    account.password(),
                    account.organiser(),
                    account.disabled()));
  }

  /** The address with which a person signs in; for that person's own eyes. */
  public String email(Person person) {
    return people.stored().account(person.id()).orElseThrow().email();
  }

  /** Gives a person a new password; everywhere else they are signed out. */
  public void changePassword(Person person, String current, String fresh) {
    mustKnowPassword(person, current);
    setPassword(person.id(), fresh);
    endAll(person);
  }

  void mustKnowPassword(Person person, String current) {
    var account = people.stored().account(person.id()).orElseThrow();
    allowance.take(Allowance.Act.SIGN_IN_ACCOUNT, person.id().value());
    if (!Password.matches(current, account.password())) {
      throw new Refusal.NotLikeThis("password.current");
    }
    allowance.reset(Allowance.Act.SIGN_IN_ACCOUNT, person.id().value());
  }

  void setPassword(PersonId person, String fresh) {
    var hash = Password.hash(fresh);
    people
        .stored()
        .change(
            person,
            account ->
                new Account(
                    account.profile(),
                    account.email(),
                    hash,
                    account.organiser(),
                    account.disabled()));
  }

  /** Ends all sign-ins of a person; where and since when they were is not kept. */
  void forget(PersonId person) {
    for (var signIn : signIns.all()) {
      if (person.value().equals(signIn.getString("person"))) {
        write(
            new Document("_id", signIn.getString("_id"))
                .append("person", person.value())
                .append("ended", true)
                .append("seen", Date.from(today())));
      }
    }
  }

  private boolean lasts(SignIn signIn) {
    var now = clock.instant();
    return now.isBefore(signIn.seen().plus(IDLE)) && now.isBefore(signIn.began().plus(LONGEST));
  }

  private SignIn seenNow(SignIn signIn) {
    var today = today();
    if (!today.isAfter(signIn.seen())) {
      return signIn;
    }
    var seen = new SignIn(signIn.id(), signIn.person(), signIn.device(), signIn.began(), today);
    try {
      change(signIn, stored -> stored.append("seen", Date.from(today)));
    } catch (Unavailable notNow) {
      remember(document(seen)); // Who is in may read while nothing can be written.
    }
    return seen;
  }

  private Instant today() {
    return clock.instant().truncatedTo(ChronoUnit.DAYS);
  }

  private void write(Document document) {
    var stored =
        storage
            .together()
            .change(
                key(document.getString("_id")),
                writing -> signIns.put(writing, document),
                _ -> remember(document));
    feed.wrote(topic, stored);
  }

  /** Changes a sign-in as it is stored; one that has ended stays so, whoever ended it where. */
  private void change(SignIn signIn, Consumer<Document> change) {
    storage
        .together()
        .change(
            key(signIn.id()),
            writing -> {
              var lasting =
                  signIns
                      .find(writing, signIn.id())
                      .filter(before -> !before.getBoolean("ended", false));
              lasting.ifPresent(change);
              var stored = lasting.map(after -> signIns.put(writing, after));
              var document = lasting.orElseGet(() -> document(signIn).append("ended", true));
              return new Changed(document, stored);
            },
            this::told);
  }

  /**
   * @param stored nothing where it had ended before
   */
  private record Changed(Document document, Optional<Document> stored) {}

  private void told(Changed changed) {
    remember(changed.document());
    changed.stored().ifPresent(stored -> feed.wrote(topic, stored));
  }

  private static String key(String id) {
    return "signin/" + id;
  }

  /**
   * Reads the collection whole, once at the start and after a gap in the feed. What has ended is
   * deleted only after every node must have heard of it.
   */
  private void load() {
    var missing = new HashSet<>(open.keySet());
    for (var document : signIns.all()) {
      missing.remove(document.getString("_id"));
      remember(document);
      if (isOver(document)) {
        forget(document.getString("_id"));
      }
    }
    missing.forEach(open::remove);
  }

  private boolean isOver(Document document) {
    var quiet = document.getBoolean("ended", false) ? HEARD : IDLE;
    return document.getDate("seen").toInstant().isBefore(clock.instant().minus(quiet));
  }

  private void forget(String id) {
    try {
      storage.together().change(key(id), writing -> signIns.delete(writing, id));
    } catch (Unavailable _) {
      // It is over all the same, and is forgotten another time.
    }
  }

  /** What has ended never begins again, also when an earlier state of it is told late. */
  private void remember(Document document) {
    var id = document.getString("_id");
    open.compute(
        id,
        (_, _) -> {
          if (document.getBoolean("ended", false)) {
            ended.add(id);
          }
          return ended.contains(id) ? null : signIn(document);
        });
  }

  private static SignIn signIn(Document document) {
    return new SignIn(
        document.getString("_id"),
        new PersonId(document.getString("person")),
        document.getString("device"),
        document.getDate("began").toInstant(),
        document.getDate("seen").toInstant());
  }

  private static Document document(SignIn signIn) {
    return new Document("_id", signIn.id())
        .append("person", signIn.person().value())
        .append("device", signIn.device())
        .append("began", Date.from(signIn.began()))
        .append("seen", Date.from(signIn.seen()));
  }

  private static Change changed(Document document) {
    return document.getBoolean("ended", false)
        ? new Change.SignedOut(
            new PersonId(document.getString("person")), document.getString("_id"))
        : new Change.Seen(new PersonId(document.getString("person")));
  }
}
