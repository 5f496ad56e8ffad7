package org.talanoa.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time for which random faults go on: as the test says, or for {@code --soak MINUTES}. */
public final class Soak {
  private static final @Nullable Long MINUTES = Long.getLong("talanoa.soak");

  private final long end;

  /** Returns whether random faults were asked to go on for longer than usual. */
  public static boolean isAskedFor() {
    return MINUTES != null;
  }

  private Soak(Duration length) {
    this.end = System.nanoTime() + length.toNanos();
  }

  /** Begins to count the time now. */
  public static Soak begin(Duration usually) {
    return new Soak(MINUTES == null ? usually : Duration.ofMinutes(MINUTES));
  }

  /** Returns whether there is time for another round. */
  public boolean goesOn() {
    return System.nanoTime() < end;
  }
}
