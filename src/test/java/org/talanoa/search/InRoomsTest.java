package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.talanoa.testing.Attack;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seed;

/** Exactly what is in the rooms, however the index has come about. */
class InRoomsTest {
  private static final List<String> ROOMS = List.of("a", "b", "c", "d", "e", "f");
  private static final int TIMES = Sample.WHOLE ? 60 : 25;

  private final Random random = Seed.random();
  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private final Map<String, String> room = new HashMap<>();
  private final Map<String, Set<String>> words = new HashMap<>();

  @AfterEach
  void close() throws IOException {
    directory.close();
  }

  @Attack(31)
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itIsWhatIsThereAndNothingElse(boolean together) throws IOException {
    var config = new IndexWriterConfig();
    if (together) {
      config.setIndexSort(new Sort(new SortField(Documents.ROOM, SortField.Type.STRING)));
    }
    try (var writer = new IndexWriter(directory, config)) {
      for (var time = 0; time < TIMES; time++) {
        change(writer, 1 + random.nextInt(200));
        try (var reader = DirectoryReader.open(writer)) {
          compare(new IndexSearcher(reader));
        }
      }
    }
  }

  private void change(IndexWriter writer, int times) throws IOException {
    for (var i = 0; i < times; i++) {
      var id = "id" + random.nextInt(2_000);
      if (random.nextInt(5) == 0) {
        writer.deleteDocuments(new Term("id", id));
        room.remove(id);
      } else {
        writer.updateDocument(new Term("id", id), document(id));
      }
    }
  }

  /** A document in a room, or now and then in none. */
  private Document document(String id) {
    var document = new Document();
    document.add(new StringField("id", id, Field.Store.NO));
    document.add(new StoredField("stored", id));
    room.remove(id);
    if (random.nextInt(10) > 0) {
      var in = ROOMS.get((int) (ROOMS.size() * random.nextDouble() * random.nextDouble()));
      document.add(new StringField(Documents.ROOM, in, Field.Store.NO));
      document.add(new SortedDocValuesField(Documents.ROOM, new BytesRef(in)));
      room.put(id, in);
    }
    var said = new HashSet<String>();
    for (var word = 1; word < 64; word *= 4) {
      if (random.nextInt(word) == 0) {
        said.add("word" + word);
      }
    }
    said.forEach(word -> document.add(new StringField("words", word, Field.Store.NO)));
    words.put(id, said);
    return document;
  }

  private void compare(IndexSearcher searcher) throws IOException {
    var mine = ROOMS.stream().filter(_ -> random.nextBoolean()).collect(Collectors.toSet());
    mine.add("a room that is empty");
    var inRooms = new InRooms(mine);
    var leaves = searcher.getLeafContexts();
    var expected =
        room.keySet().stream()
            .filter(id -> mine.contains(room.get(id)))
            .collect(Collectors.toSet());

    assertThat(found(searcher, inRooms)).isEqualTo(expected);
    assertThat(searcher.count(inRooms)).isEqualTo(expected.size());
    assertThat(inRooms.count(leaves)).isEqualTo(expected.size());
    for (var word : List.of("word1", "word4", "word16", "nowhere")) {
      var term = new Term("words", word);
      var with =
          expected.stream().filter(id -> said(id).contains(word)).collect(Collectors.toSet());
      for (var how : List.of(BooleanClause.Occur.MUST, BooleanClause.Occur.FILTER)) {
        var both =
            new BooleanQuery.Builder()
                .add(new TermQuery(term), how)
                .add(inRooms, BooleanClause.Occur.FILTER)
                .build();
        assertThat(found(searcher, both)).isEqualTo(with);
      }
      assertThat(inRooms.count(term, leaves)).isEqualTo(with.size());
    }
  }

  private Set<String> said(String id) {
    return words.getOrDefault(id, Set.of());
  }

  private static Set<String> found(IndexSearcher searcher, Query query) throws IOException {
    var found = new HashSet<String>();
    for (var hit : searcher.search(query, 5_000).scoreDocs) {
      found.add(searcher.storedFields().document(hit.doc).get("stored"));
    }
    return found;
  }
}
