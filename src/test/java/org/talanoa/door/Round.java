package org.talanoa.door;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.talanoa.room.RoomKind;

/** What one of twenty said under a pseudonym, and everything that others saw meanwhile. */
final class Round {
  final int number;
  final RoomKind kind;
  final Decoy decoy;
  final String room;

  /** What else there is in the room, where there is something. */
  String problem = "none00000000";

  String activity = "none00000000";

  /** Who it was; what an attacker does not look at. */
  final int author;

  /** Pseudonyms, words, and ids of messages by which it is known what was said. */
  final Set<String> marks = new LinkedHashSet<>();

  final Queue<Trace> traces = new ConcurrentLinkedQueue<>();

  /** For each suspect, how many messages by their name can be read. */
  final int[] readable;

  /** For each suspect, how many search finds by their name, and whether the words are in it. */
  final int[] found;

  final int[] foundWithWords;

  Round(int number, RoomKind kind, Decoy decoy, String room, int author, int suspects) {
    this.number = number;
    this.kind = kind;
    this.decoy = decoy;
    this.room = room;
    this.author = author;
    this.readable = new int[suspects];
    this.found = new int[suspects];
    this.foundWithWords = new int[suspects];
  }

  String word(String what) {
    var word = "%sinround%dx".formatted(what, number);
    marks.add(word);
    return word;
  }

  boolean isMarked(String text) {
    return marks.stream().anyMatch(text::contains);
  }

  /** Keeps of what was looked at what says something of what was said. */
  void forgetWhatTellsNothing() {
    traces.removeIf(trace ->
        EnumSet.of(Trace.Source.ANSWER, Trace.Source.SCREEN, Trace.Source.EXPORT)
                .contains(trace.source())
            && !isMarked(trace.text()));
  }

  List<Trace> of(Trace.Source... sources) {
    var wanted = List.of(sources);
    var these = new ArrayList<Trace>();
    traces.stream().filter(trace -> wanted.contains(trace.source())).forEach(these::add);
    return these;
  }
}
