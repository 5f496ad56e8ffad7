package org.talanoa.discussion;

import org.talanoa.room.RoomId;
import org.talanoa.text.Markdown;

/** What a message says, as far as a reader may know. */
public sealed interface Body {
  /** The words. */
  record Said(Markdown markdown) implements Body {}

  /** The author took the words back; the place in the thread remains. */
  record Deleted() implements Body {}

  /** A keeper of order has hidden the words. */
  record Hidden() implements Body {}

  /** A keeper of order has moved it; it stands there now. */
  record Moved(RoomId room, ThreadId thread, int number) implements Body {}
}
