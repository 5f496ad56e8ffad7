package org.talanoa.search;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NRTCachingDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.talanoa.discussion.Attachment;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.discussion.ThreadId;

/**
 * The Lucene index while it is open: documents, and for each thread what of it has been seen, in
 * the same commit. Written by one thread at a time, read by many. After an error of writing it may
 * be no longer {@link #usable}; it can still be read, as it was.
 */
final class OpenIndex {
  private static final Logger LOG = LoggerFactory.getLogger(OpenIndex.class);

  /** Raised whenever documents are made in another way; an index of another form is made anew. */
  private static final String FORM = "7";

  /** What was said just now is shown from memory, and is on the disk from the next commit on. */
  private static final double SMALL_MEGABYTES = 4;

  private static final double MOST_MEGABYTES = 32;

  private static final int MOST_SQUEEZES = 10;
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

  private final Directory directory;
  private final ConcurrentMergeScheduler merging;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private Map<String, Seen> asOpened;

  /** How much of a thread is in the index. */
  record Seen(long revision, int number, String title) {
    static final Seen NOTHING = new Seen(0, 0, "");
  }

  /** A reader that stays as it is until it is closed. */
  record Searching(SearcherManager searchers, IndexSearcher searcher) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      searchers.release(searcher);
    }
  }

  private OpenIndex(
      Directory directory,
      ConcurrentMergeScheduler merging,
      IndexWriter writer,
      SearcherManager searchers)
      throws IOException {
    this.directory = directory;
    this.merging = merging;
    this.writer = writer;
    this.searchers = searchers;
    writer.setLiveCommitData(Map.of("form", FORM).entrySet());
    remember();
    this.asOpened = Map.copyOf(seen);
  }

  /**
   * Opens the index in this directory, or in memory. What cannot be read there is thrown away; what
   * cannot be reached now is left as it is, and refused.
   */
  static OpenIndex at(@Nullable Path place) throws IOException {
    var directory =
        place == null
            ? new ByteBuffersDirectory()
            : new NRTCachingDirectory(sound(place), SMALL_MEGABYTES, MOST_MEGABYTES);
    var merging = new ConcurrentMergeScheduler();
    IndexWriter writer = null;
    SearcherManager searchers = null;
    try {
      writer =
          new IndexWriter(
              directory,
              new IndexWriterConfig(Words.analyzer())
                  .setRAMBufferSizeMB(32)
                  .setMaxFullFlushMergeWaitMillis(0) // Nobody waits for what can be merged later.
                  .setMergeScheduler(merging)
                  .setIndexSort(new Sort(new SortField(Documents.ROOM, SortField.Type.STRING)))
                  .setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0))
                  .setCommitOnClose(true));
      searchers = new SearcherManager(writer, null);
      return new OpenIndex(directory, merging, writer, searchers);
    } catch (IOException | RuntimeException broken) {
      if (writer != null) {
        writer.rollback();
      }
      IOUtils.closeWhileHandlingException(searchers, directory);
      throw broken;
    }
  }

  /** The directory, emptied first where what is in it is of another form or damaged. */
  private static Directory sound(Path place) throws IOException {
    Files.createDirectories(place);
    var directory = FSDirectory.open(place);
    try {
      try (var _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
        check(directory);
      }
      return directory;
    } catch (LockObtainFailedException elsewhere) {
      directory.close();
      throw elsewhere;
    } catch (IOException | RuntimeException broken) {
      directory.close();
      if (broken instanceof FileSystemException && !(broken instanceof NoSuchFileException)) {
        throw broken;
      }
      LOG.warn("the index cannot be used ({}); it is made anew", broken.getClass().getName());
      if (broken instanceof OtherForm) {
        empty(place);
      } else {
        setAside(place);
      }
      return FSDirectory.open(place);
    }
  }

  /**
   * Reads every file of the last commit against its checksum. Those that say what else there is
   * come first, so that no length is believed that nobody wrote.
   */
  private static void check(Directory directory) throws IOException {
    var last = SegmentInfos.getLastCommitSegmentsFileName(directory);
    if (last == null) {
      return;
    }
    for (var name : directory.listAll()) {
      if (name.equals(last) || name.endsWith(".si")) {
        check(directory, name);
      }
    }
    var commit = SegmentInfos.readLatestCommit(directory);
    for (var name : commit.files(true)) {
      check(directory, name);
    }
    if (!FORM.equals(commit.getUserData().get("form"))) {
      throw new OtherForm(last);
    }
  }

  /** Nothing is wrong with it but that it was made in another way. */
  private static final class OtherForm extends CorruptIndexException {
    private static final long serialVersionUID = 1;

    OtherForm(String name) {
      super("of another form", name);
    }
  }

  /**
   * What is damaged stands beside, for whoever wants to know why, instead of what did so before.
   */
  private static void setAside(Path place) throws IOException {
    forgetDamaged(place);
    try {
      Files.move(place, damaged(place));
      Files.createDirectories(place);
    } catch (FileSystemException immovable) {
      LOG.debug("what is damaged cannot be set aside", immovable);
      empty(place);
    }
  }

  private static Path damaged(Path place) {
    return place.resolveSibling(place.getFileName() + "-damaged");
  }

  /** Leaves nothing of a damaged index that was set aside: words may be in it that are erased. */
  static void forgetDamaged(@Nullable Path place) throws IOException {
    if (place != null && Files.exists(damaged(place))) {
      empty(damaged(place));
      Files.delete(damaged(place));
    }
  }

  private static void check(Directory directory, String name) throws IOException {
    try (var file = directory.openInput(name, IOContext.READONCE)) {
      CodecUtil.checksumEntireFile(file);
    }
  }

  private static void empty(Path place) throws IOException {
    try (var files = Files.walk(place)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(place)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Reads back what of which thread the last commit has. */
  private void remember() throws IOException {
    try (var reader = DirectoryReader.open(writer)) {
      for (var leaf : reader.leaves()) {
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
                mark.get("seen"),
                new Seen(
                    mark.getField("revision").numericValue().longValue(),
                    mark.getField("number").numericValue().intValue(),
                    mark.get("title")));
          }
        }
      }
    }
  }

  Seen seen(ThreadId thread) {
    return seen.getOrDefault(thread.value(), Seen.NOTHING);
  }

  /** Whether everything of this thread is in. */
  boolean has(ThreadHead head) {
    return seen(head.id()).revision() >= head.revision();
  }

  /** Which documents there are whose ids begin so, as of the last refresh. */
  Set<String> idsFrom(String beginning) throws IOException {
    var ids = new TreeSet<String>();
    try (var searching = searching()) {
      for (var leaf : searching.searcher().getIndexReader().leaves()) {
        addIds(leaf.reader(), beginning, ids);
      }
    }
    return ids;
  }

  private static void addIds(LeafReader reader, String beginning, Set<String> into)
      throws IOException {
    var all = reader.terms("id");
    if (all == null) {
      return;
    }
    var live = reader.getLiveDocs();
    var terms = all.iterator();
    var more = terms.seekCeil(new BytesRef(beginning)) != TermsEnum.SeekStatus.END;
    while (more && terms.term().utf8ToString().startsWith(beginning)) {
      var documents = terms.postings(null, PostingsEnum.NONE);
      for (var doc = documents.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = documents.nextDoc()) {
        if (live == null || live.get(doc)) {
          into.add(terms.term().utf8ToString());
        }
      }
      more = terms.next() != null;
    }
  }

  /** What had been seen of which thread when it was opened; told once. */
  Map<String, Seen> takeAsOpened() {
    var then = asOpened;
    asOpened = Map.of();
    return then;
  }

  void put(String id, Document document) throws IOException {
    writer.updateDocument(new Term("id", id), document);
  }

  private interface Shown<T> {
    Optional<T> in(LeafReader reader, int document) throws IOException;
  }

  /** Something of a document as it is shown now. */
  private <T> Optional<T> shown(String id, Shown<T> wanted) throws IOException {
    try (var searching = searching()) {
      for (var leaf : searching.searcher().getIndexReader().leaves()) {
        var found = live(leaf.reader(), new Term("id", id));
        if (!found.isEmpty()) {
          return wanted.in(leaf.reader(), found.getFirst());
        }
      }
    }
    return Optional.empty();
  }

  /** The documents of a part of the index that have a term and are not deleted. */
  private static List<Integer> live(LeafReader reader, Term term) throws IOException {
    var documents = reader.postings(term, PostingsEnum.NONE);
    if (documents == null) {
      return List.of();
    }
    var live = reader.getLiveDocs();
    var found = new ArrayList<Integer>();
    for (var doc = documents.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = documents.nextDoc()) {
      if (live == null || live.get(doc)) {
        found.add(doc);
      }
    }
    return found;
  }

  /** Messages that are understood from this one, among all that have been put. */
  List<Documents.Known> following(ThreadId thread, int number) throws IOException {
    refresh();
    var following = new ArrayList<Documents.Known>();
    var term = new Term(Documents.FOLLOWS, Documents.id(thread, number));
    try (var searching = searching()) {
      for (var leaf : searching.searcher().getIndexReader().leaves()) {
        var stored = leaf.reader().storedFields();
        for (var document : live(leaf.reader(), term)) {
          following.add(Documents.Known.of(stored.document(document, Documents.KNOWN)));
        }
      }
    }
    return following;
  }

  /** The vector that was made for this wording of a document, where it is shown already. */
  Optional<byte[]> vector(String id, int wording) throws IOException {
    return shown(id, (reader, document) -> vector(reader, document, wording));
  }

  private static Optional<byte[]> vector(LeafReader reader, int document, int wording)
      throws IOException {
    var vectors = reader.getByteVectorValues(Documents.MEANING);
    var wordings = reader.getNumericDocValues(Documents.MEANT);
    if (vectors == null
        || wordings == null
        || !wordings.advanceExact(document)
        || wordings.longValue() != wording) {
      return Optional.empty();
    }
    var at = vectors.iterator();
    return at.advance(document) == document
        ? Optional.of(vectors.vectorValue(at.index()).clone())
        : Optional.empty();
  }

  /** What these files of a document say, where they have been read and that is shown already. */
  Optional<List<FileText>> texts(String id, List<Attachment> files) throws IOException {
    return shown(
        id,
        (reader, document) -> {
          var stored = reader.storedFields().document(document, Documents.TEXTS);
          return Documents.isRead(stored, files)
              ? Optional.of(Documents.texts(stored))
              : Optional.empty();
        });
  }

  /** At most so many of those with this mark, the latest of each part of the index first. */
  List<Documents.Known> wanting(String mark, int most) throws IOException {
    var wanting = new ArrayList<Documents.Known>();
    try (var searching = searching()) {
      var leaves = searching.searcher().getIndexReader().leaves();
      for (var leaf : leaves.reversed()) {
        var reader = leaf.reader();
        var stored = reader.storedFields();
        for (var document : latest(reader, mark, most - wanting.size())) {
          wanting.add(Documents.Known.of(stored.document(document, Documents.KNOWN)));
        }
      }
    }
    return wanting;
  }

  private record Dated(int document, long at) {}

  private static List<Integer> latest(LeafReader reader, String mark, int most) throws IOException {
    var wanting = reader.postings(new Term(mark, "1"), PostingsEnum.NONE);
    if (wanting == null || most == 0) {
      return List.of();
    }
    var latest = new PriorityQueue<>(Comparator.comparingLong(Dated::at));
    var times = DocValues.getSortedNumeric(reader, Documents.AT);
    var live = reader.getLiveDocs();
    for (var doc = wanting.nextDoc();
        doc != DocIdSetIterator.NO_MORE_DOCS;
        doc = wanting.nextDoc()) {
      if (live == null || live.get(doc)) {
        latest.add(new Dated(doc, times.advanceExact(doc) ? times.nextValue() : 0));
        if (latest.size() > most) {
          latest.remove();
        }
      }
    }
    return latest.stream()
        .sorted(Comparator.comparingLong(Dated::at).reversed())
        .map(Dated::document)
        .toList();
  }

  void delete(String id) throws IOException {
    writer.deleteDocuments(new Term("id", id));
  }

  /** Takes out everything of a thread. */
  void forget(String thread) throws IOException {
    writer.deleteDocuments(new Term("thread", thread), new Term("id", "seen/" + thread));
    seen.remove(thread);
  }

  void mark(ThreadId thread, Seen now) throws IOException {
    var document = new Document();
    document.add(new StringField("id", "seen/" + thread, Field.Store.NO));
    document.add(new StringField("kind", "thread", Field.Store.NO));
    document.add(new StoredField("seen", thread.value()));
    document.add(new StoredField("revision", now.revision()));
    document.add(new StoredField("number", now.number()));
    document.add(new StoredField("title", now.title()));
    put("seen/" + thread, document);
    seen.put(thread.value(), now);
  }

  /** Shows what was written to those who search from now on. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  Searching searching() throws IOException {
    return new Searching(searchers, searchers.acquire());
  }

  void commit() throws IOException {
    writer.commit();
  }

  /**
   * Writes anew whatever file holds something that was deleted or put differently since. Nobody may
   * write meanwhile.
   *
   * @return the old files that are still being read; see {@link #awaitGone}
   */
  Set<String> squeeze() throws IOException {
    var rounds = 0;
    do {
      if (++rounds > MOST_SQUEEZES) {
        throw new IOException("what was deleted is still in the index");
      }
      commit();
      merging.sync(); // What is being merged takes along what was deleted meanwhile.
      writer.forceMergeDeletes(true);
      refresh();
    } while (holdsDeleted());
    commit(); // The first one may only finish what another had begun before.
    commit();
    writer.deleteUnusedFiles();
    var old = new TreeSet<>(List.of(directory.listAll()));
    old.remove(IndexWriter.WRITE_LOCK_NAME);
    old.removeAll(SegmentInfos.readLatestCommit(directory).files(true));
    return old;
  }

  private boolean holdsDeleted() throws IOException {
    try (var searching = searching()) {
      return searching.searcher().getIndexReader().hasDeletions();
    }
  }

  /**
   * Waits until whoever still reads these files has let them go.
   *
   * @throws IOException if that takes longer than any answer does
   */
  void awaitGone(Set<String> files) throws IOException, InterruptedException {
    var until = System.nanoTime() + LONGEST_ANSWER.toNanos();
    for (writer.deleteUnusedFiles(); anyThere(files); writer.deleteUnusedFiles()) {
      if (System.nanoTime() > until) {
        throw new IOException("old files of the index are still being read");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private boolean anyThere(Set<String> files) throws IOException {
    return Arrays.stream(directory.listAll()).anyMatch(files::contains);
  }

  /** Whether it can still be written. */
  boolean usable() {
    return writer.isOpen();
  }

  /** Ends the writing at the last commit; it can still be read. */
  void abandon() {
    try {
      writer.rollback();
    } catch (IOException | RuntimeException already) {
      LOG.debug("the index was given up already", already);
    }
  }

  /** Commits and closes. */
  void close() throws IOException {
    IOUtils.close(searchers, writer, directory);
  }
}
