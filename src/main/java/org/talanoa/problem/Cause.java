package org.talanoa.problem;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why a problem is there, or why another cause is.
 *
 * @param parent the cause that it leads to; none where it leads to the problem itself
 * @param place orders the causes of one parent
 * @param room how much there is of what it takes to act on it
 * @param removed whether it was taken out; it may come back, and what lies below is gone with it
 */
public record Cause(
    CauseId id,
    Optional<CauseId> parent,
    double place,
    Passage words,
    Map<Aspect, Level> room,
    boolean removed) {
  /** The most UTF-16 units the words of a cause may have. */
  public static final int LONGEST = 300;

  /** How far causes of causes are followed. */
  public static final int DEEPEST = 3;

  /** The most causes that a statement may have. */
  public static final int MOST = 200;

  /** The most causes that a statement remembers, with those taken out. */
  public static final int MOST_EVER = 1_000;

  public Cause {
    var all = new EnumMap<Aspect, Level>(Aspect.class);
    for (var aspect : Aspect.values()) {
      all.put(aspect, room.getOrDefault(aspect, Level.NONE));
    }
    room = Map.copyOf(all);
  }

  /** How much there is of this. */
  public Level level(Aspect aspect) {
    return room.getOrDefault(aspect, Level.NONE);
  }

  /** Whether there is room to act: at least some of everything that it takes. */
  public boolean roomToAct() {
    return room.values().stream().allMatch(level -> level.compareTo(Level.SOME) >= 0);
  }

  Cause at(Optional<CauseId> under, double position) {
    return new Cause(id, under, position, words, room, removed);
  }

  Cause saying(Passage other) {
    return new Cause(id, parent, place, other, room, removed);
  }

  Cause weighed(Aspect aspect, Level level) {
    var other = new EnumMap<Aspect, Level>(room);
    other.put(aspect, level);
    return new Cause(id, parent, place, words, other, removed);
  }

  Cause removed(boolean out) {
    return new Cause(id, parent, place, words, room, out);
  }
}
