package org.talanoa.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.Weight;
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

  private static final long AVERAGE_LENGTH_OF_FILES = 1_000;

  /**
   * So many vectors, which lie together, are compared as fast as a way through the graph is found.
   */
  private static final int EACH_LOOKED_AT = 200_000;

  private static final int SHORTEST_TO_CORRECT = 4;
  private static final int LONG_ENOUGH_FOR_TWO_EDITS = 8;
  private static final int MOST_COMPARED = 500;

  /** Parts of a big index are looked through at once; who asks looks through them too. */
  private static final Executor BESIDES =
      Executors.newFixedThreadPool(
          Math.max(1, Runtime.getRuntime().availableProcessors() - 1),
          Thread.ofPlatform().name("talanoa-search-", 1).daemon().factory());

  private static final int UNKNOWN = -1;
  private static final long TIME_LIMIT_NANOS = 400_000_000;

  /** The order in which documents were put changes wherever parts of the index are merged. */
  private static final Sort BEST = new Sort(SortField.FIELD_SCORE, Documents.LATEST);

  private static final Comparator<ScoreDoc> NEAREST =
      Comparator.<ScoreDoc>comparingDouble(near -> -near.score).thenComparingInt(near -> near.doc);

  /** No question has more parts: each of its characters in each of the fields. */
  private static final int MOST_PARTS = 32_768;

  static {
    IndexSearcher.setMaxClauseCount(MOST_PARTS);
  }

  private final InRooms rooms;
  private final Counting searcher;
  private final int eachLookedAt;
  private final long deadline;
  private volatile boolean late;

  Scope(IndexSearcher index, Collection<String> rooms) {
    this(index, rooms, TIME_LIMIT_NANOS, EACH_LOOKED_AT);
  }

  /**
   * A part of the index.
   *
   * @param eachLookedAt up to so many texts are all compared with a vector
   */
  Scope(IndexSearcher index, Collection<String> rooms, long limitNanos, int eachLookedAt) {
    this.eachLookedAt = eachLookedAt;
    this.rooms = new InRooms(rooms);
    this.searcher = new Counting(index);
    this.deadline = System.nanoTime() + limitNanos;
    searcher.setTimeout(this::isLate);
  }

  /** The best by how well they fit; of those that fit as well, the latest. */
  TopDocs best(Query query, int count) throws IOException {
    var best = first(query, BEST, count);
    for (var hit : best.scoreDocs) {
      hit.score = (Float) ((FieldDoc) hit).fields[0];
    }
    return best;
  }

  /** The first in another order. */
  TopDocs first(Query query, Sort order, int count) throws IOException {
    return searcher.search(
        within(query), new TopFieldCollectorManager(order, count, null, COUNTED));
  }

  /**
   * Those whose meaning is nearest to a vector, the nearest first. Where not too many may be looked
   * at, each of them is; otherwise the way to the nearest is followed through the graph of all
   * (Malkov and Yashunin, 2016), which may miss some.
   *
   * @param among what may be found at all
   * @param least the least {@link #score} of what is near
   */
  List<ScoreDoc> nearest(float[] vector, Query among, int count, float least) throws IOException {
    var within = searcher.rewrite(within(among));
    var rounded = Rounded.of(vector);
    var nearest =
        searcher.count(within) > eachLookedAt
            ? byTheGraph(rounded, within, count)
            : ofAll(rounded, within, count, least);
    return nearest.stream().filter(near -> near.score >= least).sorted(NEAREST).toList();
  }

  /** The score of two vectors with this cosine. */
  static float score(float cosine) {
    return (1 + cosine) / 2;
  }

  private List<ScoreDoc> byTheGraph(byte[] vector, Query within, int count) throws IOException {
    var graph = new KnnByteVectorQuery(Documents.MEANING, vector, count, within);
    return Arrays.stream(searcher.search(graph, count).scoreDocs)
        .map(near -> new ScoreDoc(near.doc, score(Rounded.cosine(near.score))))
        .toList();
  }

  private Collection<ScoreDoc> ofAll(byte[] vector, Query within, int count, float least)
      throws IOException {
    var weight = searcher.createWeight(within, ScoreMode.COMPLETE_NO_SCORES, 1);
    var looking = new ArrayList<Callable<Collection<ScoreDoc>>>();
    for (var leaf : searcher.getLeafContexts()) {
      looking.add(() -> ofAll(vector, weight, leaf, count, least));
    }
    return searcher.getTaskExecutor().invokeAll(looking).stream()
        .flatMap(Collection::stream)
        .sorted(NEAREST)
        .limit(count)
        .toList();
  }

  private Collection<ScoreDoc> ofAll(
      byte[] vector, Weight weight, LeafReaderContext leaf, int count, float least)
      throws IOException {
    var vectors = leaf.reader().getByteVectorValues(Documents.MEANING);
    var scorer = vectors == null ? null : weight.scorer(leaf);
    if (vectors == null || scorer == null) {
      return List.of();
    }
    var enough = least;
    var nearest = new PriorityQueue<ScoreDoc>(Comparator.comparingDouble(near -> near.score));
    var likeness = vectors.scorer(vector).bulk(scorer.iterator());
    var live = leaf.reader().getLiveDocs();
    var some = new DocAndFloatFeatureBuffer();
    do {
      likeness.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, live, some);
      for (var i = 0; i < some.size; i++) {
        var score = score(Rounded.cosine(some.features[i]));
        if (score >= enough) {
          nearest.add(new ScoreDoc(leaf.docBase + some.docs[i], score));
          if (nearest.size() > count) {
            enough = nearest.remove().score;
          }
        }
      }
    } while (some.size > 0 && !isLate());
    return nearest;
  }

  /** A number that is kept beside a document; 0 where there is none. */
  long number(int document, String field) throws IOException {
    for (var leaf : searcher.getIndexReader().leaves()) {
      var here = document - leaf.docBase;
      if (here >= 0 && here < leaf.reader().maxDoc()) {
        var numbers = leaf.reader().getNumericDocValues(field);
        return numbers != null && numbers.advanceExact(here) ? numbers.longValue() : 0;
      }
    }
    return 0;
  }

  /** The values of a field that a document has several of. */
  Set<String> values(int document, String field) throws IOException {
    var found = new TreeSet<String>();
    for (var leaf : searcher.getIndexReader().leaves()) {
      var here = document - leaf.docBase;
      if (here >= 0 && here < leaf.reader().maxDoc()) {
        var values = DocValues.getSortedSet(leaf.reader(), field);
        if (values.advanceExact(here)) {
          for (var each = 0; each < values.docValueCount(); each++) {
            found.add(values.lookupOrd(values.nextOrd()).utf8ToString());
          }
        }
      }
    }
    return found;
  }

  /** These documents, and no others. */
  Query these(Collection<Integer> documents) throws IOException {
    var ids = new ArrayList<BytesRef>();
    for (var document : documents) {
      ids.add(new BytesRef(Documents.id(stored(document, Documents.KNOWN))));
    }
    return new TermInSetQuery("id", ids);
  }

  /** Which of these documents fit. */
  Set<Integer> fitting(Query query, Collection<Integer> documents) throws IOException {
    var sorted = new TreeSet<>(documents);
    var fitting = new HashSet<Integer>();
    var weight =
        searcher.createWeight(searcher.rewrite(within(query)), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (var leaf : searcher.getIndexReader().leaves()) {
      var here = sorted.subSet(leaf.docBase, leaf.docBase + leaf.reader().maxDoc());
      var scorer = here.isEmpty() ? null : weight.scorer(leaf);
      if (scorer != null) {
        var at = scorer.iterator();
        for (var document : here) {
          var wanted = document - leaf.docBase;
          if (at.docID() == wanted || at.docID() < wanted && at.advance(wanted) == wanted) {
            fitting.add(document);
          }
        }
      }
    }
    return fitting;
  }

  /** How many fit, up to the bound. */
  int count(Query query) throws IOException {
    return searcher.count(within(query));
  }

  /**
   * How many of those that fit have which value of some fields.
   *
   * @param besides documents that are counted too, whether they fit or not
   */
  Facets facets(Query query, Collection<Integer> besides) throws IOException {
    return searcher
        .search(within(query), new Facets.Counting(besides))
        .finish(searcher.getIndexReader().leaves());
  }

  /**
   * Words of these rooms that are written almost like this one, the likeliest first.
   *
   * @param folded a word as it is kept in the index
   */
  List<String> written(String folded, int most) throws IOException {
    if (folded.codePointCount(0, folded.length()) < SHORTEST_TO_CORRECT) {
      return List.of();
    }
    var edits = folded.length() < LONG_ENOUGH_FOR_TWO_EDITS ? 1 : 2;
    var found = new HashMap<String, Integer>();
    var alike = FuzzyQuery.getFuzzyAutomaton(folded, edits, 1, true);
    for (var leaf : searcher.getIndexReader().leaves()) {
      var terms = leaf.reader().terms(Words.WORDS);
      if (terms == null) {
        continue;
      }
      var near = alike.getTermsEnum(terms);
      for (var term = near.next(); term != null && !isLate(); term = near.next()) {
        var count = rooms.count(near, leaf);
        var word = term.utf8ToString();
        if (count > 0 && (found.size() < MOST_COMPARED || found.containsKey(word))) {
          found.merge(word, count, Integer::sum);
        }
      }
    }
    return found.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .limit(most)
        .toList();
  }

  /** Whether a search took too long and was ended before it had looked everywhere. */
  boolean cut() {
    return late;
  }

  private boolean isLate() {
    if (System.nanoTime() > deadline) {
      late = true;
    }
    return late;
  }

  Document stored(int document) throws IOException {
    return searcher.storedFields().document(document);
  }

  /** Only these fields of it. */
  Document stored(int document, Set<String> fields) throws IOException {
    return searcher.storedFields().document(document, fields);
  }

  private Query within(Query query) {
    return new BooleanQuery.Builder()
        .add(query, BooleanClause.Occur.MUST)
        .add(rooms, BooleanClause.Occur.FILTER)
        .build();
  }

  private final class Counting extends IndexSearcher {
    private final Map<Term, Integer> counts = new HashMap<>();
    private int inside = UNKNOWN;

    Counting(IndexSearcher index) {
      super(index.getIndexReader(), BESIDES);
    }

    @Override
    public TermStatistics termStatistics(Term term, int everywhere, long total) throws IOException {
      var known = counts.get(term);
      if (known == null) {
        known = isLate() ? 1 : Math.max(1, rooms.count(term, leafContexts));
        counts.put(term, known);
      }
      return new TermStatistics(term.bytes(), known, known);
    }

    @Override
    public CollectionStatistics collectionStatistics(String field) throws IOException {
      if (inside == UNKNOWN) {
        inside = Math.max(1, rooms.count(leafContexts));
      }
      var length = field.startsWith(Words.FILES) ? AVERAGE_LENGTH_OF_FILES : AVERAGE_LENGTH;
      return new CollectionStatistics(field, inside, inside, inside * length, inside * length);
    }
  }
}
