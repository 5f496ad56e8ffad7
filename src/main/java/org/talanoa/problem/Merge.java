package org.talanoa.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.talanoa.problem.Difference.Run;

/**
 * Compares texts word by word, and merges two changes of one text. A word is counted with the space
 * before it; what is written without spaces is taken letter by letter.
 */
final class Merge {
  /** Beyond this product of lengths, in words, texts are not compared. */
  private static final long MOST = 4_000_000;

  /** A letter of a script that puts spaces between words. */
  private static final String LETTER =
      "(?:(?![\\p{IsIdeographic}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}"
          + "\\p{IsLao}\\p{IsKhmer}])[\\p{L}\\p{M}\\p{N}])";

  private static final Pattern WORD =
      Pattern.compile(
          "\\s*(?:[\\p{IsIdeographic}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}"
              + "\\p{IsKhmer}]|"
              + LETTER
              + "+|\\S)|\\s+",
          Pattern.DOTALL);

  private static final Pattern STARTS = Pattern.compile(LETTER + ".*", Pattern.DOTALL);
  private static final Pattern ENDS = Pattern.compile(".*" + LETTER, Pattern.DOTALL);

  private Merge() {}

  /** The words of a text; together they are the text. */
  static List<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).toList();
  }

  /**
   * A text with both changes in it. Empty where they touch the same words, or everything was
   * written anew by both.
   */
  static Optional<String> of(String base, String one, String other) {
    if (one.equals(other) || other.equals(base)) {
      return Optional.of(one);
    }
    if (one.equals(base)) {
      return Optional.of(other);
    }
    return new Three(words(base), words(one), words(other)).merged();
  }

  private static final class Three {
    private final List<String> base;
    private final List<String> one;
    private final List<String> other;

    Three(List<String> base, List<String> one, List<String> other) {
      this.base = base;
      this.one = one;
      this.other = other;
    }

    Optional<String> merged() {
      if (base.isEmpty() || tooMuch(base, one) || tooMuch(base, other)) {
        return Optional.empty();
      }
      var inOne = matches(base, one);
      var inOther = matches(base, other);
      var merged = new ArrayList<String>();
      var atOne = 0;
      var atOther = 0;
      for (var at = 0; ; ) {
        var next = at;
        while (next < base.size() && (inOne[next] < 0 || inOther[next] < 0)) {
          next++;
        }
        var end = next == base.size();
        var endOne = end ? one.size() : inOne[next];
        var endOther = end ? other.size() : inOther[next];
        var piece =
            piece(
                base.subList(at, next),
                one.subList(atOne, endOne),
                other.subList(atOther, endOther));
        if (piece.isEmpty()) {
          return Optional.empty();
        }
        merged.addAll(piece.get());
        if (end) {
          return Optional.of(joined(merged));
        }
        merged.add(base.get(next));
        at = next + 1;
        atOne = endOne + 1;
        atOther = endOther + 1;
      }
    }

    /** Words that only the merging has brought side by side do not become one. */
    private static String joined(List<String> words) {
      var text = new StringBuilder();
      var before = "";
      for (var word : words) {
        if (ENDS.matcher(before).matches() && STARTS.matcher(word).matches()) {
          text.append(' ');
        }
        text.append(word);
        before = word;
      }
      return text.toString();
    }

    /** What two put in at one place stands there one after the other. */
    private static Optional<List<String>> piece(
        List<String> base, List<String> one, List<String> other) {
      if (one.equals(other) || other.equals(base)) {
        return Optional.of(one);
      }
      if (one.equals(base)) {
        return Optional.of(other);
      }
      if (base.isEmpty()) {
        var both = new ArrayList<>(one);
        both.addAll(other);
        return Optional.of(both);
      }
      return Optional.empty();
    }
  }

  /** How one text becomes the other. */
  static List<Run> difference(String before, String after) {
    var old = words(before);
    var now = words(after);
    var runs = new ArrayList<Run>();
    if (tooMuch(old, now)) {
      add(runs, Run.Kind.GONE, old);
      add(runs, Run.Kind.ADDED, now);
      return runs;
    }
    var matches = matches(old, now);
    var at = 0;
    for (var i = 0; i < old.size(); i++) {
      if (matches[i] < 0) {
        add(runs, Run.Kind.GONE, List.of(old.get(i)));
      } else {
        add(runs, Run.Kind.ADDED, now.subList(at, matches[i]));
        add(runs, Run.Kind.SAME, List.of(old.get(i)));
        at = matches[i] + 1;
      }
    }
    add(runs, Run.Kind.ADDED, now.subList(at, now.size()));
    return runs;
  }

  private static void add(List<Run> runs, Run.Kind kind, List<String> words) {
    if (words.isEmpty()) {
      return;
    }
    var text = String.join("", words);
    if (!runs.isEmpty() && runs.getLast().kind() == kind) {
      runs.set(runs.size() - 1, new Run(kind, runs.getLast().words() + text));
    } else {
      runs.add(new Run(kind, text));
    }
  }

  private static boolean tooMuch(List<String> one, List<String> other) {
    return (long) one.size() * other.size() > MOST;
  }

  /** For each word of the one its place in the other, or -1: a longest common subsequence. */
  private static int[] matches(List<String> one, List<String> other) {
    var length = new int[one.size() + 1][other.size() + 1];
    for (var i = one.size() - 1; i >= 0; i--) {
      for (var j = other.size() - 1; j >= 0; j--) {
        length[i][j] =
            one.get(i).equals(other.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    var matches = new int[one.size()];
    Arrays.fill(matches, -1);
    for (int i = 0, j = 0; i < one.size() && j < other.size(); ) {
      if (one.get(i).equals(other.get(j))) {
        matches[i++] = j++;
      } else if (length[i + 1][j] >= length[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return matches;
  }
}
