package org.talanoa.bench;

import java.util.Arrays;

/** How long things took. Thread safe. */
final class Times {
  private long[] nanos = new long[1 << 12];
  private int count;

  synchronized void add(long took) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = took;
  }

  synchronized int count() {
    return count;
  }

  synchronized double millis(double percent) {
    if (count == 0) {
      return Double.NaN;
    }
    var sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1, Math.ceil(count * percent / 100))] / 1e6;
  }

  /** The usual three, such as {@code 1.2 / 3.4 / 5.6 ms}. */
  String spread() {
    return "%.1f / %.1f / %.1f ms".formatted(millis(50), millis(95), millis(99));
  }
}
