package org.talanoa.pulse;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * The chance in a sum: a whole number, positive or negative, that is the less likely the further it
 * is from zero and never impossible. Each step away is less likely by the factor {@link #RATIO}, so
 * that sums which differ by one are told apart that badly (the two-sided geometric mechanism of
 * differential privacy: Ghosh, Roughgarden and Sundararajan, 2009). Its standard deviation is 2.8:
 * half a point in the mean of five answers, a quarter in that of twelve.
 */
@FunctionalInterface
interface Noise {
  /** e to the power of −½. */
  double RATIO = Math.exp(-0.5);

  int draw();

  /** Chance that nobody can foresee. */
  static Noise secure() {
    return from(new SecureRandom());
  }

  /** The difference of two counts of how often in a row something happens. */
  static Noise from(RandomGenerator random) {
    return () -> {
      var up = streak(random);
      var down = streak(random);
      return up - down;
    };
  }

  private static int streak(RandomGenerator random) {
    var count = 0;
    while (random.nextDouble() < RATIO) {
      count++;
    }
    return count;
  }
}
