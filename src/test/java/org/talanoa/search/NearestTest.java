package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talanoa.meaning.Meaning;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Seed;

/** What lies nearest, where each text is compared and where the way is found through the graph. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NearestTest {
  private static final int TEXTS = 3_000;
  private static final int COUNT = 40;
  private static final int QUESTIONS = 20;
  private static final int MATTERS = 25;
  private static final Set<String> MINE = Set.of("mine", "ours");
  private static final List<String> ROOMS = List.of("another", "mine", "ours", "yet another");

  private final Random random = Seed.random();
  private final Map<String, float[]> mine = new HashMap<>();
  private OpenIndex index;

  @BeforeAll
  void textsInSeveralRooms() throws IOException {
    index = OpenIndex.at(null);
    for (var i = 0; i < TEXTS; i++) {
      put("text%d".formatted(random.nextInt(TEXTS)), vector());
      if (i % 500 == 0) {
        index.refresh();
      }
    }
    index.refresh();
  }

  @AfterAll
  void close() throws IOException {
    index.close();
  }

  private void put(String id, float[] vector) throws IOException {
    var room = ROOMS.get(random.nextInt(ROOMS.size()));
    var document = new Document();
    document.add(new StringField("id", id, Field.Store.NO));
    document.add(new StoredField("text", id));
    document.add(new StringField(Documents.ROOM, room, Field.Store.NO));
    document.add(new SortedDocValuesField(Documents.ROOM, new BytesRef(room)));
    Documents.mean(document, vector);
    index.put(id, document);
    mine.remove(id);
    if (MINE.contains(room)) {
      mine.put(id, vector);
    }
  }

  /** Something about one of a few matters; the vectors of texts are as even. */
  private float[] vector() {
    var matter = new Random(random.nextInt(MATTERS));
    var vector = new float[Meaning.DIMENSIONS];
    var length = 0.0;
    for (var i = 0; i < vector.length; i++) {
      vector[i] = (float) (matter.nextGaussian() + 0.8 * random.nextGaussian());
      length += vector[i] * vector[i];
    }
    for (var i = 0; i < vector.length; i++) {
      vector[i] /= (float) Math.sqrt(length);
    }
    return vector;
  }

  private float[] mine(String id) {
    return mine.getOrDefault(id, new float[Meaning.DIMENSIONS]);
  }

  private static float cosine(float[] one, float[] other) {
    var sum = 0f;
    for (var i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  @Attack(31)
  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 0})
  void theNearestOfOnesOwnRoomsAreFoundAndNothingElse(int eachLookedAt) throws IOException {
    var missed = 0;
    for (var question = 0; question < QUESTIONS; question++) {
      var vector = vector();
      var expected =
          mine.keySet().stream()
              .sorted(Comparator.comparingDouble(id -> -cosine(vector, mine(id))))
              .limit(COUNT)
              .toList();
      var found = nearest(vector, eachLookedAt, -1);

      assertThat(mine).containsKeys(found.keySet().toArray(String[]::new));
      found.forEach((id, score) ->
          assertThat(score).isCloseTo(Scope.score(cosine(vector, mine(id))), within(0.005f)));
      var left = new HashSet<>(expected);
      left.removeAll(found.keySet());
      missed += left.size();
    }
    assertThat(missed).isLessThan(QUESTIONS * COUNT / 10);
  }

  @Attack(31)
  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 0})
  void whatIsTooFarAwayIsNotFound(int eachLookedAt) throws IOException {
    var found = 0;
    for (var question = 0; question < QUESTIONS; question++) {
      var vector = vector();
      var near = nearest(vector, eachLookedAt, 0.5f).values();
      found += near.size();

      assertThat(near).allMatch(score -> score >= Scope.score(0.5f));
      assertThat(nearest(vector, eachLookedAt, 0.999f)).isEmpty();
    }
    assertThat(found).isPositive();
  }

  private Map<String, Float> nearest(float[] vector, int eachLookedAt, float alike)
      throws IOException {
    var found = new HashMap<String, Float>();
    try (var searching = index.searching()) {
      var patient = Duration.ofMinutes(1).toNanos();
      var scope = new Scope(searching.searcher(), MINE, patient, eachLookedAt);
      for (var near :
          scope.nearest(vector, MatchAllDocsQuery.INSTANCE, COUNT, Scope.score(alike))) {
        found.put(scope.stored(near.doc).get("text"), near.score);
      }
    }
    return found;
  }
}
