package org.talanoa.door.wire;

import java.util.List;

/**
 * What a reader lacks.
 *
 * @param complete false when the reader has to read its pages anew
 */
public record CaughtUpJson(ThreadJson thread, List<MessageJson> messages, boolean complete) {}
