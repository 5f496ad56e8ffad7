package org.talanoa.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.talanoa.Refusal;
import org.talanoa.alliance.TacitKind;
import org.talanoa.door.Wording;
import org.talanoa.moderation.Deed;
import org.talanoa.moderation.Grounds;
import org.talanoa.moderation.Measures;
import org.talanoa.moderation.Notice;
import org.talanoa.room.RoomKind;

/** Every text a person sees is in the bundles, and every key that is used exists. */
class WordsTest {
  private static final Pattern SAID =
      Pattern.compile("Reader\\s*\\.\\s*say\\(\\s*\"([a-zA-Z.-]+)\"");
  private static final Pattern REFUSED =
      Pattern.compile(
          "new\\s+Refusal\\s*\\.\\s*(?:NotHere|NotYours|NotLikeThis|NotNow|TooMuch)\\(\\s*\"([a-zA-Z.]+)\"");
  private static final Pattern EVENT = Pattern.compile("CaseCodec\\.event\\([^;]*?\"([a-z-]+)\"");
  private static final Pattern LIVE = Pattern.compile("'(live\\.[a-zA-Z.-]*[a-zA-Z])'");
  private static final Pattern PLACE = Pattern.compile("\\{(\\d+)(,\\w+)?");
  private static final Path BUNDLES = Path.of("src/main/resources");
  private static final Object[] NUMBERS = {1, 2, 3};

  @Test
  void everyScreenTextIsInTheBundle() {
    assertThat(keys()).containsAll(found(Path.of("src/main/java"), SAID, ""));
  }

  @Test
  void everyRefusalHasItsWords() {
    assertThat(keys()).containsAll(found(Path.of("src/main/java"), REFUSED, "refusal."));
  }

  @Test
  void everyTextOfTheLiveComponentsIsInTheBundle() {
    assertThat(keys()).containsAll(found(Path.of("frontend"), LIVE, ""));
  }

  @Test
  void everyKindOfRoomHasItsNameItsRuleAndItsUsualNorms() {
    for (var kind : RoomKind.values()) {
      assertThat(keys())
          .contains(
              "room.kind." + kind.wireName(),
              "room.rule." + kind.wireName(),
              "room.norms." + kind.wireName());
    }
  }

  @Test
  void everyKindOfTacitKnowledgeHasItsName() {
    for (var kind : TacitKind.HOUSE) {
      assertThat(keys()).contains("tacit." + kind.id());
    }
  }

  @Test
  void whateverIsDecidedHasItsWords() {
    for (var measure : Measures.NAMES) {
      assertThat(keys()).contains("case.measure." + measure, "case.explain." + measure);
      if (!measure.equals("dismiss")) {
        assertThat(keys()).contains("notices.decided." + measure);
      }
    }
    for (var deed : Deed.values()) {
      assertThat(keys()).contains("trail.act." + deed.wireName());
    }
    for (var kind : EnumSet.range(Notice.Kind.THREAD_LOCKED, Notice.Kind.SEAT_TAKEN)) {
      assertThat(keys()).contains("notices.act." + kind.wireName());
    }
    for (var grounds : Grounds.values()) {
      assertThat(keys()).contains("report.grounds." + grounds.wireName());
    }
    for (var event : found(Path.of("src/main/java/org/talanoa/moderation"), EVENT, "case.event.")) {
      assertThat(keys()).contains(event);
    }
  }

  @ParameterizedTest
  @MethodSource("translations")
  void aTranslationSaysEverythingThatEnglishSays(Path translation) {
    assertThat(bundle(translation).stringPropertyNames())
        .isEqualTo(bundle(BUNDLES.resolve("messages.properties")).stringPropertyNames());
  }

  @ParameterizedTest
  @MethodSource("translations")
  void aTranslationIsFilledInWithWhatEnglishIsFilledInWith(Path translation) {
    var english = bundle(BUNDLES.resolve("messages.properties"));
    var translated = bundle(translation);

    for (var key : translated.stringPropertyNames()) {
      assertThat(places(translated.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key, "")));
    }
  }

  @ParameterizedTest
  @MethodSource("translations")
  void noApostropheSwallowsWordsOfATranslation(Path translation) {
    var translated = bundle(translation);

    for (var key : translated.stringPropertyNames()) {
      var text = translated.getProperty(key);
      assertThat(text.replace("''", "")).as(key).isNotBlank().doesNotContain("'");
      assertThat(new MessageFormat(text, Locale.ROOT).format(NUMBERS)).as(key).doesNotContain("{");
    }
  }

  @Test
  void aRefusalIsSaidWithItsNumbers() {
    var said = Wording.of(Locale.ENGLISH, new Refusal.NotLikeThis("text.titleLength", 140));

    assertThat(said).isEqualTo("A title needs between 1 and 140 characters.");
  }

  private static Stream<Path> translations() throws IOException {
    try (Stream<Path> files = Files.list(BUNDLES)) {
      return files
          .filter(file -> file.getFileName().toString().matches("messages_\\w+\\.properties"))
          .toList()
          .stream();
    }
  }

  private static Properties bundle(Path file) {
    var texts = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return texts;
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> keys() {
    return Wording.bundle(Locale.ENGLISH).keySet();
  }

  private static Set<String> found(Path root, Pattern pattern, String before) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(java|ts)"))
          .filter(file -> !file.toString().contains("generated"))
          .map(WordsTest::read)
          .flatMap(text -> pattern.matcher(text).results())
          .map(result -> before + result.group(1))
          .filter(key -> !key.endsWith("."))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
