package org.talanoa.testing;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes a sample of an exhaustive product, such as door × person × kind of room. A whole run
 * ({@code ./talanoa test --long}) takes all of it. Otherwise each cell takes one value of the last
 * factor; which one, the seed decides. As many consecutive seeds as there are values cover the
 * product.
 */
public final class Sample {
  /** True when this run takes whole products. */
  public static final boolean WHOLE = Boolean.getBoolean("talanoa.long");

  private Sample() {}

  /**
   * Returns the values to try in one cell: all of them in a whole run, otherwise one.
   *
   * @param cell the number of the cell; neighbouring cells take different values
   */
  public static <T> List<T> of(List<T> values, int cell) {
    return WHOLE ? values : List.of(values.get(Math.floorMod(cell + Seed.OF_RUN, values.size())));
  }

  /**
   * Returns whether a run that takes one cell in {@code oneOf} takes this one; a whole run takes
   * every cell.
   */
  public static boolean takes(int cell, int oneOf) {
    return WHOLE || Math.floorMod(cell + Seed.OF_RUN, oneOf) == 0;
  }

  /** Returns one value in {@code oneOf}; a whole run returns every value. */
  public static <T> List<T> oneIn(int oneOf, List<T> values) {
    return IntStream.range(0, values.size())
        .filter(i -> takes(i, oneOf))
        .mapToObj(values::get)
        .toList();
  }
}
