package org.talanoa.discussion;

import java.util.List;

/** Some messages of a thread in their order, with the head they belong to. */
public record Page(ThreadHead head, List<Message> messages) {
  public Page {
    messages = List.copyOf(messages);
  }
}
