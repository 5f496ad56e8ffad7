package org.talanoa.discussion;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Topic;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.room.Seats;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.text.Markdown;
import org.talanoa.text.Title;

/**
 * The talk: threads and their numbered messages. What is answered by a writing method is durable.
 * Safe for use by many threads.
 */
@Service
public class Discussions {
  /** Every change of a message, as the message's document tells it. */
  public static final Topic<Change> MESSAGES = StoredMessages.MESSAGES;

  /** Every change of a thread's head. */
  public static final Topic<Change> HEADS = StoredThreads.HEADS;

  /** The most messages one page may have. */
  public static final int MOST_ON_A_PAGE = 100;

  /** Further behind than this, a reader reads its pages anew instead of catching up. */
  static final int MOST_TO_CATCH_UP = 200;

  /** How many earlier wordings of a message are kept. */
  static final int MOST_WORDINGS = 20;

  /** The most persons whose reaction of one kind is kept with a message. */
  static final int MOST_REACTIONS = 500;

  /** What stands for a passage that was taken out; of one length, whatever it was. */
  private static final String BLACKED_OUT = "▇▇▇▇▇▇";

  private static final int MOST_SPONSORS = 50;

  private final Writer writer;
  private final StoredThreads threads;
  private final StoredMessages messages;
  private final Attachments attachments;

  private final Sealed originals;
  private final Mover mover;

  public Discussions(
      Storage storage, Feed feed, InstallationKey key, Clock clock, Attachments attachments) {
    this.originals = new Sealed(storage, key, "originals");
    this.threads = new StoredThreads(storage, feed);
    this.messages = new StoredMessages(storage);
    this.attachments = attachments;
    this.writer = new Writer(storage, feed, key, clock, threads, messages, attachments);
    this.mover = new Mover(storage, key, threads, messages, attachments, originals, writer);
  }

  Mover mover() {
    return mover;
  }

  Sealed originals() {
    return originals;
  }

  Writer writer() {
    return writer;
  }

  Attachments attachments() {
    return attachments;
  }

  StoredThreads stored() {
    return threads;
  }

  StoredMessages storedMessages() {
    return messages;
  }

  /** Starts a thread with its first message. The same draft again answers the same thread. */
  public Page start(Voice voice, Title title, Draft draft) {
    if (draft.answers().isPresent()) {
      throw new Refusal.NotLikeThis("message.answersNothing");
    }
    var files = attachments.claimed(voice, draft.attachments());
    return writer.start(voice, title, draft, files);
  }

  /** Says something in a thread. The same draft again answers the first message. */
  public Message post(Voice voice, ThreadId id, Draft draft) {
    var head = threads.open(voice, id);
    if (draft.answers().filter(number -> number < 1 || number > head.last()).isPresent()) {
      throw new Refusal.NotLikeThis("message.answersNothing");
    }
    var files = attachments.claimed(voice, draft.attachments());
    return writer.post(voice, id, draft, files);
  }

  /** Brings in a conversation from elsewhere; what is here already is not brought again. */
  public ThreadHead bring(Chair chair, Conversation conversation) {
    return writer.bring(chair, conversation);
  }

  /** Changes the words of one's own message; the earlier wording is kept. */
  public Message edit(Voice voice, ThreadId thread, int number, Markdown words) {
    return change(
        voice,
        thread,
        number,
        "edited",
        (_, message) -> {
          mustBeSaid(message);
          mustBeOwn(voice, message);
          if (message.getBoolean("redacted", false)) {
            throw new Refusal.NotNow("message.redacted");
          }
          var wordings = Codec.list(message, "history", Document.class);
          var since = message.getDate(message.containsKey("edited") ? "edited" : "at");
          wordings.addFirst(new Document("at", since).append("body", message.getString("body")));
          while (wordings.size() > MOST_WORDINGS) {
            wordings.removeLast();
          }
          message.append("history", wordings).append("edited", Date.from(writer.now()));
          Rewording.reword(message, words.source());
        });
  }

  /**
   * Takes one's own message back, also where one may not speak any more. Its place in the thread
   * remains; its words do not.
   */
  public Message delete(Seat seat, ThreadId thread, int number) {
    var files = new TreeSet<String>();
    var deleted =
        writer.change(
            seat,
            thread,
            number,
            "deleted",
            (writing, head, message) -> {
              mustStandHere(message);
              mustBeOwn(seat, message);
              files.addAll(Codec.files(message));
              originals.delete(writing, message.getString("_id"));
              writer.silence(head, message);
            });
    attachments.delete(List.copyOf(files));
    return deleted;
  }

  /** Reacts to a message, or takes the reaction back. */
  public Message react(Voice voice, ThreadId thread, int number, Reaction reaction, boolean on) {
    return change(
        voice,
        thread,
        number,
        "reacted",
        (_, message) -> {
          mustBeSaid(message);
          var reactions = message.get("reactions", new Document());
          var people = new ArrayList<>(Codec.people(reactions, reaction.wireName()));
          people.remove(voice.person().id());
          if (on && people.size() < MOST_REACTIONS) {
            people.add(voice.person().id());
          }
          reactions.append(reaction.wireName(), people.stream().map(PersonId::value).toList());
          message.append("reactions", reactions);
        });
  }

  /** Pins a message to the top of its thread, or unpins it. */
  public Message pin(Voice voice, ThreadId thread, int number, boolean on) {
    return change(
        voice,
        thread,
        number,
        "pinned",
        (head, message) -> {
          mustBeSaid(message);
          message.append("pinned", on);
          Writer.pin(head, number, on);
          if (Codec.list(head, "pins", Integer.class).size() > 20) {
            throw new Refusal.NotNow("thread.tooManyPins", 20);
          }
        });
  }

  /** Votes in a poll, in place of what one voted before. */
  public Message vote(Voice voice, ThreadId thread, int number, Collection<Integer> options) {
    return change(
        voice,
        thread,
        number,
        "voted",
        (_, message) -> {
          var poll = pollIn(message);
          if (poll.closed()) {
            throw new Refusal.NotNow("poll.closed");
          }
          var chosen = new TreeSet<>(options);
          if (!poll.several() && chosen.size() > 1
              || chosen.stream().anyMatch(i -> i < 0 || i >= poll.options().size())) {
            throw new Refusal.NotLikeThis("poll.choice");
          }
          message.append("poll", Codec.poll(voted(poll, voice.person().id(), chosen)));
        });
  }

  /** Ends one's own poll. */
  public Message closePoll(Voice voice, ThreadId thread, int number) {
    return change(
        voice,
        thread,
        number,
        "voted",
        (_, message) -> {
          mustBeOwn(voice, message);
          var poll = pollIn(message);
          message.append(
              "poll", Codec.poll(new Poll(poll.question(), poll.several(), true, poll.options())));
        });
  }

  /** Gives a thread that one began oneself another title. */
  public ThreadHead rename(Voice voice, ThreadId id, Title title) {
    return writer.head(
        voice,
        id,
        head -> {
          if (!signed(voice, head.get("by", Document.class), id)) {
            throw new Refusal.NotYours("thread.renameNotYours");
          }
          head.append("title", title.text()).remove("formerTitle");
        });
  }

  /** Gives a thread of the room another title, whoever began it; its former one can come back. */
  public ThreadHead retitle(Chair chair, ThreadId id, Title title) {
    return writer.head(
        chair,
        id,
        head -> head.append("formerTitle", head.getString("title")).append("title", title.text()));
  }

  /** Gives a thread the title again that it had before a keeper changed it, if that is known. */
  public ThreadHead titleBack(Chair chair, ThreadId id) {
    return writer.head(
        chair,
        id,
        head -> {
          var former = head.remove("formerTitle");
          if (former instanceof String title) {
            head.append("title", title);
          }
        });
  }

  /** Closes a thread to new messages, or opens it again. */
  public ThreadHead lock(Chair chair, ThreadId id, boolean locked) {
    return writer.head(chair, id, head -> head.append("locked", locked));
  }

  /** Whether a thread stands in the room of this seat. */
  public boolean stands(Seat seat, ThreadId id) {
    return threads.head(id).filter(head -> head.room().equals(seat.room().id())).isPresent();
  }

  public ThreadHead head(Seat seat, ThreadId id) {
    return threads.open(seat, id);
  }

  /** Threads whose latest message is earlier than this, latest first. */
  public List<ThreadHead> threads(Seat seat, Instant before, int count) {
    return threads.in(seat.room().id()).stream()
        .filter(head -> head.at().isBefore(before))
        .limit(Math.clamp(count, 1, MOST_ON_A_PAGE))
        .toList();
  }

  /** All threads of the room, latest activity first; read no more of it than is needed. */
  public Iterable<ThreadHead> threads(Seat seat) {
    return threads.in(seat.room().id());
  }

  /** Messages from this number on. */
  public Page page(Seat seat, ThreadId id, int from, int count) {
    var head = threads.open(seat, id);
    var first = Math.clamp(from, 1, Math.max(1, head.last()));
    var last = Math.min((long) head.last(), first + Math.clamp(count, 1, MOST_ON_A_PAGE) - 1L);
    return new Page(head, messages.numbered(id, IntStream.rangeClosed(first, (int) last)));
  }

  /** What a reader lacks who has seen this revision and messages up to this number. */
  public CaughtUp since(Seat seat, ThreadId id, long revision, int number) {
    var head = threads.open(seat, id);
    var touched = threads.touchedAfter(id, revision);
    if (revision < 0
        || number < 0
        || number > head.last()
        || head.last() - number > MOST_TO_CATCH_UP
        || touched.isEmpty()) {
      return new CaughtUp(head, List.of(), false);
    }
    var numbers =
        IntStream.concat(
                IntStream.rangeClosed(number + 1, head.last()),
                touched.get().stream().mapToInt(Integer::intValue))
            .distinct();
    return new CaughtUp(head, messages.numbered(id, numbers), true);
  }

  public Message message(Seat seat, ThreadId id, int number) {
    return Codec.message(document(seat, id, number));
  }

  /** Where a message stands. */
  public record Place(RoomId room, ThreadId thread, int number) {}

  /** Those of these messages that are there and may be read, read together. */
  public Map<Place, Message> messages(Seats seats, Collection<Place> places) {
    var ids =
        places.stream()
            .filter(place -> seats.in(place.room()).isPresent())
            .filter(place ->
                threads
                    .head(place.thread())
                    .filter(head -> head.room().equals(place.room()))
                    .isPresent())
            .map(place -> StoredMessages.id(place.thread(), place.number()))
            .toList();
    return messages.withIds(ids).stream()
        .collect(
            Collectors.toMap(
                message -> new Place(message.room(), message.thread(), message.number()),
                Function.identity()));
  }

  /** Earlier wordings of a message, the latest first. */
  public List<Wording> wordings(Seat seat, ThreadId id, int number) {
    var document = document(seat, id, number);
    if (!"said".equals(document.getString("state"))) {
      return List.of();
    }
    return Codec.list(document, "history", Document.class).stream()
        .map(wording ->
            new Wording(Codec.instant(wording, "at"), Markdown.of(wording.getString("body"))))
        .toList();
  }

  /** One earlier wording, and since when it stood. */
  public record Wording(Instant at, Markdown markdown) {}

  /** The number of the first message said at or after this time, or of the last message. */
  public int numberAt(Seat seat, ThreadId id, Instant at) {
    var head = threads.open(seat, id);
    var low = 1;
    var high = head.last();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (message(seat, id, middle).at().isBefore(at)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The pseudonym that this person has, or would be given, in the thread. */
  public String pseudonym(Seat seat, ThreadId id) {
    var head = threads.open(seat, id);
    return writer.bearers().name(head, seat.person().id(), threads.takenIn(head.room()));
  }

  /** The pseudonym under which this draft will stand. */
  String pseudonymIn(Voice voice, Optional<ThreadId> thread, Draft draft) {
    return thread
        .map(id -> pseudonym(voice, id))
        .orElseGet(() -> writer.pseudonymOfNew(voice, draft));
  }

  /** The thread that this draft has started, if it has. */
  Optional<Page> started(Seat seat, Draft draft) {
    return writer.started(seat, draft);
  }

  /** The message that this draft has become, if it has. */
  Optional<Message> posted(Seat seat, ThreadId thread, Draft draft) {
    return writer.posted(seat, thread, draft);
  }

  List<String> ownPseudonyms(Seat seat, ThreadHead head) {
    return head.pseudonyms().isEmpty()
        ? List.of()
        : writer.bearers().names(head, seat.person().id());
  }

  boolean isOwn(Seat seat, ThreadId id, int number) {
    return signed(seat, document(seat, id, number).get("by", Document.class), id);
  }

  Document stored(Seat seat, ThreadId id, int number) {
    return document(seat, id, number);
  }

  /** Who wrote it, among these. */
  Optional<PersonId> signer(Seat seat, ThreadId id, int number, Collection<PersonId> among) {
    var by = document(seat, id, number).get("by", Document.class);
    return writer.bearers().signer(by, id, among);
  }

  /** As whom this person has said it; empty where somebody else did. */
  Optional<Byline> ownByline(Seat seat, ThreadId id, int number) {
    var message = document(seat, id, number);
    return signed(seat, message.get("by", Document.class), id)
        ? Optional.of(Codec.message(message).by())
        : Optional.empty();
  }

  private boolean signed(Seat seat, @Nullable Document by, ThreadId thread) {
    return writer.bearers().signed(by, thread, seat.person().id());
  }

  private Document document(Seat seat, ThreadId id, int number) {
    threads.open(seat, id);
    return messages.find(id, number).orElseThrow(() -> new Refusal.NotHere("message.unknown"));
  }

  /** Takes a message from sight. Its words are kept, for keepers of order. */
  public Message hide(Chair chair, ThreadId thread, int number) {
    return change(
        chair,
        thread,
        number,
        "curated",
        (head, message) -> {
          mustBeSaid(message);
          message.append("state", "hidden").append("pinned", false);
          Writer.silent(head, number, true);
          Writer.pin(head, number, false);
        });
  }

  /** Brings a hidden message back to sight, with all its words. */
  public Message restore(Chair chair, ThreadId thread, int number) {
    return writer.change(
        chair,
        thread,
        number,
        "curated",
        (writing, head, message) -> {
          var state = message.getString("state");
          if (!"said".equals(state) && !"hidden".equals(state)) {
            throw new Refusal.NotNow("message.gone");
          }
          message.append("state", "said");
          Writer.silent(head, number, false);
          originals
              .find(writing, message.getString("_id"))
              .ifPresent(original -> {
                Rewording.reword(message, original.getString("body"));
                message.remove("redacted");
                message.append("history", Codec.list(original, "history", Document.class));
                originals.delete(writing, message.getString("_id"));
              });
        });
  }

  /**
   * Blacks out a passage wherever it stands in a message, and takes earlier wordings from sight.
   * What was there is kept sealed until the message is restored or deleted.
   */
  public Message redact(Chair chair, ThreadId thread, int number, String passage) {
    return writer.change(
        chair,
        thread,
        number,
        "curated",
        (writing, _, message) -> {
          mustBeSaid(message);
          var words = message.getString("body");
          if (passage.isBlank() || !words.contains(passage)) {
            throw new Refusal.NotLikeThis("message.passageUnknown");
          }
          var id = message.getString("_id");
          if (originals.find(writing, id).isEmpty()) {
            originals.put(
                writing,
                new Document("_id", id)
                    .append("body", words)
                    .append("history", Codec.list(message, "history", Document.class)));
          }
          message.remove("history");
          Rewording.reword(message, words.replace(passage, BLACKED_OUT));
          message.append("redacted", true);
        });
  }

  /** What a message says or said, also when it is hidden; for keepers of order. */
  public Markdown words(Chair chair, ThreadId thread, int number) {
    var document = document(chair, thread, number);
    var words = document.getString("body");
    if (words == null) {
      throw new Refusal.NotNow("message.gone");
    }
    return Markdown.of(words);
  }

  /** Says with one's own name and standing that one stands behind what somebody else said. */
  public Message sponsor(Voice voice, ThreadId thread, int number, boolean on) {
    if (!voice.person().profile().seniority().mayVouch()) {
      throw new Refusal.NotYours("message.sponsorNotYours");
    }
    return change(
        voice,
        thread,
        number,
        "sponsored",
        (_, message) -> {
          mustBeSaid(message);
          if (signed(voice, message.get("by", Document.class), thread)) {
            throw new Refusal.NotLikeThis("message.sponsorOwn");
          }
          var sponsors = new ArrayList<>(Codec.people(message, "sponsors"));
          sponsors.remove(voice.person().id());
          if (on && sponsors.size() < MOST_SPONSORS) {
            sponsors.add(voice.person().id());
          }
          message.append("sponsors", sponsors.stream().map(PersonId::value).toList());
        });
  }

  /** Hides, until the thread is closed, who of those who speak there holds which position. */
  public ThreadHead hideRank(Chair chair, ThreadId id, boolean hidden) {
    return writer.head(chair, id, head -> head.append("rankHidden", hidden));
  }

  private Message change(
      Voice voice, ThreadId thread, int number, String act, BiConsumer<Document, Document> edit) {
    threads.open(voice, thread);
    return writer.change(
        voice, thread, number, act, (_, head, message) -> edit.accept(head, message));
  }

  private static Poll voted(Poll poll, PersonId person, Collection<Integer> chosen) {
    var options = new ArrayList<Poll.Option>();
    for (var i = 0; i < poll.options().size(); i++) {
      var votes = new ArrayList<>(poll.options().get(i).votes());
      votes.remove(person);
      if (chosen.contains(i)) {
        votes.add(person);
      }
      options.add(new Poll.Option(poll.options().get(i).text(), votes));
    }
    return new Poll(poll.question(), poll.several(), poll.closed(), options);
  }

  private static Poll pollIn(Document message) {
    mustBeSaid(message);
    return Codec.poll(message).orElseThrow(() -> new Refusal.NotHere("poll.none"));
  }

  private void mustBeOwn(Seat voice, Document message) {
    var thread = new ThreadId(message.getString("thread"));
    if (!signed(voice, message.get("by", Document.class), thread)) {
      throw new Refusal.NotYours("message.notYours");
    }
  }

  private static void mustStandHere(Document message) {
    if ("moved".equals(message.getString("state"))) {
      throw new Refusal.NotNow("message.gone");
    }
  }

  static void mustBeSaid(Document message) {
    if (!"said".equals(message.getString("state"))) {
      throw new Refusal.NotNow("message.gone");
    }
  }
}
