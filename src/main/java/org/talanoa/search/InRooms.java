package org.talanoa.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * What is in one of some rooms. The index keeps what is of one room together, so that this is a few
 * runs of documents, and all others are passed over without a look. Of use as long as a reader is
 * held; safe for use by many threads.
 */
final class InRooms extends Query {
  /** The runs of all rooms, in each segment that is open. */
  private static final Map<IndexReader.CacheKey, Map<BytesRef, List<Run>>> EACH =
      new ConcurrentHashMap<>();

  private final List<BytesRef> rooms;
  private final Map<LeafReader, Runs> found = new ConcurrentHashMap<>();

  InRooms(Collection<String> rooms) {
    this.rooms = rooms.stream().sorted().map(BytesRef::new).toList();
  }

  /** How many documents of these rooms have a term. */
  int count(Term term, List<LeafReaderContext> leaves) throws IOException {
    var count = 0;
    for (var leaf : leaves) {
      var runs = runs(leaf.reader());
      var postings = runs.isEmpty() ? null : leaf.reader().postings(term, PostingsEnum.NONE);
      if (postings != null) {
        count += runs.count(postings, leaf.reader());
      }
    }
    return count;
  }

  /** How many documents of these rooms have a term in one part of the index. */
  int count(TermsEnum term, LeafReaderContext leaf) throws IOException {
    var runs = runs(leaf.reader());
    return runs.isEmpty() ? 0 : runs.count(term.postings(null, PostingsEnum.NONE), leaf.reader());
  }

  /** How many documents of these rooms there are. */
  int count(List<LeafReaderContext> leaves) throws IOException {
    var count = 0;
    for (var leaf : leaves) {
      var runs = runs(leaf.reader());
      count +=
          leaf.reader().hasDeletions()
              ? runs.count(DocIdSetIterator.all(leaf.reader().maxDoc()), leaf.reader())
              : runs.length();
    }
    return count;
  }

  private Runs runs(LeafReader reader) throws IOException {
    var known = found.get(reader);
    if (known == null) {
      known = Runs.of(reader, rooms);
      found.put(reader, known);
    }
    return known;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
        var runs = runs(leaf.reader());
        return runs.isEmpty()
            ? null
            : ConstantScoreScorerSupplier.fromIterator(
                runs.iterator(), score(), mode, leaf.reader().maxDoc());
      }

      // Finding the runs again costs no more than looking them up.
      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "in " + rooms.size() + " rooms";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InRooms same && rooms.equals(same.rooms);
  }

  @Override
  public int hashCode() {
    return Objects.hash(classHash(), rooms);
  }

  /** A run of documents of one segment: from the first to that before the end. */
  private record Run(int first, int end) {}

  /** Runs that do not touch, in their order. */
  private record Runs(List<Run> runs, int length) {
    static Runs of(LeafReader reader, List<BytesRef> rooms) throws IOException {
      var all = ofEach(reader);
      var found =
          rooms.stream()
              .flatMap(room -> all.getOrDefault(room, List.of()).stream())
              .sorted(Comparator.comparingInt(Run::first))
              .toList();
      var joined = new ArrayList<Run>();
      for (var run : found) {
        if (!joined.isEmpty() && joined.getLast().end() == run.first()) {
          joined.set(joined.size() - 1, new Run(joined.getLast().first(), run.end()));
        } else {
          joined.add(run);
        }
      }
      return new Runs(joined, joined.stream().mapToInt(run -> run.end() - run.first()).sum());
    }

    /** The runs of each room; what is in a segment stays as it is until it is given up. */
    private static Map<BytesRef, List<Run>> ofEach(LeafReader reader) throws IOException {
      var segment = reader.getCoreCacheHelper();
      var known = segment == null ? null : EACH.get(segment.getKey());
      if (known == null) {
        known = read(reader);
        if (segment != null) {
          EACH.put(segment.getKey(), known);
          segment.addClosedListener(EACH::remove);
        }
      }
      return known;
    }

    private static Map<BytesRef, List<Run>> read(LeafReader reader) throws IOException {
      var each = new HashMap<BytesRef, List<Run>>();
      var rooms = Terms.getTerms(reader, Documents.ROOM).iterator();
      PostingsEnum documents = null;
      for (var room = rooms.next(); room != null; room = rooms.next()) {
        documents = rooms.postings(documents, PostingsEnum.NONE);
        each.put(BytesRef.deepCopyOf(room), runs(documents));
      }
      return Map.copyOf(each);
    }

    private static List<Run> runs(DocIdSetIterator documents) throws IOException {
      var runs = new ArrayList<Run>();
      var first = documents.nextDoc();
      while (first != DocIdSetIterator.NO_MORE_DOCS) {
        var end = documents.docIDRunEnd();
        var next = documents.advance(end);
        while (next == end) {
          end = documents.docIDRunEnd();
          next = documents.advance(end);
        }
        runs.add(new Run(first, end));
        first = next;
      }
      return List.copyOf(runs);
    }

    boolean isEmpty() {
      return runs.isEmpty();
    }

    /** How many of some documents are in these runs, and not deleted. */
    int count(DocIdSetIterator documents, LeafReader reader) throws IOException {
      var live = reader.getLiveDocs();
      var count = 0;
      var at = documents.nextDoc();
      for (var run : runs) {
        if (at < run.first()) {
          at = documents.advance(run.first());
        }
        while (at < run.end()) {
          if (live == null || live.get(at)) {
            count++;
          }
          at = documents.nextDoc();
        }
        if (at == DocIdSetIterator.NO_MORE_DOCS) {
          break;
        }
      }
      return count;
    }

    DocIdSetIterator iterator() {
      return new Along(runs, length);
    }
  }

  /** Goes along some runs. */
  private static final class Along extends DocIdSetIterator {
    private final List<Run> runs;
    private final int length;
    private int run;
    private int at = -1;

    Along(List<Run> runs, int length) {
      this.runs = runs;
      this.length = length;
    }

    @Override
    public int docID() {
      return at;
    }

    @Override
    public int nextDoc() {
      return advance(at + 1);
    }

    @Override
    public int advance(int target) {
      while (run < runs.size() && runs.get(run).end() <= target) {
        run++;
      }
      at = run == runs.size() ? NO_MORE_DOCS : Math.max(target, runs.get(run).first());
      return at;
    }

    @Override
    public int docIDRunEnd() {
      return runs.get(run).end();
    }

    @Override
    public void intoBitSet(int upTo, FixedBitSet into, int offset) {
      while (at < upTo) {
        var end = Math.min(upTo, docIDRunEnd());
        into.set(at - offset, end - offset);
        advance(end);
      }
    }

    @Override
    public long cost() {
      return length;
    }
  }
}
