package org.talanoa.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.talanoa.testing.Sample;

/** What was deleted is in no file of the index, whatever goes on beside. */
class SqueezingTest {
  private static final String WORD = "kumquatish";
  private static final int DOCUMENTS = 8_000;
  private static final int EACH = DOCUMENTS / 8;
  private static final int ROUNDS = Sample.WHOLE ? 4 : 2;

  @TempDir Path place;

  @Test
  void whatIsBeingMergedKeepsNothingOfIt() throws Exception {
    for (var round = 0; round < ROUNDS; round++) {
      var index = OpenIndex.at(place);
      for (var i = 0; i < DOCUMENTS; i++) {
        put(index, Integer.toString(i), i % 3 == 0 ? WORD + " " + filler(i) : filler(i));
        if (i % EACH == EACH - 1) {
          index.commit();
        }
      }
      for (var i = 0; i < DOCUMENTS; i += 3) {
        index.delete(Integer.toString(i));
      }

      index.awaitGone(index.squeeze());

      assertThat(filesWithTheWord()).isEmpty();
      index.close();
    }
  }

  @Test
  void whoeverIsStillSearchingIsWaitedFor() throws Exception {
    var index = OpenIndex.at(place);
    put(index, "one", WORD);
    put(index, "two", "harmless");
    index.refresh();
    index.commit();
    var searching = index.searching();
    assertThat(filesWithTheWord()).isNotEmpty();
    index.delete("one");

    var old = index.squeeze();
    assertThat(old).isNotEmpty();
    assertThat(filesWithTheWord()).isNotEmpty();
    var waiting = CompletableFuture.runAsync(() -> awaitGone(index, old));
    assertThat(waiting).isNotDone();
    searching.close();
    waiting.get(60, TimeUnit.SECONDS);

    assertThat(filesWithTheWord()).isEmpty();
    index.close();
  }

  private static void awaitGone(OpenIndex index, Set<String> files) {
    try {
      index.awaitGone(files);
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  private static void put(OpenIndex index, String id, String words) throws IOException {
    var document = new Document();
    document.add(new StringField("id", id, Field.Store.NO));
    document.add(new TextField("text", words, Field.Store.YES));
    index.put(id, document);
  }

  private static String filler(int seed) {
    return IntStream.range(0, 100)
        .mapToObj(i -> "w" + Math.floorMod(seed * 31 + i * 17, 5_000))
        .collect(Collectors.joining(" "));
  }

  private List<Path> filesWithTheWord() throws IOException {
    var found = new ArrayList<Path>();
    try (var files = Files.list(place)) {
      for (var file : files.toList()) {
        if (bytes(file).contains(WORD)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static String bytes(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException merged) {
      return "";
    }
  }
}
