package org.talanoa.discussion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talanoa.Refusal;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/**
 * Carries messages from one thread to another in three changes: the first notes in the old thread
 * what is leaving and holds it still, the second writes it to the new one, the third leaves
 * pointers. Each may be repeated after a crash and does nothing twice.
 */
final class Mover {
  private static final Logger LOG = LoggerFactory.getLogger(Mover.class);

  private final Storage storage;
  private final InstallationKey key;
  private final StoredThreads threads;
  private final StoredMessages messages;
  private final Attachments attachments;
  private final Sealed originals;
  private final Writer writer;

  Mover(
      Storage storage,
      InstallationKey key,
      StoredThreads threads,
      StoredMessages messages,
      Attachments attachments,
      Sealed originals,
      Writer writer) {
    this.storage = storage;
    this.key = key;
    this.threads = threads;
    this.messages = messages;
    this.attachments = attachments;
    this.originals = originals;
    this.writer = writer;
  }

  /**
   * @param into the thread to move to, or a new one of this title
   * @param whole whether the old thread goes on in the new one
   */
  ThreadHead move(
      Chair chair,
      ThreadId from,
      Set<Integer> numbers,
      Chair there,
      @Nullable ThreadId into,
      String title,
      boolean whole) {
    var _ = carry(from); // One that was cut short comes first.
    storage
        .together()
        .change(
            Writer.key(from),
            writing -> {
              var head = threads.document(writing, chair, from);
              if (head.containsKey("leaving")) {
                throw new Refusal.NotNow("thread.moving");
              }
              var leaving = new ArrayList<Integer>();
              for (var number : numbers) {
                if (Set.of("said", "hidden")
                    .contains(messages.find(writing, from, number).getString("state"))) {
                  leaving.add(number);
                }
              }
              if (leaving.isEmpty()) {
                throw new Refusal.NotLikeThis("thread.splitNothing");
              }
              var revision = StoredThreads.raise(head);
              var target =
                  into == null
                      ? key.mac("thread", "moved/" + from + "/" + revision).substring(0, 20)
                      : into.value();
              head.append(
                  "leaving",
                  new Document("thread", target)
                      .append("room", there.room().id().value())
                      .append("title", title)
                      .append("numbers", leaving)
                      .append("whole", whole)
                      .append("seating", there.room().seating()));
              threads.put(writing, head);
              return head;
            },
            head -> writer.tell(head, List.of()));
    return carry(from).orElseThrow(() -> new Refusal.NotNow("thread.moving"));
  }

  /** Finishes what was begun before the process ended, each thread for itself. */
  void finish() {
    for (var thread : threads.leaving()) {
      try {
        var _ = carry(thread);
      } catch (RuntimeException broken) {
        LOG.error("what was leaving thread {} has not arrived yet", thread, broken);
      }
    }
  }

  /** As {@link Writer#amend}; what is leaving the thread is carried first. */
  void amend(ThreadId id, Collection<Integer> numbers, Writer.Amendment amendment) {
    while (!writer.amend(id, numbers, amendment)) {
      var _ = carry(id);
    }
  }

  /** The new thread; empty where nothing leaves the old one. */
  private Optional<ThreadHead> carry(ThreadId from) {
    var stored = threads.stored(from);
    var leaving = stored.map(head -> head.get("leaving", Document.class));
    if (leaving.isEmpty()) {
      return Optional.empty();
    }
    var move = Move.of(from, leaving.get());
    var arrived = new TreeMap<Integer, Integer>();
    var brought = new ArrayList<Document>();
    var head =
        storage
            .together()
            .change(
                Writer.key(move.into()),
                writing -> {
                  arrived.clear();
                  brought.clear();
                  return write(writing, move, arrived, brought);
                },
                written -> writer.tell(written, brought));
    var left = new ArrayList<Document>();
    storage
        .together()
        .change(
            Writer.key(from),
            writing -> {
              left.clear();
              return leavePointers(writing, move, arrived, left);
            },
            written -> writer.tell(written, left));
    return Optional.of(Codec.head(head));
  }

  /** What is to be moved where. */
  private record Move(
      ThreadId from,
      ThreadId into,
      RoomId room,
      String title,
      List<Integer> numbers,
      boolean whole,
      long seating) {
    static Move of(ThreadId from, Document leaving) {
      return new Move(
          from,
          new ThreadId(leaving.getString("thread")),
          new RoomId(leaving.getString("room")),
          leaving.getString("title"),
          leaving.getList("numbers", Integer.class),
          leaving.getBoolean("whole", false),
          Codec.number(leaving, "seating"));
    }

    String key(InstallationKey key, int number) {
      return key.mac("moved", from + "/" + number);
    }
  }

  private Document write(
      Writing writing, Move move, Map<Integer, Integer> arrived, List<Document> brought) {
    var first = messages.find(writing, move.from(), move.numbers().getFirst());
    var head =
        threads
            .document(writing, move.into())
            .orElseGet(() ->
                Writer.freshHead(move.into(), move.room(), move.title(), first.getDate("at"))
                    .append("by", signedFrom(first, move.from())));
    for (var number : move.numbers()) {
      var original = messages.find(writing, move.from(), number);
      var before = messages.withKey(move.key(key, number));
      var message = before.orElseGet(() -> copy(head, original, move, arrived));
      arrived.put(number, message.getInteger("number"));
      if (message.getInteger("number") > head.getInteger("last")) {
        message.append(
            "revision", Math.max(Codec.number(message, "revision"), StoredThreads.raise(head)));
        arrive(head, message);
        if (before.isPresent()) {
          messages.put(writing, message);
        } else {
          messages.insert(writing, message);
        }
        takeAlong(writing, original, message, move);
        brought.add(message);
      }
    }
    threads.put(writing, head);
    return head;
  }

  private Document copy(
      Document head, Document original, Move move, Map<Integer, Integer> arrived) {
    var number = head.getInteger("last") + 1;
    var message = new Document(original);
    var answers = original.getInteger("answers");
    if (answers != null && arrived.containsKey(answers)) {
      message.append("answers", arrived.get(answers));
    } else {
      message.remove("answers");
    }
    message
        .append("_id", StoredMessages.id(move.into(), number))
        .append("room", move.room().value())
        .append("thread", move.into().value())
        .append("number", number)
        .append("act", "posted")
        .append("by", renamed(head, signedFrom(original, move.from())))
        .append("key", move.key(key, original.getInteger("number")))
        .append("seating", move.seating());
    return message;
  }

  /** The head knows of a message now that came to it; what was read elsewhere is not unread. */
  private void arrive(Document head, Document message) {
    var number = message.getInteger("number");
    var by = message.get("by", Document.class);
    Bearers.note(head, by);
    head.append("last", number)
        .append("about", number)
        .append("revision", Codec.number(message, "revision"))
        .append(
            "seating", Math.max(Codec.number(head, "seating"), Codec.number(message, "seating")));
    if (number == 1 || Codec.instant(message, "at").isAfter(Codec.instant(head, "at"))) {
      head.append("at", message.getDate("at")).append("lastBy", by);
    }
    if (number == 1) {
      head.append("question", Writer.asks(message));
    }
    Writer.silent(head, number, true);
    if (message.getBoolean("pinned", false)) {
      Writer.pin(head, number, true);
    }
  }

  /** Files and the words under a redaction go where the message goes. */
  private void takeAlong(Writing writing, Document original, Document message, Move move) {
    var files =
        Codec.list(message, "attachments", Document.class).stream()
            .map(file -> file.getString("id"))
            .toList();
    attachments.move(writing, files, move.room(), message.getString("_id"));
    originals
        .find(writing, original.getString("_id"))
        .ifPresent(words ->
            originals.put(writing, new Document(words).append("_id", message.getString("_id"))));
  }

  /** The signature, which says from which thread a pseudonym comes. */
  private static Document signedFrom(Document message, ThreadId from) {
    var by = new Document(message.get("by", new Document("former", true)));
    if (by.containsKey("mark") && !by.containsKey("thread")) {
      by.append("thread", from.value());
    }
    return by;
  }

  /** The signature there: another person's who has the same name gets another form of it. */
  private static Document renamed(Document head, Document by) {
    var mark = by.getString("mark");
    if (mark == null) {
      return by;
    }
    var name = by.getString("pseudonym");
    var all = Codec.pseudonyms(head);
    var known = all.borne().stream().filter(other -> other.mark().equals(mark)).findFirst();
    while (known.isEmpty() && all.holds(name)) {
      name += "-Two";
    }
    var origin = by.getString("thread");
    var here =
        new Pseudonyms.Borne(
            known.map(Pseudonyms.Borne::name).orElse(name), mark, new ThreadId(origin));
    return Bearers.signature(here, new ThreadId(head.getString("_id")));
  }

  private Document leavePointers(
      Writing writing, Move move, Map<Integer, Integer> arrived, List<Document> left) {
    var head = threads.document(writing, move.from()).orElseThrow();
    var leaving = head.get("leaving", Document.class);
    if (leaving == null || !Move.of(move.from(), leaving).equals(move)) {
      return head; // Somebody else has left them meanwhile.
    }
    for (var number : move.numbers()) {
      var original = messages.find(writing, move.from(), number);
      originals.delete(writing, original.getString("_id"));
      var pointer =
          new Document("_id", original.getString("_id"))
              .append("room", original.getString("room"))
              .append("thread", move.from().value())
              .append("number", number)
              .append("revision", StoredThreads.touch(head, number))
              .append("act", "curated")
              .append("at", original.getDate("at"))
              .append("key", original.getString("key"))
              .append("state", "moved")
              .append(
                  "to",
                  new Document("room", move.room().value())
                      .append("thread", move.into().value())
                      .append("number", arrived.get(number)))
              .append("seating", Codec.number(original, "seating"));
      messages.put(writing, pointer);
      left.add(pointer);
      Writer.silent(head, number, true);
      Writer.pin(head, number, false);
    }
    head.remove("leaving");
    if (move.whole()) {
      head.append("locked", true)
          .append(
              "movedTo",
              new Document("room", move.room().value()).append("thread", move.into().value()));
    }
    threads.put(writing, head);
    return head;
  }
}
