package org.talanoa.door;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.talanoa.door.Trace.Source;

/**
 * Guesses who spoke under a pseudonym. For each suspect it weighs up what may betray them; every
 * feature has one guess in every round, and so has their sum. Of those whom nothing sets apart it
 * takes one at random.
 */
final class Attacker {
  /** What happens within this time belongs together, in milliseconds. */
  private static final double MOMENT = 50;

  /** What stands within this distance in the file belongs together, in bytes. */
  private static final int NEAR = 2_000;

  private static final int SHORTEST_SHARED = 10;

  /** What may betray somebody. */
  enum Feature {
    /** Named together in an answer of a REST door. */
    ANSWERS,
    /** Named together in a frame. */
    FRAMES,
    /** Named together in a line of the log. */
    LINES,
    /** Named near each other on a screen. */
    SCREENS,
    /** Named together in an export. */
    EXPORTS,
    /** Named together in a stored document. */
    DOCUMENTS,
    /** Named near each other in the bytes of the file. */
    BYTES,
    /** Named in a frame, a line or a document of the same moment. */
    MOMENT,
    /** Something of the suspect's was otherwise after than before. */
    COUNTERS,
    /** Stands at another place of a list, or of what a search finds, after than before. */
    PLACES,
    /** Stored next to each other. */
    ORDER,
    /** A document of the suspect and one of the message hold the same value. */
    VALUES,
    /** Search by the suspect's name finds what others' does not, or more than can be read. */
    SEARCH,
    /** All together. */
    SUM
  }

  private final int suspects;
  private final Finder names;
  private final Map<String, Integer> byName = new HashMap<>();
  private final List<Stored> stored;
  private final List<BitSet> namedIn = new ArrayList<>();
  private final Map<String, BitSet> markedBy = new HashMap<>();
  private final List<Integer> namesInBytes = new ArrayList<>();
  private final List<Integer> whoInBytes = new ArrayList<>();
  private final Map<String, List<Integer>> marksInBytes = new HashMap<>();
  private final Map<String, BitSet> valuesOf = new HashMap<>();
  private final Random random;

  /** A document as the database holds it. */
  record Stored(
      String collection, String thread, String text, List<Long> times, List<String> values) {}

  /**
   * Reads what is stored once, for guessing in all these rounds.
   *
   * @param known everybody who was ever among the suspects
   */
  Attacker(
      List<Suspect> known, List<Round> rounds, List<Stored> stored, String bytes, Random random) {
    this.suspects = Salon.SUSPECTS;
    known.forEach(suspect -> suspect.names().forEach(name -> byName.put(name, suspect.index)));
    this.names = new Finder(byName.keySet());
    this.stored = stored;
    this.random = random;
    var marks = new TreeSet<String>();
    rounds.forEach(round -> marks.addAll(round.marks));
    rounds.forEach(round -> marks.add(round.room));
    var finder = new Finder(marks);
    names.in(
        bytes,
        (name, at) -> {
          namesInBytes.add(at);
          whoInBytes.add(byName.getOrDefault(name, 0));
        });
    finder.in(
        bytes, (mark, at) -> marksInBytes.computeIfAbsent(mark, _ -> new ArrayList<>()).add(at));
    for (var i = 0; i < stored.size(); i++) {
      var index = i;
      var document = stored.get(i);
      finder.in(
          document.text(),
          (mark, _) -> markedBy.computeIfAbsent(mark, _ -> new BitSet()).set(index));
      var who = named(document.text());
      namedIn.add(who);
      if (!who.isEmpty()) {
        document.values().stream()
            .filter(value -> value.length() >= SHORTEST_SHARED)
            .filter(value -> !byName.containsKey(value))
            .forEach(value -> valuesOf.computeIfAbsent(value, _ -> new BitSet()).or(who));
      }
    }
  }

  private BitSet named(String text) {
    var who = new BitSet();
    names.in(text, (name, _) -> who.set(byName.getOrDefault(name, 0)));
    return who;
  }

  private BitSet marked(Round round) {
    var marked = new BitSet();
    round.marks.forEach(mark -> marked.or(markedBy.getOrDefault(mark, new BitSet())));
    return marked;
  }

  /** For each feature the suspect that it points to. */
  Map<Feature, Integer> guesses(Round round) {
    var guesses = new EnumMap<Feature, Integer>(Feature.class);
    scores(round).forEach((feature, scores) -> guesses.put(feature, best(scores)));
    return guesses;
  }

  private int best(double[] scores) {
    var most = Arrays.stream(scores).max().orElse(0);
    var those = IntStream.range(0, suspects).filter(i -> scores[i] >= most - 1e-9).toArray();
    return those[random.nextInt(those.length)];
  }

  Map<Feature, double[]> scores(Round round) {
    var scores = new EnumMap<Feature, double[]>(Feature.class);
    scores.put(Feature.ANSWERS, together(round, Source.ANSWER));
    scores.put(Feature.FRAMES, together(round, Source.FRAME));
    scores.put(Feature.LINES, together(round, Source.LINE));
    scores.put(Feature.SCREENS, together(round, Source.SCREEN));
    scores.put(Feature.EXPORTS, together(round, Source.EXPORT));
    scores.put(Feature.COUNTERS, changes(round, Source.CHANGE));
    scores.put(Feature.PLACES, changes(round, Source.PLACE));
    scores.put(Feature.MOMENT, moments(round));
    scores.put(Feature.BYTES, bytes(round));
    documents(round, scores);
    scores.put(Feature.SEARCH, search(round));
    scores.put(Feature.SUM, sum(scores));
    return scores;
  }

  private void add(double[] scores, BitSet who, double weight) {
    who.stream().forEach(i -> scores[i] += weight / who.cardinality());
  }

  private double[] together(Round round, Source source) {
    var scores = new double[suspects];
    for (var trace : round.of(source)) {
      if (round.isMarked(trace.text())) {
        add(scores, named(trace.text()), 1);
      }
    }
    return scores;
  }

  private double[] changes(Round round, Source source) {
    var scores = new double[suspects];
    round.of(source).forEach(trace -> add(scores, named(trace.text()), 1));
    return scores;
  }

  private double[] moments(Round round) {
    var timed = round.of(Source.FRAME, Source.LINE);
    var acts =
        timed.stream()
            .filter(trace -> round.isMarked(trace.text()) && named(trace.text()).isEmpty())
            .mapToLong(Trace::at)
            .toArray();
    var scores = new double[suspects];
    for (var trace : timed) {
      if (!round.isMarked(trace.text())) {
        add(scores, named(trace.text()), nearness(acts, trace.at()));
      }
    }
    var here = (BitSet) markedBy.getOrDefault(round.room, new BitSet()).clone();
    here.andNot(marked(round));
    here.stream()
        .forEach(i ->
            stored.get(i).times().forEach(at -> add(scores, namedIn.get(i), nearness(acts, at))));
    return scores;
  }

  private static double nearness(long[] acts, long at) {
    return Arrays.stream(acts)
        .mapToDouble(act -> Math.max(0, 1 - Math.abs(act - at) / MOMENT))
        .max()
        .orElse(0);
  }

  private double[] bytes(Round round) {
    var scores = new double[suspects];
    for (var mark : round.marks) {
      for (int at : marksInBytes.getOrDefault(mark, List.of())) {
        var first = Collections.binarySearch(namesInBytes, at - NEAR);
        for (var i = first < 0 ? -first - 1 : first;
            i < namesInBytes.size() && namesInBytes.get(i) <= at + NEAR;
            i++) {
          var distance = Math.abs(namesInBytes.get(i) - at);
          scores[whoInBytes.get(i)] += 1 - (double) distance / NEAR;
        }
      }
    }
    return scores;
  }

  private void documents(Round round, Map<Feature, double[]> scores) {
    var together = new double[suspects];
    var order = new double[suspects];
    var values = new double[suspects];
    var held = new TreeSet<String>();
    marked(round).stream()
        .forEach(i -> {
          var document = stored.get(i);
          add(together, namedIn.get(i), 1);
          neighbour(document, i - 1, order);
          neighbour(document, i + 1, order);
          held.addAll(document.values());
        });
    for (var value : held) {
      add(values, valuesOf.getOrDefault(value, new BitSet()), 1);
    }
    scores.put(Feature.DOCUMENTS, together);
    scores.put(Feature.ORDER, order);
    scores.put(Feature.VALUES, values);
  }

  /** Messages of a thread stand one after the other for everybody to see. */
  private void neighbour(Stored document, int index, double[] scores) {
    if (index >= 0 && index < stored.size()) {
      var other = stored.get(index);
      if (other.collection().equals(document.collection())
          && (document.thread().isEmpty() || !other.thread().equals(document.thread()))) {
        add(scores, namedIn.get(index), 1);
      }
    }
  }

  private double[] search(Round round) {
    var scores = new double[suspects];
    for (var i = 0; i < suspects; i++) {
      scores[i] = round.foundWithWords[i] + Math.abs(round.found[i] - round.readable[i]);
    }
    return scores;
  }

  /** Each feature counts by how far it sets somebody apart from the others. */
  private double[] sum(Map<Feature, double[]> scores) {
    var sum = new double[suspects];
    for (var of : scores.values()) {
      var mean = Arrays.stream(of).average().orElse(0);
      var deviation =
          Math.sqrt(Arrays.stream(of).map(x -> (x - mean) * (x - mean)).average().orElse(0));
      if (deviation > 1e-9) {
        for (var i = 0; i < suspects; i++) {
          sum[i] += (of[i] - mean) / deviation;
        }
      }
    }
    return sum;
  }
}
