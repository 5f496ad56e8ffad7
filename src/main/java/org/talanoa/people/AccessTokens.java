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
import org.talanoa.text.Title;

/**
 * Tokens with which programs act for a person. Shown once; stored hashed and sealed, with the day
 * on which they were made. Thread safe.
 */
@Service
public class AccessTokens {
  /** Tokens begin with this, so that a leaked one is recognised. */
  public static final String PREFIX = "tal_";

  /** The most tokens one person may have. */
  public static final int MOST = 20;

  /** Every node has heard within a day, and days are counted from their beginning. */
  private static final Duration HEARD = Duration.ofDays(2);

  private final People people;
  private final Storage storage;
  private final Feed feed;
  private final Clock clock;
  private final Sealed tokens;
  private final Map<String, AccessToken> open = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final Topic<Document> topic;

  public AccessTokens(People people, Storage storage, InstallationKey key, Feed feed, Clock clock) {
    this.people = people;
    this.storage = storage;
    this.feed = feed;
    this.clock = clock;
    this.tokens = new Sealed(storage, key, "tokens");
    this.topic = new Topic<>("tokens", tokens::open);
    feed.follow(
        topic,
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

  /** A token as its owner may see it later: without the secret. */
  public record AccessToken(String id, PersonId person, String name, Instant made) {}

  /** Makes a token and answers its secret, which is never shown again. */
  public String make(Person person, String name) {
    if (of(person).size() >= MOST) {
      throw new Refusal.NotNow("token.tooMany", MOST);
    }
    var secret = PREFIX + Secrets.token();
    write(
        new Document("_id", Secrets.hash(secret))
            .append("person", person.id().value())
            .append("name", new Title(name).text())
            .append("made", Date.from(today())));
    return secret;
  }

  public Optional<Person> who(String secret) {
    return holder(idOf(secret));
  }

  /** Whose token has this id; empty where it was revoked or never was. */
  public Optional<Person> holder(String id) {
    return Optional.ofNullable(open.get(id)).flatMap(token -> people.onBehalfOf(token.person()));
  }

  /** The id of the token with this secret. */
  public String idOf(String secret) {
    return Secrets.hash(secret);
  }

  /** Whether the token with this id is still good. */
  public boolean lasts(String id) {
    var token = open.get(id);
    return token != null && people.onBehalfOf(token.person()).isPresent();
  }

  public List<AccessToken> of(Person person) {
    return open.values().stream()
        .filter(token -> token.person().equals(person.id()))
        .sorted(Comparator.comparing(AccessToken::made))
        .toList();
  }

  /** Ends a token of this person at once. */
  public void revoke(Person person, String id) {
    var token = open.get(id);
    if (token == null || !token.person().equals(person.id())) {
      throw new Refusal.NotHere("token.unknown");
    }
    write(
        new Document("_id", id)
            .append("person", person.id().value())
            .append("name", token.name())
            .append("made", Date.from(token.made()))
            .append("revoked", true)
            .append("at", Date.from(today())));
  }

  /** Ends all tokens of a person; what they were called is not kept. */
  void forget(PersonId person) {
    for (var token : tokens.all()) {
      if (person.value().equals(token.getString("person"))) {
        write(
            new Document("_id", token.getString("_id"))
                .append("person", person.value())
                .append("revoked", true)
                .append("at", Date.from(today())));
      }
    }
  }

  private void write(Document document) {
    var stored =
        storage
            .together()
            .change(
                key(document.getString("_id")),
                writing -> tokens.put(writing, document),
                _ -> remember(document));
    feed.wrote(topic, stored);
  }

  /**
   * Reads the collection whole, once at the start and after a gap in the feed. What was revoked is
   * deleted only after every node must have heard of it.
   */
  private void load() {
    var missing = new HashSet<>(open.keySet());
    var heard = clock.instant().minus(HEARD);
    for (var document : tokens.all()) {
      missing.remove(document.getString("_id"));
      remember(document);
      if (document.getBoolean("revoked", false)
          && document.getDate("at").toInstant().isBefore(heard)) {
        forget(document.getString("_id"));
      }
    }
    missing.forEach(open::remove);
  }

  private void forget(String id) {
    try {
      storage.together().change(key(id), writing -> tokens.delete(writing, id));
    } catch (Unavailable _) {
      // It is revoked all the same, and is forgotten another time.
    }
  }

  private static String key(String id) {
    return "token/" + id;
  }

  private Instant today() {
    return clock.instant().truncatedTo(ChronoUnit.DAYS);
  }

  /** What was revoked never holds again, also when an earlier state of it is told late. */
  private void remember(Document document) {
    var id = document.getString("_id");
    open.compute(
        id,
        (_, _) -> {
          if (document.getBoolean("revoked", false)) {
            revoked.add(id);
          }
          return revoked.contains(id) ? null : token(document);
        });
  }

  private static AccessToken token(Document document) {
    return new AccessToken(
        document.getString("_id"),
        new PersonId(document.getString("person")),
        document.getString("name"),
        document.getDate("made").toInstant());
  }
}
