package org.talanoa.discussion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;

/**
 * What people have written to be said later: one sealed document for each person. Whether they may
 * speak is asked again when the time has come. Thread safe.
 */
@Service
public class Later {
  /** The most letters one person may have waiting. */
  public static final int MOST = 50;

  /** Nothing waits for longer than this. */
  public static final Duration LONGEST = Duration.ofDays(366);

  private final Discussions discussions;
  private final Attachments attachments;
  private final Storage storage;
  private final Feed feed;
  private final Clock clock;
  private final Sealed letters;
  private final Topic<Waiting> topic;
  private final Map<PersonId, Instant> next = new ConcurrentHashMap<>();

  public Later(
      Discussions discussions,
      Attachments attachments,
      Storage storage,
      InstallationKey key,
      Feed feed,
      Clock clock) {
    this.discussions = discussions;
    this.attachments = attachments;
    this.storage = storage;
    this.feed = feed;
    this.clock = clock;
    this.letters = new Sealed(storage, key, "letters");
    this.topic = new Topic<>("letters", document -> waiting(letters.open(document)));
    feed.follow(
        topic,
        new Follower<Waiting>() {
          @Override
          public void told(Waiting waiting) {
            note(waiting);
          }

          @Override
          public void missed() {
            load();
          }
        });
    load();
  }

  /**
   * A message that waits for its time.
   *
   * @param refused why it could not be said when its time had come; it waits no more then
   */
  public record Letter(
      RoomId room, ThreadId thread, Draft draft, Instant at, Optional<String> refused) {}

  private record Waiting(PersonId person, Optional<Instant> next) {}

  /** Keeps a message until its time; the same draft again takes the place of the first. */
  public Letter keep(Voice voice, ThreadId thread, Draft draft, Instant at) {
    var now = clock.instant();
    if (at.isBefore(now) || at.isAfter(now.plus(LONGEST))) {
      throw new Refusal.NotLikeThis("later.time", LONGEST.toDays());
    }
    var head = discussions.head(voice, thread);
    if (draft.answers().filter(number -> number < 1 || number > head.last()).isPresent()) {
      throw new Refusal.NotLikeThis("message.answersNothing");
    }
    attachments.claimed(voice, draft.attachments());
    var letter = new Letter(voice.room().id(), thread, draft, at, Optional.empty());
    change(
        voice.person().id(),
        all -> {
          all.removeIf(other -> other.draft().key().equals(draft.key()));
          all.add(letter);
          if (all.size() > MOST) {
            throw new Refusal.NotNow("later.tooMany", MOST);
          }
        });
    return letter;
  }

  /** What waits to be said by this person. Index: {@code _id}. */
  public List<Letter> of(Person person) {
    return of(person.id());
  }

  /** Takes a letter back, or says that it has been delivered. */
  public void drop(Person person, String key) {
    drop(person.id(), key);
  }

  void drop(PersonId person, String key) {
    change(person, all -> all.removeIf(letter -> letter.draft().key().equals(key)));
  }

  /** Nothing waits to be said by this person any more, here or on another node. */
  void forget(PersonId person) {
    change(person, List::clear);
    storage
        .together()
        .change("letters/" + person, writing -> letters.delete(writing, person.value()));
  }

  /** Its time has come and it cannot be said; its author is shown why and has it still. */
  void refuse(PersonId person, String key, String why) {
    change(
        person,
        all ->
            all.replaceAll(letter ->
                letter.draft().key().equals(key)
                    ? new Letter(
                        letter.room(),
                        letter.thread(),
                        letter.draft(),
                        letter.at(),
                        Optional.of(why))
                    : letter));
  }

  /** Whose letters have come to their time. */
  List<PersonId> due() {
    var now = clock.instant();
    return next.entrySet().stream()
        .filter(entry -> !entry.getValue().isAfter(now))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The letters of this person whose time has come, the earliest first. */
  List<Letter> due(PersonId person) {
    var now = clock.instant();
    return of(person).stream()
        .filter(letter -> letter.refused().isEmpty() && !letter.at().isAfter(now))
        .toList();
  }

  private List<Letter> of(PersonId person) {
    return letters.find(person.value()).map(Later::list).orElse(List.of());
  }

  private void change(PersonId person, Consumer<List<Letter>> change) {
    var _ =
        storage
            .together()
            .change(
                "letters/" + person,
                writing -> {
                  var before = letters.find(writing, person.value()).map(Later::list);
                  var all = new ArrayList<>(before.orElse(List.of()));
                  change.accept(all);
                  all.sort(java.util.Comparator.comparing(Letter::at));
                  var after =
                      new Document("_id", person.value())
                          .append("letters", all.stream().map(Later::document).toList());
                  return new Written(after, letters.put(writing, after));
                },
                written -> {
                  note(waiting(written.letters()));
                  feed.wrote(topic, written.stored());
                });
  }

  private record Written(Document letters, Document stored) {}

  private void load() {
    letters.all().forEach(document -> note(waiting(document)));
  }

  private void note(Waiting waiting) {
    if (waiting.next().isPresent()) {
      next.put(waiting.person(), waiting.next().get());
    } else {
      next.remove(waiting.person());
    }
  }

  private static Waiting waiting(Document document) {
    return new Waiting(
        new PersonId(document.getString("_id")),
        list(document).stream()
            .filter(letter -> letter.refused().isEmpty())
            .map(Letter::at)
            .findFirst());
  }

  private static List<Letter> list(Document document) {
    return Codec.list(document, "letters", Document.class).stream().map(Later::letter).toList();
  }

  private static Letter letter(Document document) {
    return new Letter(
        new RoomId(document.getString("room")),
        new ThreadId(document.getString("thread")),
        Codec.draft(document),
        Codec.instant(document, "at"),
        Optional.ofNullable(document.getString("refused")));
  }

  private static Document document(Letter letter) {
    var document =
        new Document("room", letter.room().value())
            .append("thread", letter.thread().value())
            .append("at", Date.from(letter.at()));
    document.putAll(Codec.draft(letter.draft()));
    letter.refused().ifPresent(why -> document.append("refused", why));
    return document;
  }
}
