package org.talanoa.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.util.BytesRef;
import org.talanoa.alliance.TacitKind;
import org.talanoa.discussion.Attachment;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.discussion.Reaction;
import org.talanoa.discussion.Telling;
import org.talanoa.discussion.ThreadId;
import org.talanoa.extraction.Extraction;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Part;
import org.talanoa.problem.Problem;
import org.talanoa.problem.ProblemId;
import org.talanoa.room.RoomId;

/** What the index holds of a message, and of a problem statement. */
final class Documents {
  static final String ROOM = "room";
  static final String THREAD = "thread";
  static final String AT = "at";
  static final String BY = "by";

  /** The latest first. */
  static final SortField LATEST = LongField.newSortField(AT, true, SortedNumericSelector.Type.MAX);

  static final String IMPORTED = "imported";
  static final String HAS = "has";
  static final String IS = "is";
  static final String ABOUT = "about";

  /** The words of the title of the thread that a message stands in, and of what it follows. */
  static final String TITLE = "called";

  /** With this the ids of problem statements begin. */
  static final String PROBLEMS = "problem/";

  /** Which message another is understood from. */
  static final String FOLLOWS = "follows";

  static final String MEANING = "meaning";

  /** Tells for which wording the vector was made. */
  static final String MEANT = "meant";

  /** Marks a text whose vector is still to be made. */
  static final String PENDING = "pending";

  /** Marks a message whose files are still to be read. */
  static final String UNREAD = "unread";

  /** The ids of the files that have been read. */
  static final String READ = "read";

  /** The id of a file that says something, and what it says. */
  static final String FILE = "file";

  static final String SAYS = "says";

  /** What is kept to tell what a document is of. */
  static final Set<String> KNOWN = Set.of("place", "wording");

  /** What is kept of its files. */
  static final Set<String> TEXTS = Set.of(READ, FILE, SAYS);

  /** How many have tried what it says, and how many value it otherwise. */
  static final String TRIED = "tried";

  static final String VALUED = "valued";

  /** What a message can be marked to be; every other mark says what it is about. */
  private static final Set<String> FORMS =
      TacitKind.HOUSE.stream()
          .filter(kind -> kind.sort() == TacitKind.Sort.IS)
          .map(TacitKind::id)
          .collect(Collectors.toSet());

  /** Whether a word is there is enough. */
  private static final FieldType SPELT = spelt();

  private Documents() {}

  private static FieldType spelt() {
    var type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }

  static String id(Message message) {
    return id(message.thread(), message.number());
  }

  static String id(ThreadId thread, int number) {
    return thread + "/" + number;
  }

  /** The id of a document that was read back. */
  static String id(Document stored) {
    return stored.get("place").split("/", 2)[1];
  }

  static String id(ProblemId problem) {
    return PROBLEMS + problem;
  }

  /** A message; the first of a thread is found by the thread's title as by its own words. */
  static Document of(Said said) {
    var message = said.message();
    var document =
        begun(
            id(message),
            message.room(),
            message.at().toEpochMilli(),
            message.room() + "/" + id(message),
            said.wording());
    document.add(new StringField(THREAD, message.thread().value(), Field.Store.NO));
    document.add(
        new StringField(FOLLOWS, id(message.thread(), Said.before(message)), Field.Store.NO));
    var plain = said.plain();
    if (message.number() == 1) {
      text(document, List.of(said.title(), plain));
    } else {
      document.add(new TextField(TITLE, said.title(), Field.Store.NO));
      said.saidBefore()
          .ifPresent(before -> document.add(new TextField(TITLE, before, Field.Store.NO)));
      text(document, List.of(plain));
    }
    author(document, message.by());
    if (!message.attachments().isEmpty()) {
      facet(document, HAS, "attachment");
    }
    if (said.hasLink()) {
      facet(document, HAS, "link");
    }
    if (message.poll().isPresent()) {
      facet(document, HAS, "poll");
    }
    for (var reaction : Reaction.values()) {
      if (reacted(message, reaction) > 0) {
        facet(document, HAS, reaction.wireName());
      }
    }
    for (var kind : kinds(message)) {
      facet(document, FORMS.contains(kind) ? IS : ABOUT, kind);
    }
    var tried = reacted(message, Reaction.TRIED_THIS);
    document.add(new NumericDocValuesField(TRIED, tried));
    document.add(
        new NumericDocValuesField(
            VALUED, tried + reacted(message, Reaction.INSIGHT) + kinds(message).size()));
    meant(document, said.inContext(), said.wordingInContext());
    if (!readable(message).isEmpty()) {
      document.add(new StringField(UNREAD, "1", Field.Store.NO));
    }
    return document;
  }

  /** The files of a message whose words can be read. */
  static List<Attachment> readable(Message message) {
    return message.attachments().stream().filter(file -> Extraction.reads(file.name())).toList();
  }

  private static Set<String> kinds(Message message) {
    return message.tellings().stream().map(Telling::kind).collect(Collectors.toSet());
  }

  private static int reacted(Message message, Reaction reaction) {
    return message.reactions().getOrDefault(reaction, List.of()).size();
  }

  /** A problem statement as it is shared. */
  static Document of(Problem problem) {
    var words = words(problem);
    var document =
        begun(
            id(problem.id()),
            problem.room(),
            problem.at().toEpochMilli(),
            problem.room() + "/" + id(problem.id()),
            words.hashCode());
    text(document, words);
    facet(document, IS, "problem");
    problem.author().ifPresent(author -> by(document, author));
    document.add(new NumericDocValuesField(TRIED, 0));
    document.add(new NumericDocValuesField(VALUED, problem.endorsements().size()));
    meant(document, String.join("\n", words), words.hashCode());
    return document;
  }

  /** What a statement says: its answers, and its causes that stand. */
  static List<String> words(Problem problem) {
    var words = new ArrayList<String>();
    for (var part : Part.values()) {
      words.add(problem.part(part).words());
    }
    problem.standing().forEach(cause -> words.add(cause.words().words()));
    words.removeIf(String::isBlank);
    return words;
  }

  private static Document begun(String id, RoomId room, long at, String place, int wording) {
    var document = new Document();
    document.add(new StringField("id", id, Field.Store.NO));
    document.add(new StringField(ROOM, room.value(), Field.Store.NO));
    document.add(new SortedDocValuesField(ROOM, new BytesRef(room.value())));
    document.add(new LongField(AT, at, Field.Store.NO));
    document.add(new StoredField("place", place));
    document.add(new StoredField("wording", wording));
    return document;
  }

  private static void text(Document document, List<String> texts) {
    var stems = Language.of(texts.stream().collect(Collectors.joining("\n"))).stems();
    for (var text : texts) {
      document.add(new TextField(Words.WORDS, text, Field.Store.NO));
      document.add(new Field(Words.SPELT, text, SPELT));
      document.add(new TextField(stems, text, Field.Store.NO));
    }
  }

  private static void facet(Document document, String field, String value) {
    document.add(new StringField(field, value, Field.Store.NO));
    document.add(new SortedSetDocValuesField(field, new BytesRef(value)));
  }

  private static void author(Document document, Byline byline) {
    switch (byline) {
      case Byline.Named(var person) -> by(document, person);
      case Byline.Imported(var name) -> document.add(new TextField(IMPORTED, name, Field.Store.NO));
      case Byline.Pseudonym _, Byline.Former _ -> {}
    }
  }

  private static void by(Document document, PersonId person) {
    document.add(new StringField(BY, person.value(), Field.Store.NO));
    document.add(new SortedDocValuesField(BY, new BytesRef(person.value())));
  }

  /** Only of English texts can it be told what they mean. */
  private static void meant(Document document, String text, int wording) {
    if (Language.of(text) == Language.ENGLISH) {
      document.add(new StringField(PENDING, "1", Field.Store.NO));
      document.add(new NumericDocValuesField(MEANT, wording));
    }
  }

  /** The wording for which a document wants a vector; none where it wants none. */
  static Optional<Integer> wanting(Document document) {
    return document.getField(PENDING) == null
        ? Optional.empty()
        : Optional.of(document.getField(MEANT).numericValue().intValue());
  }

  /** Gives a document the vector that was made for its wording. */
  static void mean(Document document, float[] vector) {
    mean(document, Rounded.of(vector));
  }

  /** Gives a document the vector that was read back for its wording. */
  static void mean(Document document, byte[] rounded) {
    document.removeField(PENDING);
    document.add(new KnnByteVectorField(MEANING, rounded, VectorSimilarityFunction.DOT_PRODUCT));
  }

  /** Whether the files that a document carries are still to be read. */
  static boolean isUnread(Document document) {
    return document.getField(UNREAD) != null;
  }

  /** Whether anything of a document is still to be made. */
  static boolean wantsMore(Document document) {
    return isUnread(document) || document.getField(PENDING) != null;
  }

  /** Gives a document what these files say. */
  static void read(Document document, List<Attachment> files, List<FileText> texts) {
    document.removeField(UNREAD);
    document.add(new StoredField(READ, ids(files)));
    for (var text : texts) {
      document.add(new StoredField(FILE, text.file()));
      document.add(new StoredField(SAYS, text.text()));
      document.add(new TextField(Words.FILES, text.text(), Field.Store.NO));
      var stems = Language.of(text.text()).stemsInFiles();
      document.add(new TextField(stems, text.text(), Field.Store.NO));
    }
  }

  /** Whether these files, and no others, have been read for a document. */
  static boolean isRead(Document stored, List<Attachment> files) {
    return ids(files).equals(stored.get(READ));
  }

  private static String ids(List<Attachment> files) {
    return files.stream().map(Attachment::id).collect(Collectors.joining(" "));
  }

  /** What the files of a document say that was read back. */
  static List<FileText> texts(Document stored) {
    var files = stored.getValues(FILE);
    var texts = stored.getValues(SAYS);
    return IntStream.range(0, files.length)
        .mapToObj(i -> new FileText(files[i], texts[i]))
        .toList();
  }

  /** What was found, as the index knows it. */
  sealed interface Known {
    /** Names the exchange or the statement that it belongs to. */
    String exchange();

    static Known of(Document stored) {
      var parts = stored.get("place").split("/", 3);
      var room = new RoomId(parts[0]);
      var wording = stored.getField("wording").numericValue().intValue();
      return parts[1].equals("problem")
          ? new KnownProblem(room, new ProblemId(parts[2]), wording)
          : new KnownMessage(
              new Discussions.Place(room, new ThreadId(parts[1]), Integer.parseInt(parts[2])),
              wording,
              texts(stored));
    }
  }

  /**
   * A message.
   *
   * @param wording tells whether the message still says the same
   * @param files what its files say
   */
  record KnownMessage(Discussions.Place place, int wording, List<FileText> files) implements Known {
    @Override
    public String exchange() {
      return place.thread().value();
    }
  }

  /**
   * A problem statement.
   *
   * @param wording tells whether it still says the same
   */
  record KnownProblem(RoomId room, ProblemId problem, int wording) implements Known {
    @Override
    public String exchange() {
      return Documents.id(problem);
    }

    boolean stillSays(Problem now) {
      return wording == words(now).hashCode() && Objects.equals(room, now.room());
    }
  }
}
