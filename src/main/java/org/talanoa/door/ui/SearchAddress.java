package org.talanoa.door.ui;

import com.vaadin.flow.router.QueryParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.talanoa.room.RoomId;
import org.talanoa.search.By;
import org.talanoa.search.Order;
import org.talanoa.search.Search;
import org.talanoa.search.Term;

/** What is asked, as the address of the page has it. */
record SearchAddress(String text, Optional<RoomId> inside, By by, Order order, int from) {
  /** Signs that stick to a word and do not make it anything else. */
  private static final String BEFORE = "(?<!\\S)[^\\p{L}\\p{M}\\p{N}\\s\"-]*";

  private static final String AFTER = "[^\\p{L}\\p{M}\\p{N}\\s\"*]*(?!\\S)";

  static SearchAddress of(QueryParameters asked) {
    return new SearchAddress(
        asked.getSingleParameter("q").orElse(""),
        asked.getSingleParameter("inside").map(RoomId::new),
        By.of(asked.getSingleParameter("by").orElse("")),
        Order.of(asked.getSingleParameter("order").orElse("")),
        asked
            .getSingleParameter("from")
            .filter(number -> number.matches("\\d{1,4}"))
            .map(Integer::parseInt)
            .map(from -> Math.min(from, Search.DEEPEST))
            .orElse(0));
  }

  static SearchAddress asking(String text) {
    return new SearchAddress(text, Optional.empty(), By.BOTH, Order.RELEVANCE, 0);
  }

  SearchAddress with(String newText) {
    return new SearchAddress(newText.strip(), inside, by, order, 0);
  }

  SearchAddress without(Term term) {
    return with(text.substring(0, term.from()).stripTrailing() + text.substring(term.to()));
  }

  /** As before, but with others in place of these words. */
  SearchAddress corrected(Map<String, String> others) {
    var corrected = new StringBuilder(text);
    for (var term : Term.in(text).reversed()) {
      if (term.form() == Term.Form.WORD && others.containsKey(term.value())) {
        corrected.replace(term.from(), term.to(), others.getOrDefault(term.value(), ""));
      }
    }
    return with(corrected.toString());
  }

  /** As before, but these words just as they are; nothing where they do not stand side by side. */
  Optional<SearchAddress> exactly(String words) {
    var there =
        Arrays.stream(words.split(" "))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+", BEFORE, AFTER));
    var quoted = Matcher.quoteReplacement('"' + words + '"');
    var changed = Pattern.compile(there).matcher(text).replaceAll(quoted);
    return changed.equals(text) ? Optional.empty() : Optional.of(with(changed));
  }

  SearchAddress by(By newBy) {
    return new SearchAddress(text, inside, newBy, order, 0);
  }

  SearchAddress order(Order newOrder) {
    return new SearchAddress(text, inside, by, newOrder, 0);
  }

  /** The page after one of so many answers; none where nobody looks any further. */
  Optional<SearchAddress> next(int answers) {
    return Optional.of(from + answers)
        .filter(next -> next <= Search.DEEPEST)
        .map(next -> new SearchAddress(text, inside, by, order, next));
  }

  /** A value as it can stand after an operator. */
  static String quoted(String value) {
    return value.chars().anyMatch(Character::isWhitespace) ? '"' + value + '"' : value;
  }

  String address() {
    return "/search?q="
        + encoded(text)
        + inside.map(room -> "&inside=" + room).orElse("")
        + (by == By.BOTH ? "" : "&by=" + by.wireName())
        + (order == Order.RELEVANCE ? "" : "&order=" + order.wireName())
        + (from == 0 ? "" : "&from=" + from);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
