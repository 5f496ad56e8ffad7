package org.talanoa.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;

/**
 * How many of the texts that fit have which value of a field.
 *
 * @param whole whether all that fit were counted, not only as many as there is a bound to
 */
record Facets(Map<String, Map<String, Integer>> counts, int total, boolean whole) {
  /** More are not counted. */
  static final int MOST = 100_000;

  private static final List<String> SINGLE = List.of(Documents.ROOM, Documents.BY);
  private static final List<String> SEVERAL = List.of(Documents.HAS, Documents.IS, Documents.ABOUT);

  Facets {
    counts = Map.copyOf(counts);
  }

  /** How many have which value of this field. */
  Map<String, Integer> of(String field) {
    return counts.getOrDefault(field, Map.of());
  }

  /** Counts while it collects, several parts of the index at once. */
  static final class Counting implements CollectorManager<Counting.Count, Counting.Count> {
    private final Set<Integer> besides;

    Counting(Collection<Integer> besides) {
      this.besides = Set.copyOf(besides);
    }

    @Override
    public Count newCollector() {
      return new Count(new HashSet<>(besides));
    }

    @Override
    public Count reduce(Collection<Count> counts) {
      var all = newCollector();
      counts.forEach(all::add);
      return all;
    }

    static final class Count implements Collector {
      private final Set<Integer> besides;
      private final Map<String, Map<String, Integer>> counts = new HashMap<>();
      private int total;
      private boolean whole = true;

      private Count(Set<Integer> besides) {
        this.besides = besides;
      }

      @Override
      public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
        if (total >= MOST) {
          whole = false;
          throw new CollectionTerminatedException();
        }
        var values = new Values(leaf);
        return new LeafCollector() {
          @Override
          public void setScorer(Scorable scorer) {}

          @Override
          public void collect(int doc) throws IOException {
            if (!besides.isEmpty()) {
              besides.remove(leaf.docBase + doc);
            }
            values.count(doc);
            total++;
          }

          @Override
          public void finish() throws IOException {
            values.addTo(counts);
          }
        };
      }

      @Override
      public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
      }

      private void add(Count other) {
        besides.retainAll(other.besides);
        other.counts.forEach((field, values) -> {
          var into = counts.computeIfAbsent(field, _ -> new HashMap<>());
          values.forEach((value, count) -> into.merge(value, count, Integer::sum));
        });
        total += other.total;
        whole &= other.whole;
      }

      /** What was counted, with those besides that did not fit. */
      Facets finish(List<LeafReaderContext> leaves) throws IOException {
        var left = new TreeSet<>(besides);
        for (var leaf : leaves) {
          var values = new Values(leaf);
          for (var doc : left.subSet(leaf.docBase, leaf.docBase + leaf.reader().maxDoc())) {
            values.count(doc - leaf.docBase);
          }
          values.addTo(counts);
        }
        return new Facets(counts, total + left.size(), whole);
      }
    }

    /** The values in one part of the index, of those fields that have any there. */
    private static final class Values {
      private final List<Single> single = new ArrayList<>();
      private final List<Several> several = new ArrayList<>();

      Values(LeafReaderContext leaf) throws IOException {
        for (var field : SINGLE) {
          var values = DocValues.getSorted(leaf.reader(), field);
          if (values.getValueCount() > 0) {
            single.add(new Single(field, values, new int[values.getValueCount()]));
          }
        }
        for (var field : SEVERAL) {
          var values = DocValues.getSortedSet(leaf.reader(), field);
          if (values.getValueCount() > 0) {
            var counted = new int[Math.toIntExact(values.getValueCount())];
            several.add(new Several(field, values, counted));
          }
        }
      }

      void count(int doc) throws IOException {
        for (var field : single) {
          field.count(doc);
        }
        for (var field : several) {
          field.count(doc);
        }
      }

      void addTo(Map<String, Map<String, Integer>> counts) throws IOException {
        for (var field : single) {
          add(counts, field.name(), field.counted(), field.values()::lookupOrd);
        }
        for (var field : several) {
          add(counts, field.name(), field.counted(), field.values()::lookupOrd);
        }
      }

      private interface Value {
        BytesRef at(int place) throws IOException;
      }

      private static void add(
          Map<String, Map<String, Integer>> counts, String field, int[] counted, Value value)
          throws IOException {
        for (var place = 0; place < counted.length; place++) {
          if (counted[place] > 0) {
            counts
                .computeIfAbsent(field, _ -> new HashMap<>())
                .merge(value.at(place).utf8ToString(), counted[place], Integer::sum);
          }
        }
      }
    }

    /** A field of one value for each text, counted by the places of the values in their list. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Single(String name, SortedDocValues values, int[] counted) {
      void count(int doc) throws IOException {
        if (values.advanceExact(doc)) {
          counted[values.ordValue()]++;
        }
      }
    }

    /** A field of several values for each text, counted likewise. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Several(String name, SortedSetDocValues values, int[] counted) {
      void count(int doc) throws IOException {
        if (values.advanceExact(doc)) {
          for (var i = 0; i < values.docValueCount(); i++) {
            counted[Math.toIntExact(values.nextOrd())]++;
          }
        }
      }
    }
  }
}
