package org.talanoa.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Synonyms;
import org.talanoa.alliance.TacitKinds;
import org.talanoa.discussion.Archive;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.extraction.Extraction;
import org.talanoa.feed.Feed;
import org.talanoa.meaning.Meaning;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.problem.Problems;
import org.talanoa.problem.Statements;
import org.talanoa.room.RoomId;
import org.talanoa.room.Seat;
import org.talanoa.room.Seats;

/**
 * Finds what was said, by its words and by what it means, within what the asker may read. Safe for
 * use by many threads.
 */
@Service
public class Search implements DisposableBean {
  /** The most hits one page may have. */
  public static final int MOST = 50;

  /** Further down than this nobody looks: no page begins after so many hits. */
  public static final int DEEPEST = 1_000;

  /** So many characters say what a question means; more would only take longer. */
  private static final int ENOUGH_TO_MEAN = 600;

  private final MessageIndex index;
  private final Meaning meaning;
  private final Alliances alliances;
  private final Asked asked;
  private final Narrowing narrowing;
  private final Vocabulary vocabulary;
  private final Hits hits;

  @Autowired
  public Search(
      @Value("${talanoa.data:data}") Path data,
      Archive archive,
      Statements statements,
      Meaning meaning,
      Extraction extraction,
      Feed feed,
      Discussions discussions,
      Problems problems,
      Alliances alliances,
      Kinds kinds,
      People people) {
    this(
        new MessageIndex(
            data.resolve("index"), new Sources(archive, statements, meaning, extraction), feed),
        meaning,
        discussions,
        problems,
        alliances,
        kinds,
        people);
  }

  /** One that knows the kinds of tacit knowledge by what alliances call their own. */
  Search(
      MessageIndex index,
      Meaning meaning,
      Discussions discussions,
      Problems problems,
      Alliances alliances,
      People people) {
    this(
        index,
        meaning,
        discussions,
        problems,
        alliances,
        new Kinds(alliances, new TacitKinds(alliances), kind -> kind.name().stream().toList()),
        people);
  }

  Search(
      MessageIndex index,
      Meaning meaning,
      Discussions discussions,
      Problems problems,
      Alliances alliances,
      Kinds kinds,
      People people) {
    Analyzer analyzer = Words.analyzer();
    this.index = index;
    this.meaning = meaning;
    this.alliances = alliances;
    this.asked = new Asked(analyzer, people);
    this.narrowing = new Narrowing(asked, kinds, discussions, alliances, people);
    this.vocabulary = new Vocabulary(new Synonyms(alliances), analyzer);
    this.hits = new Hits(discussions, problems, analyzer);
  }

  /** A search by words alone, whose index is in memory only. */
  public static Search inMemory(
      Archive archive,
      Feed feed,
      Discussions discussions,
      Problems problems,
      Alliances alliances,
      People people) {
    var sources = new Sources(archive, new Statements(problems), Meaning.off(), Extraction.off());
    return new Search(
        new MessageIndex(null, sources, feed),
        sources.meaning(),
        discussions,
        problems,
        alliances,
        people);
  }

  /** The model is loaded beside the first visitors, not before them. */
  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    index.mayComplete();
  }

  MessageIndex index() {
    return index;
  }

  /**
   * Whether all that was said can be found by its words, its files and its meaning; for everybody
   * alike.
   */
  public boolean settled(Seats seats) {
    try {
      return !seats.all().isEmpty() && index.progress().isEmpty() && !index.wantsMore();
    } catch (IOException unreadable) {
      index.distrust(unreadable);
      return false;
    }
  }

  /** A question as it is understood for whoever asks it. */
  public Question understood(Seats seats, Question question) {
    return narrowing.understood(question, seats);
  }

  /** Finds the texts that fit a question. */
  public Found find(Seats seats, Inquiry asking) {
    var question = understood(seats, asking.question());
    var inquiry = asking.of(question);
    var rooms = narrowing.rooms(question, seats, inquiry.inside());
    var vector = rooms.isEmpty() ? Optional.<float[]>empty() : vector(inquiry);
    return look(
        rooms.keySet(),
        scope -> {
          var within = narrowing.within(question, seats, rooms.values());
          var widening = asked.knowing(wordings(rooms.values(), seats.person()));
          var answering = new Answering(scope, widening, seats.person(), question, within, vector);
          return found(answering, scope, seats, inquiry);
        },
        () -> Found.nothing(question, index.progress()));
  }

  /**
   * Other exchanges and statements in which something like this was talked about, the likest first;
   * of each the hit that is most like it.
   */
  public List<Found.Hit> related(Seats seats, Matter matter, int most) {
    var text = Question.like(matter.text());
    var rooms = text.words().isEmpty() ? List.<String>of() : around(seats, matter.room());
    var vector = rooms.isEmpty() ? Optional.<float[]>empty() : vector(matter.text());
    return look(
        rooms,
        scope -> {
          var widening = asked.knowing(wordings(seats.all(), seats.person()));
          var relating = new Relating(scope, widening, seats.person());
          var alike = new LinkedHashMap<String, Integer>();
          for (var document : relating.documents(text, vector, besides(matter))) {
            var known = Documents.Known.of(scope.stored(document, Documents.KNOWN));
            alike.putIfAbsent(known.exchange(), document);
          }
          var candidates = new ArrayList<Hits.Candidate>();
          for (var document : alike.values().stream().limit(2L * most).toList()) {
            candidates.add(candidate(scope, document, false));
          }
          var read = hits.read(candidates, seats, widening.marked(text), Set.of());
          return read.stream().limit(most).toList();
        },
        List::of);
  }

  /**
   * The kinds of tacit knowledge that a text may tell of, by how peers have marked what means the
   * like; none where they have marked too little.
   *
   * @param room where the asker stands
   * @param besides the message that the text is of
   */
  public List<String> kindsLike(Seats seats, RoomId room, String text, Message besides) {
    return vector(text)
        .map(vector ->
            look(
                around(seats, room),
                scope -> new Likening(scope).kinds(vector, Documents.id(besides)),
                List::<String>of))
        .orElse(List.of());
  }

  /** How many texts peers have marked by which kind of tacit knowledge. */
  public Map<String, Integer> kinds(Seats seats) {
    return look(
        narrowing.rooms(Question.of(""), seats, Optional.empty()).keySet(),
        scope -> scope.facets(new FieldExistsQuery(Documents.ABOUT), Set.of()).of(Documents.ABOUT),
        Map::<String, Integer>of);
  }

  /**
   * How many texts of others fit a question by its words and are newer than this, counted exactly
   * up to a bound.
   */
  int newer(Seats seats, Question asking, Instant than) {
    var question = understood(seats, asking);
    var rooms = narrowing.rooms(question, seats, Optional.empty());
    return look(
        rooms.keySet(),
        scope -> {
          var within = narrowing.within(question, seats, rooms.values());
          within.add(
              LongField.newRangeQuery(
                  Documents.AT, Math.addExact(than.toEpochMilli(), 1), Long.MAX_VALUE));
          within.add(byOthers(seats.person()));
          var how = question.isSentence() ? Asked.Strictness.SEVERAL : Asked.Strictness.ALL;
          var widening = asked.knowing(wordings(rooms.values(), seats.person()));
          var query = widening.query(question, seats.person(), within, how);
          return query.isEmpty() ? 0 : scope.count(query.get());
        },
        () -> 0);
  }

  private interface Looking<T> {
    T in(Scope scope) throws IOException;
  }

  /** What is seen in these rooms; otherwise where there are none, or nothing can be read now. */
  private <T> T look(Collection<String> rooms, Looking<T> looking, Supplier<T> otherwise) {
    if (rooms.isEmpty()) {
      return otherwise.get();
    }
    try (var searching = index.searching()) {
      return searching == null
          ? otherwise.get()
          : looking.in(new Scope(searching.searcher(), rooms));
    } catch (IOException unreadable) {
      index.distrust(unreadable);
      return otherwise.get();
    }
  }

  private static Query byOthers(Person person) {
    return new BooleanQuery.Builder()
        .add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.FILTER)
        .add(
            new TermQuery(new Term(Documents.BY, person.id().value())),
            BooleanClause.Occur.MUST_NOT)
        .build();
  }

  private static Hits.Candidate candidate(Scope scope, int document, boolean byMeaning)
      throws IOException {
    return new Hits.Candidate(Documents.Known.of(scope.stored(document)), byMeaning);
  }

  private Optional<float[]> vector(String text) {
    return Language.maybeEnglish(text)
        ? meaning.of(text.substring(0, Math.min(text.length(), ENOUGH_TO_MEAN)))
        : Optional.empty();
  }

  /** The rooms that can be searched from outside, and that in which the asker stands. */
  private static List<String> around(Seats seats, RoomId here) {
    return seats.all().stream()
        .map(Seat::room)
        .filter(room -> room.kind().foundFromOutside() || room.id().equals(here))
        .map(room -> room.id().value())
        .toList();
  }

  private static Query besides(Matter matter) {
    var besides = new BooleanQuery.Builder();
    matter
        .thread()
        .ifPresent(thread ->
            besides.add(
                new TermQuery(new Term(Documents.THREAD, thread.value())),
                BooleanClause.Occur.SHOULD));
    matter
        .problem()
        .ifPresent(problem ->
            besides.add(
                new TermQuery(new Term("id", Documents.id(problem))), BooleanClause.Occur.SHOULD));
    return besides.build();
  }

  /**
   * What a question means; made before the time for its search begins. A single word is only looked
   * for as it is: it may be a name or a number, to which anything is alike.
   */
  private Optional<float[]> vector(Inquiry inquiry) {
    var text = inquiry.question().text();
    return inquiry.by() == By.WORDS || text.indexOf(' ') < 0 ? Optional.empty() : vector(text);
  }

  private Found found(Answering answering, Scope scope, Seats seats, Inquiry inquiry)
      throws IOException {
    var question = inquiry.question();
    var indexing = index.progress();
    var first = Math.max(0, inquiry.from());
    var most = Math.min(first, DEEPEST) + Math.clamp(inquiry.count(), 1, MOST);
    var ranked = answering.ranked(inquiry.by(), inquiry.order(), most);
    if (ranked.isEmpty()) {
      return Found.nothing(question, indexing);
    }
    var ranking = ranked.get();
    var page =
        ranking
            .documents()
            .subList(Math.min(first, ranking.documents().size()), ranking.documents().size());
    var candidates = new ArrayList<Hits.Candidate>();
    for (var document : page) {
      candidates.add(candidate(scope, document, ranking.byMeaning().contains(document)));
    }
    var facets =
        inquiry.facets()
            ? Optional.of(inCommon(scope.facets(ranking.query(), ranking.byMeaning())))
            : Optional.<Found.InCommon>empty();
    Map<String, String> instead =
        ranking.loosely() || ranking.total() == 0 ? answering.instead() : Map.of();
    // The time that a search may take is over; what was found is still read.
    var cut = scope.cut();
    var read = hits.read(candidates, seats, answering.marked(), narrowing.told(question, seats));
    return new Found(
        question,
        ranking.total() - (candidates.size() - read.size()),
        read,
        ranking.loosely(),
        inquiry.by() == By.MEANING ? List.of() : answering.widened(),
        facets,
        instead,
        cut,
        indexing);
  }

  private static Found.InCommon inCommon(Facets facets) {
    var rooms = new LinkedHashMap<RoomId, Integer>();
    facets.of(Documents.ROOM).forEach((room, count) -> rooms.put(new RoomId(room), count));
    var authors = new LinkedHashMap<PersonId, Integer>();
    facets.of(Documents.BY).forEach((person, count) -> authors.put(new PersonId(person), count));
    return new Found.InCommon(
        rooms,
        authors,
        facets.of(Documents.IS),
        facets.of(Documents.ABOUT),
        facets.of(Documents.HAS),
        facets.whole());
  }

  /** What means the same where it is searched, as far as the asker belongs there. */
  private Wordings wordings(Collection<Seat> rooms, Person asker) {
    return vocabulary.of(
        rooms.stream()
            .map(seat -> seat.room().alliance())
            .distinct()
            .flatMap(id -> alliances.membership(asker, id).stream())
            .toList());
  }

  @Override
  public void destroy() {
    index.close();
  }
}
