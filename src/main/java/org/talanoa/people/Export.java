package org.talanoa.people;

import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;

/** Takes what is handed out of what is stored of a person. */
public interface Export {
  /**
   * A list of things, each with named values: texts, numbers, truths, times, lists and such things
   * again. Nothing of it is kept in memory.
   */
  void list(String name, Things things);

  /** A file as it was brought. */
  void file(String name, InputStream content);

  /** Says one thing after the other. */
  interface Things {
    void each(Consumer<Map<String, ?>> thing);
  }
}
