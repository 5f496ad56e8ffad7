package org.talanoa.discussion;

import com.mongodb.MongoException;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.alliance.Alliances;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Retention;
import org.talanoa.room.Room;
import org.talanoa.storage.Unavailable;
import org.talanoa.storage.Writing;

/**
 * Takes out what has been kept for as long as its room has promised: words and files go, the places
 * in the threads remain. A second node may do the same at the same time; nothing is done twice.
 */
@Component
@Profile("!import")
class Expiry {
  private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
  private static final int AT_ONCE = 100;
  private static final long EVERY_MINUTES = 60;

  private final Discussions discussions;
  private final Attachments attachments;
  private final Approvals approvals;
  private final Arrangements arrangements;
  private final Alliances alliances;
  private final Clock clock;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("talanoa-expiry").daemon().factory());

  Expiry(
      Discussions discussions,
      Attachments attachments,
      Approvals approvals,
      Arrangements arrangements,
      Alliances alliances,
      Clock clock) {
    this.discussions = discussions;
    this.attachments = attachments;
    this.approvals = approvals;
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
      LOG.warn("what has expired is still there: {}", away.getClass().getName());
    } catch (RuntimeException broken) {
      LOG.error("what has expired is still there", broken);
    }
  }

  void sweep() {
    for (var room : arrangements.all()) {
      keptSince(room)
          .ifPresent(since -> {
            for (var head : List.copyOf(discussions.stored().in(room.id()))) {
              sweep(head, since);
            }
            approvals.forget(room.id(), since);
            attachments.deleteLeftOver(room.id());
          });
    }
  }

  /** What is older than this goes; empty where nothing does. */
  private Optional<Instant> keptSince(Room room) {
    return switch (room.manner().retention()) {
      case Retention.Keep() -> Optional.empty();
      case Retention.DeleteAfter after -> Optional.of(clock.instant().minus(after.period()));
      case Retention.DeleteAtEnd() ->
          alliances
              .endOf(room.alliance())
              .filter(end -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).isAfter(end))
              .map(_ -> Instant.MAX);
    };
  }

  private void sweep(ThreadHead head, Instant since) {
    if (head.startedAt().isAfter(since) || head.title().equals(Oblivion.UNTITLED)) {
      return;
    }
    var left = 0;
    for (var first = 1; first <= head.last(); first += AT_ONCE) {
      var numbers = IntStream.rangeClosed(first, Math.min(head.last(), first + AT_ONCE - 1));
      var expired = new ArrayList<Integer>();
      for (var message : discussions.storedMessages().documents(head.id(), numbers)) {
        if (!Taking.saysSomething(message)) {
          continue;
        }
        if (Codec.instant(message, "at").isBefore(since)) {
          expired.add(message.getInteger("number"));
        } else {
          left++;
        }
      }
      take(head, expired, false);
    }
    if (left == 0) {
      take(head, List.of(), true);
    }
  }

  private void take(ThreadHead head, List<Integer> expired, boolean title) {
    if (expired.isEmpty() && !title) {
      return;
    }
    var taking = new Taking(title ? head.last() : 0);
    discussions.writer().amend(head.id(), expired.stream().sorted().toList(), taking);
    attachments.delete(taking.files);
  }

  /** Takes the words out of messages, and the title of a thread in which nothing is left. */
  private final class Taking implements Writer.Amendment {
    private final List<String> files = new ArrayList<>();
    private final int last;

    /**
     * @param last the number of the last message of a thread that says nothing any more, or 0
     */
    Taking(int last) {
      this.last = last;
    }

    static boolean saysSomething(Document message) {
      return message.containsKey("body");
    }

    @Override
    public Writer.Amended head(Document head) {
      if (head.getInteger("last") != last) {
        return Writer.Amended.NOTHING;
      }
      head.append("title", Oblivion.UNTITLED);
      return Writer.Amended.TOLD;
    }

    @Override
    public Writer.Amended message(Writing writing, Document head, Document message) {
      if (!saysSomething(message)) {
        return Writer.Amended.NOTHING;
      }
      files.addAll(Codec.files(message));
      discussions.originals().delete(writing, message.getString("_id"));
      discussions.writer().silence(head, message);
      return Writer.Amended.TOLD;
    }
  }

  @PreDestroy
  void close() {
    clockwork.shutdownNow();
  }
}
