package org.talanoa.moderation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.discussion.Authors;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.text.Markdown;

/**
 * Reports, and the cases that moderators decide on. A case is seen by the keepers of its room, and
 * looks to whoever wrote its message as if it were not there. Thread safe.
 */
@Service
public class Cases {
  /** The messages shown before and after the one that a case is about. */
  public static final int SURROUNDING = 2;

  /** The most cases that one list shows. */
  public static final int MOST_LISTED = 100;

  private final StoredCases stored;
  private final Subjects subjects;
  private final Discussions discussions;
  private final Authors authors;
  private final Clock clock;

  public Cases(
      Storage storage,
      InstallationKey key,
      Discussions discussions,
      Authors authors,
      Rooms rooms,
      Clock clock) {
    this.stored = new StoredCases(storage, key);
    this.subjects = new Subjects(discussions, authors, rooms, key);
    this.discussions = discussions;
    this.authors = authors;
    this.clock = clock;
  }

  StoredCases stored() {
    return stored;
  }

  Subjects subjects() {
    return subjects;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Reports a message. The same person's second report of it changes nothing.
   *
   * @param words what the reader adds; may be empty
   * @param anonymous whether not even moderators are to know who reported
   */
  public void report(
      Seat seat, ThreadId thread, int number, Grounds grounds, String words, boolean anonymous) {
    var added = Reasons.optional(words);
    var message = discussions.message(seat, thread, number);
    if (!(message.body() instanceof Body.Said)) {
      throw new Refusal.NotNow("message.gone");
    }
    if (authors.isOwn(seat, thread, number)) {
      throw new Refusal.NotLikeThis("report.own");
    }
    var person = seat.person().id();
    var at = anonymous ? now().truncatedTo(ChronoUnit.DAYS) : now();
    open(
        seat.room().id(),
        thread,
        number,
        message.at(),
        at,
        Case.Source.REPORTED,
        document -> {
          if (CaseCodec.reporters(document).contains(person)) {
            return false;
          }
          CaseCodec.report(document, person, anonymous, grounds, added, at);
          CaseCodec.event(
              document,
              at,
              anonymous ? Optional.empty() : Optional.of(person),
              "reported",
              grounds.wireName());
          return true;
        });
  }

  /** Points a message out to the keepers of its room, once for each source. */
  void pointOut(RoomId room, ThreadId thread, int number, Instant said, Case.Source source) {
    open(
        room,
        thread,
        number,
        said,
        now(),
        source,
        document -> {
          if (CaseCodec.sources(document).contains(source)) {
            return false;
          }
          CaseCodec.event(document, now(), Optional.empty(), "pointed-out", source.wireName());
          return true;
        });
  }

  private interface Joining {
    /** Whether it adds anything to the case. */
    boolean to(Document document);
  }

  private void open(
      RoomId room,
      ThreadId thread,
      int number,
      Instant said,
      Instant at,
      Case.Source source,
      Joining joining) {
    var id = stored.id(room, thread, number);
    var fresh = CaseCodec.fresh(id, room, thread, number, said, at);
    var _ =
        stored.change(
            room,
            id,
            fresh,
            document -> {
              if (joining.to(document)) {
                CaseCodec.source(document, source);
                document.append("state", Case.State.OPEN.name());
              }
            });
  }

  /** What waits in the chair's room, the oldest first. */
  public List<Case> waiting(Chair chair) {
    return seen(
        chair,
        stored.waiting(chair.room().id()).stream()
            .sorted(Comparator.comparing(CaseCodec::opened))
            .toList());
  }

  /** How many of those that wait would be listed; without reading what they are about. */
  public int countWaiting(Chair chair) {
    return (int)
        stored.waiting(chair.room().id()).stream()
            .filter(document -> !subjects.concerns(chair, document))
            .limit(MOST_LISTED)
            .count();
  }

  /** On what was decided in the chair's room, the latest first. */
  public List<Case> decided(Chair chair) {
    return seen(chair, stored.decided(chair.room().id()));
  }

  private List<Case> seen(Chair chair, List<Document> documents) {
    return documents.stream()
        .filter(document -> !subjects.concerns(chair, document))
        .limit(MOST_LISTED)
        .map(document -> read(chair, document))
        .toList();
  }

  public Case of(Chair chair, CaseId id) {
    return read(chair, document(chair, id));
  }

  /** The case, unless it is about the person of the chair. */
  Document document(Chair chair, CaseId id) {
    var document = stored.in(chair.room().id(), id);
    if (subjects.concerns(chair, document)) {
      throw StoredCases.unknown();
    }
    return document;
  }

  /** Changes a case that is not about the person of the chair. */
  Document change(Chair chair, CaseId id, Consumer<Document> edit) {
    document(chair, id);
    return stored.change(chair.room().id(), id, edit);
  }

  /** The message of a case with those around it, as every reader of the room sees them. */
  public List<Message> surroundings(Chair chair, CaseId id) {
    var place = subjects.place(chair, document(chair, id));
    if (!place.room().equals(chair.room().id())) {
      return List.of();
    }
    var from = Math.max(1, place.number() - SURROUNDING);
    var count = place.number() + SURROUNDING - from + 1;
    return discussions.page(chair, place.thread(), from, count).messages();
  }

  /**
   * Tells the other moderators something about a case. It may repeat what the message says, so from
   * now on the case knows, sealed, whom it is about: the note goes when they are forgotten.
   */
  public Case note(Chair chair, CaseId id, String words) {
    var given = Reasons.given(words);
    var before = document(chair, id);
    var author = subjects.person(chair, before);
    var veiled = Subjects.isVeiled(subjects.message(chair, before));
    return read(
        chair,
        change(
            chair,
            id,
            document -> {
              author.ifPresent(person -> subjects.note(document, person, veiled));
              CaseCodec.note(document, chair.person().id(), given, now());
            }));
  }

  /** The case as the person of this chair may see it. */
  Case read(Chair chair, Document document) {
    var place = subjects.place(chair, document);
    var here = place.room().equals(chair.room().id());
    var message =
        here
            ? Optional.of(discussions.message(chair, place.thread(), place.number()))
            : Optional.<Message>empty();
    var by = message.map(Message::by).orElseGet(Byline.Former::new);
    return new Case(
        new CaseId(document.getString("_id")),
        chair.room().id(),
        here ? place.thread() : CaseCodec.thread(document),
        here ? place.number() : CaseCodec.number(document),
        CaseCodec.opened(document),
        Case.State.valueOf(document.getString("state")),
        CaseCodec.sources(document),
        by,
        message.flatMap(there -> words(chair, there)),
        message.filter(there -> there.body() instanceof Body.Hidden).isPresent(),
        by instanceof Byline.Pseudonym,
        CaseCodec.reports(document),
        document.getInteger("reportCount", 0),
        CaseCodec.notes(document),
        CaseCodec.decisions(document).stream().map(CaseCodec::decision).toList(),
        CaseCodec.history(document),
        CaseCodec.unmasking(document),
        unmasked(chair.person().id(), document));
  }

  private Optional<Markdown> words(Chair chair, Message message) {
    return switch (message.body()) {
      case Body.Said(var words) -> Optional.of(words);
      case Body.Hidden() ->
          Optional.of(discussions.words(chair, message.thread(), message.number()));
      case Body.Deleted(), Body.Moved _ -> Optional.empty();
    };
  }

  /** Who wrote it, for the two alone who unmasked. */
  private Optional<PersonId> unmasked(PersonId reader, Document document) {
    return CaseCodec.unmasking(document)
        .filter(asked -> asked.stage() == Case.Unmasking.Stage.AGREED)
        .filter(
            asked -> asked.by().equals(reader) || asked.second().filter(reader::equals).isPresent())
        .filter(_ -> document.get("unmasking", Document.class).getBoolean("done", false))
        .flatMap(_ -> subjects.unmasked(document));
  }
}
