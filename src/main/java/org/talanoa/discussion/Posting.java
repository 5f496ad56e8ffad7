package org.talanoa.discussion;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import org.talanoa.text.Title;

/**
 * The way by which everything is said that people write: asks whether they may speak, how soon
 * again, and whether somebody has to approve it first. The same draft again does nothing more.
 * Thread safe.
 */
@Service
public class Posting {
  private final Rooms rooms;
  private final Discussions discussions;
  private final Approvals approvals;

  public Posting(Rooms rooms, Discussions discussions, Approvals approvals) {
    this.rooms = rooms;
    this.discussions = discussions;
    this.approvals = approvals;
  }

  /** Starts a thread with its first message. */
  public Outcome start(Person person, RoomId room, Title title, Draft draft) {
    var voice = highest(person, room);
    var before = discussions.started(voice, draft);
    if (before.isPresent()) {
      return said(before.get());
    }
    if (rooms.waits(voice, draft.underPseudonym(), Optional.empty())) {
      return new Outcome.Waits(
          approvals.keep(
              voice, Optional.empty(), title.text(), draft, () -> pace(voice, draft, "")));
    }
    pace(voice, draft, "");
    return said(discussions.start(voice, title, draft));
  }

  /** Says something in a thread. */
  public Outcome post(Person person, RoomId room, ThreadId thread, Draft draft) {
    var voice = highest(person, room);
    var head = discussions.head(voice, thread);
    var name = thread.value();
    var waits = rooms.waits(voice, draft.underPseudonym(), Optional.of(name));
    if (waits || !voice.room().manner().slow().isZero()) {
      var before = discussions.posted(voice, thread, draft);
      if (before.isPresent()) {
        return new Outcome.Said(head, before.get());
      }
    }
    if (waits) {
      return new Outcome.Waits(
          approvals.keep(
              voice, Optional.of(thread), head.title(), draft, () -> pace(voice, draft, name)));
    }
    pace(voice, draft, name);
    var message = discussions.post(voice, thread, draft);
    return new Outcome.Said(discussions.head(voice, thread), message);
  }

  private static Outcome said(Page page) {
    return new Outcome.Said(page.head(), page.messages().getFirst());
  }

  private void pace(Voice voice, Draft draft, String thread) {
    rooms.pace(
        voice, draft.underPseudonym(), thread.isEmpty() ? Optional.empty() : Optional.of(thread));
  }

  /** A chair where the person may keep order, otherwise a voice. */
  private Voice highest(Person person, RoomId room) {
    var voice = rooms.speak(person, room);
    return rooms.mayKeepOrder(voice) ? rooms.chair(person, room) : voice;
  }
}
