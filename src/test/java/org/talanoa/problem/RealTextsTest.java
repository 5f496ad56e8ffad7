package org.talanoa.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.talanoa.Refusal;
import org.talanoa.people.Person;
import org.talanoa.problem.Difference.Run;
import org.talanoa.room.Room;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Seat;
import org.talanoa.room.Voice;
import org.talanoa.testing.ReformTexts;
import org.talanoa.testing.ReformTexts.Article;
import org.talanoa.testing.Seed;
import org.talanoa.testing.World;

/** Statements filled with what reformers have really written. */
class RealTextsTest {
  private static final List<Part> ANSWERS =
      List.of(Part.WHAT, Part.WHY, Part.WHOM, Part.CARE, Part.HOW, Part.SOLVED);
  private static final int STATEMENTS = 25;

  private final World world = new World();
  private final Person amina = world.peer("amina");
  private final Person tashi = world.peer("tashi");
  private final Room room = world.room(RoomKind.CLOSED, amina, tashi);
  private final Problems problems = problems();
  private final long seed = Seed.OF_RUN;
  private final Random random = Seed.random();
  private int count;

  private Problems problems() {
    return new Problems(
        world.rooms,
        world.discussions,
        world.posting,
        world.storage,
        world.feed,
        world.key,
        world.clock);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatWasWrittenIsThereAfterARestartLetterByLetter() {
    var variants = ReformTexts.projects();
    for (var article : some(STATEMENTS)) {
      var id = start(article.title());
      var answers = new EnumMap<Part, String>(Part.class);
      for (var part : ANSWERS) {
        answers.put(part, article.passage(random.nextInt(60), part.longest()));
        write(amina, id, part, 0, answers.get(part));
      }
      var causes = causes(id, article.sentences(Cause.LONGEST));
      share(id);
      var variant = cut(variants.get(random.nextInt(variants.size())).text(), Endorsement.LONGEST);
      edit(tashi, id, new Edit.Endorse(variant));

      var read = problems().of(seat(tashi), id);

      assertThat(letters(read.title())).as(where(article)).isEqualTo(letters(article.title()));
      answers.forEach((part, words) ->
          assertThat(letters(read.part(part).words()))
              .as(where(article))
              .isEqualTo(letters(words)));
      assertThat(
              read.standing().stream()
                  .collect(Collectors.toMap(Cause::id, each -> letters(each.words().words()))))
          .as(where(article))
          .isEqualTo(causes);
      assertThat(letters(read.endorsements().getFirst().variant()))
          .as(where(article))
          .isEqualTo(letters(variant));
    }
  }

  @Test
  void whatTwoChangeInDifferentSentencesIsAllThere() {
    for (var article : some(STATEMENTS)) {
      var base = sentences(article.passage(0, Part.WHAT.longest() / 2));
      if (base.size() < 5) {
        continue;
      }
      var id = start(article.title());
      share(id);
      var version = write(amina, id, Part.WHAT, 0, String.join("", base)).revision();
      var first = random.nextInt(base.size() - 2);
      var second = first + 2 + random.nextInt(base.size() - first - 2);

      write(amina, id, Part.WHAT, version, with(base, first, "Amina was here. "));
      write(tashi, id, Part.WHAT, version, with(base, second, "Tashi too! "));

      var both = new ArrayList<>(base);
      both.set(first, "Amina was here. ");
      both.set(second, "Tashi too! ");
      var passage = problems.of(seat(amina), id).part(Part.WHAT);
      assertThat(passage.asides()).as(where(article)).isEmpty();
      assertThat(passage.words())
          .as(where(article))
          .isEqualTo(String.join("", both).stripTrailing());
    }
  }

  @Test
  void noWordIsLostWhereTwoWriteWhatTheyWant() {
    var others = some(STATEMENTS);
    for (var article : some(STATEMENTS)) {
      var base = sentences(article.passage(0, Part.WHAT.longest() / 3));
      var id = start(article.title());
      share(id);
      var version = write(amina, id, Part.WHAT, 0, String.join("", base)).revision();
      var one = rewritten(base, others.get(random.nextInt(others.size())));
      var other = rewritten(base, others.get(random.nextInt(others.size())));

      write(amina, id, Part.WHAT, version, one);
      write(tashi, id, Part.WHAT, version, other);

      var passage = problems.of(seat(amina), id).part(Part.WHAT);
      var said =
          passage.words()
              + passage.asides().stream()
                  .map(aside -> "\n" + aside.words())
                  .collect(Collectors.joining());
      var known = Merge.words(String.join("", base));
      for (var written : List.of(one, other)) {
        var fresh = new ArrayList<>(Merge.words(written));
        fresh.removeAll(known);
        assertThat(Merge.words(said).stream().map(String::strip))
            .as(where(article))
            .containsAll(
                fresh.stream().map(String::strip).filter(word -> !word.isEmpty()).toList());
      }
    }
  }

  @Test
  void whatDoesNotFitTogetherIsKeptBesideEachOther() {
    var article = longest();
    var base = article.passage(3, 3_000);
    var id = start(article.title());
    share(id);
    var version = write(amina, id, Part.WHY, 0, base).revision();
    var before = article.passage(20, 900) + " ";
    var after = " " + article.passage(40, 900);

    write(amina, id, Part.WHY, version, before + base);
    write(tashi, id, Part.WHY, version, base + after);

    var passage = problems.of(seat(amina), id).part(Part.WHY);
    assertThat((before + base + after).length()).isGreaterThan(Part.WHY.longest());
    assertThat(letters(passage.words())).isEqualTo(letters(before + base));
    assertThat(passage.asides())
        .extracting(aside -> letters(aside.words()))
        .containsExactly(letters(base + after));
  }

  @Test
  void theDifferenceOfTwoReformsLeadsFromTheOneToTheOther() {
    var pairs = ReformTexts.pairs();
    for (var pair : pairs) {
      var runs = Merge.difference(pair.one().text(), pair.other().text());

      assertThat(without(runs, Run.Kind.ADDED)).as(pair.one().id()).isEqualTo(pair.one().text());
      assertThat(without(runs, Run.Kind.GONE)).as(pair.one().id()).isEqualTo(pair.other().text());
    }
    assertThat(pairs).hasSizeGreaterThan(100);
  }

  @Test
  void theHistorySaysHowAnAnswerBecameAnother() {
    for (var article : some(STATEMENTS)) {
      var id = start(article.title());
      share(id);
      var one = write(amina, id, Part.HOW, 0, article.passage(1, Part.HOW.longest())).revision();
      var then = problems.of(seat(tashi), id).part(Part.HOW).words();
      var two = write(amina, id, Part.HOW, one, article.passage(2, Part.HOW.longest())).revision();
      var now = problems.of(seat(tashi), id).part(Part.HOW).words();

      var runs =
          problems.difference(seat(tashi), id, one, two).parts().getOrDefault(Part.HOW, List.of());

      assertThat(runs.isEmpty()).as(where(article)).isEqualTo(then.equals(now));
      if (!runs.isEmpty()) {
        assertThat(without(runs, Run.Kind.ADDED)).as(where(article)).isEqualTo(then);
        assertThat(without(runs, Run.Kind.GONE)).as(where(article)).isEqualTo(now);
      }
    }
  }

  @Test
  void whatIsTooLongIsRefusedWithTheLimitAndWhatStoodThereStands() {
    var article = longest();
    var id = start(article.title());
    share(id);
    var cause = new CauseId("causebefore");
    edit(amina, id, new Edit.AddCause(cause, Optional.empty(), Optional.empty(), "Before"));
    edit(tashi, id, new Edit.Endorse("Before"));
    write(amina, id, Part.WHY, 0, "Before");
    var before = problems.of(seat(amina), id);
    var whole = article.text();
    var tooMuch =
        Map.<Edit, Integer>of(
            new Edit.Write(Part.WHY, before.part(Part.WHY).version(), false, whole), 4_000,
            new Edit.Write(Part.WHAT, 0, false, article.text().substring(0, 4_001)), 4_000,
            new Edit.Write(
                    Part.TITLE,
                    1,
                    false,
                    article.sentences(141).stream()
                        .filter(each -> each.length() == 141)
                        .findFirst()
                        .orElseThrow()),
                140,
            new Edit.Write(cause, before.at(cause).orElseThrow().version(), false, whole), 300,
            new Edit.AddCause(
                    new CauseId("causeafter"),
                    Optional.empty(),
                    Optional.empty(),
                    article.passage(3, 3_000)),
                300,
            new Edit.Endorse(article.passage(3, 3_000)), 1_000);

    tooMuch.forEach((edit, limit) ->
        assertThatThrownBy(() -> edit(tashi, id, edit))
            .isInstanceOfSatisfying(
                Refusal.NotLikeThis.class,
                refused -> {
                  assertThat(refused.getMessage()).isEqualTo("problem.tooLong");
                  assertThat(refused.arguments()).containsExactly(limit);
                }));

    assertThat(problems().of(seat(amina), id)).isEqualTo(before);
  }

  /** Causes of causes of causes, as many as there are sentences; what was written in each. */
  private Map<CauseId, String> causes(ProblemId id, List<String> sentences) {
    var parents = new ArrayList<Optional<CauseId>>(List.of(Optional.empty()));
    var depths = new ArrayList<>(List.of(0));
    var written = new HashMap<CauseId, String>();
    for (var i = 0; i < Math.min(12, sentences.size()); i++) {
      var below = random.nextInt(parents.size());
      var cause = new CauseId("cause%06d".formatted(++count));
      edit(
          amina,
          id,
          new Edit.AddCause(cause, parents.get(below), Optional.empty(), sentences.get(i)));
      written.put(cause, letters(sentences.get(i)));
      if (depths.get(below) + 1 < Cause.DEEPEST) {
        parents.add(Optional.of(cause));
        depths.add(depths.get(below) + 1);
      }
    }
    return written;
  }

  private String rewritten(List<String> base, Article by) {
    var sentences = new ArrayList<>(base);
    var theirs = by.sentences(Cause.LONGEST);
    for (var i = random.nextInt(4); i >= 0; i--) {
      var at = random.nextInt(sentences.size() + 1);
      var sentence = " x%d %s ".formatted(++count, theirs.get(random.nextInt(theirs.size())));
      if (at == sentences.size() || random.nextBoolean()) {
        sentences.add(at, sentence);
      } else {
        sentences.set(at, sentence);
      }
    }
    return String.join("", sentences);
  }

  private static String with(List<String> sentences, int at, String sentence) {
    var changed = new ArrayList<>(sentences);
    changed.set(at, sentence);
    return String.join("", changed);
  }

  /** With the space that follows each; together they are the text. */
  private static List<String> sentences(String text) {
    return List.of(text.split("(?<=[.!?]\\s)"));
  }

  private static String without(List<Run> runs, Run.Kind kind) {
    return runs.stream()
        .filter(run -> run.kind() != kind)
        .map(Run::words)
        .collect(Collectors.joining());
  }

  /** What nobody may lose of a text, whatever is tidied up in it. */
  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .filter(c -> Character.isLetterOrDigit(c) || "…‘’“”–—#*()[]".indexOf(c) >= 0)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private List<Article> some(int howMany) {
    var all = new ArrayList<>(ReformTexts.articles());
    Collections.shuffle(all, random);
    return all.subList(0, howMany);
  }

  private static Article longest() {
    return ReformTexts.articles().stream()
        .max(Comparator.comparingInt(article -> article.text().length()))
        .orElseThrow();
  }

  private static String cut(String text, int longest) {
    return text.substring(0, Math.min(longest, text.length()));
  }

  private String where(Article article) {
    return article.id() + " seed " + seed;
  }

  private ProblemId start(String title) {
    return problems.start(voice(amina), key(), title).id();
  }

  private void share(ProblemId id) {
    edit(amina, id, new Edit.SetStatus(Status.SHARED));
  }

  private Accepted write(Person person, ProblemId id, Spot spot, long base, String words) {
    return edit(person, id, new Edit.Write(spot, base, false, words));
  }

  private Accepted edit(Person person, ProblemId id, Edit edit) {
    return problems.edit(voice(person), id, key(), edit);
  }

  private Voice voice(Person person) {
    return world.voice(person, room.id());
  }

  private Seat seat(Person person) {
    return world.rooms.enter(person, room.id());
  }

  private String key() {
    return "key-%06d".formatted(++count);
  }
}
