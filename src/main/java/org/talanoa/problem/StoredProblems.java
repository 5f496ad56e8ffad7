package org.talanoa.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.feed.Topic;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.storage.InstallationKey;
import org.talanoa.storage.Sealed;
import org.talanoa.storage.Storage;
import org.talanoa.storage.Writing;

/** Statements and their edits: sealed in the database, the heads in memory by room. */
final class StoredProblems {
  /** After so many edits a statement is kept whole beside its edit, so that few are laid over. */
  private static final int WHOLE_EVERY = 64;

  private static final String WHOLE = "then";

  private final Storage storage;
  private final Feed feed;
  private final Sealed problems;
  private final Sealed edits;
  private final Sealed keys;
  private final Topic<Change> heads;
  private final Topic<Change> revisions;
  private final Map<ProblemId, ProblemHead> known = new ConcurrentHashMap<>();
  private final Map<RoomId, Map<ProblemId, ProblemHead>> rooms = new ConcurrentHashMap<>();

  /** What is told late of a statement does not bring it back. */
  private final Set<ProblemId> gone = ConcurrentHashMap.newKeySet();

  StoredProblems(Storage storage, Feed feed, InstallationKey key) {
    this.storage = storage;
    this.feed = feed;
    this.problems = new Sealed(storage, key, "problems");
    this.edits = new Sealed(storage, key, "edits");
    this.keys = new Sealed(storage, key, "editKeys");
    this.heads = new Topic<>("problems", stored -> headed(problems.open(stored)));
    this.revisions =
        new Topic<>("edits", stored -> new Change.Edited(Codec.revision(edits.open(stored))));
    feed.follow(
        heads,
        new Follower<Change>() {
          @Override
          public void told(Change change) {
            if (change instanceof Change.Headed headed) {
              remember(headed);
            }
          }

          @Override
          public void missed() {
            load();
          }
        });
    load();
  }

  Topic<Change> heads() {
    return heads;
  }

  Topic<Change> revisions() {
    return revisions;
  }

  private static Change.Headed headed(Document document) {
    var id = new ProblemId(document.getString("_id"));
    return new Change.Headed(
        id,
        document.getBoolean("gone", false)
            ? Optional.empty()
            : Optional.of(ProblemHead.of(Codec.problem(document))));
  }

  /** Reads the collection whole, once at the start and after a gap in the feed. */
  private void load() {
    problems.all().forEach(document -> remember(headed(document)));
  }

  private synchronized void remember(Change.Headed headed) {
    var before = known.get(headed.id());
    var head = headed.head();
    if (head.isEmpty()) {
      gone.add(headed.id());
      known.remove(headed.id());
      if (before != null) {
        in(before.room()).remove(before.id());
      }
    } else if (!gone.contains(headed.id())
        && (before == null || before.revision() <= head.get().revision())) {
      known.put(headed.id(), head.get());
      in(head.get().room()).put(headed.id(), head.get());
    }
  }

  private Map<ProblemId, ProblemHead> in(RoomId room) {
    return rooms.computeIfAbsent(room, _ -> new ConcurrentHashMap<>());
  }

  /** The statements of a room, the latest changed first; also the drafts of others. */
  List<ProblemHead> of(RoomId room) {
    return in(room).values().stream()
        .sorted(
            Comparator.comparing(ProblemHead::at)
                .reversed()
                .thenComparing(head -> head.id().value()))
        .toList();
  }

  Collection<ProblemHead> all() {
    return List.copyOf(known.values());
  }

  /** The head of a statement that this seat's person may read. */
  ProblemHead open(Seat seat, ProblemId id) {
    return Optional.ofNullable(known.get(id))
        .filter(head -> head.room().equals(seat.room().id()))
        .filter(head -> head.seenBy(seat.person().id()))
        .orElseThrow(StoredProblems::unknown);
  }

  static Refusal unknown() {
    return new Refusal.NotHere("problem.unknown");
  }

  /** The statement. Index: {@code _id}. */
  Optional<Problem> find(ProblemId id) {
    return problems.find(id.value()).filter(StoredProblems::isThere).map(Codec::problem);
  }

  Optional<Problem> find(Writing writing, ProblemId id) {
    return problems.find(writing, id.value()).filter(StoredProblems::isThere).map(Codec::problem);
  }

  private static boolean isThere(Document document) {
    return !document.getBoolean("gone", false);
  }

  /** One kept edit. Index: {@code _id}. */
  Optional<Revision> revision(ProblemId id, long number) {
    return edits.find(Codec.id(id, number)).map(Codec::revision);
  }

  /** Kept edits from one number to another, both included, in their order. */
  List<Revision> revisions(ProblemId id, long from, long to) {
    var found = new ArrayList<Revision>();
    for (var number = from; number <= to; number++) {
      revision(id, number).ifPresent(found::add);
    }
    return found;
  }

  /** The statement as it was at a revision, its edits laid over the last whole one before. */
  Problem version(Problem now, long number) {
    var patches = new ArrayList<Revision>();
    var then = fresh(now);
    for (var at = number; at > 0; at--) {
      var document = edits.find(Codec.id(now.id(), at)).orElseThrow(StoredProblems::unknown);
      var whole = document.get(WHOLE, Document.class);
      if (whole != null) {
        then = Codec.problem(whole);
        break;
      }
      patches.addFirst(Codec.revision(document));
    }
    for (var each : patches) {
      then = then.with(each.patch(), each.number(), each.at());
    }
    return then;
  }

  private static Problem fresh(Problem now) {
    return new Problem(
        now.id(),
        now.room(),
        0,
        Status.DRAFT,
        0,
        now.author(),
        now.begun(),
        now.begun(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        List.of());
  }

  /** The number that was given to an edit by this name. */
  Optional<Long> numbered(Writing writing, String key) {
    return keys.find(writing, key).map(document -> document.getLong("number"));
  }

  /** What one change wrote. */
  record Written(@Nullable Document problem, @Nullable Document edit) {}

  Written put(Writing writing, Problem problem, Revision revision, String key) {
    note(writing, key, revision.number());
    return put(writing, problem, revision);
  }

  private Written put(Writing writing, Problem problem, Revision revision) {
    var edit = Codec.revision(revision);
    if (revision.number() % WHOLE_EVERY == 0) {
      edit.append(WHOLE, Codec.problem(problem));
    }
    var stored = edits.put(writing, edit);
    return new Written(problems.put(writing, Codec.problem(problem)), stored);
  }

  /** Remembers what became of an edit that changed nothing. */
  void note(Writing writing, String key, long number) {
    var _ = keys.put(writing, new Document("_id", key).append("number", number));
  }

  interface Work<T> {
    T with(Writing writing, List<Written> written);
  }

  /** Changes one statement, and tells. */
  <T> T change(ProblemId id, Work<T> work) {
    var written = new ArrayList<Written>();
    return storage
        .together()
        .change(
            "problem/" + id,
            writing -> {
              written.clear();
              return work.with(writing, written);
            },
            _ -> written.forEach(this::tell));
  }

  private void tell(Written written) {
    if (written.problem() != null) {
      remember(headed(problems.open(written.problem())));
    }
    if (written.edit() != null) {
      feed.wrote(revisions, written.edit());
    }
    if (written.problem() != null) {
      feed.wrote(heads, written.problem());
    }
  }

  /** Takes a statement away with all that was written in it; a place that says nothing is left. */
  void destroy(ProblemId id, Consumer<Problem> check) {
    var _ =
        change(
            id,
            (writing, written) -> {
              var problem = find(writing, id);
              problem.ifPresent(check);
              var last = problem.map(Problem::revision).orElse(0L);
              for (var number = 1L; number <= last; number++) {
                var _ = edits.delete(writing, Codec.id(id, number));
              }
              var gone = new Document("_id", id.value()).append("gone", true);
              written.add(new Written(problems.put(writing, gone), null));
              return last;
            });
  }

  /**
   * Amends a statement and everything kept of it. Where that is seen in the statement as it is,
   * whoever reads it is told so by one more revision, which nobody made.
   */
  void amend(ProblemId id, Instant now, Amendment amendment) {
    var _ =
        change(
            id,
            (writing, written) -> {
              var found = find(writing, id);
              if (found.isEmpty()) {
                return false;
              }
              var before = found.get();
              for (var number = 1L; number <= before.revision(); number++) {
                edits
                    .find(writing, Codec.id(id, number))
                    .ifPresent(edit -> amend(writing, edit, amendment));
              }
              var amended = amendment.problem(before);
              if (!amended.equals(before)) {
                var patch = Patch.whole(amended);
                var told = amended.with(patch, before.revision() + 1, now);
                var revision =
                    new Revision(
                        id,
                        told.room(),
                        told.revision(),
                        now,
                        Optional.empty(),
                        new Edit.Forgotten(),
                        patch,
                        !told.draft(),
                        0);
                written.add(put(writing, told, revision));
              }
              return true;
            });
  }

  private void amend(Writing writing, Document before, Amendment amendment) {
    var revision = Codec.revision(before);
    var after = Codec.revision(amendment.revision(revision));
    var whole = before.get(WHOLE, Document.class);
    if (whole != null) {
      after.append(WHOLE, Codec.problem(amendment.problem(Codec.problem(whole))));
    }
    if (!after.equals(before)) {
      var _ = edits.put(writing, after);
    }
  }

  /** What is changed in all that is kept. */
  interface Amendment {
    Problem problem(Problem problem);

    Revision revision(Revision revision);
  }

  /** Forgets by which names somebody sent their edits; they stand in the names. */
  void forgetKeys(String person) {
    for (var document : keys.all()) {
      var id = document.getString("_id");
      if (id.contains("/" + person + "/")) {
        var _ =
            storage
                .together()
                .change(
                    "problem/" + id.substring(0, id.indexOf('/')),
                    writing -> keys.delete(writing, id));
      }
    }
  }
}
