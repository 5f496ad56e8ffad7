package org.talanoa.survival;

import java.util.List;
import java.util.Map;

/**
 * What is found after everything has healed.
 *
 * @param stored the messages of each thread, as the database has them
 * @param views what each reader ended up with, by the reader's name
 * @param found how often a search finds a word, by who asks
 * @param unread what each reader is told is unread
 */
record Evidence(
    Map<String, List<Line>> stored,
    Map<String, Map<String, List<Line>>> views,
    Map<String, Map<String, Integer>> found,
    List<Unread> unread) {

  /** A message as somebody sees it. */
  record Line(int number, String author, String words) {}

  /** What one reader is told about one thread. */
  record Unread(String reader, String thread, int read, int unread) {}
}
