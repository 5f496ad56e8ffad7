package org.talanoa.discussion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.people.PersonId;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/**
 * How far each reader has read, and what they follow. Unread is a subtraction, never a stored
 * count. One sealed document for each reader in each room; those of readers who are about are in
 * memory. Thread safe.
 */
@Service
public class Marks {
  private static final int MOST_IN_MEMORY = 5_000;

  private final Discussions discussions;
  private final Storage storage;
  private final Feed feed;
  private final Sealed marks;
  private final Topic<Marked> topic;
  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          var over = size() > MOST_IN_MEMORY;
          if (over) {
            ids.remove(eldest.getValue().storedId());
          }
          return over;
        }
      };

  /** The plain ids of what is known, by those under which it is stored. */
  private final Map<String, String> ids = new HashMap<>();

  /** Raised by every change, so that what was read from the database before is not remembered. */
  private long changes;

  public Marks(Discussions discussions, Storage storage, InstallationKey key, Feed feed) {
    this.discussions = discussions;
    this.storage = storage;
    this.feed = feed;
    this.marks = new Sealed(storage, key, "marks");
    this.topic = new Topic<>("marks", document -> marked(marks.open(document)));
    feed.follow(
        new Topic<>(topic.collection(), Function.identity()),
        new Follower<Document>() {
          @Override
          public void told(Document stored) {
            forgetOther(stored);
          }

          @Override
          public void missed() {
            synchronized (known) {
              known.clear();
              ids.clear();
              changes++;
            }
          }
        });
  }

  /**
   * What is in memory.
   *
   * @param stored the document that it was put as; empty where it was read
   */
  private record Known(Read read, String storedId, Optional<Document> stored) {}

  /** Changes of somebody's marks in a room. */
  public Topic<Marked> topic() {
    return topic;
  }

  /** Somebody's marks in this room have changed. */
  public record Marked(RoomId room, PersonId person) {}

  /**
   * What is stored of one reader in one room.
   *
   * @param reopened the thread's last number when the reader wanted it to be unread again; what
   *     they had said before does not count as read then
   */
  private record Read(
      Map<String, Integer> read, Map<String, Integer> reopened, Map<String, String> following) {
    int upTo(PersonId person, ThreadHead head) {
      var id = head.id().value();
      var marked = read.getOrDefault(id, 0);
      var spoke = head.spoke().getOrDefault(person, 0);
      var upTo = spoke > reopened.getOrDefault(id, 0) ? Math.max(marked, spoke) : marked;
      return Math.min(head.last(), upTo);
    }

    Following following(ThreadHead head) {
      return Following.valueOf(following.getOrDefault(head.id().value(), Following.NORMAL.name()));
    }

    /** How many messages wait to be read; none in a muted thread. */
    int unread(PersonId person, ThreadHead head) {
      return following(head) == Following.MUTE ? 0 : head.after(upTo(person, head));
    }

    Read raised(ThreadId thread, int number) {
      var marked = with(read, thread, Math.max(number, read.getOrDefault(thread.value(), 0)));
      var still = new HashMap<>(reopened);
      still.computeIfPresent(thread.value(), (_, last) -> number >= last ? null : last);
      return new Read(marked, Map.copyOf(still), following);
    }

    Read reopened(ThreadId thread, int number, int last) {
      return new Read(with(read, thread, number), with(reopened, thread, last), following);
    }

    private static Map<String, Integer> with(
        Map<String, Integer> numbers, ThreadId thread, int number) {
      var all = new HashMap<>(numbers);
      all.put(thread.value(), number);
      return Map.copyOf(all);
    }
  }

  /** How far this reader has read the thread. */
  public Mark of(Seat seat, ThreadId thread) {
    return mark(seat, read(seat), discussions.head(seat, thread));
  }

  /** How far this reader has read each of these threads. */
  public List<Mark> of(Seat seat, List<ThreadHead> heads) {
    var read = read(seat);
    return heads.stream().map(head -> mark(seat, read, head)).toList();
  }

  /** How many messages in the room this reader has not read, muted threads left out. */
  public int unread(Seat seat) {
    var read = read(seat);
    var count = 0;
    for (var head : discussions.threads(seat)) {
      count += read.unread(seat.person().id(), head);
    }
    return count;
  }

  /** How many unread messages in the room call this reader; also in muted threads. */
  public int calls(Seat seat) {
    var read = read(seat);
    var count = 0;
    for (var head : discussions.threads(seat)) {
      count += calls(seat, read, head);
    }
    return count;
  }

  /** The threads of the room with something unread, the latest first. */
  public List<ThreadHead> unreadThreads(Seat seat, int most) {
    var read = read(seat);
    var found = new ArrayList<ThreadHead>();
    for (var head : discussions.threads(seat)) {
      if (read.unread(seat.person().id(), head) > 0 || calls(seat, read, head) > 0) {
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
    if (read.upTo(seat.person().id(), head) >= upTo) {
      return mark(seat, read, head);
    }
    return mark(seat, change(seat, marks -> marks.raised(thread, upTo)), head);
  }

  /** The reader wants this message and all later ones to be unread. */
  public Mark unreadFrom(Seat seat, ThreadId thread, int number) {
    var head = discussions.head(seat, thread);
    var upTo = Math.clamp(number - 1L, 0, head.last());
    return mark(seat, change(seat, marks -> marks.reopened(thread, upTo, head.last())), head);
  }

  public Mark follow(Seat seat, ThreadId thread, Following following) {
    var head = discussions.head(seat, thread);
    return mark(
        seat,
        change(
            seat,
            marks -> {
              var all = new HashMap<>(marks.following());
              if (following == Following.NORMAL) {
                all.remove(thread.value());
              } else {
                all.put(thread.value(), following.name());
              }
              return new Read(marks.read(), marks.reopened(), Map.copyOf(all));
            }),
        head);
  }

  private Mark mark(Seat seat, Read read, ThreadHead head) {
    var number = read.upTo(seat.person().id(), head);
    var own = discussions.ownPseudonyms(seat, head);
    return new Mark(
        head.id(),
        number,
        head.after(number),
        head.calling(seat.person().id(), own, number),
        own,
        read.following(head));
  }

  /** Whose a pseudonym is costs computing, and is asked only where one is called. */
  private int calls(Seat seat, Read read, ThreadHead head) {
    var number = read.upTo(seat.person().id(), head);
    var own =
        head.callsPseudonymAfter(number)
            ? discussions.ownPseudonyms(seat, head)
            : List.<String>of();
    return head.calling(seat.person().id(), own, number);
  }

  private Read read(Seat seat) {
    var id = id(seat.room().id(), seat.person().id());
    long before;
    synchronized (known) {
      var remembered = known.get(id);
      if (remembered != null) {
        return remembered.read();
      }
      before = changes;
    }
    var stored = marks.find(id);
    if (stored.isEmpty()) {
      return change(seat, UnaryOperator.identity());
    }
    var read = read(stored.get());
    var storedId = marks.storedId(id);
    synchronized (known) {
      if (changes == before) {
        remember(id, new Known(read, storedId, Optional.empty()));
      }
    }
    return read;
  }

  private Read change(Seat seat, UnaryOperator<Read> change) {
    var room = seat.room().id();
    var person = seat.person().id();
    var id = id(room, person);
    return storage
        .together()
        .change(
            "marks/" + id,
            writing -> {
              var before = marks.find(writing, id).map(Marks::read);
              var after = change.apply(before.orElseGet(() -> everything(seat)));
              return new Written(after, marks.put(writing, document(room, person, after)));
            },
            done -> {
              remember(id, done);
              feed.wrote(topic, done.stored());
            })
        .read();
  }

  private record Written(Read read, Document stored) {}

  /** What was said before somebody first came in does not wait for them. */
  private Read everything(Seat seat) {
    var read = new HashMap<String, Integer>();
    for (var head : discussions.threads(seat)) {
      read.put(head.id().value(), head.last());
    }
    return new Read(Map.copyOf(read), Map.of(), Map.of());
  }

  /** What this person follows and how far they have read, in these rooms. */
  List<Document> of(PersonId person, Collection<Room> rooms) {
    return rooms.stream().flatMap(room -> marks.find(id(room.id(), person)).stream()).toList();
  }

  void forget(PersonId person, Collection<Room> rooms) {
    for (var room : rooms) {
      var id = id(room.id(), person);
      storage.together().change("marks/" + id, writing -> marks.delete(writing, id));
      forget(id);
    }
  }

  private void remember(String id, Written written) {
    var stored = written.stored();
    synchronized (known) {
      remember(id, new Known(written.read(), stored.getString("_id"), Optional.of(stored)));
      changes++;
    }
  }

  private void remember(String id, Known now) {
    known.put(id, now);
    ids.put(now.storedId(), id);
  }

  private void forget(String id) {
    synchronized (known) {
      var before = known.remove(id);
      if (before != null) {
        ids.remove(before.storedId());
      }
      changes++;
    }
  }

  /** Forgets what was changed elsewhere; what was put from here is known already. */
  private void forgetOther(Document stored) {
    synchronized (known) {
      var id = ids.get(stored.getString("_id"));
      var now = id == null ? null : known.get(id);
      if (id != null && now != null && now.stored().filter(stored::equals).isPresent()) {
        return;
      }
      if (id != null) {
        forget(id);
      } else {
        changes++;
      }
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
        .append("reopened", new Document(new HashMap<>(read.reopened())))
        .append("following", new Document(new HashMap<>(read.following())));
  }

  private static Read read(Document document) {
    var following = new HashMap<String, String>();
    document
        .get("following", new Document())
        .forEach((thread, how) -> following.put(thread, how.toString()));
    return new Read(
        numbers(document, "read"), numbers(document, "reopened"), Map.copyOf(following));
  }

  private static Map<String, Integer> numbers(Document document, String field) {
    var numbers = new HashMap<String, Integer>();
    document
        .get(field, new Document())
        .forEach((thread, number) -> numbers.put(thread, ((Number) number).intValue()));
    return Map.copyOf(numbers);
  }

  private static Marked marked(Document document) {
    return new Marked(
        new RoomId(document.getString("room")), new PersonId(document.getString("person")));
  }
}
