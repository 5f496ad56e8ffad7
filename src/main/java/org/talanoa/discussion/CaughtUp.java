package org.talanoa.discussion;

import java.util.List;

/**
 * What a reader lacks.
 *
 * @param messages the messages that changed or came since, by number
 * @param complete false when the reader is too far behind and has to read its pages anew
 */
public record CaughtUp(ThreadHead head, List<Message> messages, boolean complete) {
  public CaughtUp {
    messages = List.copyOf(messages);
  }
}
