package org.talanoa.discussion;

/** What has happened in a thread: the state of the changed message, or of the thread's head. */
public sealed interface Change {
  /** A message as it is after the change. */
  sealed interface OfMessage extends Change {
    Message message();
  }

  /** A message was said. */
  record Posted(Message message) implements OfMessage {}

  /** Its words were changed. */
  record Edited(Message message) implements OfMessage {}

  /** Its author took it back. */
  record Deleted(Message message) implements OfMessage {}

  /** Somebody reacted to it, or took the reaction back. */
  record Reacted(Message message) implements OfMessage {}

  /** What it tells was marked, or a mark was taken away. */
  record Marked(Message message) implements OfMessage {}

  /** It was pinned or unpinned. */
  record Pinned(Message message) implements OfMessage {}

  /** Somebody voted in its poll, or the poll was closed. */
  record Voted(Message message) implements OfMessage {}

  /** A keeper of order hid it, restored it, blacked out a part of it, or moved it elsewhere. */
  record Curated(Message message) implements OfMessage {}

  /** Somebody stands behind it, or no longer. */
  record Sponsored(Message message) implements OfMessage {}

  /** The thread's title, lock or latest activity changed. */
  record Headed(ThreadHead head) implements Change {}
}
