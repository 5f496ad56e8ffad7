package org.talanoa.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Change;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.discussion.ThreadId;
import org.talanoa.feed.Feed;
import org.talanoa.feed.Follower;
import org.talanoa.text.Markdown;
import org.talanoa.text.Rendering;

/**
 * The Lucene index of all messages. Follows the feed; remembers for each thread the revision it has
 * seen, in the same commit as the messages, and catches up where it has seen less. An index that
 * cannot be opened is thrown away and made anew beside the running service.
 */
final class MessageIndex implements AutoCloseable, Follower<Change> {
  private static final Logger LOG = LoggerFactory.getLogger(MessageIndex.class);
  private static final String FORM = "1";
  private static final int PAGE = 200;
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
  private static final long REFRESH_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Archive archive;
  private final Rendering rendering = new Rendering();
  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final Map<String, Seen> seen = new HashMap<>();
  private final Feed.Subscription following;
  private final Semaphore changed = new Semaphore(0);
  private final Thread refresher;
  private final Thread catcher;
  private volatile @Nullable Progress progress;
  private volatile boolean closed;

  private record Seen(long revision, int number) {}

  MessageIndex(@Nullable Path place, Archive archive, Feed feed) {
    this.archive = archive;
    try {
      this.directory = place == null ? new ByteBuffersDirectory() : directory(place);
      this.writer = open(directory);
      this.searchers = new SearcherManager(writer, null);
      remember();
    } catch (IOException unusable) {
      throw new UncheckedIOException("the index cannot be written", unusable);
    }
    this.progress = new Progress(0, 1);
    this.following = feed.follow(List.of(Discussions.MESSAGES, Discussions.HEADS), this);
    this.refresher = Thread.ofPlatform().name("talanoa-refresh").daemon().start(this::refresh);
    this.catcher = Thread.ofPlatform().name("talanoa-catch-up").daemon().start(this::catchUp);
  }

  /** The directory, emptied first where what is in it cannot be used. */
  private static Directory directory(Path place) throws IOException {
    Files.createDirectories(place);
    var directory = FSDirectory.open(place);
    try (var probe = new IndexWriter(directory, settings())) {
      var form = new HashMap<String, String>();
      if (probe.getLiveCommitData() != null) {
        probe.getLiveCommitData().forEach(entry -> form.put(entry.getKey(), entry.getValue()));
      }
      if (probe.getDocStats().maxDoc > 0 && !FORM.equals(form.get("form"))) {
        probe.deleteAll();
      }
      try (var searchers = new SearcherManager(probe, null)) {
        var searcher = searchers.acquire();
        try {
          for (var leaf : searcher.getIndexReader().leaves()) {
            leaf.reader().checkIntegrity();
          }
        } finally {
          searchers.release(searcher);
        }
      }
    } catch (IOException | RuntimeException broken) {
      LOG.warn("the index cannot be used ({}); it is made anew", broken.getClass().getName());
      directory.close();
      empty(place);
      return FSDirectory.open(place);
    }
    return directory;
  }

  private static void empty(Path place) throws IOException {
    try (var files = Files.list(place)) {
      for (var file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static IndexWriterConfig settings() {
    return new IndexWriterConfig(Words.analyzer()).setRAMBufferSizeMB(32).setCommitOnClose(true);
  }

  private static IndexWriter open(Directory directory) throws IOException {
    var writer = new IndexWriter(directory, settings());
    writer.setLiveCommitData(Map.of("form", FORM).entrySet());
    return writer;
  }

  /** Reads back which revision of which thread the last commit has. */
  private void remember() throws IOException {
    var searcher = searchers.acquire();
    try {
      for (var leaf : searcher.getIndexReader().leaves()) {
        var live = leaf.reader().getLiveDocs();
        var marks = leaf.reader().postings(new Term("kind", "thread"));
        if (marks == null) {
          continue;
        }
        var fields = leaf.reader().storedFields();
        for (var doc = marks.nextDoc();
            doc != DocIdSetIterator.NO_MORE_DOCS;
            doc = marks.nextDoc()) {
          if (live == null || live.get(doc)) {
            var mark = fields.document(doc);
            seen.put(
                mark.get("thread"),
                new Seen(
                    Long.parseLong(mark.get("revision")), Integer.parseInt(mark.get("number"))));
          }
        }
      }
    } finally {
      searchers.release(searcher);
    }
  }

  IndexSearcher acquire() throws IOException {
    return searchers.acquire();
  }

  void release(IndexSearcher searcher) throws IOException {
    searchers.release(searcher);
  }

  /** How far the catching up is; empty when everything is in. */
  Optional<Progress> progress() {
    return Optional.ofNullable(progress);
  }

  @Override
  public void told(Change change) {
    try {
      synchronized (seen) {
        switch (change) {
          case Change.OfMessage of -> {
            var message = of.message();
            var before = seen.getOrDefault(message.thread().value(), new Seen(0, 0));
            if (message.revision() > before.revision() + 1) {
              return; // The head that follows makes up for what is missing.
            }
            put(message);
            mark(
                message.thread(),
                Math.max(before.revision(), message.revision()),
                Math.max(before.number(), message.number()));
          }
          case Change.Headed(var head) -> {
            catchUp(head);
            if (head.revision() == 1) {
              title(head);
            }
          }
        }
      }
      changed.release();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void missed() {
    catchUp();
  }

  private void catchUp() {
    var heads = archive.heads();
    var done = 0;
    try {
      for (var head : heads) {
        if (closed) {
          return;
        }
        synchronized (seen) {
          catchUp(head);
        }
        progress = new Progress(++done, heads.size());
      }
      changed.release();
      progress = null;
    } catch (IOException | RuntimeException unwritable) {
      LOG.warn("the index could not catch up: {}", unwritable.getClass().getName());
    }
  }

  /**
   * Brings one thread up to its head. Changes of older messages cannot be told apart here from
   * those that are known, so a thread that is behind by more than new messages is read whole.
   */
  private void catchUp(ThreadHead head) throws IOException {
    var before = seen.getOrDefault(head.id().value(), new Seen(0, 0));
    if (before.revision() >= head.revision()) {
      return;
    }
    var onlyNew = head.revision() - before.revision() == head.last() - before.number();
    var from = onlyNew ? before.number() + 1 : 1;
    for (var first = from; first <= head.last(); first += PAGE) {
      var last = Math.min(head.last(), first + PAGE - 1);
      for (var message : archive.messages(head.id(), first, last)) {
        put(message);
      }
    }
    title(head);
    mark(head.id(), head.revision(), head.last());
  }

  private void title(ThreadHead head) throws IOException {
    var document = new Document();
    document.add(new StringField("id", "title/" + head.id(), Field.Store.NO));
    document.add(new StringField("kind", "title", Field.Store.NO));
    document.add(new StringField("room", head.room().value(), Field.Store.NO));
    document.add(new StoredField("place", head.room() + "/" + head.id() + "/1"));
    document.add(new TextField(Words.WORDS, head.title(), Field.Store.NO));
    document.add(new TextField(Words.STEMS, head.title(), Field.Store.NO));
    document.add(new LongField("at", head.startedAt().toEpochMilli(), Field.Store.NO));
    author(document, head.by());
    writer.updateDocument(new Term("id", "title/" + head.id()), document);
  }

  private void put(Message message) throws IOException {
    var id = message.thread() + "/" + message.number();
    if (!(message.body() instanceof Body.Said(Markdown words))) {
      writer.deleteDocuments(new Term("id", id));
      return;
    }
    var text = rendering.plain(words);
    var document = new Document();
    document.add(new StringField("id", id, Field.Store.NO));
    document.add(new StringField("kind", "message", Field.Store.NO));
    document.add(new StringField("room", message.room().value(), Field.Store.NO));
    document.add(new StoredField("place", message.room() + "/" + id));
    document.add(new TextField(Words.WORDS, text, Field.Store.NO));
    document.add(new TextField(Words.STEMS, text, Field.Store.NO));
    document.add(new LongField("at", message.at().toEpochMilli(), Field.Store.NO));
    author(document, message.by());
    if (!message.attachments().isEmpty()) {
      document.add(new StringField("has", "attachment", Field.Store.NO));
    }
    if (rendering.hasLink(words)) {
      document.add(new StringField("has", "link", Field.Store.NO));
    }
    if (message.poll().isPresent()) {
      document.add(new StringField("has", "poll", Field.Store.NO));
    }
    writer.updateDocument(new Term("id", id), document);
  }

  private static void author(Document document, Byline byline) {
    switch (byline) {
      case Byline.Named(var person) ->
          document.add(new StringField("by", person.value(), Field.Store.NO));
      case Byline.Imported(var name) ->
          document.add(new TextField("imported", name, Field.Store.NO));
      case Byline.Pseudonym _, Byline.Former _ -> {}
    }
  }

  private void mark(ThreadId thread, long revision, int number) throws IOException {
    seen.put(thread.value(), new Seen(revision, number));
    var document = new Document();
    document.add(new StringField("id", "seen/" + thread, Field.Store.NO));
    document.add(new StringField("kind", "thread", Field.Store.NO));
    document.add(new StoredField("thread", thread.value()));
    document.add(new StoredField("revision", Long.toString(revision)));
    document.add(new StoredField("number", Integer.toString(number)));
    writer.updateDocument(new Term("id", "seen/" + thread), document);
  }

  /** Shows what is new soon, and commits now and then, away from the posting. */
  private void refresh() {
    var committed = System.nanoTime();
    var dirty = false;
    while (!closed) {
      try {
        if (changed.tryAcquire(500, TimeUnit.MILLISECONDS)) {
          changed.drainPermits();
          searchers.maybeRefreshBlocking();
          dirty = true;
          TimeUnit.NANOSECONDS.sleep(REFRESH_PAUSE_NANOS);
        }
        if (dirty && System.nanoTime() - committed > COMMIT_EVERY.toNanos()) {
          committed = System.nanoTime();
          synchronized (seen) {
            writer.prepareCommit();
          }
          writer.commit();
          dirty = false;
        }
      } catch (InterruptedException stop) {
        return;
      } catch (IOException | RuntimeException unwritable) {
        LOG.warn("the index cannot be written: {}", unwritable.getClass().getName());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    following.close();
    try {
      catcher.join(Duration.ofSeconds(5));
      changed.release(); // An interrupt would close the files it writes.
      refresher.join(Duration.ofSeconds(5));
      searchers.close();
      writer.close();
      directory.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException unwritable) {
      LOG.warn("the index could not be closed: {}", unwritable.getClass().getName());
    }
  }
}
