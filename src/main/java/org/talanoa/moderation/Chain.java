package org.talanoa.moderation;

import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.storage.InstallationKey;

/** How the entries of the audit trail hang together. Thread safe. */
final class Chain {
  /** What the first entry has before it. */
  static final String BEGINNING = "beginning";

  /** Where the head stands among the entries, which begin with 1. */
  static final long HEAD = 0;

  private static final List<String> FIELDS =
      List.of("number", "at", "room", "act", "by", "about", "key", "reason", "previous");
  private static final Set<String> ENTRY =
      Set.of(
          "_id", "number", "at", "room", "act", "by", "about", "key", "reason", "previous", "hash");
  private static final Set<String> HEAD_FIELDS = Set.of("_id", "count", "hash", "seal");

  private final InstallationKey key;

  Chain(InstallationKey key) {
    this.key = key;
  }

  /** The entry with its hash. */
  Document closed(Document entry) {
    return entry.append("hash", key.mac("audit", canonical(entry)));
  }

  /** Whether nothing of the entry was changed since it was written. */
  boolean isWhole(Document entry) {
    return entry.keySet().equals(ENTRY)
        && key.macs("audit", canonical(entry)).contains(text(entry, "hash"));
  }

  Document head(long count, String hash) {
    return new Document("_id", HEAD)
        .append("count", count)
        .append("hash", hash)
        .append("seal", key.mac("audit head", count + " " + hash));
  }

  boolean isWholeHead(Document head) {
    return head.keySet().equals(HEAD_FIELDS)
        && head.get("count") instanceof Number count
        && key.macs("audit head", count.longValue() + " " + text(head, "hash"))
            .contains(text(head, "seal"));
  }

  String anchor(long count, String hash) {
    return count + " " + hash + " " + key.mac("audit anchor", count + " " + hash);
  }

  boolean isAnchor(long count, String hash, String seal) {
    return key.macs("audit anchor", count + " " + hash).contains(seal);
  }

  /** What an entry holds of its reason; without the salt it cannot even be guessed. */
  String digest(String salt, String reason) {
    return key.mac("audit reason", salt + " " + reason);
  }

  boolean isDigest(String digest, String salt, String reason) {
    return key.macs("audit reason", salt + " " + reason).contains(digest);
  }

  static String text(Document document, String field) {
    return document.get(field) instanceof String text ? text : "";
  }

  /** Every field with its type and length, so that no two entries read alike. */
  private static String canonical(Document entry) {
    var text = new StringBuilder();
    for (var field : FIELDS) {
      var value = value(entry.get(field));
      text.append(field).append('=').append(value.length()).append(':').append(value).append(';');
    }
    return text.toString();
  }

  private static String value(@Nullable Object value) {
    return switch (value) {
      case String words -> "text " + words;
      case Date at -> "time " + at.toInstant().toEpochMilli();
      case Long number -> "number " + number;
      case null, default -> "other " + Objects.toString(value);
    };
  }
}
