package org.talanoa.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.talanoa.people.Person;

/**
 * What is like a text in one scope, by several words in common or by what it means; used by one
 * thread, once.
 */
final class Relating {
  /**
   * As far down as this in either list; of one exchange many messages may be like the same text.
   */
  private static final int FUSED = 60;

  /** The least score by which whoever reads one text wants to know of the other. */
  private static final float LIKE = Scope.score(0.45f);

  private final Scope scope;
  private final Asked asked;
  private final Person asker;

  Relating(Scope scope, Asked asked, Person asker) {
    this.scope = scope;
    this.asked = asked;
    this.asker = asker;
  }

  /**
   * The likest documents first.
   *
   * @param vector what the text means, where that can be told
   * @param besides what is left out
   */
  List<Integer> documents(Question text, Optional<float[]> vector, Query besides)
      throws IOException {
    var byWords = asked.query(text, asker, List.of(), Asked.Strictness.SEVERAL);
    if (byWords.isEmpty()) {
      return List.of();
    }
    var alike = Arrays.asList(scope.best(without(byWords.get(), besides), FUSED).scoreDocs);
    return Fusion.of(
        Answering.documents(alike), Answering.documents(near(text, vector, besides)), Map.of());
  }

  /** Those that lie near to a text by what it means. */
  private List<ScoreDoc> near(Question text, Optional<float[]> vector, Query besides)
      throws IOException {
    return vector.isEmpty()
        ? List.of()
        : scope.nearest(
            vector.get(), without(asked.among(text, asker, List.of()), besides), FUSED, LIKE);
  }

  private static Query without(Query query, Query besides) {
    return new BooleanQuery.Builder().add(query, Occur.MUST).add(besides, Occur.MUST_NOT).build();
  }
}
