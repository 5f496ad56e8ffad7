package org.talanoa.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;

/**
 * What else is said for words of a question, in the alliances whose rooms are searched. Immutable.
 */
final class Wordings {
  /** Nothing else is said for anything. */
  static final Wordings NONE = new Wordings(List.of());

  /** For no more places of one question something else is looked for. */
  private static final int MOST_RUNS = 6;

  /** Nor more than this for one of them. */
  private static final int MOST_OTHERS = 14;

  private final List<Map<List<String>, Set<Wording>>> others;
  private final int longest;

  /**
   * @param others of each alliance, by the words of the index, what else is said for them
   */
  Wordings(List<Map<List<String>, Set<Wording>>> others) {
    this.others = List.copyOf(others);
    this.longest =
        others.stream().flatMap(all -> all.keySet().stream()).mapToInt(List::size).max().orElse(0);
  }

  /**
   * One wording of a group.
   *
   * @param words its words as they are kept in the index
   */
  record Wording(List<String> words, String text) {
    Wording {
      words = List.copyOf(words);
    }

    static Wording of(Analyzer analyzer, String text) {
      return new Wording(Words.of(analyzer, text), text);
    }
  }

  /**
   * Words of a question, one after the other, that are together one wording of a group.
   *
   * @param from the place of the first among the words of the question
   * @param to the place after the last
   * @param others what else is said for them
   */
  record Run(int from, int to, List<Wording> others) {}

  /** The longest that are there, from the beginning to the end of the question. */
  List<Run> in(Question question, Analyzer analyzer) {
    if (longest == 0) {
      return List.of();
    }
    var words = question.words().stream().map(word -> Words.of(analyzer, word)).toList();
    var runs = new ArrayList<Run>();
    var at = 0;
    while (at < words.size() && runs.size() < MOST_RUNS) {
      var run = longest(words, at);
      run.ifPresent(runs::add);
      at = run.map(Run::to).orElse(at + 1);
    }
    return runs;
  }

  private Optional<Run> longest(List<List<String>> words, int from) {
    var best = Optional.<Run>empty();
    var together = new ArrayList<String>();
    for (var to = from; to < words.size() && together.size() < longest; to++) {
      var next = words.get(to);
      if (next.isEmpty()) {
        if (to == from) {
          return Optional.empty();
        }
        continue;
      }
      together.addAll(next);
      var instead = others(together);
      if (!instead.isEmpty()) {
        best = Optional.of(new Run(from, to + 1, instead));
      }
    }
    return best;
  }

  private List<Wording> others(List<String> words) {
    var found = new LinkedHashSet<Wording>();
    others.forEach(all -> found.addAll(all.getOrDefault(words, Set.of())));
    return found.stream().limit(MOST_OTHERS).toList();
  }
}
