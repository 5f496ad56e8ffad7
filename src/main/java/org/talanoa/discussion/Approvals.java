package org.talanoa.discussion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.text.Title;

/**
 * Messages that wait for a keeper's approval: each a sealed document, which alone knows who wrote
 * it. They get their number when they are approved. Thread safe.
 */
@Service
public class Approvals {
  /** The most messages of one person that may wait in a room. */
  public static final int MOST = 20;

  static final String COLLECTION = "waiting";

  private static final int AT_ONCE = 200;

  /** What waits is left to whoever decides on it for this long. */
  private static final Duration CLAIM = Duration.ofMinutes(2);

  private final Discussions discussions;
  private final Attachments attachments;
  private final Rooms rooms;
  private final People people;
  private final Drafts drafts;
  private final Storage storage;
  private final InstallationKey key;
  private final Feed feed;
  private final Clock clock;
  private final Sealed stored;
  private final Topic<Change> topic;
  private final Map<String, Written> known = new ConcurrentHashMap<>();

  /** What waits, and who wrote it. */
  private record Written(PersonId person, Waiting waiting) {
    @Override
    public String toString() {
      return waiting.id();
    }
  }

  /** Empty when it waits no more. */
  private record Change(String id, Optional<Written> written) {}

  public Approvals(
      Discussions discussions,
      Attachments attachments,
      Rooms rooms,
      People people,
      Drafts drafts,
      Storage storage,
      InstallationKey key,
      Feed feed,
      Clock clock) {
    this.discussions = discussions;
    this.attachments = attachments;
    this.rooms = rooms;
    this.people = people;
    this.drafts = drafts;
    this.storage = storage;
    this.key = key;
    this.feed = feed;
    this.clock = clock;
    this.stored = new Sealed(storage, key, COLLECTION);
    this.topic = new Topic<>(COLLECTION, document -> change(stored.open(document)));
    feed.follow(
        topic,
        new Follower<Change>() {
          @Override
          public void told(Change change) {
            note(change);
          }

          @Override
          public void missed() {
            var _ = load();
          }
        });
    forgetOver(load());
  }

  /** What this draft has become, if it waits already. */
  Optional<Waiting> kept(Voice voice, Optional<ThreadId> thread, Draft draft) {
    return Optional.ofNullable(known.get(id(voice, thread, draft))).map(Written::waiting);
  }

  private String id(Voice voice, Optional<ThreadId> thread, Draft draft) {
    var place = voice.room().id() + "/" + thread.map(ThreadId::value).orElse("");
    return key.mac(COLLECTION, voice.person().id() + "/" + place + "/" + draft.key())
        .substring(0, 24);
  }

  /** Keeps a message until it is approved; the same draft again is the same message. */
  Waiting keep(Voice voice, Optional<ThreadId> thread, String title, Draft draft) {
    var before = kept(voice, thread, draft);
    if (before.isPresent()) {
      return before.get();
    }
    mustBeGood(voice, thread, draft);
    var files = attachments.claimed(voice, draft.attachments());
    var person = voice.person().id();
    var by =
        draft.underPseudonym()
            ? new Byline.Pseudonym(discussions.pseudonymIn(voice, thread, draft))
            : new Byline.Named(person);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var id = id(voice, thread, draft);
    var waiting = new Waiting(id, voice.room().id(), thread, title, by, draft, files, now);
    write(new Written(person, waiting), false);
    return waiting;
  }

  private void mustBeGood(Voice voice, Optional<ThreadId> thread, Draft draft) {
    if (draft.underPseudonym() && !voice.room().kind().pseudonyms()) {
      throw new Refusal.NotLikeThis("message.noPseudonymsHere");
    }
    thread.ifPresent(id -> {
      var head = discussions.head(voice, id);
      if (head.locked()) {
        throw new Refusal.NotNow("thread.locked");
      }
      if (draft.answers().filter(number -> number < 1 || number > head.last()).isPresent()) {
        throw new Refusal.NotLikeThis("message.answersNothing");
      }
    });
    var mine = of(voice).size();
    if (mine >= MOST) {
      throw new Refusal.NotNow("approval.tooMany", MOST);
    }
  }

  /** What this person has waiting in the room, the earliest first; not what was said just now. */
  public List<Waiting> of(Seat seat) {
    return in(seat.room().id()).stream()
        .filter(written -> written.person().equals(seat.person().id()))
        .map(Written::waiting)
        .filter(waiting -> !isSaid(seat, waiting))
        .toList();
  }

  /** What is let in is a message for a moment before it waits no more. */
  private boolean isSaid(Seat seat, Waiting waiting) {
    return waiting
        .thread()
        .map(thread -> discussions.posted(seat, thread, waiting.draft()).isPresent())
        .orElseGet(() -> discussions.started(seat, waiting.draft()).isPresent());
  }

  /** All that waits in the room, the earliest first. */
  public List<Waiting> waiting(Chair chair) {
    return in(chair.room().id()).stream().map(Written::waiting).toList();
  }

  /** A file of what waits, which nobody else reads before it is said. */
  public Attachments.Opened open(Chair chair, String id, String file) {
    if (!written(chair, id).waiting().draft().attachments().contains(file)) {
      throw new Refusal.NotHere("attachment.unknown");
    }
    return attachments.open(chair.room().id(), file);
  }

  private List<Written> in(RoomId room) {
    return known.values().stream()
        .filter(written -> written.waiting().room().equals(room))
        .sorted(Comparator.comparing(written -> written.waiting().at()))
        .toList();
  }

  /**
   * Says it in its author's place, as they wrote it. Of several who decide on it at once, the first
   * is heard.
   *
   * @param noted is done before it waits no more; after a crash in between it waits again, and is
   *     said once all the same
   */
  public Outcome.Said approve(Chair chair, String id, Consumer<Outcome.Said> noted) {
    var written = written(chair, id);
    claim(id, true);
    Outcome.Said said;
    try {
      said = say(chair, written);
    } catch (Refusal refused) {
      release(id);
      throw refused;
    }
    noted.accept(said);
    write(written, true);
    return said;
  }

  private Outcome.Said say(Chair chair, Written written) {
    var waiting = written.waiting();
    var voice =
        waiting.by() instanceof Byline.Pseudonym
            ? veiled(chair, written.person())
            : named(written.person(), waiting.room());
    var draft = waiting.draft();
    return waiting
        .thread()
        .map(thread -> {
          var message = discussions.post(voice, thread, draft);
          return new Outcome.Said(discussions.head(voice, thread), message);
        })
        .orElseGet(() -> {
          var page = discussions.start(voice, new Title(waiting.title()), draft);
          return new Outcome.Said(page.head(), page.messages().getFirst());
        });
  }

  /** Leaves it to one alone to decide on it, if it still waits. */
  private void claim(String id, boolean approved) {
    var now = clock.instant();
    storage
        .together()
        .change(
            COLLECTION + "/" + id,
            writing -> {
              var document =
                  stored
                      .find(writing, id)
                      .filter(each -> !each.getBoolean("done", false))
                      .filter(each -> !isClaimed(each, now))
                      .orElseThrow(Approvals::unknown);
              if (!approved && document.getBoolean("approved", false)) {
                throw new Refusal.NotNow("approval.said");
              }
              return stored.put(
                  writing,
                  document
                      .append("claimed", Date.from(now.plus(CLAIM)))
                      .append("approved", approved));
            });
  }

  /** It waits on, unless it was taken away meanwhile. */
  private void release(String id) {
    storage
        .together()
        .change(
            COLLECTION + "/" + id,
            writing -> {
              var document = stored.find(writing, id);
              document.ifPresent(claimed -> {
                claimed.remove("claimed");
                claimed.remove("approved");
                stored.put(writing, claimed);
              });
              return document;
            });
  }

  private static boolean isClaimed(Document document, Instant now) {
    var until = document.getDate("claimed");
    return until != null && now.isBefore(until.toInstant());
  }

  private static Refusal unknown() {
    return new Refusal.NotHere("approval.unknown");
  }

  /** Whoever may not speak just now is not told apart from whoever is gone. */
  private Voice named(PersonId author, RoomId room) {
    try {
      return rooms.speak(people.onBehalfOf(author).orElseThrow(Approvals::authorGone), room);
    } catch (Refusal _) {
      throw authorGone();
    }
  }

  /** Were it refused to those who may not speak just now, a restraint would tell who it is. */
  private Voice veiled(Chair chair, PersonId author) {
    return rooms.voiceBehindPseudonym(
        chair, people.author(author).orElseThrow(Approvals::authorGone));
  }

  private static Refusal authorGone() {
    return new Refusal.NotNow("approval.authorGone");
  }

  /**
   * Does not let it be said; its words are a draft of their author again. Otherwise as {@link
   * #approve}.
   */
  public Waiting refuse(Chair chair, String id, Consumer<Waiting> noted) {
    var written = written(chair, id);
    claim(id, false);
    noted.accept(written.waiting());
    drafts.giveBack(written.person(), written.waiting());
    write(written, true);
    return written.waiting();
  }

  /** Takes back what one wrote oneself. */
  public void withdraw(Seat seat, String id) {
    var written = known.get(id);
    if (written == null
        || !written.person().equals(seat.person().id())
        || !written.waiting().room().equals(seat.room().id())) {
      throw unknown();
    }
    claim(id, false);
    write(written, true);
  }

  PersonId author(Chair chair, String id) {
    return written(chair, id).person();
  }

  private Written written(Chair chair, String id) {
    return Optional.ofNullable(known.get(id))
        .filter(written -> written.waiting().room().equals(chair.room().id()))
        .orElseThrow(Approvals::unknown);
  }

  private void write(Written written, boolean done) {
    var id = written.waiting().id();
    var plain = done ? new Document("_id", id).append("done", true) : document(written);
    var _ =
        storage
            .together()
            .change(
                COLLECTION + "/" + id,
                writing -> stored.put(writing, plain),
                document -> {
                  note(change(plain));
                  feed.wrote(topic, document);
                });
  }

  /** Nothing of this person waits any more, here or on another node. */
  void forget(PersonId person) {
    for (var document : stored.all()) {
      if (person.value().equals(document.getString("person"))) {
        write(written(document), true);
      }
    }
  }

  /** Nothing waits in this room any more that was written before then. */
  void forget(RoomId room, Instant before) {
    for (var written : in(room)) {
      if (written.waiting().at().isBefore(before)) {
        write(written, true);
      }
    }
  }

  /** What this person has waiting anywhere. */
  List<Waiting> of(PersonId person) {
    return known.values().stream()
        .filter(written -> written.person().equals(person))
        .map(Written::waiting)
        .toList();
  }

  private void note(Change change) {
    if (change.written().isPresent()) {
      known.put(change.id(), change.written().get());
    } else {
      known.remove(change.id());
    }
  }

  /** Reads the collection whole, and answers what is there and waits no more. */
  private List<String> load() {
    var before = Set.copyOf(known.keySet());
    var there = new HashSet<String>();
    var over = new ArrayList<String>();
    for (var document : stored.all()) {
      var change = change(document);
      note(change);
      there.add(change.id());
      if (change.written().isEmpty()) {
        over.add(change.id());
      }
    }
    before.stream().filter(id -> !there.contains(id)).forEach(known::remove);
    return over;
  }

  /** Takes away what waits no more, as every other node knows by the time that this one starts. */
  private void forgetOver(List<String> over) {
    for (var first = 0; first < over.size(); first += AT_ONCE) {
      var some = over.subList(first, Math.min(over.size(), first + AT_ONCE));
      var _ =
          storage
              .together()
              .change(
                  COLLECTION,
                  writing ->
                      some.stream()
                          .filter(
                              id -> stored.find(writing, id).filter(Approvals::isOver).isPresent())
                          .filter(id -> stored.delete(writing, id))
                          .count());
    }
  }

  private static boolean isOver(Document document) {
    return document.getBoolean("done", false);
  }

  private static Change change(Document document) {
    var id = document.getString("_id");
    return isOver(document)
        ? new Change(id, Optional.empty())
        : new Change(id, Optional.of(written(document)));
  }

  private static Document document(Written written) {
    var waiting = written.waiting();
    var document =
        new Document("_id", waiting.id())
            .append("person", written.person().value())
            .append("room", waiting.room().value())
            .append("title", waiting.title())
            .append("at", Date.from(waiting.at()));
    waiting.thread().ifPresent(thread -> document.append("thread", thread.value()));
    if (waiting.by() instanceof Byline.Pseudonym(var name)) {
      document.append("name", name);
    }
    document.putAll(Codec.draft(waiting.draft()));
    document.append("files", waiting.files().stream().map(Codec::attachment).toList());
    return document;
  }

  private static Written written(Document document) {
    var person = new PersonId(document.getString("person"));
    var name = document.getString("name");
    return new Written(
        person,
        new Waiting(
            document.getString("_id"),
            new RoomId(document.getString("room")),
            Optional.ofNullable(document.getString("thread")).map(ThreadId::new),
            document.getString("title"),
            name == null ? new Byline.Named(person) : new Byline.Pseudonym(name),
            Codec.draft(document),
            Codec.list(document, "files", Document.class).stream().map(Codec::attachment).toList(),
            Codec.instant(document, "at")));
  }
}
