package org.talanoa.search;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;

/**
 * The part of the index that one person may read: every query is filtered by it, and how rare a
 * word is is counted inside it. The only class that touches an {@link IndexSearcher}.
 */
final class Scope {
  /** Hits are counted exactly up to here. */
  static final int COUNTED = 10_000;

  /**
   * Every text counts as this long on average. The true average would tell of other rooms, and
   * would move one's own results by what is said there.
   */
  private static final long AVERAGE_LENGTH = 60;

  private static final long TIME_LIMIT_NANOS = 400_000_000;

  private final Query rooms;
  private final Counting searcher;

  Scope(IndexSearcher index, Collection<String> rooms) {
    this(index, rooms, TIME_LIMIT_NANOS);
  }

  Scope(IndexSearcher index, Collection<String> rooms, long limitNanos) {
    List<BytesRef> ids = rooms.stream().map(BytesRef::new).toList();
    this.rooms = new TermInSetQuery("room", ids);
    this.searcher = new Counting(index);
    var deadline = System.nanoTime() + limitNanos;
    searcher.setTimeout(() -> System.nanoTime() > deadline);
  }

  TopDocs best(Query query, int count) throws IOException {
    return searcher.search(within(query), new TopScoreDocCollectorManager(count, null, COUNTED));
  }

  /** Whether a search took too long and was ended before it had looked everywhere. */
  boolean cut() {
    return searcher.timedOut();
  }

  Document stored(int document) throws IOException {
    return searcher.storedFields().document(document);
  }

  private Query within(Query query) {
    return new BooleanQuery.Builder()
        .add(query, BooleanClause.Occur.MUST)
        .add(rooms, BooleanClause.Occur.FILTER)
        .build();
  }

  private final class Counting extends IndexSearcher {
    private final IndexSearcher plain;

    Counting(IndexSearcher index) {
      super(index.getIndexReader());
      this.plain = index;
    }

    @Override
    public TermStatistics termStatistics(Term term, int frequency, long total) throws IOException {
      var inside =
          plain.count(
              new BooleanQuery.Builder()
                  .add(new TermQuery(term), BooleanClause.Occur.FILTER)
                  .add(rooms, BooleanClause.Occur.FILTER)
                  .build());
      var counted = Math.max(1, inside);
      return new TermStatistics(term.bytes(), counted, counted);
    }

    @Override
    public CollectionStatistics collectionStatistics(String field) throws IOException {
      var inside = Math.max(1, plain.count(rooms));
      return new CollectionStatistics(
          field, Math.max(inside, 1), inside, inside * AVERAGE_LENGTH, inside * AVERAGE_LENGTH);
    }
  }
}
