package org.talanoa.door.wire;

/** What one reader has of a thread. */
public record MineJson(String thread, int read, int unread, int calls, String following) {}
