package org.talanoa.discussion;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Voice;
import org.talanoa.text.Markdown;
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
    var voice = rooms.speak(person, room);
    var before = discussions.started(voice, draft);
    if (before.isPresent()) {
      return said(before.get());
    }
    if (rooms.waits(voice, draft.underPseudonym(), Optional.empty())) {
      return waits(voice, Optional.empty(), title.text(), draft);
    }
    return rooms.paced(
        voice,
        draft.underPseudonym(),
        Optional.empty(),
        () -> said(discussions.start(voice, title, draft)));
  }

  /** Says something in a thread. */
  public Outcome post(Person person, RoomId room, ThreadId thread, Draft draft) {
    var voice = rooms.speak(person, room);
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
      return waits(voice, Optional.of(thread), head.title(), draft);
    }
    var message =
        rooms.paced(
            voice,
            draft.underPseudonym(),
            Optional.of(name),
            () -> discussions.post(voice, thread, draft));
    return new Outcome.Said(discussions.head(voice, thread), message);
  }

  /** Words one's own message otherwise; refused where somebody would have to approve it first. */
  public Message edit(Person person, RoomId room, ThreadId thread, int number, Markdown words) {
    var voice = rooms.speak(person, room);
    mustNotWait(voice, thread, discussions.ownByline(voice, thread, number));
    return discussions.edit(voice, thread, number, words);
  }

  /** Gives a thread another title; refused as {@link #edit} is. */
  public ThreadHead rename(Person person, RoomId room, ThreadId thread, Title title) {
    var voice = rooms.speak(person, room);
    mustNotWait(voice, thread, discussions.ownByline(voice, thread, 1));
    return discussions.rename(voice, thread, title);
  }

  /** What others have said is not theirs to change anyway, which is said there. */
  private void mustNotWait(Voice voice, ThreadId thread, Optional<Byline> own) {
    own.map(Byline.Pseudonym.class::isInstance)
        .filter(veiled -> rooms.waits(voice, veiled, Optional.of(thread.value())))
        .ifPresent(_ -> {
          throw new Refusal.NotNow("message.editWaits");
        });
  }

  private Outcome waits(Voice voice, Optional<ThreadId> thread, String title, Draft draft) {
    return new Outcome.Waits(
        approvals
            .kept(voice, thread, draft)
            .orElseGet(() ->
                rooms.paced(
                    voice,
                    draft.underPseudonym(),
                    thread.map(ThreadId::value),
                    () -> approvals.keep(voice, thread, title, draft))));
  }

  private static Outcome said(Page page) {
    return new Outcome.Said(page.head(), page.messages().getFirst());
  }
}
