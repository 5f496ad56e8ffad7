package org.talanoa.testing;

import java.util.Random;

/**
 * The seed of this run, printed when it is first used. Every random choice of a test comes from it,
 * so that a run can be repeated with {@code ./talanoa test --seed NUMBER}.
 */
public final class Seed {
  /** The seed that was asked for, or a new one. */
  public static final long OF_RUN = Long.getLong("talanoa.seed", System.nanoTime());

  static {
    System.out.println("Seed of this run: " + OF_RUN);
  }

  private Seed() {}

  /** Returns a new generator that begins at the seed of this run. */
  public static Random random() {
    return new Random(OF_RUN);
  }
}
