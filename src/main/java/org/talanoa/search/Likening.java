package org.talanoa.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.TermQuery;

/**
 * Learns from how peers marked texts what another text may tell of, by its nearest neighbours (Fix
 * and Hodges, 1951). Used by one thread, once.
 */
final class Likening {
  private static final int NEIGHBOURS = 12;

  /** Of fewer it could be chance. */
  private static final int LEAST_NEIGHBOURS = 2;

  /** The least score of a neighbour. */
  private static final float LIKE = Scope.score(0.4f);

  /** What part of the neighbours' weight a kind has to have. */
  private static final double ENOUGH = 0.4;

  private static final int MOST = 2;

  private final Scope scope;

  Likening(Scope scope) {
    this.scope = scope;
  }

  /** The likeliest kinds first. */
  List<String> kinds(float[] vector, String besides) throws IOException {
    var marked =
        new BooleanQuery.Builder()
            .add(new FieldExistsQuery(Documents.ABOUT), Occur.FILTER)
            .add(new TermQuery(new Term("id", besides)), Occur.MUST_NOT)
            .build();
    var weights = new HashMap<String, Double>();
    var neighbours = new HashMap<String, Integer>();
    var all = 0.0;
    for (var near : scope.nearest(vector, marked, NEIGHBOURS, LIKE)) {
      var weight = near.score - LIKE / 2;
      all += weight;
      for (var kind : scope.values(near.doc, Documents.ABOUT)) {
        weights.merge(kind, (double) weight, Double::sum);
        neighbours.merge(kind, 1, Integer::sum);
      }
    }
    var enough = ENOUGH * all;
    return weights.entrySet().stream()
        .filter(kind -> kind.getValue() >= enough)
        .filter(kind -> neighbours.getOrDefault(kind.getKey(), 0) >= LEAST_NEIGHBOURS)
        .sorted(
            Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .limit(MOST)
        .toList();
  }
}
