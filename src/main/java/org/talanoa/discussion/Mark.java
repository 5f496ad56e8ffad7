package org.talanoa.discussion;

/**
 * How far one reader has read a thread.
 *
 * @param read the number of the last message read
 * @param unread how many later messages say something
 */
public record Mark(ThreadId thread, int read, int unread, Following following) {}
