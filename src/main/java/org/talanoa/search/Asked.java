package org.talanoa.search;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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

  /** How much it counts besides that a word has the accents that it is asked for with. */
  private static final float AS_SPELT = 1;

  /** What a file says counts less than what its message says itself. */
  private static final float IN_A_FILE = 0.5f;

  /** Of a sentence no more words are looked for. */
  private static final int MOST_WORDS = 48;

  /** Texts that have so many telling words in common are about the same. */
  private static final int ENOUGH_IN_COMMON = 4;

  /** Nor of any question more than so many characters, which may be words without a space. */
  private static final int MOST_CHARACTERS = 400;

  /** How much what means the same counts beside what was asked for. */
  private static final float OF_THE_SAME_MEANING = 0.8f;

  private static final Pattern AROUND =
      Pattern.compile("^[^\\p{L}\\p{M}\\p{N}]+|[^\\p{L}\\p{M}\\p{N}]+$");

  private final Analyzer analyzer;
  private final QueryBuilder builder;
  private final People people;
  private final Wordings wordings;

  Asked(Analyzer analyzer, People people) {
    this(analyzer, people, Wordings.NONE);
  }

  private Asked(Analyzer analyzer, People people, Wordings wordings) {
    this.analyzer = analyzer;
    this.builder = new QueryBuilder(analyzer);
    this.people = people;
    this.wordings = wordings;
  }

  /** The same, where these wordings mean the same. */
  Asked knowing(Wordings other) {
    return new Asked(analyzer, people, other);
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
        && question.alliance().isEmpty()
        && question.stage().isEmpty()) {
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
      add(query, phrase(words), Occur.MUST_NOT);
    }
  }

  /**
   * Each word in the text, or around it: in the title of its thread or in what it answers; one at
   * least in the text itself, so that a title does not bring everything below it.
   */
  private static Query all(List<Wanted> wanted) {
    var query = new BooleanQuery.Builder();
    if (wanted.size() == 1 && wanted.getFirst() instanceof Word word) {
      return word.said();
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

  /**
   * Where in a text that fits the question its words are, as they are written or by their stems.
   */
  Query marked(Question question) {
    var query = new BooleanQuery.Builder();
    wantedWithQuotes(question).forEach(word -> query.add(word.said(), Occur.SHOULD));
    exact(question).forEach(part -> query.add(part, Occur.SHOULD));
    for (var words : question.phrases()) {
      for (var language : Language.values()) {
        add(query, builder.createPhraseQuery(language.stems(), words), Occur.SHOULD);
      }
    }
    return query.build();
  }

  /** Whether a name has this part, however either is written. */
  Predicate<String> containing(String part) {
    var wanted = folded(part);
    return name -> !wanted.isEmpty() && folded(name).contains(wanted);
  }

  /** Whether a name is this one, however either is written. */
  Predicate<String> called(String name) {
    var wanted = folded(name);
    return other -> folded(other.replace('"', ' ').strip()).equals(wanted);
  }

  /** A word as it is kept in the index. */
  String folded(String text) {
    return analyzer.normalize(Words.WORDS, text).utf8ToString();
  }

  /** Where this word is said. */
  Query written(String word) {
    var said = said(word, words(word));
    return said == null ? MatchNoDocsQuery.INSTANCE : said;
  }

  /** Whether more than one word is asked for. */
  boolean wantsSeveral(Question question) {
    return wanted(question).size() > 1;
  }

  /** Something that is asked for. */
  private sealed interface Wanted {
    /** Where it, or a part of it, is said. */
    Query said();

    /** Where all of it is said, or is around what is said. */
    Query saidOrCalled();
  }

  /**
   * A word.
   *
   * @param called where it is in the title of a thread, or in what is answered there
   */
  private record Word(Query said, Query called) implements Wanted {
    @Override
    public Query saidOrCalled() {
      return new BooleanQuery.Builder().add(said, Occur.SHOULD).add(called, Occur.SHOULD).build();
    }
  }

  /**
   * Words that have a meaning together, or whatever else means the same.
   *
   * @param others what else does, each with its weight
   */
  private record Meant(List<Wanted> words, Map<Wanted, Float> others) implements Wanted {
    @Override
    public Query said() {
      return best(Occur.SHOULD, Wanted::said);
    }

    @Override
    public Query saidOrCalled() {
      return best(Occur.MUST, Wanted::saidOrCalled);
    }

    private Query best(Occur how, Function<Wanted, Query> where) {
      var together = new BooleanQuery.Builder();
      words.forEach(word -> together.add(where.apply(word), how));
      var any = new ArrayList<Query>(List.of(together.build()));
      others.forEach((other, weight) -> any.add(new BoostQuery(where.apply(other), weight)));
      return new DisjunctionMaxQuery(any, 0);
    }
  }

  /** In a sentence the small words of its language say nothing of what it asks for. */
  private static List<String> telling(Question question) {
    var words = question.words();
    if (!question.isSentence()) {
      return words;
    }
    var small = Language.of(question.text()).smallWords();
    var telling =
        words.stream()
            .filter(word -> !small.contains(word.toLowerCase(Locale.ROOT)))
            .distinct()
            .limit(MOST_WORDS)
            .toList();
    return telling.isEmpty() ? words.subList(0, Math.min(MOST_WORDS, words.size())) : telling;
  }

  private List<Wanted> wanted(Question question) {
    var wanted = new ArrayList<Wanted>();
    var telling = telling(question);
    var single = new ArrayList<>(telling);
    for (var run : runs(question, telling)) {
      var words = question.words().subList(run.from(), run.to());
      wanted.add(meant(words.stream().filter(telling::contains).toList(), run.others()));
      single.removeAll(words);
    }
    var left = MOST_CHARACTERS;
    for (var word : single) {
      var read = word.substring(0, Math.min(word.length(), left));
      parts(read).forEach(part -> wanted(part).ifPresent(wanted::add));
      left -= read.length();
    }
    return wanted.subList(0, Math.min(MOST_WORDS, wanted.size()));
  }

  private List<String> parts(String word) {
    return Unspaced.is(word) ? Unspaced.parts(Words.of(analyzer, word)) : List.of(word);
  }

  /** Small words of a sentence mean nothing by themselves, whatever they are short for. */
  private List<Wordings.Run> runs(Question question, List<String> telling) {
    return wordings.in(question, analyzer).stream()
        .filter(run ->
            question.words().subList(run.from(), run.to()).stream().anyMatch(telling::contains))
        .toList();
  }

  /** What has more words is not for that reason a better answer. */
  private Wanted meant(List<String> words, List<Wordings.Wording> others) {
    var length = words.stream().mapToInt(word -> Words.of(analyzer, word).size()).sum();
    var weighed = new LinkedHashMap<Wanted, Float>();
    for (var other : others) {
      var weight = OF_THE_SAME_MEANING * length / other.words().size();
      wanted(other.text(), field -> builder.createPhraseQuery(field, other.text()))
          .ifPresent(wanted -> weighed.put(wanted, weight));
    }
    return new Meant(words.stream().flatMap(word -> wanted(word).stream()).toList(), weighed);
  }

  /** For which words of the question others are looked for too. */
  List<Found.Widened> widened(Question question) {
    return runs(question, telling(question)).stream()
        .map(run -> {
          var words = String.join(" ", question.words().subList(run.from(), run.to()));
          return new Found.Widened(
              AROUND.matcher(words).replaceAll(""),
              run.others().stream().map(Wordings.Wording::text).toList());
        })
        .distinct()
        .toList();
  }

  /** What is quoted in a sentence is welcome, not demanded. */
  private List<Wanted> wantedWithQuotes(Question question) {
    var wanted = new ArrayList<>(wanted(question));
    if (question.isSentence()) {
      quoted(question).forEach(said -> wanted.add(new Word(said, MatchNoDocsQuery.INSTANCE)));
    }
    return wanted;
  }

  private Stream<Query> quoted(Question question) {
    return question.phrases().stream().map(this::phrase).flatMap(Stream::ofNullable);
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
    return wanted(word, words(word));
  }

  private Optional<Wanted> wanted(String text, InField inField) {
    return Optional.ofNullable(said(text, inField))
        .map(said -> {
          var called = inField.of(Documents.TITLE);
          return new Word(said, called == null ? MatchNoDocsQuery.INSTANCE : called);
        });
  }

  /** How a text is looked for in a field of the index; not at all where it has no words. */
  private interface InField {
    @Nullable Query of(String field);
  }

  private InField words(String text) {
    return field ->
        field.equals(Words.WORDS)
            ? spelt(text)
            : builder.createBooleanQuery(field, text, Occur.MUST);
  }

  /** Words without regard to their accents; those with the same count more. */
  private @Nullable Query spelt(String text) {
    var words = builder.createBooleanQuery(Words.WORDS, text, Occur.MUST);
    var spelt = builder.createBooleanQuery(Words.SPELT, text, Occur.MUST);
    return words == null || spelt == null
        ? words
        : new BooleanQuery.Builder()
            .add(words, Occur.SHOULD)
            .add(new BoostQuery(spelt, AS_SPELT), Occur.SHOULD)
            .build();
  }

  /** What is said in the text, or less strongly in a file. */
  private @Nullable Query said(String text, InField inField) {
    return Unspaced.is(text)
        ? phrase(text)
        : inTextOrFile(
            said(text, inField, Words.WORDS, Language::stems),
            said(text, inField, Words.FILES, Language::stemsInFiles));
  }

  private @Nullable Query phrase(String words) {
    return inTextOrFile(
        builder.createPhraseQuery(Words.WORDS, words),
        builder.createPhraseQuery(Words.FILES, words));
  }

  private static @Nullable Query inTextOrFile(@Nullable Query text, @Nullable Query file) {
    return text == null || file == null
        ? null
        : new BooleanQuery.Builder()
            .add(text, Occur.SHOULD)
            .add(new BoostQuery(file, IN_A_FILE), Occur.SHOULD)
            .build();
  }

  /** What is said as it is written, or less strongly by its stems in any language it may be of. */
  private static @Nullable Query said(
      String text, InField inField, String field, Function<Language, String> stemsIn) {
    var written = inField.of(field);
    if (written == null) {
      return null;
    }
    var either = new BooleanQuery.Builder().add(new BoostQuery(written, AS_WRITTEN), Occur.SHOULD);
    var stems = new ArrayList<Query>();
    for (var language : Language.possible(text)) {
      var stem = inField.of(stemsIn.apply(language));
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

  private Query beginning(String prefix) {
    var term = analyzer.normalize(Words.WORDS, prefix);
    return new ConstantScoreQuery(
        new BooleanQuery.Builder()
            .add(new PrefixQuery(new Term(Words.WORDS, term)), Occur.SHOULD)
            .add(new PrefixQuery(new Term(Words.FILES, term)), Occur.SHOULD)
            .build());
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
