package org.talanoa.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.talanoa.Refusal;
import org.talanoa.testing.Attack;
import org.talanoa.testing.BadInputs;
import org.talanoa.testing.Harmless;
import org.talanoa.testing.Sample;
import org.talanoa.testing.Seed;

/** Texts that mean harm, or that nobody can read. */
class BadTextTest {
  private static final Duration BOUND = Duration.ofMillis(200);

  private final Rendering rendering = new Rendering();

  @Attack(39)
  @ParameterizedTest
  @MethodSource("org.talanoa.testing.BadInputs#scripts")
  void noTextRunsAScript(String text) {
    Harmless.check(html(text));
    Harmless.check(html("> - *" + text + "* | [" + text + "](" + text + ")"));
    Harmless.check(html("@[x](person:amina)", text));
  }

  @Test
  void everyNaughtyStringIsShownWithoutHarm() {
    var naughty = BadInputs.naughty();

    assertThat(naughty).hasSize(485);
    for (var text : naughty) {
      if (Clean.isInvisible(Clean.line(text))) {
        assertThatThrownBy(() -> Markdown.of(text)).isInstanceOf(Refusal.NotLikeThis.class);
      } else {
        Harmless.check(html(text));
        Harmless.check(html("[" + text + "](" + text + ")"));
        Harmless.check(html("@[x](person:amina)", text));
      }
    }
  }

  static Stream<String> bombs() {
    return Stream.of(
            "*",
            "_",
            "~",
            "`",
            "[",
            "]",
            "![",
            "[](",
            "<",
            ">",
            "&",
            "|",
            "\\",
            "\"",
            "#",
            "- ",
            "> ",
            "1. ",
            "* ",
            "\t",
            "*a",
            "a*",
            "**a ",
            "a**b",
            "_a*",
            "~~a",
            "[a](",
            "[a](<",
            "![a](",
            "[a][",
            "`a",
            "``a`",
            "<a ",
            "<!--",
            "<?",
            "<![CDATA[",
            "a@",
            "a@b.",
            "www.",
            "http://",
            "https://a.",
            "&#",
            "&a;",
            "\n>",
            "\n-",
            "> - ",
            "- > ",
            "|-\n",
            "|a",
            "[a]: b\n",
            "[a]: <",
            "a\n\n",
            "\n",
            "*\n",
            "=\n-\n",
            "\u202e",
            "\u2066",
            "\u0300",
            "\ud800")
        .map(part -> part.repeat(Markdown.LIMIT / part.length()));
  }

  @Attack(42)
  @ParameterizedTest
  @MethodSource("bombs")
  void aTextOfOneThingIsShownInTimeOrRefused(String bomb) {
    var among = "a" + bomb.substring(2) + "b";
    Sample.of(List.of(bomb, among), bomb.hashCode()).forEach(this::shownInTime);
  }

  static Stream<String> nested() {
    return Stream.of(
        deep(i -> " ".repeat(2 * i) + "- x\n", 190),
        deep(i -> "> ".repeat(i) + "x\n", 190),
        deep(i -> "\t".repeat(i) + "* x\n", 270),
        "*a **b ".repeat(5_000) + "c** d*".repeat(700),
        "[".repeat(19_000) + "a" + "](b)".repeat(5_000),
        "![".repeat(8_000) + "a" + "](b)".repeat(5_000),
        "|a".repeat(6_000) + "|\n" + "|-".repeat(6_000) + "|\n" + "|\n".repeat(5_000),
        "|a|\n|-|\n" + "|b|\n".repeat(9_000),
        "[a]: b\n".repeat(2_000) + "[a] ".repeat(6_000),
        "- ".repeat(19_999) + "x",
        ">".repeat(39_999) + "x",
        "* ".repeat(30) + " ".repeat(300) + "- - - - - - - - - - - - - - - - - - - - - - - - - -");
  }

  @Attack(42)
  @ParameterizedTest
  @MethodSource("nested")
  void aTextThatIsNestedIsShownInTime(String bomb) {
    shownInTime(bomb);
  }

  @Attack(42)
  @Test
  void nothingIsNestedDeeperThanAPageBears() {
    for (var bomb : nested().toList()) {
      assertThat(Jsoup.parseBodyFragment(html(bomb)).select("*"))
          .as(bomb.substring(0, 20))
          .allSatisfy(element -> assertThat(element.parents()).hasSizeLessThan(90));
    }
  }

  @Attack(42)
  @ParameterizedTest
  @ValueSource(ints = {Markdown.LIMIT + 1, 200_000, 1_000_000, 1 << 20})
  void aTextThatIsTooLongIsRefusedAtOnce(int length) {
    assertThatThrownBy(() -> Markdown.of("*".repeat(length)))
        .isInstanceOfSatisfying(
            Refusal.NotLikeThis.class,
            refused -> assertThat(refused.key()).isEqualTo("text.tooLong"));
    assertThatThrownBy(() -> new Title("a".repeat(length)))
        .isInstanceOfSatisfying(
            Refusal.NotLikeThis.class,
            refused -> assertThat(refused.key()).isEqualTo("text.titleLength"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n\t",
        "\u00A0",
        "\u200B",
        "\u2060\uFEFF",
        "\u202E",
        "\u2067\u2069",
        "\u3164",
        "\u2800",
        "\u115F\u1160",
        "\uFE0F",
        "\u034F",
        "\u0000\u0007",
        "\u2028"
      })
  void aTextThatShowsNothingIsRefused(String text) {
    assertThatThrownBy(() -> Markdown.of(text))
        .isInstanceOfSatisfying(
            Refusal.NotLikeThis.class,
            refused -> assertThat(refused.key()).isEqualTo("text.empty"));
    assertThatThrownBy(() -> new Title(text)).isInstanceOf(Refusal.NotLikeThis.class);
  }

  static Stream<Arguments> written() {
    return Stream.of(
        arguments("a\0b\u0007c", "abc"),
        arguments("a\tb", "a b"),
        arguments("a\r\nb\rc", "a b c"),
        arguments("a\u2028b\u0085c", "a b c"),
        arguments("a\u202Etxt.exe\u202C", "atxt.exe"),
        arguments("a\u202Ab\u202Bc\u202Dd", "abcd"),
        arguments("a\u2067b", "a\u2067b\u2069"),
        arguments("a\u2069b", "ab"),
        arguments("\u2067\u2066a\u2069", "\u2067\u2066a\u2069\u2069"),
        arguments("\u2067a\nb", "\u2067a\u2069 b"),
        arguments("a\uFFFE\uFDD0b", "ab"),
        arguments("a\uD800b\uDC00", "a\uFFFDb\uFFFD"),
        arguments("e\u0301", "\u00E9"),
        arguments("\u0646\u0627\u200C\u0645\u0647", "\u0646\u0627\u200C\u0645\u0647"));
  }

  @ParameterizedTest
  @MethodSource("written")
  void aTitleActsOnNothingBesideIt(String written, String kept) {
    assertThat(new Title(written).text()).isEqualTo(kept);
  }

  @Test
  void aTextEndsItsDirectionsInTheirLine() {
    var text = Markdown.of("a \u2067b\nc \u2066d\u2069\u2069 \u202Ee\r\nf\u2069");

    assertThat(text.source()).isEqualTo("a \u2067b\u2069\nc \u2066d\u2069 e\nf");
    assertThat(Jsoup.parseBodyFragment(html("\u2067a\n\n\u2067b")).select("p").eachText())
        .containsExactly("\u2067a\u2069", "\u2067b\u2069");
  }

  @Test
  void whatWasKeptCanBeReadBackUnchanged() {
    var seed = Seed.OF_RUN;
    var random = new Random(seed);
    for (var i = 0; i < 2_000; i++) {
      var text = "a" + strange(random);
      var once = Markdown.of(text).source();

      assertThat(Markdown.of(once).source()).as("seed %d", seed).isEqualTo(once);
      var title = new Title(text).text();
      assertThat(new Title(title).text()).as("seed %d", seed).isEqualTo(title);
    }
  }

  @Test
  void aTextThatGrowsWhenItIsCleanedIsRefusedBeforeItIsKept() {
    var grows = "\u0958".repeat(Markdown.LIMIT / 2 + 1);

    assertThatThrownBy(() -> Markdown.of(grows)).isInstanceOf(Refusal.NotLikeThis.class);
  }

  private static String strange(Random random) {
    var marks =
        List.of(
            "a", " ", "\n", "\r", "\t", "\u0301", "\u2066", "\u2067", "\u2068", "\u2069", "\u202E",
            "\u202C", "\u2028", "\u0085", "\u0000", "\uD83D", "\uDE00", "\u0958", "\uFFFE", "é",
            "\u200D", "\u1100", "\u1161", "\uFB2C");
    var text = new StringBuilder();
    for (var i = 0; i < 30; i++) {
      text.append(marks.get(random.nextInt(marks.size())));
    }
    return text.toString();
  }

  /** One of a few attempts is enough: the first ones run code that is not compiled yet. */
  private void shownInTime(String bomb) {
    assertThat(
            Stream.generate(() -> Effort.of(() -> shown(bomb)))
                .limit(5)
                .anyMatch(effort -> effort.compareTo(BOUND) < 0))
        .as("shown within " + BOUND)
        .isTrue();
    shown(bomb)
        .ifPresent(html -> {
          Harmless.check(html);
          assertThat(rendering.plain(Markdown.of(bomb))).isNotNull();
        });
  }

  private Optional<String> shown(String bomb) {
    try {
      return Optional.of(rendering.html(Markdown.of(bomb), new Known()).html());
    } catch (Refusal.NotLikeThis _) {
      return Optional.empty();
    }
  }

  private String html(String text) {
    return rendering.html(Markdown.of(text), new Known()).html();
  }

  private String html(String text, String name) {
    var links =
        new Links() {
          @Override
          public Optional<String> nameOf(String person) {
            return Optional.of(name);
          }

          @Override
          public String attachment(String id) {
            return new Known().attachment(id);
          }
        };
    return rendering.html(Markdown.of(text), links).html();
  }

  private interface Level {
    String at(int depth);
  }

  private static String deep(Level level, int depth) {
    var text = new StringBuilder();
    for (var i = 1; i <= depth; i++) {
      text.append(level.at(i));
    }
    return text.toString();
  }
}
