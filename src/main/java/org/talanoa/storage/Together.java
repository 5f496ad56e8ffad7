package org.talanoa.storage;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one thing, one after the other, each whole or not at all. Safe for use by many
 * threads. A change must not be made inside another.
 */
public interface Together {
  /**
   * Runs the work alone for this key, makes what it wrote durable, and then, still alone for this
   * key, hands its result on. The work may be run again after a passing conflict.
   *
   * @throws Unavailable when the database is away or full; nothing was acknowledged then
   */
  <T extends @Nullable Object> T change(String key, Work<T> work, Consumer<? super T> told);

  /** As {@link #change(String, Work, Consumer)}, for work that nobody has to hear of. */
  default <T extends @Nullable Object> T change(String key, Work<T> work) {
    return change(key, work, _ -> {});
  }

  /** What one change does. */
  interface Work<T extends @Nullable Object> {
    T with(Writing writing);
  }
}
