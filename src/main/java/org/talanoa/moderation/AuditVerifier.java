package org.talanoa.moderation;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.moderation.Verification.Finding;
import org.talanoa.moderation.Verification.Wrong;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;

/** Reads the whole audit trail and says what is not as it was written. For one use. */
public final class AuditVerifier {
  private final MongoCollection<Document> entries;
  private final MongoCollection<Document> reasons;
  private final Chain chain;
  private final Anchor anchor;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Long> broken = new TreeSet<>();
  private final Set<Long> taken = new TreeSet<>();
  private final List<Long> takenAway = new ArrayList<>();

  /**
   * @param data where the anchor lies
   */
  public AuditVerifier(Storage storage, InstallationKey key, Path data) {
    this.entries = storage.database().getCollection("audit");
    this.reasons = storage.database().getCollection("auditreasons");
    this.chain = new Chain(key);
    this.anchor = new Anchor(data, chain);
  }

  public Verification verify() {
    var numbers = numbers(entries);
    numbers.remove(Chain.HEAD);
    var head = entries.find(Filters.eq(Chain.HEAD)).first();
    var noted = anchor.noted();
    var last = last(head, noted, numbers);
    numbers.stream().filter(number -> number > last).forEach(n -> found(Wrong.STRAY, n));
    numbers.removeIf(number -> number > last);
    var previous = walk(last, numbers);
    head(head, numbers.isEmpty() && noted.isEmpty() && !anchor.isThere(), last, previous);
    anchored();
    reasons(numbers);
    return new Verification(last - broken.size(), last, previous, findings, takenAway);
  }

  /** How far the trail goes, as far as nobody without the key can have made it up. */
  private long last(@Nullable Document head, Optional<Anchor.Noted> noted, Set<Long> numbers) {
    var told = head != null && chain.isWholeHead(head) ? count(head) : 0;
    var standing =
        numbers.stream()
            .sorted(Comparator.reverseOrder())
            .filter(number -> {
              var entry = entries.find(Filters.eq(number)).first();
              return entry != null && chain.isWhole(entry) && number.equals(entry.get("number"));
            })
            .findFirst()
            .orElse(0L);
    return Math.max(standing, Math.max(told, noted.map(Anchor.Noted::count).orElse(0L)));
  }

  /** From the first entry to the last; answers the hash of the last one that stands. */
  private String walk(long last, Set<Long> numbers) {
    var previous = Chain.BEGINNING;
    var trusted = true;
    for (var number = 1L; number <= last; number++) {
      var entry = numbers.contains(number) ? entries.find(Filters.eq(number)).first() : null;
      if (entry == null) {
        found(Wrong.MISSING, number);
        trusted = false;
        continue;
      }
      var whole = chain.isWhole(entry);
      if (!whole) {
        found(Wrong.CHANGED, number);
      } else if (!Long.valueOf(number).equals(entry.get("number"))
          || trusted && !previous.equals(entry.get("previous"))) {
        found(Wrong.OUT_OF_ORDER, number);
        whole = false;
      } else if (Deed.REASON_TAKEN_AWAY.wireName().equals(entry.get("act"))) {
        taken(Chain.text(entry, "about"));
      }
      previous = Chain.text(entry, "hash");
      trusted = whole;
    }
    return last == 0 ? "" : previous;
  }

  private void taken(String about) {
    if (about.matches("entry/\\d{1,18}")) {
      taken.add(Long.parseLong(about.substring("entry/".length())));
    }
  }

  private void head(@Nullable Document head, boolean none, long last, String previous) {
    if (head == null) {
      if (!none) {
        found(Wrong.HEAD, 0);
      }
    } else if (!chain.isWholeHead(head)
        || count(head) != last
        || !broken.contains(last) && !previous.equals(head.get("hash"))) {
      found(Wrong.HEAD, 0);
    }
  }

  private void anchored() {
    var noted = anchor.noted();
    if (noted.isEmpty()) {
      if (anchor.isThere() || entries.find().first() != null) {
        found(Wrong.ANCHOR, 0);
      }
      return;
    }
    var entry = entries.find(Filters.eq(noted.get().count())).first();
    if (entry == null || !noted.get().hash().equals(entry.get("hash"))) {
      found(Wrong.ANCHOR, noted.get().count());
    }
  }

  private void reasons(Set<Long> numbers) {
    var there = numbers(reasons);
    for (var number : there) {
      if (!numbers.contains(number)) {
        found(Wrong.STRAY, number);
      }
    }
    for (var number : numbers) {
      var entry = entries.find(Filters.eq(number)).first();
      if (entry == null || broken.contains(number)) {
        continue;
      }
      var reason = there.contains(number) ? reasons.find(Filters.eq(number)).first() : null;
      if (reason != null) {
        if (!chain.isDigest(
            Chain.text(entry, "reason"), Chain.text(reason, "salt"), Chain.text(reason, "words"))) {
          found(Wrong.REASON_CHANGED, number);
        }
      } else if (taken.contains(number)) {
        takenAway.add(number);
      } else {
        found(Wrong.REASON_MISSING, number);
      }
    }
  }

  /** The numbers that stand in a collection; whatever else stands there is told. */
  private Set<Long> numbers(MongoCollection<Document> collection) {
    var numbers = new TreeSet<Long>();
    for (var document : collection.find()) {
      if (document.get("_id") instanceof Long number && number >= 0) {
        numbers.add(number);
      } else {
        found(Wrong.STRAY, 0);
      }
    }
    return numbers;
  }

  private static long count(Document head) {
    return head.get("count") instanceof Number count ? count.longValue() : 0;
  }

  private void found(Wrong wrong, long number) {
    if (number > 0 && wrong != Wrong.ANCHOR && wrong != Wrong.STRAY) {
      broken.add(number);
    }
    if (findings.size() < Verification.MOST_FINDINGS) {
      findings.add(new Finding(wrong, number));
    }
  }
}
