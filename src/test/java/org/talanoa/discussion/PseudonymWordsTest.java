package org.talanoa.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.talanoa.people.PersonId;
import org.talanoa.storage.InstallationKey;

/**
 * The words of which pseudonyms are made say nothing of anybody: things, and how things are. No
 * person and no animal is among them, since there is no animal that is not an insult somewhere.
 */
class PseudonymWordsTest {
  private static final Path UNFIT = Path.of("src", "test", "resources", "unfit-for-names.txt");
  private static final int PEOPLE = 200;
  private static final int THREADS = 300;

  /** Where all of a room of 200 speak, fewer than half a thread in two draw one name twice. */
  private static final int ENOUGH = 40_000;

  /** As long as what somebody with a second language reads at a glance. */
  private static final String READABLE = "\\p{Lu}[a-z]{1,10}";

  private final List<String> first = Bearers.words(0);
  private final List<String> second = Bearers.words(1);

  @Test
  void noneSaysAnythingOfWhoeverBearsIt() throws IOException {
    var found = new ArrayList<String>();
    for (var line : lines()) {
      var reason = line.substring(0, line.indexOf(':'));
      if (!reason.equals("together")) {
        var unfit = List.of(line.substring(reason.length() + 2).split(" "));
        Stream.concat(first.stream(), second.stream())
            .filter(word -> unfit.stream().anyMatch(each -> is(word, each)))
            .map(word -> reason + ": " + word)
            .forEach(found::add);
      }
    }

    assertThat(found).isEmpty();
  }

  private static boolean is(String word, String unfit) {
    var lower = word.toLowerCase(Locale.ROOT);
    return unfit.endsWith("*")
        ? lower.startsWith(unfit.substring(0, unfit.length() - 1))
        : lower.equals(unfit);
  }

  @Test
  void noTwoOfThemHaveAMeaningOfTheirOwnTogether() throws IOException {
    var together =
        lines().stream().filter(line -> line.startsWith("together: ")).findFirst().orElseThrow();

    assertThat(together.substring("together: ".length()).split(", "))
        .hasSizeGreaterThan(20)
        .allSatisfy(pair -> {
          var words = pair.split(" ");
          assertThat(first.contains(words[0]) && second.contains(words[1])).as(pair).isFalse();
        });
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(UNFIT).stream()
        .filter(line -> !line.startsWith("#") && line.contains(": "))
        .toList();
  }

  @Test
  void allAreShortAndEachStandsInOnePlaceOnly() {
    var all = new HashSet<String>(first);
    all.addAll(second);

    assertThat(first).isSorted().allMatch(word -> word.matches(READABLE));
    assertThat(second).isSorted().allMatch(word -> word.matches(READABLE));
    assertThat(all).hasSize(first.size() + second.size());
  }

  @Test
  void thereAreEnoughOfThemForTheLargestRooms() {
    assertThat(first.size() * second.size()).isGreaterThan(ENOUGH);
  }

  @Test
  void twoHundredWhoSpeakInOneThreadHaveTwoHundredNames() {
    var bearers = new Bearers(InstallationKey.of("5a".repeat(32)));
    var clashes = 0;
    var threads = 0;
    for (var i = 0; i < THREADS; i++) {
      var thread = new ThreadId("thread%05d".formatted(i));
      var drawn = new HashSet<String>();
      var given = new HashSet<String>();
      for (var each = 0; each < PEOPLE; each++) {
        var person = new PersonId("person" + each);
        drawn.add(bearers.nameOfFirst(thread, person, _ -> false));
        given.add(bearers.nameOfFirst(thread, person, given::contains));
      }
      assertThat(given).hasSize(PEOPLE);
      clashes += PEOPLE - drawn.size();
      threads += drawn.size() < PEOPLE ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "%d x %d = %d names; of %d threads in which %d speak, %d drew one twice (%d draws again)%n",
        first.size(),
        second.size(),
        first.size() * second.size(),
        THREADS,
        PEOPLE,
        threads,
        clashes);
    assertThat(clashes).isBetween(1, 2 * expected());
  }

  /** How many draws in all threads hit a name that was drawn before, as chance has it. */
  private int expected() {
    var pairs = PEOPLE * (PEOPLE - 1) / 2;
    return THREADS * pairs / (first.size() * second.size());
  }

  @Test
  void eachWordComesUpAboutAsOftenAsEveryOther() {
    var bearers = new Bearers(InstallationKey.of("a5".repeat(32)));
    var counts = new int[first.size()];
    var draws = 200 * first.size();
    for (var i = 0; i < draws; i++) {
      var name =
          bearers.nameOfFirst(
              new ThreadId("thread%05d".formatted(i)), new PersonId("one"), _ -> false);
      counts[first.indexOf(name.substring(0, name.indexOf(' ')))]++;
    }

    assertThat(Arrays.stream(counts)).allMatch(count -> count > 120 && count < 280);
  }
}
