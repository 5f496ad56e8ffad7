package org.talanoa.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadId;
import org.talanoa.feed.Feed;
import org.talanoa.people.People;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.room.Seats;
import org.talanoa.text.Rendering;

/** Finds what was said, within what the asker may read. Safe for use by many threads. */
@Service
public class Search implements DisposableBean {
  /** The most hits one page may have. */
  public static final int MOST = 50;

  /** Further down than this nobody looks. */
  private static final int DEEPEST = 1_000;

  private static final float AS_WRITTEN = 2;

  private final MessageIndex index;
  private final Discussions discussions;
  private final People people;
  private final Rendering rendering = new Rendering();
  private final Analyzer analyzer = Words.analyzer();
  private final QueryBuilder builder = new QueryBuilder(analyzer);

  @Autowired
  public Search(
      @Value("${talanoa.data:data}") Path data,
      Archive archive,
      Feed feed,
      Discussions discussions,
      People people) {
    this(new MessageIndex(data.resolve("index"), archive, feed), discussions, people);
  }

  Search(MessageIndex index, Discussions discussions, People people) {
    this.index = index;
    this.discussions = discussions;
    this.people = people;
  }

  /** A search whose index is in memory only. */
  public static Search inMemory(
      Archive archive, Feed feed, Discussions discussions, People people) {
    return new Search(new MessageIndex(null, archive, feed), discussions, people);
  }

  /**
   * Finds messages.
   *
   * @param inside the room the asker stands in; a sealed room is searched from inside only
   */
  public Found find(Seats seats, Optional<RoomId> inside, Question question, int from, int count) {
    var rooms =
        seats.all().stream()
            .filter(seat -> mayBeSearched(seat, inside))
            .filter(seat -> isMeant(seat, question))
            .map(seat -> seat.room().id().value())
            .toList();
    var first = Math.clamp(from, 0, DEEPEST);
    var most = Math.clamp(count, 1, MOST);
    if (rooms.isEmpty() || question.blank()) {
      return new Found(question, 0, List.of(), index.progress());
    }
    try {
      var searcher = index.acquire();
      try {
        var scope = new Scope(searcher, rooms);
        var query = query(question, seats);
        var top = scope.best(query, first + most);
        var places = new ArrayList<Discussions.Place>();
        for (var i = first; i < top.scoreDocs.length; i++) {
          places.add(place(scope.stored(top.scoreDocs[i].doc, "place")));
        }
        var hits = hits(places, seats, question);
        return new Found(question, top.totalHits.value(), hits, index.progress());
      } finally {
        index.release(searcher);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean mayBeSearched(Seat seat, Optional<RoomId> inside) {
    var room = seat.room();
    return inside.map(room.id()::equals).orElse(room.kind().foundFromOutside());
  }

  private static boolean isMeant(Seat seat, Question question) {
    return question.in().isEmpty()
        || question.in().stream().anyMatch(part -> containing(part).test(seat.room().name()));
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private Query query(Question question, Seats seats) {
    var query = new BooleanQuery.Builder();
    var scored = false;
    for (var word : question.words()) {
      scored |= add(query, either(word, false));
    }
    for (var phrase : question.phrases()) {
      scored |= add(query, builder.createPhraseQuery(Words.WORDS, phrase));
    }
    for (var prefix : question.prefixes()) {
      var term = analyzer.normalize(Words.WORDS, prefix);
      scored |= add(query, new ConstantScoreQuery(new PrefixQuery(new Term(Words.WORDS, term))));
    }
    for (var word : question.without()) {
      var unwanted = either(word, true);
      if (unwanted != null) {
        query.add(unwanted, Occur.MUST_NOT);
      }
    }
    question.has().forEach(kind -> query.add(new TermQuery(new Term("has", kind)), Occur.FILTER));
    for (var name : question.from()) {
      query.add(by(name, seats), Occur.FILTER);
    }
    query.add(span(question, seats.person().profile().timeZone()), Occur.FILTER);
    query.add(new TermQuery(new Term("kind", "thread")), Occur.MUST_NOT);
    if (!scored) {
      query.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
      query.add(new TermQuery(new Term("kind", "title")), Occur.MUST_NOT);
    }
    return query.build();
  }

  private static boolean add(BooleanQuery.Builder query, @Nullable Query part) {
    if (part == null) {
      return false;
    }
    query.add(part, Occur.MUST);
    return true;
  }

  /** A word as it is written, or less strongly by its stem. */
  private @Nullable Query either(String word, boolean exact) {
    var written = builder.createBooleanQuery(Words.WORDS, word, Occur.MUST);
    if (written == null || exact) {
      return written;
    }
    var either = new BooleanQuery.Builder().add(new BoostQuery(written, AS_WRITTEN), Occur.SHOULD);
    var stemmed = builder.createBooleanQuery(Words.STEMS, word, Occur.MUST);
    if (stemmed != null) {
      either.add(stemmed, Occur.SHOULD);
    }
    return either.build();
  }

  private Query by(String name, Seats seats) {
    var any = new BooleanQuery.Builder();
    if (name.equals("me")) {
      any.add(new TermQuery(new Term("by", seats.person().id().value())), Occur.SHOULD);
    }
    people.named(containing(name)).stream()
        .limit(200)
        .forEach(person -> any.add(new TermQuery(new Term("by", person.value())), Occur.SHOULD));
    var imported = builder.createBooleanQuery("imported", name, Occur.MUST);
    if (imported != null) {
      any.add(imported, Occur.SHOULD);
    }
    var built = any.build();
    return built.clauses().isEmpty() ? new MatchNoDocsQuery("nobody has this name") : built;
  }

  private static Predicate<String> containing(String part) {
    var wanted = folded(part);
    return name -> folded(name).contains(wanted);
  }

  private static Query span(Question question, ZoneId zone) {
    var from = question.after().map(day -> start(day, zone)).orElse(Long.MIN_VALUE);
    var to = question.before().map(day -> start(day, zone) - 1).orElse(Long.MAX_VALUE);
    return question.after().isEmpty() && question.before().isEmpty()
        ? MatchAllDocsQuery.INSTANCE
        : LongField.newRangeQuery("at", from, to);
  }

  private static long start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private static Discussions.Place place(String stored) {
    var parts = stored.split("/", 3);
    return new Discussions.Place(
        new RoomId(parts[0]), new ThreadId(parts[1]), Integer.parseInt(parts[2]));
  }

  /** Reads the hits again through their seats; what may not be read, or is gone, is no hit. */
  private List<Found.Hit> hits(List<Discussions.Place> places, Seats seats, Question question)
      throws IOException {
    var messages = discussions.messages(seats, places);
    var hits = new ArrayList<Found.Hit>();
    for (var place : places) {
      var seat = seats.in(place.room());
      var message = messages.get(place);
      if (seat.isPresent() && message != null && message.body() instanceof Body.Said(var words)) {
        hits.add(
            new Found.Hit(
                seat.get().room(),
                discussions.head(seat.get(), place.thread()),
                message,
                passage(question, rendering.plain(words))));
      }
    }
    return hits;
  }

  private String passage(Question question, String text) throws IOException {
    var marked = new BooleanQuery.Builder();
    question.words().forEach(word -> mark(marked, either(word, false)));
    question.phrases().forEach(p -> mark(marked, builder.createPhraseQuery(Words.WORDS, p)));
    question
        .prefixes()
        .forEach(prefix ->
            mark(
                marked,
                new PrefixQuery(new Term(Words.WORDS, analyzer.normalize(Words.WORDS, prefix)))));
    var highlighter =
        UnifiedHighlighter.builderWithoutSearcher(analyzer)
            .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", true))
            .withMaxLength(40_000)
            .withFieldMatcher(field -> field.equals(Words.WORDS) || field.equals(Words.STEMS))
            .build();
    var passage = highlighter.highlightWithoutSearcher(Words.STEMS, marked.build(), text, 2);
    return passage == null ? "" : passage.toString();
  }

  private static void mark(BooleanQuery.Builder marked, @Nullable Query part) {
    if (part != null) {
      marked.add(part, Occur.SHOULD);
    }
  }

  @Override
  public void destroy() {
    index.close();
  }
}
