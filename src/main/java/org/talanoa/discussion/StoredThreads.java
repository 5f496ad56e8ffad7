package org.talanoa.discussion;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/** The heads of all threads: in the database, and in memory by room and latest activity. */
final class StoredThreads {
  static final Topic<Change> HEADS =
      new Topic<>("threads", document -> new Change.Headed(Codec.head(document)));

  /** How many changes of older messages a head remembers; who is further behind reads anew. */
  static final int TOUCHED = 64;

  private static final Comparator<ThreadHead> LATEST_FIRST =
      Comparator.comparing(ThreadHead::at).reversed().thenComparing(head -> head.id().value());

  private final MongoCollection<Document> threads;
  private final Map<ThreadId, ThreadHead> known = new ConcurrentHashMap<>();
  private final Map<RoomId, ConcurrentSkipListSet<ThreadHead>> rooms = new ConcurrentHashMap<>();

  StoredThreads(Storage storage, Feed feed) {
    this.threads = storage.database().getCollection("threads");
    feed.follow(
        HEADS,
        new Follower<Change>() {
          @Override
          public void told(Change change) {
            if (change instanceof Change.Headed(var head)) {
              remember(head);
            }
          }

          @Override
          public void missed() {
            load();
          }
        });
    load();
  }

  /** The thread, if it stands in the room of this seat. */
  ThreadHead open(Seat seat, ThreadId id) {
    return Optional.ofNullable(known.get(id))
        .filter(head -> head.room().equals(seat.room().id()))
        .orElseThrow(() -> new Refusal.NotHere("thread.unknown"));
  }

  Optional<ThreadHead> head(ThreadId id) {
    return Optional.ofNullable(known.get(id));
  }

  /** Threads of a room, latest activity first; cheap to begin, reads no more than is taken. */
  Collection<ThreadHead> in(RoomId room) {
    return rooms.computeIfAbsent(room, _ -> new ConcurrentSkipListSet<>(LATEST_FIRST));
  }

  /** Whether a pseudonym is borne by somebody in a thread of this room. */
  Predicate<String> takenIn(RoomId room) {
    return name ->
        in(room).stream()
            .flatMap(head -> head.pseudonyms().borne().stream())
            .anyMatch(borne -> borne.name().equals(name));
  }

  Collection<ThreadHead> all() {
    return known.values();
  }

  /** The document of a thread that stands in the room of this seat. Index: {@code _id}. */
  Document document(Writing writing, Seat seat, ThreadId id) {
    var document = writing.find(threads, id.value());
    if (document == null || !seat.room().id().value().equals(document.getString("room"))) {
      throw new Refusal.NotHere("thread.unknown");
    }
    return document;
  }

  Optional<Document> document(Writing writing, ThreadId id) {
    return Optional.ofNullable(writing.find(threads, id.value()));
  }

  void put(Writing writing, Document head) {
    writing.put(threads, head);
  }

  /** Raises the revision and notes which older message this revision is about. */
  static long touch(Document head, int number) {
    var revision = raise(head);
    head.append("about", number);
    var touched = Codec.list(head, "touched", Document.class);
    touched.removeIf(entry -> entry.getInteger("number") == number);
    touched.add(new Document("revision", revision).append("number", number));
    if (touched.size() > TOUCHED) {
      var dropped = touched.removeFirst();
      head.append("touchedSince", Codec.number(dropped, "revision"));
    }
    head.append("touched", touched);
    return revision;
  }

  /** The next revision; about the head alone unless somebody says more. */
  static long raise(Document head) {
    var revision = Codec.number(head, "revision") + 1;
    head.append("revision", revision).append("about", 0);
    return revision;
  }

  /**
   * The numbers of older messages changed after this revision; empty when the head does not
   * remember that far back.
   */
  Optional<List<Integer>> touchedAfter(ThreadId id, long revision) {
    var head = threads.find(new Document("_id", id.value())).first();
    if (head == null || Codec.number(head, "touchedSince") > revision) {
      return Optional.empty();
    }
    return Optional.of(
        Codec.list(head, "touched", Document.class).stream()
            .filter(entry -> Codec.number(entry, "revision") > revision)
            .map(entry -> entry.getInteger("number"))
            .toList());
  }

  /** Index: {@code _id}. */
  Optional<Document> stored(ThreadId id) {
    return Optional.ofNullable(threads.find(Filters.eq(id.value())).first());
  }

  /** The threads that messages were leaving when the process ended. */
  List<ThreadId> leaving() {
    return threads
        .find(Filters.exists("leaving"))
        .map(document -> new ThreadId(document.getString("_id")))
        .into(new ArrayList<>());
  }

  /** Reads the collection whole, once at the start and after a gap in the feed. */
  void load() {
    threads.find().forEach(document -> remember(Codec.head(document)));
  }

  synchronized void remember(ThreadHead head) {
    var before = known.get(head.id());
    if (before == null || before.revision() < head.revision()) {
      replace(before, head);
    }
  }

  /** Remembers a head in which something was changed that nobody can see. */
  synchronized void rememberQuietly(ThreadHead head) {
    var before = known.get(head.id());
    if (before == null || before.revision() <= head.revision()) {
      replace(before, head);
    }
  }

  private void replace(@Nullable ThreadHead before, ThreadHead head) {
    var now = in(head.room());
    now.add(head);
    known.put(head.id(), head);
    if (before != null && (!before.room().equals(head.room()) || !before.at().equals(head.at()))) {
      in(before.room()).remove(before);
    } else if (before != null) {
      now.remove(before);
      now.add(head);
    }
  }
}
