package org.talanoa.room;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.talanoa.alliance.AllianceId;

/** Rooms as documents; what an older document does not say is as usual for its kind. */
final class RoomCodec {
  private RoomCodec() {}

  static Document document(Room room) {
    var document =
        new Document("_id", room.id().value())
            .append("alliance", room.alliance().value())
            .append("kind", room.kind().name())
            .append("name", room.name())
            .append("purpose", room.purpose())
            .append("seating", room.seating())
            .append("revision", room.revision())
            .append("manner", manner(room.manner()))
            .append("norms", norms(room.norms()))
            .append("formerRetentions", formerRetentions(room.formerRetentions()));
    room.continuedIn().ifPresent(id -> document.append("continuedIn", id.value()));
    return document;
  }

  static Room room(Document document) {
    var kind = RoomKind.valueOf(document.getString("kind"));
    return new Room(
        new RoomId(document.getString("_id")),
        new AllianceId(document.getString("alliance")),
        kind,
        document.getString("name"),
        document.getString("purpose"),
        number(document, "seating"),
        number(document, "revision"),
        document.get("manner") instanceof Document manner ? manner(manner) : Manner.of(kind),
        document.get("norms") instanceof Document norms ? norms(norms) : Norms.USUAL,
        document.getList("formerRetentions", Document.class, List.of()).stream()
            .map(former ->
                new FormerRetention(retention(former), former.getDate("until").toInstant()))
            .toList(),
        Optional.ofNullable(document.getString("continuedIn")).map(RoomId::new));
  }

  static long number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.longValue() : 0;
  }

  static Document manner(Manner manner) {
    var document =
        new Document("rankHidden", manner.rankHidden())
            .append("slow", manner.slow().toSeconds())
            .append("approveFirst", manner.approveFirst())
            .append("namingForbidden", manner.namingForbidden())
            .append("formerWords", manner.formerWords().name());
    write(manner.retention(), document);
    return document;
  }

  static List<Document> formerRetentions(List<FormerRetention> formers) {
    return formers.stream()
        .map(former -> {
          var document = new Document("until", Date.from(former.until()));
          write(former.retention(), document);
          return document;
        })
        .toList();
  }

  private static void write(Retention retention, Document document) {
    switch (retention) {
      case Retention.Keep() -> {}
      case Retention.DeleteAfter(var days) -> document.append("deleteAfter", days);
      case Retention.DeleteAtEnd() -> document.append("deleteAtEnd", true);
    }
  }

  private static Manner manner(Document document) {
    return new Manner(
        document.getBoolean("rankHidden"),
        Duration.ofSeconds(number(document, "slow")),
        document.getBoolean("approveFirst"),
        document.getBoolean("namingForbidden"),
        retention(document),
        Manner.FormerWords.valueOf(document.getString("formerWords")));
  }

  private static Retention retention(Document document) {
    var days = (int) number(document, "deleteAfter");
    if (days > 0) {
      return new Retention.DeleteAfter(days);
    }
    return document.getBoolean("deleteAtEnd", false)
        ? new Retention.DeleteAtEnd()
        : new Retention.Keep();
  }

  static Document norms(Norms norms) {
    return new Document("version", norms.version())
        .append("text", norms.text())
        .append("former", norms.former());
  }

  private static Norms norms(Document document) {
    return new Norms(
        (int) number(document, "version"),
        document.getString("text"),
        document.getList("former", String.class, List.of()));
  }
}
