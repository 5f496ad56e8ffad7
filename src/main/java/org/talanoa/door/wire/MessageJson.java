package org.talanoa.door.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message.
 *
 * @param state {@code said}, {@code deleted} or {@code hidden}
 * @param html safe to show; empty unless said
 * @param reactions who reacted how, by the reaction's name; only those that were given
 */
public record MessageJson(
    int number,
    long revision,
    Instant at,
    BylineJson by,
    String state,
    String html,
    @Nullable Instant edited,
    @Nullable Integer answers,
    Map<String, List<String>> reactions,
    boolean pinned,
    List<AttachmentJson> attachments,
    @Nullable PollJson poll) {}
