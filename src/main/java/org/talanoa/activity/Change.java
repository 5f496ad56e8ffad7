package org.talanoa.activity;

import org.talanoa.room.RoomId;

/** What has happened to an activity. */
public sealed interface Change {
  /** It has gone on to this revision; what is seen of it differs from reader to reader. */
  record WentOn(RoomId room, ActivityId activity, long revision) implements Change {}
}
