package org.talanoa.door.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits for a moderator's approval.
 *
 * @param key the one under which its author sent it
 * @param thread where it is to stand; none where it is to start a thread
 * @param html safe to show
 */
public record WaitingJson(
    String id,
    String key,
    @Nullable String thread,
    String title,
    BylineJson by,
    String html,
    List<AttachmentJson> attachments,
    @Nullable PollJson poll,
    Instant at) {}
