package org.talanoa.search;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talanoa.discussion.Change;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.discussion.ThreadId;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.problem.ProblemId;
import org.talanoa.search.OpenIndex.Searching;
import org.talanoa.search.OpenIndex.Seen;

/**
 * The index of all messages. Follows the feed, and catches up by revision where it has seen less:
 * after the start, after a gap in the feed, and after the disk could not be written. Until it has
 * caught up it says how far it is; what it has can be searched all the time.
 */
final class MessageIndex implements AutoCloseable, Follower<Object> {
  private static final Logger LOG = LoggerFactory.getLogger(MessageIndex.class);
  private static final int PAGE = 200;

  private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
  private static final long REFRESH_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final @Nullable Path place;
  private final Opener opener;
  private final Sources sources;
  private final Entries entries;
  private final Duration commitEvery;
  private final Feed.Subscription following;
  private final Object writing = new Object();
  private final Object opening = new Object();
  private final Semaphore changed = new Semaphore(0);
  private final Semaphore uncommitted = new Semaphore(0);
  private final Object showing = new Object();
  private final Semaphore behind = new Semaphore(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread refresher;
  private final Thread committer;
  private final Thread catcher;
  private final List<Completing> completing;
  private volatile @Nullable OpenIndex index;
  private volatile @Nullable Progress progress = Progress.NOTHING_YET;
  private volatile boolean troubled;
  private volatile long told;
  private volatile long shown;
  private boolean compared;

  MessageIndex(@Nullable Path place, Sources sources, Feed feed) {
    this(place, sources, feed, COMMIT_EVERY);
  }

  MessageIndex(@Nullable Path place, Sources sources, Feed feed, Duration commitEvery) {
    this(place, sources, feed, commitEvery, () -> OpenIndex.at(place));
  }

  /** Opens an index, which takes the longer the more is in it. */
  interface Opener {
    OpenIndex open() throws IOException;
  }

  MessageIndex(
      @Nullable Path place, Sources sources, Feed feed, Duration commitEvery, Opener opener) {
    this.place = place;
    this.opener = opener;
    this.commitEvery = commitEvery;
    this.sources = sources;
    this.entries = new Entries(sources);
    this.completing =
        List.of(
            new Completing("talanoa-understand", this, new Understanding(sources.meaning())),
            new Completing(
                "talanoa-read", this, new FileReading(sources.archive(), sources.extraction())));
    this.following =
        feed.follow(
            List.of(Discussions.MESSAGES, Discussions.HEADS, sources.statements().changes()), this);
    this.refresher = started("talanoa-refresh", this::refresh);
    this.committer = started("talanoa-index-commit", this::commit);
    this.catcher = started("talanoa-catch-up", this::keepUp);
  }

  /** What is added later is made from now on; before, nothing is there of what that costs. */
  void mayComplete() {
    completing.forEach(Completing::begin);
  }

  static Thread started(String name, Runnable work) {
    return Thread.ofPlatform().name(name).daemon().start(work);
  }

  /** What can be searched now; nothing where no index could be opened yet. */
  @Nullable Searching searching() throws IOException {
    while (true) {
      var now = index;
      try {
        return now == null ? null : now.searching();
      } catch (AlreadyClosedException closed) {
        if (now == index) {
          return null;
        }
      }
    }
  }

  /** How far the catching up is; empty when everything is in. */
  Optional<Progress> progress() {
    return Optional.ofNullable(progress);
  }

  /** Whether everything of this thread is in. */
  boolean has(ThreadHead head) {
    var now = index;
    return now != null && now.has(head);
  }

  @Override
  public void told(Object change) {
    synchronized (writing) {
      var now = index;
      if (now == null) {
        return; // Whoever opens it catches up.
      }
      try {
        switch (change) {
          case Change ofTalk -> take(now, ofTalk);
          case org.talanoa.problem.Change.Headed(var problem, _) -> put(now, problem);
          default -> {}
        }
      } catch (IOException | RuntimeException broken) {
        fellBehind(broken);
      }
      told++;
    }
    changed.release();
  }

  /** Lets what was said just now be shown first, but does not wait for it longer than this. */
  void giveWay(Duration most) throws InterruptedException {
    var until = System.nanoTime() + most.toNanos();
    synchronized (showing) {
      for (var left = most.toMillis(); shown < told && left > 0 && !closed(); ) {
        showing.wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      }
    }
  }

  private void shown(long soFar) {
    synchronized (showing) {
      shown = soFar;
      showing.notifyAll();
    }
  }

  @Override
  public void missed() {
    behind.release();
  }

  /** Reading has failed; what is there is not believed until it has been checked. */
  void distrust(Exception unreadable) {
    synchronized (writing) {
      var now = index;
      if (now != null) {
        now.abandon();
      }
    }
    fellBehind(unreadable);
  }

  void fellBehind(Exception why) {
    if (!troubled) {
      LOG.warn("the index is behind and will catch up: {}", why.getClass().getName());
    }
    LOG.debug("the index is behind", why);
    troubled = true;
    progress = standing();
    behind.release();
  }

  private Progress standing() {
    try {
      var now = index;
      var heads = sources.archive().heads();
      var done = now == null ? 0 : Math.toIntExact(heads.stream().filter(now::has).count());
      return Progress.of(done, heads.size());
    } catch (RuntimeException away) {
      LOG.debug("nobody can say how much there is", away);
      return Objects.requireNonNullElse(progress, Progress.NOTHING_YET);
    }
  }

  private void take(OpenIndex index, Change change) throws IOException {
    switch (change) {
      case Change.OfMessage of -> {
        var message = of.message();
        var seen = index.seen(message.thread());
        // Of a new thread, and after a gap, the head that follows makes up for what is missing.
        if (message.revision() == seen.revision() + 1 && seen.number() > 0) {
          put(index, message, seen.title(), Map.of());
          if (changesWords(of)) {
            putThoseAfter(index, message);
          }
          index.mark(
              message.thread(),
              new Seen(
                  message.revision(), Math.max(seen.number(), message.number()), seen.title()));
        }
      }
      case Change.Headed(var head) -> catchUp(index, head);
    }
  }

  private static boolean changesWords(Change.OfMessage change) {
    return switch (change) {
      case Change.Edited _, Change.Deleted _, Change.Curated _ -> true;
      case Change.Posted _,
          Change.Reacted _,
          Change.Marked _,
          Change.Pinned _,
          Change.Voted _,
          Change.Sponsored _ ->
          false;
    };
  }

  /** Those that are understood from a message are made anew when it says something else. */
  private void putThoseAfter(OpenIndex index, Message changed) throws IOException {
    for (var known : index.following(changed.thread(), changed.number())) {
      var entry = entries.of(known, index);
      if (entry.isPresent()) {
        put(index, entry.get());
      }
    }
  }

  /** Some messages of a thread by their numbers, in their order. */
  private Map<Integer, Message> page(ThreadId thread, int first, int last) {
    var page = new LinkedHashMap<Integer, Message>();
    sources
        .archive()
        .messages(thread, first, Math.min(last, first + PAGE - 1))
        .forEach(message -> page.put(message.number(), message));
    return page;
  }

  /**
   * Brings every thread up to its head, and leaves nothing in the files of what was put or deleted
   * before.
   */
  void settle() {
    try {
      var now = usable();
      Set<String> old;
      synchronized (writing) {
        for (var head : sources.archive().heads()) {
          catchUp(now, head);
        }
        old = now.squeeze();
      }
      now.awaitGone(old);
      OpenIndex.forgetDamaged(place);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException(ending.getMessage()));
    }
  }

  private void put(OpenIndex index, Message message, String title, Map<Integer, Message> at)
      throws IOException {
    put(index, Documents.id(message), entries.of(message, title, at));
  }

  private void put(OpenIndex index, ProblemId id) throws IOException {
    put(index, Documents.id(id), entries.of(id));
  }

  private static void put(OpenIndex index, String id, Optional<Entry> entry) throws IOException {
    if (entry.isPresent()) {
      put(index, entry.get());
    } else {
      index.delete(id);
    }
  }

  /** Puts a document with what was made from the same before, if there is something. */
  private static void put(OpenIndex index, Entry entry) throws IOException {
    var document = entry.document();
    var wanted = Documents.wanting(document);
    if (wanted.isPresent()) {
      index.vector(entry.id(), wanted.get()).ifPresent(vector -> Documents.mean(document, vector));
    }
    if (Documents.isUnread(document)) {
      index
          .texts(entry.id(), entry.files())
          .ifPresent(texts -> Documents.read(document, entry.files(), texts));
    }
    index.put(entry.id(), document);
  }

  /** The index as far as one could be opened; maybe it can only be read. */
  Optional<OpenIndex> opened() {
    return Optional.ofNullable(index);
  }

  /** What is said now of something that is in the index; nothing where it says nothing any more. */
  Optional<Entry> entry(OpenIndex now, Documents.Known known) {
    return entries.of(known, now);
  }

  /**
   * Puts a document again with what was made for it; what was changed meanwhile is left for the
   * next time.
   *
   * @return whether it was put
   */
  boolean complete(
      OpenIndex now, Documents.Known known, Predicate<Entry> same, Consumer<Document> made)
      throws IOException {
    synchronized (writing) {
      var entry = entry(now, known).filter(same);
      if (closed() || entry.isEmpty()) {
        return false;
      }
      made.accept(entry.get().document());
      if (Documents.wantsMore(entry.get().document())) {
        now.refresh(); // What others have completed is kept only where it is shown.
      }
      put(now, entry.get());
      return true;
    }
  }

  /** Shows what was completed. */
  void show(OpenIndex now) throws IOException {
    now.refresh();
    changed.release();
  }

  /** Whether some texts cannot be found by their meaning or by their files yet. */
  boolean wantsMore() throws IOException {
    for (var completion : completing) {
      if (completion.wants()) {
        return true;
      }
    }
    return false;
  }

  /** Catches up whenever it is behind; after a failure a moment later again. */
  private void keepUp() {
    try {
      for (behind.acquire(); !closed(); behind.acquire()) {
        behind.drainPermits();
        if (!caughtUp()) {
          var _ = closing.await(TRY_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
          behind.release();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean caughtUp() {
    try {
      var now = usable();
      var heads = sources.archive().heads();
      if (!compared) {
        compare(now, heads);
        compared = true;
      }
      catchUpStatements(now);
      var done = 0;
      var all = true;
      for (var head : heads) {
        if (closed()) {
          return true;
        }
        all &= caughtUp(now, head);
        progress = Progress.of(++done, heads.size());
      }
      now.refresh();
      if (!all) {
        progress = standing();
        return false;
      }
      if (troubled) {
        LOG.info("the index has caught up");
      }
      troubled = false;
      progress = null;
      return true;
    } catch (IOException | RuntimeException notYet) {
      fellBehind(notYet);
      return false;
    }
  }

  /** Whether the thread is in; one that cannot be read holds up no other. */
  private boolean caughtUp(OpenIndex now, ThreadHead head) throws IOException {
    if (now.has(head)) {
      return true;
    }
    try {
      synchronized (writing) {
        catchUp(now, head);
      }
      changed.release();
      return true;
    } catch (IOException | RuntimeException broken) {
      if (!now.usable()) {
        throw broken;
      }
      fellBehind(broken);
      return false;
    }
  }

  /**
   * The index, opened anew where it cannot be written any more. A big one takes its time to be
   * checked, in which nobody waits who posts.
   */
  private OpenIndex usable() throws IOException {
    synchronized (opening) {
      var now = index;
      if (now != null && now.usable()) {
        return now;
      }
      var opened = opener.open();
      synchronized (writing) {
        index = opened;
      }
      if (now != null) {
        now.close();
      }
      if (closed()) {
        opened.close();
      }
      return opened;
    }
  }

  /** Forgets what the database does not know, or knows less of: it has been set back. */
  private void compare(OpenIndex now, Collection<ThreadHead> heads) throws IOException {
    var revisions =
        heads.stream().collect(Collectors.toMap(head -> head.id().value(), ThreadHead::revision));
    for (var thread : now.takeAsOpened().entrySet()) {
      if (thread.getValue().revision() > revisions.getOrDefault(thread.getKey(), 0L)) {
        synchronized (writing) {
          now.forget(thread.getKey());
        }
      }
    }
  }

  /** Statements are few; each is read again, and what is in the index and is none goes. */
  private void catchUpStatements(OpenIndex now) throws IOException {
    var gone = now.idsFrom(Documents.PROBLEMS);
    for (var id : sources.statements().shared()) {
      gone.remove(Documents.id(id));
      synchronized (writing) {
        put(now, id);
      }
    }
    synchronized (writing) {
      for (var id : gone) {
        now.delete(id);
      }
    }
  }

  /**
   * Brings one thread up to its head. Changes of older messages cannot be told apart here from
   * those that are known, so a thread that is behind by more than new messages is read whole.
   */
  private void catchUp(OpenIndex now, ThreadHead head) throws IOException {
    var seen = now.seen(head.id());
    if (seen.revision() >= head.revision()) {
      return;
    }
    var onlyNew = head.revision() - seen.revision() == head.last() - seen.number();
    var from = onlyNew ? seen.number() + 1 : 1;
    for (var first = from; first <= head.last(); first += PAGE) {
      var page = page(head.id(), first, head.last());
      for (var message : page.values()) {
        put(now, message, head.title(), page);
      }
    }
    now.mark(head.id(), new Seen(head.revision(), head.last(), head.title()));
  }

  /** Shows what is new soon, away from the posting. */
  private void refresh() {
    while (!closed()) {
      try {
        var something = changed.tryAcquire(500, TimeUnit.MILLISECONDS);
        var now = index;
        if (now == null || !now.usable()) {
          continue;
        }
        if (something) {
          changed.drainPermits();
          var soFar = told;
          now.refresh();
          shown(soFar);
          completing.forEach(Completing::wake);
          uncommitted.release();
          TimeUnit.NANOSECONDS.sleep(REFRESH_PAUSE_NANOS);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (IOException | RuntimeException unwritable) {
        fellBehind(unwritable);
      }
    }
  }

  /**
   * Commits now and then, while others write and search: what is said of a thread comes before its
   * mark, so that a commit in between has what it is marked with.
   */
  private void commit() {
    try {
      for (uncommitted.acquire(); !closed(); uncommitted.acquire()) {
        var _ = closing.await(commitEvery.toMillis(), TimeUnit.MILLISECONDS);
        uncommitted.drainPermits();
        var now = index;
        if (now != null && now.usable()) {
          try {
            now.commit();
          } catch (IOException | RuntimeException unwritable) {
            fellBehind(unwritable);
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  boolean closed() {
    return closing.getCount() == 0;
  }

  @Override
  public void close() {
    closing.countDown();
    following.close();
    try {
      behind.release(); // An interrupt would close the files that are being written.
      catcher.join(Duration.ofSeconds(5));
      changed.release();
      refresher.join(Duration.ofSeconds(5));
      uncommitted.release();
      committer.join(Duration.ofSeconds(5));
      for (var completion : completing) {
        completion.end();
      }
      var now = index;
      if (now != null) {
        now.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException unwritable) {
      LOG.warn("the index could not be closed: {}", unwritable.getClass().getName());
    }
  }
}
