package org.talanoa.door;

/** How likely it is to guess as well as that without knowing anything. */
final class Chance {
  private Chance() {}

  /** The probability of at least this many right guesses out of so many, each right with p. */
  static double ofAtLeast(int right, int guesses, double p) {
    var sum = 0.0;
    for (var k = right; k <= guesses; k++) {
      sum += Math.exp(logChoose(guesses, k) + k * Math.log(p) + (guesses - k) * Math.log1p(-p));
    }
    return Math.min(1, sum);
  }

  private static double logChoose(int n, int k) {
    var sum = 0.0;
    for (var i = 1; i <= k; i++) {
      sum += Math.log((double) (n - k + i) / i);
    }
    return sum;
  }
}
