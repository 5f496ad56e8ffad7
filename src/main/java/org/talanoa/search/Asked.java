package org.talanoa.search;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;

/** A question in the words of the index. Signs without a word in them ask for nothing. */
final class Asked {
  private static final float AS_WRITTEN = 2;

  /** Of a sentence no more words are looked for. */
  private static final int MOST_WORDS = 48;

  /** Texts that have so many telling words in common are about the same. */
  private static final int ENOUGH_IN_COMMON = 4;

  private static final int LONGEST_IDEOGRAPHIC_WORD = 4;

  private final Analyzer analyzer;
  private final QueryBuilder builder;
  private final People people;

  Asked(Analyzer analyzer, People people) {
    this.analyzer = analyzer;
    this.builder = new QueryBuilder(analyzer);
    this.people = people;
  }

  /** How the words of a question are looked for. */
  enum Strictness {
    /** Each of them has to be there. */
    ALL,
    /** Some of them have to be there; the more and the rarer, the better. */
    SOME,
    /** So many of them have to be there that it is hardly by chance. */
    SEVERAL
  }

  /**
   * What fits the words of the question; nothing where nothing is asked for.
   *
   * @param within what narrows the question besides its own words
   */
  Optional<Query> query(Question question, Person asker, List<Query> within, Strictness how) {
    var wanted = wantedWithQuotes(question);
    var narrowed = narrowed(question, asker);
    narrowed.addAll(within);
    if (wanted.isEmpty()
        && exact(question).isEmpty()
        && narrowed.isEmpty()
        && question.in().isEmpty()
        && question.alliance().isEmpty()) {
      return Optional.empty();
    }
    var query = new BooleanQuery.Builder();
    if (!wanted.isEmpty()) {
      query.add(
          switch (how) {
            case ALL -> all(wanted);
            case SOME -> some(wanted, 1);
            case SEVERAL -> some(wanted, several(wanted.size()));
          },
          Occur.MUST);
    } else if (exact(question).isEmpty()) {
      query.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
    }
    exact(question).forEach(part -> query.add(part, Occur.MUST));
    narrowed.forEach(part -> query.add(part, Occur.FILTER));
    without(question, query);
    return Optional.of(query.build());
  }

  /** Among what an answer to the question by its meaning may be. */
  Query among(Question question, Person asker, List<Query> within) {
    var query = new BooleanQuery.Builder();
    query.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
    exact(question).forEach(part -> query.add(part, Occur.FILTER));
    narrowed(question, asker).forEach(part -> query.add(part, Occur.FILTER));
    within.forEach(part -> query.add(part, Occur.FILTER));
    without(question, query);
    return query.build();
  }

  private void without(Question question, BooleanQuery.Builder query) {
    for (var words : question.without()) {
      add(query, builder.createPhraseQuery(Words.WORDS, words), Occur.MUST_NOT);
    }
  }

  /**
   * Each word in the text, or in the title of its thread; one at least in the text itself, so that
   * a title does not bring everything below it.
   */
  private static Query all(List<Wanted> wanted) {
    var query = new BooleanQuery.Builder();
    if (wanted.size() == 1) {
      return wanted.getFirst().said();
    }
    var any = new BooleanQuery.Builder();
    for (var word : wanted) {
      query.add(word.saidOrCalled(), Occur.MUST);
      any.add(word.said(), Occur.SHOULD);
    }
    return query.add(any.build(), Occur.FILTER).build();
  }

  private static int several(int words) {
    return Math.min(words, Math.clamp(words / 3, 2, ENOUGH_IN_COMMON));
  }

  private static Query some(List<Wanted> wanted, int least) {
    var query = new BooleanQuery.Builder().setMinimumNumberShouldMatch(least);
    wanted.forEach(word -> query.add(word.said(), Occur.SHOULD));
    return query.build();
  }

  /** Where in a text that fits the question its words are. */
  Query marked(Question question) {
    var query = new BooleanQuery.Builder();
    wantedWithQuotes(question).forEach(word -> query.add(word.said(), Occur.SHOULD));
    exact(question).forEach(part -> query.add(part, Occur.SHOULD));
    return query.build();
  }

  /** Whether a name has this part, however either is written. */
  Predicate<String> containing(String part) {
    var wanted = folded(part);
    return name -> !wanted.isEmpty() && folded(name).contains(wanted);
  }

  /** A word as it is kept in the index. */
  String folded(String text) {
    return analyzer.normalize(Words.WORDS, text).utf8ToString();
  }

  /** Where this word is said. */
  Query written(String word) {
    var said = said(word);
    return said == null ? MatchNoDocsQuery.INSTANCE : said;
  }

  /**
   * A word that is asked for.
   *
   * @param said where it is said
   * @param called where it is in the title of a thread
   */
  private record Wanted(Query said, Query called) {
    Query saidOrCalled() {
      return new BooleanQuery.Builder().add(said, Occur.SHOULD).add(called, Occur.SHOULD).build();
    }
  }

  /** In a sentence the small words of its language say nothing of what it asks for. */
  private List<Wanted> wanted(Question question) {
    var words = question.words();
    if (question.isSentence()) {
      var small = Language.of(question.text()).smallWords();
      var telling =
          words.stream()
              .filter(word -> !small.contains(word.toLowerCase(Locale.ROOT)))
              .distinct()
              .limit(MOST_WORDS)
              .toList();
      words = telling.isEmpty() ? words.subList(0, Math.min(MOST_WORDS, words.size())) : telling;
    }
    return words.stream().flatMap(word -> wanted(word).stream()).toList();
  }

  /** What is quoted in a sentence is welcome, not demanded. */
  private List<Wanted> wantedWithQuotes(Question question) {
    var wanted = new ArrayList<>(wanted(question));
    if (question.isSentence()) {
      quoted(question).forEach(said -> wanted.add(new Wanted(said, MatchNoDocsQuery.INSTANCE)));
    }
    return wanted;
  }

  private Stream<Query> quoted(Question question) {
    return question.phrases().stream()
        .map(words -> builder.createPhraseQuery(Words.WORDS, words))
        .flatMap(Stream::ofNullable);
  }

  /** What has to be there just as it is written. */
  private List<Query> exact(Question question) {
    var beginnings = question.prefixes().stream().map(this::beginning);
    return question.isSentence()
        ? beginnings.toList()
        : Stream.concat(quoted(question), beginnings).toList();
  }

  private List<Query> narrowed(Question question, Person asker) {
    var parts = new ArrayList<Query>();
    question.has().forEach(kind -> parts.add(new TermQuery(new Term(Documents.HAS, kind))));
    question.is().stream()
        .filter(form -> !form.equals("unanswered"))
        .forEach(form -> parts.add(new TermQuery(new Term(Documents.IS, form))));
    question.about().forEach(kind -> parts.add(new TermQuery(new Term(Documents.ABOUT, kind))));
    if (!question.country().isEmpty()) {
      parts.add(by(people.where(profile -> isFrom(profile, question.country(), asker))));
    }
    if (!question.from().isEmpty()) {
      var any = new BooleanQuery.Builder();
      question.from().forEach(name -> by(any, name, asker.id()));
      parts.add(any.build());
    }
    if (question.after().isPresent() || question.before().isPresent()) {
      var zone = asker.profile().timeZone();
      parts.add(
          LongField.newRangeQuery(
              Documents.AT,
              question.after().map(day -> start(day, zone)).orElse(Long.MIN_VALUE),
              question.before().map(day -> start(day, zone) - 1).orElse(Long.MAX_VALUE)));
    }
    return parts;
  }

  private Optional<Wanted> wanted(String word) {
    return Optional.ofNullable(said(word))
        .map(said -> {
          var called = builder.createBooleanQuery(Documents.TITLE, word, Occur.MUST);
          return new Wanted(said, called == null ? MatchNoDocsQuery.INSTANCE : called);
        });
  }

  /** A word as it is written, or less strongly by its stem in any language it may be of. */
  private @Nullable Query said(String word) {
    if (isOneWordOfIdeographs(word)) {
      return builder.createPhraseQuery(Words.WORDS, word);
    }
    var written = builder.createBooleanQuery(Words.WORDS, word, Occur.MUST);
    if (written == null) {
      return null;
    }
    var either = new BooleanQuery.Builder().add(new BoostQuery(written, AS_WRITTEN), Occur.SHOULD);
    var stems = new ArrayList<Query>();
    for (var language : Language.possible(word)) {
      var stem = builder.createBooleanQuery(language.stems(), word, Occur.MUST);
      if (stem != null) {
        stems.add(stem);
      }
    }
    if (!stems.isEmpty()) {
      either.add(new DisjunctionMaxQuery(stems, 0), Occur.SHOULD);
    }
    return either.build();
  }

  private boolean isFrom(Profile profile, List<String> countries, Person asker) {
    var code = profile.country();
    if (code.isEmpty()) {
      return false;
    }
    var country = Locale.of("", code);
    return countries.stream()
        .anyMatch(asked ->
            asked.equalsIgnoreCase(code)
                || containing(asked).test(country.getDisplayCountry(asker.profile().locale()))
                || containing(asked).test(country.getDisplayCountry(Locale.ENGLISH)));
  }

  private static Query by(Collection<PersonId> people) {
    return new TermInSetQuery(
        Documents.BY, people.stream().map(id -> new BytesRef(id.value())).toList());
  }

  /** Ideographs are indexed one by one; a few together are a word, many are a sentence. */
  private static boolean isOneWordOfIdeographs(String word) {
    return word.codePoints().allMatch(Character::isIdeographic)
        && word.codePointCount(0, word.length()) <= LONGEST_IDEOGRAPHIC_WORD;
  }

  private Query beginning(String prefix) {
    var term = analyzer.normalize(Words.WORDS, prefix);
    return new ConstantScoreQuery(new PrefixQuery(new Term(Words.WORDS, term)));
  }

  private void by(BooleanQuery.Builder any, String name, PersonId asker) {
    if (name.equals("me")) {
      any.add(new TermQuery(new Term(Documents.BY, asker.value())), Occur.SHOULD);
      return;
    }
    any.add(by(people.named(containing(name))), Occur.SHOULD);
    add(any, builder.createBooleanQuery(Documents.IMPORTED, name, Occur.MUST), Occur.SHOULD);
  }

  private static void add(BooleanQuery.Builder query, @Nullable Query part, Occur how) {
    if (part != null) {
      query.add(part, how);
    }
  }

  private static long start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
