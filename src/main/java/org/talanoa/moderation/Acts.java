package org.talanoa.moderation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.talanoa.discussion.Authors;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadHead;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Retention;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.text.Title;

/**
 * What those who keep order do outside of a case: each act has a reason, is entered in the audit
 * trail before it is done, and is told to whom it concerns, who may appeal against what was taken
 * from them. What changes nothing is no act. Doors have no other way to do it; a test holds that.
 * Thread safe.
 */
@Service
public class Acts {
  private final Rooms rooms;
  private final Discussions discussions;
  private final Authors authors;
  private final AuditTrail trail;
  private final Telling telling;

  public Acts(
      Rooms rooms,
      Discussions discussions,
      Authors authors,
      Cases cases,
      AuditTrail trail,
      Notices notices) {
    this.rooms = rooms;
    this.discussions = discussions;
    this.authors = authors;
    this.trail = trail;
    this.telling = new Telling(cases, notices);
  }

  /** Closes a thread to new messages, or opens it again; whoever began it is told. */
  public ThreadHead lock(Chair chair, ThreadId thread, boolean locked, String reason) {
    var head = discussions.head(chair, thread);
    if (head.locked() == locked) {
      return head;
    }
    var given = Reasons.given(reason);
    enter(chair, locked ? Deed.THREAD_LOCKED : Deed.THREAD_UNLOCKED, "thread/" + thread, given);
    var kind = locked ? Notice.Kind.THREAD_LOCKED : Notice.Kind.THREAD_UNLOCKED;
    var done = new Telling.Done(kind, given).inThread(thread, 1);
    tellWhoBegan(chair, head, locked ? done.against(me(chair), isVeiled(head)) : done);
    return discussions.lock(chair, thread, locked);
  }

  /** Whether the chair's person began the thread, whatever name they bear in it. */
  public boolean isOwn(Chair chair, ThreadId thread) {
    return authors.isOwn(chair, thread, 1);
  }

  /** Gives a thread that somebody else began another title; they are told. */
  public ThreadHead rename(Chair chair, ThreadId thread, Title title, String reason) {
    var head = discussions.head(chair, thread);
    if (head.title().equals(title.text())) {
      return head;
    }
    var given = Reasons.given(reason);
    enter(chair, Deed.THREAD_RENAMED, "thread/" + thread, given);
    tellWhoBegan(
        chair,
        head,
        new Telling.Done(Notice.Kind.THREAD_RENAMED, given)
            .inThread(thread, 1)
            .against(me(chair), isVeiled(head)));
    return discussions.retitle(chair, thread, title);
  }

  private void tellWhoBegan(Chair chair, ThreadHead head, Telling.Done done) {
    authors.behind(chair, head.id(), 1).ifPresent(person -> tell(chair, person, done));
  }

  private static boolean isVeiled(ThreadHead head) {
    return head.by() instanceof Byline.Pseudonym;
  }

  private static PersonId me(Seat seat) {
    return seat.person().id();
  }

  /** Hides, until the thread is closed, who holds which position, or shows it again. */
  public ThreadHead hideRank(Chair chair, ThreadId thread, boolean hidden, String reason) {
    var head = discussions.head(chair, thread);
    if (head.rankHidden() == hidden) {
      return head;
    }
    enter(
        chair,
        hidden ? Deed.RANK_HIDDEN : Deed.RANK_SHOWN,
        "thread/" + thread,
        Reasons.given(reason));
    return discussions.hideRank(chair, thread, hidden);
  }

  /** Changes how the room works. */
  public void arrange(Chair chair, Manner manner, String reason) {
    var changes = changes(chair.room().manner(), manner);
    if (!changes.isEmpty()) {
      var about = "manner/" + String.join("/", changes);
      enter(chair, Deed.ROOM_ARRANGED, about, Reasons.given(reason));
      rooms.arrange(chair, manner);
    }
  }

  /** What is another way than before, and how it is from now on, such as {@code slow:60}. */
  private static List<String> changes(Manner before, Manner now) {
    var changes = new ArrayList<String>();
    if (before.rankHidden() != now.rankHidden()) {
      changes.add("rankHidden:" + now.rankHidden());
    }
    if (before.namingForbidden() != now.namingForbidden()) {
      changes.add("namingForbidden:" + now.namingForbidden());
    }
    if (before.approveFirst() != now.approveFirst()) {
      changes.add("approveFirst:" + now.approveFirst());
    }
    if (!before.slow().equals(now.slow())) {
      changes.add("slow:" + now.slow().toSeconds());
    }
    if (!before.retention().equals(now.retention())) {
      changes.add("retention:" + kept(now.retention()));
    }
    if (before.formerWords() != now.formerWords()) {
      changes.add(
          "formerWords:" + (now.formerWords() == Manner.FormerWords.KEEP ? "keep" : "remove"));
    }
    return changes;
  }

  private static String kept(Retention retention) {
    return switch (retention) {
      case Retention.Keep() -> "keep";
      case Retention.DeleteAfter(var days) -> Integer.toString(days);
      case Retention.DeleteAtEnd() -> "end";
    };
  }

  /**
   * Words the norms of the room; empty for the usual ones of its kind.
   *
   * @param reason may be missing: everybody reads what was worded, and accepts it or does not
   */
  public void word(Chair chair, String text, String reason) {
    rooms.setNorms(
        chair, text, () -> enter(chair, Deed.NORMS_WORDED, "norms", Reasons.optional(reason)));
  }

  /** Opens a room of another kind, in which the talk goes on. */
  public Chair continueAs(Chair chair, RoomKind kind, String reason) {
    return rooms.continueAs(
        chair,
        kind,
        () -> enter(chair, Deed.ROOM_CONTINUED, "kind/" + kind.wireName(), Reasons.given(reason)));
  }

  /**
   * Gives somebody of the alliance a seat. Where that makes them a keeper of order, or one no more,
   * it is an act: they are told, and there has to be a reason.
   */
  public void admit(Seat seat, PersonId person, boolean keeper, String reason) {
    rooms.admit(
        seat,
        person,
        keeper,
        () -> {
          var given = Reasons.given(reason);
          enter(seat, keeper ? Deed.KEEPER_MADE : Deed.KEEPER_ENDED, "seat", given);
          tell(
              seat,
              person,
              keeper
                  ? new Telling.Done(Notice.Kind.KEEPER_MADE, given)
                  : new Telling.Done(Notice.Kind.KEEPER_ENDED, given).against(me(seat), false));
        });
  }

  /** Takes somebody's seat away, and tells them why. */
  public void remove(Chair chair, PersonId person, String reason) {
    var seated = rooms.people(chair).contains(person);
    rooms.remove(
        chair,
        person,
        () -> {
          var given = Reasons.given(reason);
          enter(chair, Deed.SEAT_TAKEN, "seat", given);
          if (seated) {
            tell(
                chair,
                person,
                new Telling.Done(Notice.Kind.SEAT_TAKEN, given).against(me(chair), false));
          }
        });
  }

  private void enter(Seat seat, Deed deed, String about, String reason) {
    trail.enter(
        "act/" + UUID.randomUUID(),
        seat.room().id(),
        deed,
        Optional.of(seat.person().id()),
        about,
        reason);
  }

  private void tell(Seat seat, PersonId person, Telling.Done done) {
    telling.done(seat, person, "act/" + UUID.randomUUID(), done);
  }
}
