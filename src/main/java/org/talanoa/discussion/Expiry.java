package org.talanoa.discussion;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.talanoa.alliance.Alliances;
import org.talanoa.room.Arrangements;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.storage.Clockwork;
import org.talanoa.storage.Writing;

/**
 * Takes out what has been kept for as long as its room has promised: words and files go, the places
 * in the threads remain. A second node may do the same at the same time; nothing is done twice.
 */
@Component
@Profile("!import")
class Expiry {
  private static final int AT_ONCE = 100;
  private static final Duration PAUSE = Duration.ofHours(1);

  private final Discussions discussions;
  private final Attachments attachments;
  private final Approvals approvals;
  private final Arrangements arrangements;
  private final Alliances alliances;
  private final Clock clock;
  private final Clockwork clockwork =
      new Clockwork("talanoa-expiry", "what has expired is still there");

  /** What the last sweep found, so that the next one reads only what has changed or is due. */
  private final Map<ThreadId, Left> left = new HashMap<>();

  /** The rooms in which nothing is left over from an earlier run of this process. */
  private final Set<RoomId> tidied = new HashSet<>();

  /**
   * What a thread still says.
   *
   * @param earliest when the earliest of it was said
   * @param revision of the thread, when it was read
   */
  private record Left(Instant earliest, long revision) {
    boolean mayHold(ThreadHead head, Instant since) {
      return head.revision() != revision || earliest.isBefore(since);
    }
  }

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
    clockwork.every(PAUSE, Duration.ofMinutes(1), this::sweep);
  }

  void sweep() {
    try {
      for (var room : arrangements.all()) {
        keptSince(room).ifPresent(since -> sweep(room.id(), since));
      }
    } catch (RuntimeException cutOff) {
      left.clear();
      tidied.clear();
      throw cutOff;
    }
  }

  private void sweep(RoomId room, Instant since) {
    for (var head : List.copyOf(discussions.stored().in(room))) {
      var known = left.get(head.id());
      if (known == null || known.mayHold(head, since)) {
        sweep(head, since);
      }
    }
    approvals.forget(room, since);
    if (!tidied.contains(room)) {
      attachments.deleteLeftOver(room);
      tidied.add(room);
    }
  }

  /** What is older than this goes, now or as it was promised before; empty where nothing does. */
  private Optional<Instant> keptSince(Room room) {
    return room.keptSince(clock.instant(), alliances.endOf(room.alliance()));
  }

  private void sweep(ThreadHead head, Instant since) {
    if (head.startedAt().isAfter(since)) {
      return;
    }
    var earliest = Instant.MAX;
    for (var first = 1; first <= head.last(); first += AT_ONCE) {
      var numbers = IntStream.rangeClosed(first, Math.min(head.last(), first + AT_ONCE - 1));
      var expired = new ArrayList<Integer>();
      for (var message : discussions.storedMessages().documents(head.id(), numbers)) {
        if (!Taking.saysSomething(message)) {
          continue;
        }
        var at = Codec.instant(message, "at");
        if (at.isBefore(since)) {
          expired.add(message.getInteger("number"));
        } else if (at.isBefore(earliest)) {
          earliest = at;
        }
      }
      take(head, expired, false);
    }
    if (earliest.equals(Instant.MAX)) {
      take(head, List.of(), true);
    }
    left.put(head.id(), new Left(earliest, head.revision()));
  }

  private void take(ThreadHead head, List<Integer> expired, boolean title) {
    if (expired.isEmpty() && !title) {
      return;
    }
    var taking = new Taking(title ? head.last() : 0);
    discussions.mover().amend(head.id(), expired.stream().sorted().toList(), taking);
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
      if (head.getInteger("last") != last || Oblivion.UNTITLED.equals(head.getString("title"))) {
        return Writer.Amended.NOTHING;
      }
      head.append("title", Oblivion.UNTITLED).remove("formerTitle");
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
    clockwork.close();
  }
}
