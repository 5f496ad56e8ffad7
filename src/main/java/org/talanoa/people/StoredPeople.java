package org.talanoa.people;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.storage.Storage;

/** Accounts: written to the database first, then held in memory. */
final class StoredPeople {
  private final Storage storage;
  private final Feed feed;
  private final MongoCollection<Document> people;
  private final Map<PersonId, Account> known = new ConcurrentHashMap<>();
  private final Map<String, PersonId> byEmail = new ConcurrentHashMap<>();
  private final Topic<Account> accounts = new Topic<>("people", StoredPeople::account);

  StoredPeople(Storage storage, Feed feed) {
    this.storage = storage;
    this.feed = feed;
    this.people = storage.database().getCollection("people");
    people.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
    feed.follow(
        accounts,
        new Follower<Account>() {
          @Override
          public void told(Account account) {
            remember(account);
          }

          @Override
          public void missed() {
            load();
          }
        });
    load();
  }

  Optional<Account> account(PersonId id) {
    return Optional.ofNullable(known.get(id));
  }

  Optional<Account> account(String email) {
    return Optional.ofNullable(byEmail.get(email)).map(known::get);
  }

  Collection<Account> all() {
    return known.values();
  }

  boolean none() {
    return known.isEmpty();
  }

  void add(Account account) {
    var document = document(account);
    storage
        .together()
        .change(
            "people",
            writing -> {
              if (byEmail.containsKey(account.email())) {
                throw new Refusal.NotLikeThis("person.emailTaken");
              }
              writing.insert(people, document);
              return document;
            },
            _ -> remember(account));
    feed.wrote(accounts, document);
  }

  Account change(PersonId id, UnaryOperator<Account> change) {
    var document =
        storage
            .together()
            .change(
                "people",
                writing -> {
                  var before = writing.find(people, id.value());
                  if (before == null) {
                    throw new Refusal.NotHere("person.unknown");
                  }
                  var changed = change.apply(account(before));
                  var holder = byEmail.get(changed.email());
                  if (holder != null && !holder.equals(id)) {
                    throw new Refusal.NotLikeThis("person.emailTaken");
                  }
                  var after = document(changed);
                  writing.put(people, after);
                  return after;
                },
                after -> remember(account(after)));
    feed.wrote(accounts, document);
    return account(document);
  }

  /** Reads the collection whole, once at the start and after a gap in the feed. */
  private void load() {
    people.find().forEach(document -> remember(account(document)));
  }

  private void remember(Account account) {
    var before = known.put(account.profile().id(), account);
    if (before != null && !before.email().equals(account.email())) {
      byEmail.remove(before.email());
    }
    byEmail.put(account.email(), account.profile().id());
  }

  private static Document document(Account account) {
    var profile = account.profile();
    return new Document("_id", profile.id().value())
        .append("email", account.email())
        .append("password", account.password())
        .append("organiser", account.organiser())
        .append("disabled", account.disabled())
        .append("name", profile.name())
        .append("portrait", profile.portrait())
        .append("country", profile.country())
        .append("institution", profile.institution())
        .append("position", profile.position())
        .append("seniority", profile.seniority().name())
        .append("languages", profile.languages())
        .append("timeZone", profile.timeZone().getId())
        .append("locale", profile.locale().toLanguageTag())
        .append("askMeAbout", profile.askMeAbout());
  }

  private static Account account(Document document) {
    var profile =
        new Profile(
            new PersonId(document.getString("_id")),
            document.getString("name"),
            document.getString("portrait"),
            document.getString("country"),
            document.getString("institution"),
            document.getString("position"),
            Seniority.valueOf(document.getString("seniority")),
            texts(document, "languages"),
            ZoneId.of(document.getString("timeZone")),
            Locale.forLanguageTag(document.getString("locale")),
            texts(document, "askMeAbout"));
    return new Account(
        profile,
        document.getString("email"),
        document.getString("password"),
        document.getBoolean("organiser", false),
        document.getBoolean("disabled", false));
  }

  private static List<String> texts(Document document, String field) {
    return document.getList(field, String.class, List.of());
  }
}
