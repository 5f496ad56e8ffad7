package org.talanoa.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one list of two, by the places that something has in each: reciprocal rank fusion (Cormack,
 * Clarke and Büttcher, 2009). Scores of different kinds never have to be compared.
 */
final class Fusion {
  /** Flattens the first places; the value of the paper, which was not fitted to anything here. */
  private static final int FLAT = 60;

  private Fusion() {}

  /** One list in the order of the sums; of equal ones that which is earlier in the first list. */
  static List<Integer> of(List<Integer> one, List<Integer> other, Map<Integer, Double> weights) {
    var sums = new HashMap<Integer, Double>();
    add(one, sums);
    add(other, sums);
    sums.replaceAll((document, sum) -> sum * weights.getOrDefault(document, 1.0));
    Set<Integer> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return all.stream()
        .sorted(
            Comparator.comparingDouble((Integer document) -> sums.getOrDefault(document, 0.0))
                .reversed())
        .toList();
  }

  private static void add(List<Integer> ranked, Map<Integer, Double> sums) {
    for (var place = 0; place < ranked.size(); place++) {
      sums.merge(ranked.get(place), 1.0 / (FLAT + place + 1), Double::sum);
    }
  }
}
