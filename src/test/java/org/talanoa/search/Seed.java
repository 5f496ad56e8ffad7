package org.talanoa.search;

import java.util.Random;

/** Chance that can be repeated. */
final class Seed {
  private Seed() {}

  /** Chance from a new seed, or from the one that was named; says which. */
  static Random random() {
    var seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed + " (repeat with -Dseed=" + seed + ")");
    return new Random(seed);
  }
}
