package org.talanoa.discussion;

/** What has become of a message that somebody wanted to post. Durable either way. */
public sealed interface Outcome {
  /** It stands in its thread. */
  record Said(ThreadHead head, Message message) implements Outcome {}

  /** A keeper of order has to approve it first. */
  record Waits(Waiting waiting) implements Outcome {}
}
