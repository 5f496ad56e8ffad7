package org.talanoa.discussion;

import java.util.List;

/**
 * How far one reader has read a thread.
 *
 * @param read the number of the last message read
 * @param unread how many later messages say something
 * @param calls how many of them call this reader
 * @param pseudonyms the names under which this reader has spoken in the thread; told to nobody else
 */
public record Mark(
    ThreadId thread,
    int read,
    int unread,
    int calls,
    List<String> pseudonyms,
    Following following) {
  public Mark {
    pseudonyms = List.copyOf(pseudonyms);
  }
}
