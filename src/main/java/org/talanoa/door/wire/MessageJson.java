package org.talanoa.door.wire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message.
 *
 * @param state {@code said}, {@code deleted}, {@code hidden} or {@code moved}
 * @param html safe to show; empty unless said
 * @param reactions who reacted how, by the reaction's name; only those that were given
 * @param redacted whether a moderator has blacked out a part
 * @param sponsors who stands behind it
 * @param tellings what it tells, as people of the room have marked it
 * @param moved where in this room it was moved to; whoever may enter the other room to which it was
 *     moved asks for that
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
    @Nullable PollJson poll,
    boolean redacted,
    List<PersonJson> sponsors,
    List<TellingJson> tellings,
    @Nullable MovedJson moved) {
  /** Where a message stands that was moved. */
  public record MovedJson(String room, String thread, int number) {}
}
