package org.talanoa.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.talanoa.meaning.Meaning;
import org.talanoa.people.Person;

/** Ranks what fits one question in one scope; used by one thread, once. */
final class Answering {
  /** So many of the best by words and by meaning are made one list; others by words follow. */
  private static final int FUSED = 200;

  private static final int LONGEST_TO_CORRECT = 40;

  private static final float LIKE = Scope.score(Meaning.ALIKE);

  /** How much it weighs that one more, and then another, has valued something. */
  private static final double WEIGHT_OF_VALUED = 0.05;

  private static final double MOST_VALUED = 2;

  private static final Sort LATEST = new Sort(Documents.LATEST);
  private static final Sort MOST_TRIED =
      new Sort(
          new SortField(Documents.TRIED, SortField.Type.LONG, true),
          SortField.FIELD_SCORE,
          Documents.LATEST);

  private final Scope scope;
  private final Asked asked;
  private final Person asker;
  private final Question question;
  private final List<Query> within;
  private final Optional<float[]> vector;

  Answering(
      Scope scope,
      Asked asked,
      Person asker,
      Question question,
      List<Query> within,
      Optional<float[]> vector) {
    this.scope = scope;
    this.asked = asked;
    this.asker = asker;
    this.question = question;
    this.within = within;
    this.vector = vector;
  }

  /**
   * What fits, in its order.
   *
   * @param documents as many of the first as were wanted
   * @param byMeaning those that have not the words
   * @param total how many fit altogether, up to a bound
   * @param query what fits by its words
   */
  record Ranking(
      List<Integer> documents, Set<Integer> byMeaning, long total, boolean loosely, Query query) {}

  /** The first so many of what fits; empty where nothing is asked for. */
  Optional<Ranking> ranked(By by, Order order, int most) throws IOException {
    var strict = query(question.isSentence() ? Asked.Strictness.SOME : Asked.Strictness.ALL);
    if (strict.isEmpty()) {
      return Optional.empty();
    }
    var near = near();
    if (by == By.MEANING) {
      return Optional.of(byMeaning(near, most));
    }
    var ranking = ranked(strict.get(), near, false, order, most);
    if (ranking.total() == ranking.byMeaning().size()
        && asked.wantsSeveral(question)
        && !question.isSentence()) {
      return Optional.of(
          ranked(query(Asked.Strictness.SOME).orElseThrow(), near, true, order, most));
    }
    return Optional.of(ranking);
  }

  private Optional<Query> query(Asked.Strictness how) {
    return asked.query(question, asker, within, how);
  }

  private Ranking ranked(Query query, List<Integer> near, boolean loosely, Order order, int most)
      throws IOException {
    return switch (order) {
      case TIME -> inOrder(query, near, loosely, LATEST, most);
      case TRIED -> inOrder(query, near, loosely, MOST_TRIED, most);
      case RELEVANCE -> byRelevance(query, near, loosely, most);
    };
  }

  private Ranking inOrder(Query query, List<Integer> near, boolean loosely, Sort order, int most)
      throws IOException {
    var either =
        new BooleanQuery.Builder()
            .add(query, Occur.SHOULD)
            .add(scope.these(near), Occur.SHOULD)
            .build();
    var top = scope.first(either, order, most);
    return new Ranking(
        documents(top), onlyNear(near, query), top.totalHits.value(), loosely, query);
  }

  /** What lies near and does not fit by its words. */
  private Set<Integer> onlyNear(List<Integer> near, Query query) throws IOException {
    var only = new HashSet<>(near);
    if (!near.isEmpty()) {
      only.removeAll(scope.fitting(query, near));
    }
    return only;
  }

  private Ranking byRelevance(Query query, List<Integer> near, boolean loosely, int most)
      throws IOException {
    var top = scope.best(query, Math.max(FUSED, most));
    var byWords = documents(top);
    var best = byWords.subList(0, Math.min(FUSED, byWords.size()));
    var weights = new HashMap<Integer, Double>();
    for (var document : union(best, near)) {
      weights.put(document, weight(document));
    }
    var documents = new ArrayList<>(Fusion.of(best, near, weights));
    var onlyNear = onlyNear(near, query);
    var fused = Set.copyOf(documents);
    byWords.stream().filter(document -> !fused.contains(document)).forEach(documents::add);
    return new Ranking(
        documents.subList(0, Math.min(most, documents.size())),
        onlyNear,
        top.totalHits.value() + onlyNear.size(),
        loosely,
        query);
  }

  private static Set<Integer> union(List<Integer> some, List<Integer> others) {
    var all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private static List<Integer> documents(TopDocs top) {
    return documents(Arrays.asList(top.scoreDocs));
  }

  static List<Integer> documents(List<ScoreDoc> found) {
    return found.stream().map(hit -> hit.doc).toList();
  }

  /** What peers valued comes a little earlier. */
  private double weight(int document) throws IOException {
    var valued = scope.number(document, Documents.VALUED);
    return 1 + WEIGHT_OF_VALUED * Math.min(Math.log1p((double) valued), MOST_VALUED);
  }

  private static Ranking byMeaning(List<Integer> near, int most) {
    return new Ranking(
        near.subList(0, Math.min(most, near.size())),
        Set.copyOf(near),
        near.size(),
        false,
        MatchNoDocsQuery.INSTANCE);
  }

  /** What lies near to the meaning of the question. */
  private List<Integer> near() throws IOException {
    if (vector.isEmpty()) {
      return List.of();
    }
    return documents(
        scope.nearest(vector.get(), asked.among(question, asker, within), FUSED, LIKE));
  }

  /** Where in a text that fits its words are. */
  Query marked() {
    return asked.marked(question);
  }

  /** For which words others were looked for too. */
  List<Found.Widened> widened() {
    return asked.widened(question);
  }

  /** For words that are nowhere in the scope, those written almost like them. */
  Map<String, String> instead() throws IOException {
    var instead = new LinkedHashMap<String, String>();
    for (var word : question.words()) {
      if (!question.isSentence()
          && word.length() <= LONGEST_TO_CORRECT
          && scope.count(asked.written(word)) == 0) {
        scope.written(asked.folded(word), 1).forEach(near -> instead.put(word, near));
      }
    }
    return instead;
  }
}
