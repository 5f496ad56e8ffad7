package org.talanoa.door.wire;

import java.util.List;

/**
 * What one reader has of a thread; told to nobody else.
 *
 * @param pseudonyms the names in the thread that are this reader's
 */
public record MineJson(
    String thread, int read, int unread, int calls, List<String> pseudonyms, String following) {}
