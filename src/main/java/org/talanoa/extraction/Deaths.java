package org.talanoa.extraction;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which files have ended the process that read them, and how often in a row. For one thread. */
final class Deaths {
  static final int MOST = 3;

  private static final int REMEMBERED = 1_000;

  private final Map<String, Integer> deaths =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  boolean isGivenUp(String file) {
    return deaths.getOrDefault(file, 0) >= MOST;
  }

  void survived(String file) {
    deaths.remove(file);
  }

  void died(String file) {
    deaths.merge(file, 1, Integer::sum);
  }
}
