package org.talanoa.discussion;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.storage.Storage;

/**
 * How far each reader has read, and what they follow. Unread is a subtraction, never a stored
 * count. One document for each reader in each room; those of readers who are about are in memory.
 * Thread safe.
 */
@Service
public class Marks {
  /** Changes of somebody's marks in a room. */
  public static final Topic<Marked> MARKS = new Topic<>("marks", Marks::marked);

  private static final int MOST_IN_MEMORY = 5_000;

  private final Discussions discussions;
  private final Storage storage;
  private final Feed feed;
  private final MongoCollection<Document> marks;
  private final Map<String, Read> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
          return size() > MOST_IN_MEMORY;
        }
      };

  public Marks(Discussions discussions, Storage storage, Feed feed) {
    this.discussions = discussions;
    this.storage = storage;
    this.feed = feed;
    this.marks = storage.database().getCollection("marks");
    feed.follow(
        MARKS,
        new Follower<Marked>() {
          @Override
          public void told(Marked marked) {
            forget(id(marked.room(), marked.person()));
          }

          @Override
          public void missed() {
            synchronized (known) {
              known.clear();
            }
          }
        });
    feed.follow(
        Discussions.MESSAGES,
        new Follower<Change>() {
          @Override
          public void told(Change change) {
            if (change instanceof Change.Posted(var message)
                && message.by() instanceof Byline.Named(var person)) {
              spoke(message, person);
            }
          }

          @Override
          public void missed() {
            // Whoever spoke has read; what was missed is corrected by their next reading.
          }
        });
  }

  /** Somebody's marks in this room have changed. */
  public record Marked(RoomId room, PersonId person) {}

  private record Read(Map<String, Integer> read, Map<String, String> following) {}

  /** How far this reader has read the thread. */
  public Mark of(Seat seat, ThreadId thread) {
    return mark(read(seat), discussions.head(seat, thread));
  }

  /** How far this reader has read each of these threads. */
  public List<Mark> of(Seat seat, List<ThreadHead> heads) {
    var read = read(seat);
    return heads.stream().map(head -> mark(read, head)).toList();
  }

  /** How many messages in the room this reader has not read, muted threads left out. */
  public int unread(Seat seat) {
    var read = read(seat);
    var count = 0;
    for (var head : discussions.threads(seat)) {
      var mark = mark(read, head);
      count += mark.following() == Following.MUTE ? 0 : mark.unread();
    }
    return count;
  }

  /** The threads of the room with something unread, the latest first. */
  public List<ThreadHead> unreadThreads(Seat seat, int most) {
    var read = read(seat);
    var found = new ArrayList<ThreadHead>();
    for (var head : discussions.threads(seat)) {
      var mark = mark(read, head);
      if (mark.unread() > 0 && mark.following() != Following.MUTE) {
        found.add(head);
        if (found.size() == most) {
          break;
        }
      }
    }
    found.sort(Comparator.comparing(ThreadHead::at).reversed());
    return found;
  }

  /** The reader has read up to this message; never backwards. */
  public Mark read(Seat seat, ThreadId thread, int number) {
    var head = discussions.head(seat, thread);
    var upTo = Math.clamp(number, 0, head.last());
    var read = read(seat);
    if (read.read().getOrDefault(thread.value(), 0) >= upTo) {
      return mark(read, head);
    }
    return mark(change(seat, marks -> raise(marks, thread, upTo)), head);
  }

  /** The reader wants this message and all later ones to be unread. */
  public Mark unreadFrom(Seat seat, ThreadId thread, int number) {
    var head = discussions.head(seat, thread);
    var upTo = Math.clamp(number - 1L, 0, head.last());
    return mark(change(seat, marks -> set(marks, thread, upTo)), head);
  }

  public Mark follow(Seat seat, ThreadId thread, Following following) {
    var head = discussions.head(seat, thread);
    return mark(
        change(
            seat,
            marks -> {
              var all = new HashMap<>(marks.following());
              if (following == Following.NORMAL) {
                all.remove(thread.value());
              } else {
                all.put(thread.value(), following.name());
              }
              return new Read(marks.read(), Map.copyOf(all));
            }),
        head);
  }

  private static Mark mark(Read read, ThreadHead head) {
    var number = Math.min(head.last(), read.read().getOrDefault(head.id().value(), 0));
    var following = read.following().getOrDefault(head.id().value(), Following.NORMAL.name());
    return new Mark(head.id(), number, head.after(number), Following.valueOf(following));
  }

  private static Read raise(Read marks, ThreadId thread, int upTo) {
    return marks.read().getOrDefault(thread.value(), 0) >= upTo ? marks : set(marks, thread, upTo);
  }

  private static Read set(Read marks, ThreadId thread, int upTo) {
    var all = new HashMap<>(marks.read());
    all.put(thread.value(), upTo);
    return new Read(Map.copyOf(all), marks.following());
  }

  /** Whoever speaks in a thread has read it. */
  private void spoke(Message message, PersonId person) {
    var id = id(message.room(), person);
    if (marks.find(Filters.eq(id)).first() != null) {
      write(message.room(), person, read -> raise(read, message.thread(), message.number()), null);
    }
  }

  private Read read(Seat seat) {
    var id = id(seat.room().id(), seat.person().id());
    synchronized (known) {
      var read = known.get(id);
      if (read != null) {
        return read;
      }
    }
    var stored = marks.find(Filters.eq(id)).first();
    if (stored == null) {
      return change(seat, UnaryOperator.identity());
    }
    return remember(id, read(stored));
  }

  private Read change(Seat seat, UnaryOperator<Read> change) {
    return write(seat.room().id(), seat.person().id(), change, seat);
  }

  private Read write(
      RoomId room, PersonId person, UnaryOperator<Read> change, @Nullable Seat newcomer) {
    var id = id(room, person);
    var document =
        storage
            .together()
            .change(
                "marks/" + id,
                writing -> {
                  var before = writing.find(marks, id);
                  var read =
                      before != null
                          ? read(before)
                          : newcomer != null ? everything(newcomer) : new Read(Map.of(), Map.of());
                  var after = document(room, person, change.apply(read));
                  writing.put(marks, after);
                  return after;
                },
                written -> remember(id, read(written)));
    feed.wrote(MARKS, document);
    return read(document);
  }

  /** What was said before somebody first came in does not wait for them. */
  private Read everything(Seat seat) {
    var read = new HashMap<String, Integer>();
    for (var head : discussions.threads(seat)) {
      read.put(head.id().value(), head.last());
    }
    return new Read(Map.copyOf(read), Map.of());
  }

  private Read remember(String id, Read read) {
    synchronized (known) {
      known.put(id, read);
    }
    return read;
  }

  private void forget(String id) {
    synchronized (known) {
      known.remove(id);
    }
  }

  private static String id(RoomId room, PersonId person) {
    return room.value() + "/" + person.value();
  }

  private static Document document(RoomId room, PersonId person, Read read) {
    return new Document("_id", id(room, person))
        .append("room", room.value())
        .append("person", person.value())
        .append("read", new Document(new HashMap<>(read.read())))
        .append("following", new Document(new HashMap<>(read.following())));
  }

  private static Read read(Document document) {
    var read = new HashMap<String, Integer>();
    document
        .get("read", new Document())
        .forEach((thread, number) -> read.put(thread, ((Number) number).intValue()));
    var following = new HashMap<String, String>();
    document
        .get("following", new Document())
        .forEach((thread, how) -> following.put(thread, how.toString()));
    return new Read(Map.copyOf(read), Map.copyOf(following));
  }

  private static Marked marked(Document document) {
    return new Marked(
        new RoomId(document.getString("room")), new PersonId(document.getString("person")));
  }
}
