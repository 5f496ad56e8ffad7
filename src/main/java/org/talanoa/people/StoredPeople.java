package org.talanoa.people;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Together;

/** Accounts: written to the database first, then held in memory. */
final class StoredPeople {
  private final Storage storage;
  private final Feed feed;
  private final MongoCollection<Document> people;
  private final Map<PersonId, Known> known = new ConcurrentHashMap<>();
  private final Map<String, PersonId> byEmail = new ConcurrentHashMap<>();
  private final Topic<Known> accounts = new Topic<>("people", StoredPeople::known);

  /** An account as of its revision; an earlier one that is told late changes nothing. */
  private record Known(PersonId id, @Nullable Account account, long revision) {}

  StoredPeople(Storage storage, Feed feed) {
    this.storage = storage;
    this.feed = feed;
    this.people = storage.database().getCollection("people");
    people.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
    feed.follow(
        accounts,
        new Follower<Known>() {
          @Override
          public void told(Known account) {
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
    return Optional.ofNullable(known.get(id)).map(Known::account);
  }

  Optional<Account> account(String email) {
    return Optional.ofNullable(byEmail.get(email)).flatMap(this::account);
  }

  Collection<Account> all() {
    return known.values().stream().map(Known::account).filter(Objects::nonNull).toList();
  }

  boolean none() {
    return known.isEmpty();
  }

  void add(Account account) {
    write(writing -> {
      mustBeFree(account.email(), account.profile().id());
      var document = document(account).append("revision", 1L);
      writing.insert(people, document);
      return document;
    });
  }

  Account change(PersonId id, UnaryOperator<Account> change) {
    return write(writing -> {
      var before = writing.find(people, id.value());
      if (before == null || before.getBoolean("gone", false)) {
        throw new Refusal.NotHere("person.unknown");
      }
      var changed = change.apply(account(before));
      mustBeFree(changed.email(), id);
      var after = document(changed).append("revision", known(before).revision() + 1);
      writing.put(people, after);
      return after;
    });
  }

  /** Leaves nothing of an account but that its id was somebody's. */
  void forget(PersonId id) {
    var document =
        storage
            .together()
            .change(
                "people",
                writing -> {
                  var before = writing.find(people, id.value());
                  var revision =
                      before != null && before.get("revision") instanceof Number number
                          ? number.longValue() + 1
                          : 1;
                  var gone =
                      new Document("_id", id.value())
                          .append("email", "gone/" + id.value())
                          .append("gone", true)
                          .append("revision", revision);
                  writing.put(people, gone);
                  return gone;
                },
                written -> remember(known(written)));
    feed.wrote(accounts, document);
  }

  private void mustBeFree(String email, PersonId person) {
    var holder = byEmail.get(email);
    if (holder != null && !holder.equals(person)) {
      throw new Refusal.NotLikeThis("person.emailTaken");
    }
  }

  /** Another node may have given an address away that is free here; then the database refuses. */
  private Account write(Together.Work<Document> work) {
    try {
      var document = storage.together().change("people", work, written -> remember(known(written)));
      feed.wrote(accounts, document);
      return account(document);
    } catch (MongoWriteException taken) {
      if (taken.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        throw new Refusal.NotLikeThis("person.emailTaken");
      }
      throw taken;
    }
  }

  /** Reads the collection whole, once at the start and after a gap in the feed. */
  private void load() {
    people.find().forEach(document -> remember(known(document)));
  }

  private synchronized void remember(Known now) {
    var before = known.get(now.id());
    if (before != null && before.revision() > now.revision()) {
      return;
    }
    known.put(now.id(), now);
    if (before != null && before.account() != null) {
      byEmail.remove(before.account().email(), now.id());
    }
    if (now.account() != null) {
      byEmail.put(now.account().email(), now.id());
    }
  }

  private static Known known(Document document) {
    var revision = document.get("revision") instanceof Number number ? number.longValue() : 0;
    var account = document.getBoolean("gone", false) ? null : account(document);
    return new Known(new PersonId(document.getString("_id")), account, revision);
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
        .append("askMeAbout", profile.askMeAbout())
        .append("showsPresence", profile.showsPresence())
        .append("mayBeAsked", profile.mayBeAsked());
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
            texts(document, "askMeAbout"),
            document.getBoolean("showsPresence", false),
            document.getBoolean("mayBeAsked", false));
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
