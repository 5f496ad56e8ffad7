package org.talanoa.discussion;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;
import org.talanoa.text.Markdown;
import org.talanoa.text.Rendering;
import org.talanoa.text.Title;

/** Every change of a thread: one at a time, whole, durable, and then told. */
final class Writer {
  private static final String DRAFT_KEY = "draft key";
  private static final String THREAD = "thread";

  private final Storage storage;
  private final Feed feed;
  private final InstallationKey key;
  private final Clock clock;
  private final StoredThreads threads;
  private final StoredMessages messages;
  private final Attachments attachments;
  private final Bearers bearers;

  Writer(
      Storage storage,
      Feed feed,
      InstallationKey key,
      Clock clock,
      StoredThreads threads,
      StoredMessages messages,
      Attachments attachments) {
    this.storage = storage;
    this.feed = feed;
    this.key = key;
    this.clock = clock;
    this.threads = threads;
    this.messages = messages;
    this.attachments = attachments;
    this.bearers = new Bearers(key);
  }

  Bearers bearers() {
    return bearers;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private final Rendering rendering = new Rendering();

  Page start(Voice voice, Title title, Draft draft, List<Attachment> files) {
    var source = source(voice, draft);
    var id = threadFor(source);
    var before = started(voice, key.formerMacs(THREAD, source));
    if (before.isPresent()) {
      return before.get();
    }
    var written =
        together(
            id,
            writing -> {
              var existing = threads.document(writing, id);
              if (existing.isPresent()) {
                return new Written(existing.get(), messages.find(writing, id, 1), false);
              }
              var head = freshHead(id, voice.room().id(), title.text(), Date.from(now()));
              var by = sign(voice, head, draft);
              head.append("by", by);
              var standing = messages.standing(writing, id, 1);
              if (standing.isPresent()) {
                return madeWhole(writing, head, standing.get());
              }
              var message = message(voice, head, draft, by, now(), files);
              call(writing, head, message);
              insert(writing, head, message);
              return new Written(head, message, true);
            });
    return new Page(Codec.head(written.head()), List.of(Codec.message(written.message())));
  }

  Message post(Voice voice, ThreadId id, Draft draft, List<Attachment> files) {
    var before = posted(key.formerMacs(DRAFT_KEY, keyed(voice, id, draft.key())));
    if (before.isPresent()) {
      return before.get();
    }
    try {
      return postOnce(voice, id, draft, files);
    } catch (MongoWriteException lost) {
      if (lost.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw lost;
      }
      makeWhole(voice, id);
      return messages
          .withKey(hash(voice, id, draft.key()))
          .map(Codec::message)
          .orElseGet(() -> postOnce(voice, id, draft, files));
    }
  }

  private static String source(Seat seat, Draft draft) {
    return seat.room().id() + "/" + seat.person().id() + "/" + draft.key();
  }

  /** The name under which the author of this draft will start a thread with it. */
  String pseudonymOfNew(Voice voice, Draft draft) {
    return bearers.nameOfFirst(
        threadFor(source(voice, draft)), voice.person().id(), threads.takenIn(voice.room().id()));
  }

  Optional<Page> started(Seat seat, Draft draft) {
    return started(seat, key.macs(THREAD, source(seat, draft)));
  }

  private Optional<Page> started(Seat seat, List<String> macs) {
    return macs.stream()
        .flatMap(mac -> threads.head(threadId(mac)).stream())
        .filter(head -> head.room().equals(seat.room().id()))
        .findFirst()
        .map(head -> new Page(head, messages.numbered(head.id(), IntStream.of(1))));
  }

  Optional<Message> posted(Seat seat, ThreadId id, Draft draft) {
    return posted(key.macs(DRAFT_KEY, keyed(seat, id, draft.key())));
  }

  private Optional<Message> posted(List<String> macs) {
    return macs.stream()
        .flatMap(mac -> messages.withKey(mac).stream())
        .findFirst()
        .map(Codec::message);
  }

  private Message postOnce(Voice voice, ThreadId id, Draft draft, List<Attachment> files) {
    var written =
        together(
            id,
            writing -> {
              var head = threads.document(writing, voice, id);
              if (head.getBoolean("locked", false) && !speaksFromTheChair(voice, draft)) {
                throw new Refusal.NotNow("thread.locked");
              }
              var by = sign(voice, head, draft);
              var message = message(voice, head, draft, by, now(), files);
              call(writing, head, message);
              insert(writing, head, message);
              return new Written(head, message, true);
            });
    return Codec.message(written.message());
  }

  /** Under a pseudonym nobody does, or a closed thread would tell who they are. */
  private static boolean speaksFromTheChair(Voice voice, Draft draft) {
    return voice instanceof Chair && !draft.underPseudonym();
  }

  /**
   * Takes into the head what stands after its last message: where the database knows no
   * transactions, a crash may have left a message there of which the head does not know.
   */
  private void makeWhole(Voice voice, ThreadId id) {
    var _ =
        together(
            id,
            writing -> {
              var head = threads.document(writing, voice, id);
              return messages
                  .standing(writing, id, head.getInteger("last") + 1)
                  .map(message -> madeWhole(writing, head, message))
                  .orElseGet(() -> new Written(head, null, false));
            });
  }

  private Written madeWhole(Writing writing, Document head, Document message) {
    var revision = StoredThreads.raise(head);
    if (Codec.number(message, "revision") < revision) {
      message.append("revision", revision);
      messages.put(writing, message);
    }
    takeIn(head, message);
    call(writing, head, message);
    attachments.carriedBy(writing, message);
    threads.put(writing, head);
    return new Written(head, message, true);
  }

  ThreadHead bring(Chair chair, Conversation conversation) {
    var id = threadFor(chair.room().id() + "/brought/" + conversation.source());
    var brought = new ArrayList<Document>();
    var head =
        storage
            .together()
            .change(
                key(id),
                writing -> {
                  brought.clear();
                  var first = conversation.lines().getFirst();
                  var document =
                      threads
                          .document(writing, id)
                          .orElseGet(() ->
                              freshHead(
                                  id,
                                  chair.room().id(),
                                  conversation.title().text(),
                                  Date.from(first.at())));
                  if (!document.containsKey("by")) {
                    document.append("by", sign(chair, document, first));
                  }
                  for (var number = document.getInteger("last") + 1;
                      number <= conversation.lines().size();
                      number++) {
                    brought.add(
                        bring(writing, chair, document, conversation.lines().get(number - 1)));
                  }
                  if (!brought.isEmpty()) {
                    threads.put(writing, document);
                  }
                  return document;
                },
                document -> {
                  if (!brought.isEmpty()) {
                    tell(document, brought);
                  }
                });
    return Codec.head(head);
  }

  private Document bring(Writing writing, Chair chair, Document head, Conversation.Line line) {
    var number = head.getInteger("last") + 1;
    var draft =
        new Draft(
            "brought-" + number,
            line.markdown(),
            line.answers().filter(answered -> answered < number),
            List.of(),
            Optional.empty(),
            line.underPseudonym());
    var message = message(chair, head, draft, sign(chair, head, line), line.at(), List.of());
    if (!line.reactions().isEmpty()) {
      var reactions = new Document();
      line.reactions()
          .forEach((reaction, people) ->
              reactions.append(reaction.wireName(), people.stream().map(PersonId::value).toList()));
      message.append("reactions", reactions);
    }
    line.poll().ifPresent(poll -> message.append("poll", Codec.poll(poll)));
    if (line.pinned()) {
      message.append("pinned", true);
      pin(head, number, true);
    }
    call(writing, head, message);
    messages.insert(writing, message);
    return message;
  }

  /** What a change does to a head and a message. */
  interface Edit {
    void of(Writing writing, Document head, Document message);
  }

  Message change(Seat seat, ThreadId id, int number, String act, Edit edit) {
    var written =
        together(
            id,
            writing -> {
              var head = threads.document(writing, seat, id);
              var message = messages.find(writing, id, number);
              Relocation.mustNotBeLeaving(head, number);
              edit.of(writing, head, message);
              message.append("revision", StoredThreads.touch(head, number)).append("act", act);
              seated(seat, message);
              seated(seat, head);
              messages.put(writing, message);
              threads.put(writing, head);
              return new Written(head, message, true);
            });
    return Codec.message(written.message());
  }

  ThreadHead head(Voice voice, ThreadId id, Consumer<Document> edit) {
    var written =
        together(
            id,
            writing -> {
              var head = threads.document(writing, voice, id);
              edit.accept(head);
              StoredThreads.raise(head);
              seated(voice, head);
              threads.put(writing, head);
              return new Written(head, null, true);
            });
    return Codec.head(written.head());
  }

  /** What is changed in a thread that nobody asked for who sits there. */
  interface Amendment {
    /** Whether the head was changed. */
    Amended head(Document head);

    /** Whether the message was changed; where that is told, it says as what, in its {@code act}. */
    Amended message(Writing writing, Document head, Document message);
  }

  /** Whether something was amended, and whether anybody is to hear of it. */
  enum Amended {
    NOTHING,

    /** Nothing that anybody can see: it keeps its revision. */
    QUIET,

    TOLD
  }

  /**
   * Amends a thread and these of its messages; told is only what somebody can see. False, and
   * nothing is amended, where messages are just leaving the thread.
   */
  boolean amend(ThreadId id, Collection<Integer> numbers, Amendment amendment) {
    return storage
        .together()
        .change(
            key(id),
            writing -> {
              var head = threads.document(writing, id).orElseThrow();
              if (head.containsKey("leaving")) {
                return Optional.<Amending>empty();
              }
              var headed = amendment.head(head);
              var told = new ArrayList<Document>();
              for (var number : numbers) {
                var message = messages.find(writing, id, number);
                var amended = amendment.message(writing, head, message);
                if (amended == Amended.TOLD) {
                  message.append("revision", StoredThreads.touch(head, number));
                  told.add(message);
                }
                if (amended != Amended.NOTHING) {
                  messages.put(writing, message);
                }
              }
              if (headed == Amended.TOLD) {
                StoredThreads.raise(head); // Beyond its messages, so that the head is looked at.
              }
              if (headed != Amended.NOTHING || !told.isEmpty()) {
                threads.put(writing, head);
              }
              return Optional.of(new Amending(head, told, told.isEmpty() ? headed : Amended.TOLD));
            },
            amending -> amending.ifPresent(this::tell))
        .isPresent();
  }

  private void tell(Amending amending) {
    switch (amending.amended()) {
      case NOTHING -> {}
      case QUIET -> threads.rememberQuietly(Codec.head(amending.head()));
      case TOLD -> tell(amending.head(), amending.messages());
    }
  }

  private record Amending(Document head, List<Document> messages, Amended amended) {}

  /** Takes all words out of a message; its place remains. What it carried has to be deleted. */
  void silence(Document head, Document message) {
    var number = message.getInteger("number");
    for (var field :
        List.of(
            "body",
            "history",
            "reactions",
            "attachments",
            "poll",
            "edited",
            "redacted",
            "sponsors",
            "tellings",
            "consent",
            "consentAsked")) {
      message.remove(field);
    }
    message.append("state", "deleted").append("pinned", false).append("act", "deleted");
    silent(head, number, true);
    pin(head, number, false);
    forgetCall(head, number);
  }

  /** Notes something in a message that nobody sees, so that nobody is told. */
  void noteQuietly(Seat seat, ThreadId id, int number, Consumer<Document> note) {
    var _ =
        storage
            .together()
            .change(
                key(id),
                writing -> {
                  Relocation.mustNotBeLeaving(threads.document(writing, seat, id), number);
                  var message = messages.find(writing, id, number);
                  note.accept(message);
                  messages.put(writing, message);
                  return message;
                });
  }

  /** Notes in the head whether nobody has to read a message. */
  static void silent(Document head, int number, boolean on) {
    var numbers = Numbers.of(head, "silent");
    head.append("silent", (on ? numbers.with(number) : numbers.without(number)).stored());
  }

  /** Notes in the head whether a message is pinned to the top. */
  static void pin(Document head, int number, boolean on) {
    var numbers = new TreeSet<>(Codec.list(head, "pins", Integer.class));
    if (on) {
      numbers.add(number);
    } else {
      numbers.remove(number);
    }
    head.append("pins", List.copyOf(numbers));
  }

  /** What a change wrote; nothing is told of a change that found its work already done. */
  private record Written(Document head, @Nullable Document changed, boolean fresh) {
    Document message() {
      if (changed == null) {
        throw new IllegalStateException("only the head was changed");
      }
      return changed;
    }
  }

  private interface Change {
    Written with(Writing writing);
  }

  private Written together(ThreadId id, Change change) {
    return storage
        .together()
        .change(
            key(id),
            change::with,
            written -> {
              if (written.fresh()) {
                tell(
                    written.head(),
                    written.changed() == null ? List.of() : List.of(written.changed()));
              }
            });
  }

  /** Tells the feed; still alone in the thread, so that revisions are told in their order. */
  void tell(Document head, List<Document> changed) {
    threads.remember(Codec.head(head));
    for (var message : changed) {
      feed.wrote(StoredMessages.MESSAGES, message);
    }
    feed.wrote(StoredThreads.HEADS, head);
  }

  private void insert(Writing writing, Document head, Document message) {
    messages.insert(writing, message);
    attachments.carriedBy(writing, message);
    threads.put(writing, head);
  }

  /** How the author of this draft signs it. */
  private Document sign(Voice voice, Document head, Draft draft) {
    var person = voice.person().id();
    return draft.underPseudonym() ? veil(voice, head, person) : Codec.by(new Byline.Named(person));
  }

  /** How a line that is brought in is signed. */
  private Document sign(Chair chair, Document head, Conversation.Line line) {
    return line.underPseudonym() && line.by() instanceof Byline.Named(var person)
        ? veil(chair, head, person)
        : Codec.by(line.by());
  }

  private Document veil(Voice voice, Document head, PersonId person) {
    if (!voice.room().kind().pseudonyms()) {
      throw new Refusal.NotLikeThis("message.noPseudonymsHere");
    }
    return bearers.sign(head, person, threads.takenIn(voice.room().id()));
  }

  static Document freshHead(ThreadId id, RoomId room, String title, Date at) {
    return new Document("_id", id.value())
        .append("room", room.value())
        .append("title", title)
        .append("last", 0)
        .append("revision", 0L)
        .append("startedAt", at)
        .append("at", at)
        .append("locked", false)
        .append("question", false)
        .append("answered", false);
  }

  /** The next message of this thread; the head takes it in. */
  private Document message(
      Voice voice, Document head, Draft draft, Document by, Instant at, List<Attachment> files) {
    var thread = new ThreadId(head.getString("_id"));
    var number = head.getInteger("last") + 1;
    var revision = StoredThreads.raise(head);
    var message =
        new Document("_id", StoredMessages.id(thread, number))
            .append("room", voice.room().id().value())
            .append("thread", thread.value())
            .append("number", number)
            .append("revision", revision)
            .append("act", "posted")
            .append("at", Date.from(at))
            .append("by", by)
            .append("key", hash(voice, thread, draft.key()))
            .append("state", "said")
            .append("body", draft.markdown().source());
    seated(voice, message);
    draft.answers().ifPresent(answered -> message.append("answers", answered));
    draft.poll().ifPresent(poll -> message.append("poll", Codec.poll(poll.asked())));
    if (!files.isEmpty()) {
      message.append("attachments", files.stream().map(Codec::attachment).toList());
    }
    takeIn(head, message);
    return message;
  }

  /** The head knows of this message now, as of the last one. */
  private static void takeIn(Document head, Document message) {
    var number = message.getInteger("number");
    var by = Codec.byline(message.get("by", Document.class));
    Bearers.note(head, message.get("by", Document.class));
    head.append("last", number)
        .append("about", number)
        .append("revision", Codec.number(message, "revision"))
        .append("at", message.getDate("at"))
        .append("lastBy", message.get("by", Document.class))
        .append(
            "seating", Math.max(Codec.number(head, "seating"), Codec.number(message, "seating")));
    if (by instanceof Byline.Named(var person)) {
      spoke(head, person, number);
    }
    if (number == 1) {
      head.append("question", asks(message));
    } else if (!Codec.byline(head.get("by", Document.class)).equals(by)) {
      head.append("answered", true);
    }
  }

  /** Notes the seating that this voice knows, for nodes that know an earlier one. */
  private static void seated(Seat seat, Document document) {
    document.append("seating", Math.max(seat.room().seating(), Codec.number(document, "seating")));
  }

  /** Notes in the head whom this message calls. */
  private void call(Writing writing, Document head, Document message) {
    var thread = new ThreadId(head.getString("_id"));
    var to = new TreeSet<>(rendering.mentions(Markdown.of(message.getString("body"))));
    var answers = message.getInteger("answers");
    if (answers != null) {
      Call.name(Codec.message(messages.find(writing, thread, answers)).by()).ifPresent(to::add);
    }
    if (to.isEmpty()) {
      return;
    }
    var by = Call.name(Codec.byline(message.get("by", Document.class))).orElse("");
    var calls = Codec.list(head, "calls", Document.class);
    calls.add(
        new Document("number", message.getInteger("number"))
            .append("by", by)
            .append("to", List.copyOf(to)));
    if (calls.size() > Call.MOST) {
      calls.removeFirst();
    }
    head.append("calls", calls);
  }

  /** Whom a message called goes with its words. */
  static void forgetCall(Document head, int number) {
    var calls = Codec.list(head, "calls", Document.class);
    calls.removeIf(call -> call.getInteger("number") == number);
    head.append("calls", calls);
  }

  private static void spoke(Document head, PersonId person, int number) {
    var spoke = Codec.list(head, "spoke", Document.class);
    spoke.removeIf(entry -> person.value().equals(entry.getString("person")));
    spoke.add(new Document("person", person.value()).append("number", number));
    head.append("spoke", spoke);
  }

  static boolean asks(Document message) {
    return message.get("body", "").chars().anyMatch(c -> c == '?' || c == '؟' || c == '？');
  }

  static String key(ThreadId id) {
    return "thread/" + id;
  }

  private String hash(Voice voice, ThreadId thread, String draftKey) {
    return key.mac(DRAFT_KEY, keyed(voice, thread, draftKey));
  }

  private static String keyed(Seat seat, ThreadId thread, String draftKey) {
    return seat.person().id().value() + "/" + thread.value() + "/" + draftKey;
  }

  private ThreadId threadFor(String source) {
    return threadId(key.mac(THREAD, source));
  }

  private static ThreadId threadId(String mac) {
    return new ThreadId(mac.substring(0, 20));
  }
}
