package org.talanoa.moderation;

import com.mongodb.MongoException;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.alliance.Alliances;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.storage.Unavailable;

/**
 * Takes out of cases what they repeat of messages that were kept for as long as their room has
 * promised: passages, reports, notes, appeals. What was decided, by whom and why stands. A second
 * node may do the same at the same time; nothing is done twice.
 */
@Component
@Profile("!import")
class CaseExpiry {
  private static final Logger LOG = LoggerFactory.getLogger(CaseExpiry.class);
  private static final long EVERY_MINUTES = 60;

  private final Cases cases;
  private final Arrangements arrangements;
  private final Alliances alliances;
  private final Clock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("talanoa-case-expiry").daemon().factory());

  CaseExpiry(Cases cases, Arrangements arrangements, Alliances alliances, Clock clock) {
    this.cases = cases;
    this.arrangements = arrangements;
    this.alliances = alliances;
    this.clock = clock;
    var _ =
        clockwork.scheduleWithFixedDelay(this::sweepQuietly, 1, EVERY_MINUTES, TimeUnit.MINUTES);
  }

  private void sweepQuietly() {
    try {
      sweep();
    } catch (Unavailable | MongoException away) {
      LOG.warn(
          "what cases repeat of expired messages is still there: {}", away.getClass().getName());
    } catch (RuntimeException broken) {
      LOG.error("what cases repeat of expired messages is still there", broken);
    }
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
    clockwork.shutdownNow();
  }
}
