package org.talanoa.search;

/**
 * How far the index is on its way to hold everything. Told to everybody alike, so it says nothing
 * of how much there is.
 *
 * @param percent from 0 to 99
 */
public record Progress(int percent) {
  static final Progress NOTHING_YET = new Progress(0);

  /** Some of so many. */
  static Progress of(int done, int all) {
    return new Progress(Math.min(99, Math.toIntExact(100L * done / Math.max(1, all))));
  }
}
