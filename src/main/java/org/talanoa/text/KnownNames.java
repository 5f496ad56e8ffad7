package org.talanoa.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of persons who may be meant, in any script; made once to be looked for in many texts.
 * Thread safe.
 */
public final class KnownNames {
  private static final int SHORTEST_PART = 3;
  private static final int NAMES_WITH_ONE_BEGINNING = 100;

  private static final Set<Character.UnicodeScript> WITHOUT_SPACES =
      Set.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.THAI,
          Character.UnicodeScript.LAO,
          Character.UnicodeScript.KHMER,
          Character.UnicodeScript.MYANMAR);

  /** Parts of names that say nothing alone. */
  private static final Set<String> PARTICLES =
      Set.of(
          "van", "von", "der", "den", "del", "della", "des", "dos", "das", "bin", "ben", "bint",
          "ibn", "abu", "abd", "san", "santa", "saint", "mac", "the", "and", "les", "las", "los");

  private final Map<String, List<List<String>>> whole = new HashMap<>();
  private final Set<String> parts = new HashSet<>();
  private final Map<Integer, Set<String>> unspaced = new HashMap<>();

  private KnownNames() {}

  public static KnownNames of(Collection<String> names) {
    var known = new KnownNames();
    names.forEach(known::know);
    return known;
  }

  private void know(String name) {
    var folded = Tokens.folded(name);
    if (folded.isEmpty()) {
      return;
    }
    if (folded.size() > 1) {
      var same = whole.computeIfAbsent(folded.getFirst(), _ -> new ArrayList<>());
      if (same.size() < NAMES_WITH_ONE_BEGINNING) {
        same.add(folded);
      }
    }
    for (var part : folded) {
      var length = part.codePointCount(0, part.length());
      if (isUnspaced(part.codePointAt(0))) {
        if (length > 1) {
          unspaced.computeIfAbsent(part.codePointAt(0), _ -> new HashSet<>()).add(part);
        }
      } else if (length >= SHORTEST_PART && !PARTICLES.contains(part)) {
        parts.add(part);
      }
    }
  }

  /** The whole names of several words, each folded, that begin with this one. */
  List<List<String>> beginningWith(String folded) {
    return whole.getOrDefault(folded, List.of());
  }

  boolean havePart(String folded) {
    return parts.contains(folded);
  }

  /** Those beginning with this letter of a script that puts no spaces between words. */
  Set<String> unspaced(int letter) {
    return unspaced.getOrDefault(letter, Set.of());
  }

  static boolean isUnspaced(int letter) {
    return WITHOUT_SPACES.contains(Character.UnicodeScript.of(letter));
  }
}
