package org.talanoa.problem;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Outcome;
import org.talanoa.discussion.Posting;
import org.talanoa.discussion.ThreadId;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Topic;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Storage;
import org.talanoa.text.Title;

/**
 * The problem statements of rooms, written by many at once. What is answered by a writing method is
 * durable. Safe for use by many threads.
 */
@Service
public class Problems {
  /** The most statements in one room. */
  public static final int MOST_IN_A_ROOM = 500;

  /** The most drafts that one person may have in one room. */
  public static final int MOST_DRAFTS = 20;

  /** The most kept edits that are told at once. */
  public static final int MOST_ON_A_PAGE = 100;

  /** Further behind than this, a reader reads the statement anew. */
  static final int MOST_TO_CATCH_UP = 200;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  private final Rooms rooms;
  private final Discussions discussions;
  private final Posting posting;
  private final InstallationKey key;
  private final Clock clock;
  private final StoredProblems stored;

  public Problems(
      Rooms rooms,
      Discussions discussions,
      Posting posting,
      Storage storage,
      Feed feed,
      InstallationKey key,
      Clock clock) {
    this.rooms = rooms;
    this.discussions = discussions;
    this.posting = posting;
    this.key = key;
    this.clock = clock;
    this.stored = new StoredProblems(storage, feed, key);
  }

  StoredProblems stored() {
    return stored;
  }

  /** Every accepted edit. */
  public Topic<Change> edits() {
    return stored.revisions();
  }

  /** Every change of what a list shows of a statement. */
  public Topic<Change> heads() {
    return stored.heads();
  }

  /** The statements of a room that this seat's person may read, the latest changed first. */
  public List<ProblemHead> in(Seat seat) {
    return stored.of(seat.room().id()).stream()
        .filter(head -> head.seenBy(seat.person().id()))
        .toList();
  }

  /** What is known of a statement without reading it. */
  public ProblemHead head(Seat seat, ProblemId id) {
    return stored.open(seat, id);
  }

  /** Begins a statement, as a draft of its author. The same key again answers the same one. */
  public Problem start(Voice voice, String draftKey, String title) {
    mustBeKey(draftKey);
    var person = voice.person().id();
    var source = voice.room().id() + "/" + person + "/" + draftKey;
    for (var mac : key.macs("problem", source)) {
      var before = stored.find(id(mac));
      if (before.isPresent()) {
        return before.get();
      }
    }
    mustHaveSpace(voice);
    var id = id(key.mac("problem", source));
    return stored.change(
        id,
        (writing, written) -> {
          var before = stored.find(writing, id);
          if (before.isPresent()) {
            return before.get();
          }
          var now = now();
          var empty =
              new Problem(
                  id,
                  voice.room().id(),
                  0,
                  Status.DRAFT,
                  0,
                  Optional.of(person),
                  now,
                  now,
                  Optional.empty(),
                  Map.of(),
                  Map.of(),
                  List.of());
          var edit = new Edit.Write(Part.TITLE, 0, false, title);
          var patch = new Editor(empty, past(empty, voice), person, now).apply(edit);
          var problem = empty.with(patch, 1, now);
          written.add(
              stored.put(
                  writing, problem, kept(voice, problem, edit, patch), keyed(id, voice, draftKey)));
          return problem;
        });
  }

  private static ProblemId id(String mac) {
    return new ProblemId(mac.substring(0, 20));
  }

  private void mustHaveSpace(Voice voice) {
    var here = stored.of(voice.room().id());
    if (here.size() >= MOST_IN_A_ROOM) {
      throw new Refusal.NotNow("problem.tooMany", MOST_IN_A_ROOM);
    }
    var mine =
        here.stream()
            .filter(head -> head.status() == Status.DRAFT && head.seenBy(voice.person().id()))
            .count();
    if (mine >= MOST_DRAFTS) {
      throw new Refusal.NotNow("problem.tooManyDrafts", MOST_DRAFTS);
    }
  }

  /** The statement as it is. */
  public Problem of(Seat seat, ProblemId id) {
    var _ = stored.open(seat, id);
    return stored
        .find(id)
        .filter(problem -> mayRead(seat, problem))
        .orElseThrow(StoredProblems::unknown);
  }

  private static boolean mayRead(Seat seat, Problem problem) {
    return problem.room().equals(seat.room().id()) && (!problem.draft() || isAuthor(seat, problem));
  }

  private static boolean isAuthor(Seat seat, Problem problem) {
    return problem.author().filter(seat.person().id()::equals).isPresent();
  }

  /**
   * Changes a statement. The same key from the same person again changes nothing more, and answers
   * what became of it.
   */
  public Accepted edit(Voice voice, ProblemId id, String editKey, Edit edit) {
    mustBeKey(editKey);
    var person = voice.person().id();
    return stored.change(
        id,
        (writing, written) -> {
          var before =
              stored
                  .find(writing, id)
                  .filter(problem -> mayRead(voice, problem))
                  .orElseThrow(StoredProblems::unknown);
          var name = keyed(id, voice, editKey);
          var number = stored.numbered(writing, name);
          if (number.isPresent()) {
            return new Accepted(
                number.get(),
                stored
                    .revision(id, number.get())
                    .filter(made -> made.by().filter(person::equals).isPresent())
                    .filter(made -> made.edit().getClass().equals(edit.getClass())));
          }
          mustNotWait(voice, before, edit);
          var now = now();
          var patch = new Editor(before, past(before, voice), person, now).apply(edit);
          if (patch.equals(Patch.NOTHING)) {
            stored.note(writing, name, before.revision());
            return new Accepted(before.revision(), Optional.empty());
          }
          var problem = before.with(patch, before.revision() + 1, now);
          var kept = kept(voice, problem, edit, patch);
          written.add(stored.put(writing, problem, kept, name));
          return new Accepted(problem.revision(), Optional.of(kept));
        });
  }

  /** Where a keeper of order approves first what is said, a statement is theirs to change. */
  private void mustNotWait(Voice voice, Problem before, Edit edit) {
    var shared = !before.draft() || edit instanceof Edit.SetStatus;
    if (shared && rooms.waits(voice, false, Optional.empty())) {
      throw new Refusal.NotNow("problem.approveFirst");
    }
  }

  private static Revision kept(Voice voice, Problem problem, Edit edit, Patch patch) {
    return new Revision(
        problem.id(),
        problem.room(),
        problem.revision(),
        problem.at(),
        Optional.of(voice.person().id()),
        edit,
        patch,
        !problem.draft(),
        voice.room().seating());
  }

  private Editor.Past past(Problem problem, Seat seat) {
    var first = first(problem, seat.person().id());
    return new Editor.Past() {
      @Override
      public Optional<String> words(Spot spot, long revision) {
        return found(revision).flatMap(made -> made.patch().at(spot)).map(Passage::words);
      }

      @Override
      public Optional<String> sent(Spot spot, long revision, PersonId by) {
        return found(revision)
            .filter(made -> made.by().filter(by::equals).isPresent())
            .flatMap(made -> sent(spot, made.edit()));
      }

      private Optional<Revision> found(long revision) {
        return revision < first || revision > problem.revision()
            ? Optional.empty()
            : stored.revision(problem.id(), revision);
      }

      private Optional<String> sent(Spot spot, Edit edit) {
        return switch (edit) {
          case Edit.Write write when write.spot().equals(spot) -> Optional.of(write.words());
          case Edit.Settle settle when settle.spot().equals(spot) -> Optional.of(settle.words());
          case Edit.AddCause add when add.cause().equals(spot) -> Optional.of(add.words());
          default -> Optional.empty();
        };
      }

      @Override
      public Problem version(long revision) {
        if (revision < first) {
          throw new Refusal.NotHere("problem.versionUnknown");
        }
        return stored.version(problem, revision);
      }

      @Override
      public boolean stands(ThreadId thread) {
        return discussions.stands(seat, thread);
      }
    };
  }

  /** The first revision that somebody may know of: what was a draft is its author's. */
  private static long first(Problem problem, PersonId person) {
    return problem.author().filter(person::equals).isPresent()
        ? 1
        : Math.max(1, problem.sharedAt());
  }

  /** What a reader lacks who has seen this revision. */
  public CaughtUp since(Seat seat, ProblemId id, long revision) {
    var now = of(seat, id);
    if (revision < first(now, seat.person().id())
        || revision > now.revision()
        || now.revision() - revision > MOST_TO_CATCH_UP) {
      return new CaughtUp(now.revision(), List.of(), false);
    }
    return new CaughtUp(now.revision(), stored.revisions(id, revision + 1, now.revision()), true);
  }

  /** Kept edits before this number, the latest first. */
  public List<Revision> history(Seat seat, ProblemId id, long before, int count) {
    var now = of(seat, id);
    var last = Math.min(now.revision(), before - 1);
    var from =
        Math.max(first(now, seat.person().id()), last - Math.clamp(count, 1, MOST_ON_A_PAGE) + 1);
    return stored.revisions(id, from, last).reversed();
  }

  /** The statement as it was. */
  public Problem version(Seat seat, ProblemId id, long number) {
    var now = of(seat, id);
    if (number < first(now, seat.person().id()) || number > now.revision()) {
      throw new Refusal.NotHere("problem.versionUnknown");
    }
    return stored.version(now, number);
  }

  /** How the one version became the other. */
  public Difference difference(Seat seat, ProblemId id, long from, long to) {
    return Difference.between(version(seat, id, from), version(seat, id, to));
  }

  /** Throws one's own draft away, with everything that was written in it. */
  public void discard(Seat seat, ProblemId id) {
    var _ = of(seat, id);
    stored.destroy(
        id,
        problem -> {
          if (!problem.draft()) {
            throw new Refusal.NotNow("problem.noDraft");
          }
        });
  }

  /**
   * Begins to talk about a statement in a thread of its room, called like it. Where there is one
   * already nothing more is said.
   *
   * @return the thread; none where a keeper of order has to approve it first
   */
  public Optional<ThreadId> discuss(Person person, RoomId room, ProblemId id, Draft draft) {
    var voice = rooms.speak(person, room);
    var problem = of(voice, id);
    if (problem.draft()) {
      throw new Refusal.NotNow("problem.shareFirst");
    }
    var there = thread(voice, problem);
    if (there.isPresent()) {
      return there;
    }
    return switch (posting.start(person, room, new Title(problem.title()), draft)) {
      case Outcome.Waits _ -> Optional.empty();
      case Outcome.Said(var head, _) -> {
        var _ = edit(voice, id, draft.key(), new Edit.Discuss(head.id()));
        yield thread(voice, of(voice, id));
      }
    };
  }

  /** Where a statement is talked about, if that still stands in this room. */
  public Optional<ThreadId> thread(Seat seat, Problem problem) {
    return problem.thread().filter(thread -> discussions.stands(seat, thread));
  }

  private static void mustBeKey(String editKey) {
    if (!KEY.matcher(editKey).matches()) {
      throw new Refusal.NotLikeThis("message.keyForm");
    }
  }

  private static String keyed(ProblemId id, Voice voice, String editKey) {
    return id + "/" + voice.person().id() + "/" + editKey;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
