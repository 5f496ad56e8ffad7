package org.talanoa.search;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.talanoa.discussion.Message;
import org.talanoa.people.Person;

/**
 * What somebody looks for, and whether a message is it: by reading, without an index. Knows the
 * words that the talk in these tests is made of, and no others.
 */
record Reading(
    List<String> words,
    List<String> beginnings,
    List<List<String>> phrases,
    List<String> without,
    List<String> from,
    List<String> in,
    Set<String> has,
    Optional<LocalDate> after,
    Optional<LocalDate> before) {

  /** Each word with its plain letters and its stem. */
  static final Map<String, String> STEMS =
      Map.ofEntries(
          Map.entry("budget", "budget"),
          Map.entry("budgets", "budget"),
          Map.entry("counter", "counter"),
          Map.entry("counters", "counter"),
          Map.entry("réforme", "reforme"),
          Map.entry("reform", "reform"),
          Map.entry("reforms", "reform"),
          Map.entry("tax", "tax"),
          Map.entry("taxes", "tax"),
          Map.entry("ghost", "ghost"),
          Map.entry("audit", "audit"),
          Map.entry("village", "village"),
          Map.entry("казна", "казна"),
          Map.entry("đường", "duong"));

  /** Words with plain letters, which are many times the same. */
  private static final Map<String, String> PLAIN = new ConcurrentHashMap<>();

  private static final Map<String, String> STEMS_OF_PLAIN =
      STEMS.entrySet().stream()
          .collect(Collectors.toMap(entry -> plain(entry.getKey()), Map.Entry::getValue));

  static final String LINK = "https://example.org/taxonomy";
  private static final List<String> LINKED = List.of("https", "example.org", "taxonomy");
  private static final List<String> WORDS = STEMS.keySet().stream().sorted().toList();

  static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  static List<String> words(Random random, int most) {
    return IntStream.rangeClosed(0, random.nextInt(most)).mapToObj(_ -> word(random)).toList();
  }

  static Reading any(Random random, List<String> names, List<String> rooms, LocalDate around) {
    var narrow = random.nextInt(3);
    var wish =
        new Reading(
            some(random, 2, () -> word(random)),
            random.nextInt(4) == 0 ? List.of(word(random).substring(0, 2)) : List.of(),
            random.nextInt(5) == 0 ? List.of(List.of(word(random), word(random))) : List.of(),
            random.nextInt(4) == 0 ? List.of(word(random)) : List.of(),
            narrow == 1 ? some(random, 2, () -> part(random, names)) : List.of(),
            random.nextInt(5) == 0 ? List.of(part(random, rooms)) : List.of(),
            random.nextInt(6) == 0
                ? Set.of(List.of("link", "poll", "attachment").get(random.nextInt(3)))
                : Set.of(),
            narrow == 2 ? Optional.of(around.plusDays(random.nextInt(12) - 6)) : Optional.empty(),
            random.nextInt(6) == 0
                ? Optional.of(around.plusDays(random.nextInt(12) - 6))
                : Optional.empty());
    return wish.text(random).isBlank() || wish.onlyWithout()
        ? any(random, names, rooms, around)
        : wish;
  }

  private boolean onlyWithout() {
    return Stream.of(words, beginnings, phrases, from, in).allMatch(List::isEmpty)
        && has.isEmpty()
        && after.isEmpty()
        && before.isEmpty();
  }

  private static List<String> some(
      Random random, int most, java.util.function.Supplier<String> one) {
    return Stream.generate(one).limit(random.nextInt(most + 1)).toList();
  }

  private static String part(Random random, List<String> names) {
    var name = names.get(random.nextInt(names.size()));
    var parts = name.split(" ");
    return random.nextInt(3) == 0 ? name : parts[random.nextInt(parts.length)];
  }

  /** How somebody would type it. */
  String text(Random random) {
    var terms = new ArrayList<String>();
    words.forEach(word -> terms.add(typed(word, random)));
    beginnings.forEach(beginning -> terms.add(typed(beginning, random) + "*"));
    phrases.forEach(phrase -> terms.add('"' + String.join(" ", phrase) + '"'));
    without.forEach(word -> terms.add("-" + typed(word, random)));
    from.forEach(name -> terms.add("from:" + quoted(name)));
    in.forEach(name -> terms.add("in:" + quoted(name)));
    has.forEach(kind -> terms.add("has:" + kind));
    after.ifPresent(day -> terms.add("after:" + day));
    before.ifPresent(day -> terms.add("before:" + day));
    Collections.shuffle(terms, random);
    return String.join(" ", terms);
  }

  /** The same in any room. */
  Reading anywhere() {
    return new Reading(words, beginnings, phrases, without, from, List.of(), has, after, before);
  }

  private static String typed(String word, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> word.toUpperCase(java.util.Locale.ROOT);
      case 1 -> plain(word);
      default -> word;
    };
  }

  private static String quoted(String name) {
    return name.contains(" ") ? '"' + name + '"' : name;
  }

  static String plain(String word) {
    return PLAIN.computeIfAbsent(word, Reading::folded);
  }

  private static String folded(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace('đ', 'd');
  }

  /** Whether this is a message that fits. */
  boolean fits(
      Message message,
      List<List<String>> texts,
      List<String> title,
      boolean linked,
      String author,
      boolean own,
      String room,
      ZoneId zone) {
    var said = Stream.concat(texts.stream(), linked ? Stream.of(LINKED) : Stream.empty()).toList();
    var all = said.stream().flatMap(List::stream).map(Reading::plain).toList();
    var called = title.stream().map(Reading::plain).toList();
    return words.stream()
            .allMatch(word -> said(all, word) || words.size() > 1 && called.contains(plain(word)))
        && (words.isEmpty() || words.stream().anyMatch(word -> said(all, word)))
        && beginnings.stream()
            .allMatch(part -> all.stream().anyMatch(is -> is.startsWith(plain(part))))
        && phrases.stream().allMatch(phrase -> said.stream().anyMatch(t -> follows(t, phrase)))
        && without.stream().noneMatch(word -> all.contains(plain(word)))
        && (from.isEmpty()
            || from.stream().anyMatch(name -> name.equals("me") ? own : holds(author, name)))
        && (in.isEmpty() || in.stream().anyMatch(name -> holds(room, name)))
        && (!has.contains("link") || linked)
        && (!has.contains("poll") || message.poll().isPresent())
        && (!has.contains("attachment") || !message.attachments().isEmpty())
        && after.stream().allMatch(day -> !message.at().isBefore(start(day, zone)))
        && before.stream().allMatch(day -> message.at().isBefore(start(day, zone)));
  }

  private static Instant start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  private static boolean said(List<String> all, String word) {
    return all.stream().anyMatch(is -> alike(is, word));
  }

  private static boolean alike(String plain, String word) {
    return plain.equals(plain(word)) || stem(plain).equals(stem(plain(word)));
  }

  private static String stem(String plain) {
    return STEMS_OF_PLAIN.getOrDefault(plain, plain);
  }

  private static boolean follows(List<String> text, List<String> phrase) {
    return Collections.indexOfSubList(
            text.stream().map(Reading::plain).toList(),
            phrase.stream().map(Reading::plain).toList())
        >= 0;
  }

  private static boolean holds(String name, String part) {
    return plain(name.toLowerCase(java.util.Locale.ROOT))
        .contains(plain(part.toLowerCase(java.util.Locale.ROOT)));
  }

  /** Names of those who talk, as they are asked for. */
  static List<String> names(List<Person> people) {
    return Stream.concat(people.stream().map(person -> person.profile().name()), Stream.of("me"))
        .toList();
  }
}
