package org.talanoa.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.ThreadId;
import org.talanoa.meaning.Meaning;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.text.Markdown;

/**
 * An index of any number of messages, each made of the halves of two real ones, in rooms of very
 * different sizes; without a database, from which the hits would be read. A vector is made for some
 * real messages only; all others have one of these, moved a little.
 */
public final class Growth implements AutoCloseable {
  private static final int ROOMS = 400;
  private static final int VECTORS = 1_500;
  private static final double MOVED = 0.03;
  private static final long BEGAN = 1_700_000_000_000L;
  private static final int SECRETS = 100;

  private final Path directory;
  private final OpenIndex index;
  private final Meaning meaning;
  private final Asked asked;
  private final Random random = new Random(7);
  private final List<String> secrets = new ArrayList<>();

  private Growth(Path directory, OpenIndex index, Meaning meaning, People people) {
    this.directory = directory;
    this.index = index;
    this.meaning = meaning;
    this.asked = new Asked(Words.analyzer(), people);
  }

  /**
   * Makes the index.
   *
   * @param real texts that were said
   * @param told hears of each message in its turn: its room and its words
   */
  public static Growth of(
      Path directory,
      int messages,
      List<String> real,
      Meaning meaning,
      People people,
      BiConsumer<String, String> told)
      throws IOException {
    var growth = new Growth(directory, OpenIndex.at(directory.resolve("index")), meaning, people);
    var vectors = growth.vectors(real);
    for (var i = 0; i < messages; i++) {
      var room = room(growth.random);
      var words = growth.words(real) + growth.secret(room);
      told.accept(room, words);
      growth.put(i, room, words, vectors);
    }
    growth.index.commit();
    growth.index.refresh();
    return growth;
  }

  private List<float[]> vectors(List<String> real) {
    var vectors = new ArrayList<float[]>();
    for (var i = 0; i < real.size() && vectors.size() < VECTORS; i += 1 + real.size() / VECTORS) {
      meaning.of(real.get(i)).ifPresent(vectors::add);
    }
    return vectors;
  }

  private String words(List<String> real) {
    var one = real.get(random.nextInt(real.size()));
    var other = real.get(random.nextInt(real.size()));
    return one.substring(0, one.length() / 2) + " " + other.substring(other.length() / 2);
  }

  /** A word that nobody else says, as long as there are too few of them where one may not look. */
  private String secret(String room) {
    if (secrets.size() == SECRETS || rooms().contains(room)) {
      return "";
    }
    secrets.add(strange(2 * secrets.size()));
    return " " + secrets.getLast();
  }

  /** Words that are said once, where the asker may not look. */
  public List<String> secrets() {
    return List.copyOf(secrets);
  }

  /** As many words that nobody says; as many of the others are written almost like each. */
  public List<String> unheard() {
    return IntStream.range(0, secrets.size()).mapToObj(i -> strange(2 * i + 1)).toList();
  }

  private static String strange(int number) {
    return "quandle%03dish".formatted(number);
  }

  /** A few rooms are large, most are small (Zipf, 1949). */
  private static String room(Random random) {
    return "room%08d".formatted((int) Math.pow(ROOMS, random.nextDouble()) - 1);
  }

  private void put(int count, String room, String words, List<float[]> vectors) throws IOException {
    var thread = new ThreadId("thread%010d".formatted(count / 20));
    var message =
        new Message(
            new RoomId(room),
            thread,
            1 + count % 20,
            1,
            Instant.ofEpochMilli(BEGAN + 1_000L * count),
            new Byline.Imported("somebody"),
            new Body.Said(Markdown.of(words)),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            false,
            List.of(),
            Optional.empty(),
            false,
            List.of(),
            List.of(),
            1);
    var said = new Said(message, Markdown.of(words), "A thread", Optional.empty());
    var document = Documents.of(said);
    if (!vectors.isEmpty()) {
      Documents.mean(document, moved(vectors.get(random.nextInt(vectors.size()))));
    } else {
      document.removeField(Documents.PENDING);
    }
    index.put(Documents.id(message), document);
  }

  private float[] moved(float[] vector) {
    var moved = vector.clone();
    var length = 0.0;
    for (var i = 0; i < moved.length; i++) {
      moved[i] += (float) (MOVED * random.nextGaussian());
      length += moved[i] * moved[i];
    }
    var scale = (float) (1 / Math.sqrt(length));
    for (var i = 0; i < moved.length; i++) {
      moved[i] *= scale;
    }
    return moved;
  }

  /** Some rooms that one person sits in: one of the large ones, and many small ones. */
  public static Set<String> rooms() {
    var rooms = new HashSet<String>();
    for (var i = 3; i < ROOMS; i = i * 5 / 4 + 1) {
      rooms.add("room%08d".formatted(i));
    }
    return rooms;
  }

  /**
   * Ranks what fits a question and reads what the index keeps of the first of it.
   *
   * @param byMeaning whether what it means counts too, which is then found out first
   * @return how many fit
   */
  public long ask(Person asker, String question, boolean byMeaning, int page) throws IOException {
    var what = Question.of(question);
    var vector = byMeaning ? meaning.of(what.text()) : Optional.<float[]>empty();
    try (var searching = index.searching()) {
      var scope = new Scope(searching.searcher(), rooms());
      var answering = new Answering(scope, asked, asker, what, List.of(), vector);
      var ranking =
          answering
              .ranked(byMeaning ? By.BOTH : By.WORDS, Order.RELEVANCE, page)
              .orElseThrow(() -> new IOException("nothing was asked: " + question));
      for (var document : ranking.documents()) {
        var _ = Documents.Known.of(scope.stored(document));
      }
      if (ranking.total() == 0) {
        var _ = answering.instead();
      }
      return scope.cut() ? -1 : ranking.total();
    }
  }

  /** How much of the disk the index takes. */
  public long bytes() throws IOException {
    var bytes = 0L;
    try (var files = Files.list(directory.resolve("index"))) {
      for (var file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
