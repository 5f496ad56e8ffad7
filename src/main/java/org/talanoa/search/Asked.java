package org.talanoa.search;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
import org.apache.lucene.search.MatchAllDocsQuery;
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

/** A question in the words of the index. Signs without a word in them ask for nothing. */
final class Asked {
  private static final float AS_WRITTEN = 2;
  private static final int LONGEST_IDEOGRAPHIC_WORD = 4;

  private final Analyzer analyzer;
  private final QueryBuilder builder;
  private final People people;

  Asked(Analyzer analyzer, People people) {
    this.analyzer = analyzer;
    this.builder = new QueryBuilder(analyzer);
    this.people = people;
  }

  /** What fits the question of this person; nothing where nothing is asked for. */
  Optional<Query> query(Question question, Person asker) {
    var wanted = wanted(question);
    var narrowed = narrowed(question, asker);
    if (wanted.isEmpty() && narrowed.isEmpty() && question.in().isEmpty()) {
      return Optional.empty();
    }
    var query = new BooleanQuery.Builder();
    if (wanted.isEmpty()) {
      query.add(MatchAllDocsQuery.INSTANCE, Occur.MUST);
    }
    wanted.forEach(part -> query.add(part, Occur.MUST));
    narrowed.forEach(part -> query.add(part, Occur.FILTER));
    for (var words : question.without()) {
      add(query, builder.createPhraseQuery(Words.WORDS, words), Occur.MUST_NOT);
    }
    return Optional.of(query.build());
  }

  /** Where in a text that fits the question its words are. */
  Query marked(Question question) {
    var query = new BooleanQuery.Builder();
    wanted(question).forEach(part -> query.add(part, Occur.SHOULD));
    return query.build();
  }

  /** Whether a name has this part, however either is written. */
  Predicate<String> containing(String part) {
    var wanted = folded(part);
    return name -> !wanted.isEmpty() && folded(name).contains(wanted);
  }

  private String folded(String text) {
    return analyzer.normalize(Words.WORDS, text).utf8ToString();
  }

  private List<Query> wanted(Question question) {
    return Stream.of(
            question.words().stream().map(this::either),
            question.phrases().stream().map(words -> builder.createPhraseQuery(Words.WORDS, words)),
            question.prefixes().stream().map(this::beginning))
        .flatMap(parts -> parts)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  private List<Query> narrowed(Question question, Person asker) {
    var parts = new ArrayList<Query>();
    question.has().forEach(kind -> parts.add(new TermQuery(new Term("has", kind))));
    if (!question.from().isEmpty()) {
      var any = new BooleanQuery.Builder();
      question.from().forEach(name -> by(any, name, asker.id()));
      parts.add(any.build());
    }
    if (question.after().isPresent() || question.before().isPresent()) {
      var zone = asker.profile().timeZone();
      parts.add(
          LongField.newRangeQuery(
              "at",
              question.after().map(day -> start(day, zone)).orElse(Long.MIN_VALUE),
              question.before().map(day -> start(day, zone) - 1).orElse(Long.MAX_VALUE)));
    }
    return parts;
  }

  /** A word as it is written, or less strongly by its stem. */
  private @Nullable Query either(String word) {
    if (isOneWordOfIdeographs(word)) {
      return builder.createPhraseQuery(Words.WORDS, word);
    }
    var written = builder.createBooleanQuery(Words.WORDS, word, Occur.MUST);
    if (written == null) {
      return null;
    }
    var either = new BooleanQuery.Builder().add(new BoostQuery(written, AS_WRITTEN), Occur.SHOULD);
    add(either, builder.createBooleanQuery(Words.STEMS, word, Occur.MUST), Occur.SHOULD);
    return either.build();
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
      any.add(new TermQuery(new Term("by", asker.value())), Occur.SHOULD);
      return;
    }
    var named = people.named(containing(name)).stream().map(id -> new BytesRef(id.value()));
    any.add(new TermInSetQuery("by", named.toList()), Occur.SHOULD);
    add(any, builder.createBooleanQuery("imported", name, Occur.MUST), Occur.SHOULD);
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
