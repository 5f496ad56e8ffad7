package org.talanoa.discussion;

/**
 * How far one reader has read a thread.
 *
 * @param read the number of the last message read
 * @param unread how many later messages say something
 * @param calls how many of them call this reader
 */
public record Mark(ThreadId thread, int read, int unread, int calls, Following following) {}
