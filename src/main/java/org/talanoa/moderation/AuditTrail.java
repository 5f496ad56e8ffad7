package org.talanoa.moderation;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;

/**
 * What keepers of order have done, and why: one chain for the installation, to which can only be
 * added. Never says whom a deed concerned. Thread safe.
 */
@Service
public class AuditTrail {
  /** The most entries one page may have. */
  public static final int MOST_ON_A_PAGE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Storage storage;
  private final InstallationKey key;
  private final Clock clock;
  private final Chain chain;
  private final Anchor anchor;
  private final MongoCollection<Document> entries;
  private final MongoCollection<Document> reasons;

  public AuditTrail(
      Storage storage, InstallationKey key, Clock clock, @Value("${talanoa.data:data}") Path data) {
    this.storage = storage;
    this.key = key;
    this.clock = clock;
    this.chain = new Chain(key);
    this.anchor = new Anchor(data, chain);
    this.entries = storage.database().getCollection("audit");
    this.reasons = storage.database().getCollection("auditreasons");
    entries.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
    entries.createIndex(Indexes.ascending("room"));
  }

  /**
   * Adds an entry; durable on return.
   *
   * @param once names the deed, so that one that is told twice is entered once
   * @param by empty for the person concerned, who is not named
   */
  void enter(
      String once, RoomId room, Deed deed, Optional<PersonId> by, String about, String reason) {
    var name = key.mac("audit key", once);
    var _ =
        storage
            .together()
            .change(
                "audit",
                writing -> {
                  if (entries.find(Filters.eq("key", name)).first() != null) {
                    return Optional.<Document>empty();
                  }
                  var head = writing.find(entries, Chain.HEAD);
                  mustBeWhole(head);
                  var number = head == null ? 1 : head.get("count", Number.class).longValue() + 1;
                  var salt = salt();
                  var entry =
                      chain.closed(
                          new Document("_id", number)
                              .append("number", number)
                              .append(
                                  "at", Date.from(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                              .append("room", room.value())
                              .append("act", deed.wireName())
                              .append("by", by.map(PersonId::value).orElse(""))
                              .append("about", about)
                              .append("key", name)
                              .append("reason", chain.digest(salt, reason))
                              .append(
                                  "previous",
                                  head == null ? Chain.BEGINNING : head.getString("hash")));
                  writing.insert(
                      reasons,
                      new Document("_id", number).append("salt", salt).append("words", reason));
                  writing.insert(entries, entry);
                  writing.put(entries, chain.head(number, entry.getString("hash")));
                  return Optional.of(entry);
                },
                entered -> entered.ifPresent(this::note));
  }

  /**
   * Refuses where nothing can be entered, because the trail's end was changed or its key is lost.
   * To be asked before something is done that has to be entered. Index: {@code _id}.
   */
  void mustBeWhole() {
    mustBeWhole(entries.find(Filters.eq(Chain.HEAD)).first());
  }

  private void mustBeWhole(@Nullable Document head) {
    if (head != null && !chain.isWholeHead(head)) {
      LOG.error("nothing can be entered in the audit trail; run ./talanoa verify-audit");
      throw new Refusal.NotNow("trail.broken");
    }
  }

  /** Moves the anchor on, unless what it noted stands no more: then it stays, as evidence. */
  private synchronized void note(Document entry) {
    var before = anchor.noted();
    if (before.isEmpty() && anchor.isThere()
        || before.filter(noted -> !stands(noted)).isPresent()) {
      LOG.error("the audit trail is not what its anchor notes; run ./talanoa verify-audit");
      return;
    }
    var number = entry.getLong("number");
    if (before.isEmpty() || before.get().count() < number) {
      anchor.note(number, entry.getString("hash"));
    }
  }

  /** Index: {@code _id}. */
  private boolean stands(Anchor.Noted noted) {
    var entry = entries.find(Filters.eq(noted.count())).first();
    return entry != null && noted.hash().equals(entry.getString("hash"));
  }

  private static String salt() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * What was done in the chair's room, the latest first, with the numbers of the whole trail.
   * Index: {@code room}, where the database has such.
   *
   * @param before only entries with a lower number; the highest number for the latest
   */
  List<Entry> of(Chair chair, long before, int count) {
    var found = new ArrayList<Entry>();
    entries
        .find(
            Filters.and(
                Filters.eq("room", chair.room().id().value()), Filters.lt("number", before)))
        .sort(Sorts.descending("number"))
        .limit(Math.clamp(count, 1, MOST_ON_A_PAGE))
        .map(this::entry)
        .into(found);
    return found;
  }

  /**
   * What all entries about the chair's room are about, the earliest first. Index: {@code room},
   * where the database has such.
   */
  List<Line> lines(Chair chair) {
    return entries
        .find(Filters.eq("room", chair.room().id().value()))
        .projection(Projections.include("number", "about"))
        .sort(Sorts.ascending("number"))
        .map(document -> new Line(document.getLong("number"), document.getString("about")))
        .into(new ArrayList<>());
  }

  /** The number of an entry in the whole trail, and what it is about. */
  record Line(long number, String about) {}

  /** What names an entry outside, from which its number is not to be read. */
  String name(long number) {
    return key.mac("audit entry", Long.toString(number)).substring(0, 20);
  }

  /** The entry with this number, where it is about the chair's room. Index: {@code _id}. */
  Entry entry(Chair chair, long number) {
    return Optional.ofNullable(entries.find(Filters.eq(number)).first())
        .filter(document -> number != Chain.HEAD)
        .filter(document -> chair.room().id().value().equals(document.getString("room")))
        .map(this::entry)
        .orElseThrow(() -> new Refusal.NotHere("trail.unknown"));
  }

  /** Index: {@code _id}. */
  private Entry entry(Document document) {
    var number = document.getLong("number");
    var reason = reasons.find(Filters.eq(number)).first();
    return new Entry(
        name(number),
        number,
        document.getDate("at").toInstant(),
        document.getString("act"),
        PersonId.written(document.getString("by")),
        document.getString("about"),
        Optional.ofNullable(reason).map(words -> words.getString("words")));
  }

  /**
   * Takes the words of an entry's reason away, for instance because they are about somebody who was
   * erased. The entry stands, and another says who did this and why.
   */
  void takeReasonAway(Chair chair, long number, String why) {
    entry(chair, number);
    var about = "entry/" + number;
    enter(
        "taken/" + number,
        chair.room().id(),
        Deed.REASON_TAKEN_AWAY,
        Optional.of(chair.person().id()),
        about,
        Reasons.given(why));
    var _ = storage.together().change("audit", writing -> writing.delete(reasons, number));
  }
}
