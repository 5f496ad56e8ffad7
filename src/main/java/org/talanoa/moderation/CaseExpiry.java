package org.talanoa.moderation;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.alliance.Alliances;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.storage.Clockwork;

/**
 * Takes out of cases what they repeat of messages that were kept for as long as their room has
 * promised: passages, reports, notes, appeals. What was decided, by whom and why stands. A second
 * node may do the same at the same time; nothing is done twice.
 */
@Component
@Profile("!import")
class CaseExpiry {
  private static final Duration PAUSE = Duration.ofHours(1);

  private final Cases cases;
  private final Arrangements arrangements;
  private final Alliances alliances;
  private final Clock clock;
  private final Clockwork clockwork =
      new Clockwork("talanoa-case-expiry", "what cases repeat of expired messages is still there");

  CaseExpiry(Cases cases, Arrangements arrangements, Alliances alliances, Clock clock) {
    this.cases = cases;
    this.arrangements = arrangements;
    this.alliances = alliances;
    this.clock = clock;
    clockwork.every(PAUSE, Duration.ofMinutes(1), this::sweep);
  }

  void sweep() {
    for (var document : cases.stored().all()) {
      if (isExpired(document) && CaseCodec.forgetWords(document)) {
        cases.stored().replace(document.getString("_id"), CaseCodec::forgetWords);
      }
    }
  }

  private boolean isExpired(Document document) {
    return arrangements
        .of(new RoomId(document.getString("room")))
        .flatMap(this::keptSince)
        .filter(CaseCodec.said(document)::isBefore)
        .isPresent();
  }

  private Optional<Instant> keptSince(Room room) {
    return room.keptSince(clock.instant(), alliances.endOf(room.alliance()));
  }

  @PreDestroy
  void close() {
    clockwork.close();
  }
}
