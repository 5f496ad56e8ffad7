package org.talanoa.discussion;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bson.Document;
import org.springframework.stereotype.Service;
import org.talanoa.Refusal;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;
import org.talanoa.text.Title;

/**
 * Moves messages to where they belong: a part of a thread into one of its own, a thread into
 * another, or into another room. A moved message gets the next number there; where it stood, a
 * pointer remains, so that what leads to it still does. A name under which it was said goes with
 * it, so that nobody learns which names are one person's. Thread safe; what was begun before a
 * crash is finished at the next start.
 */
@Service
public class Relocation {
  /** The most messages that may be moved at once. */
  public static final int MOST = 2_000;

  private final Discussions discussions;
  private final Rooms rooms;

  public Relocation(Discussions discussions, Rooms rooms) {
    this.discussions = discussions;
    this.rooms = rooms;
    discussions.mover().finish();
  }

  /** Makes some messages of a thread a thread of their own in the same room. */
  public ThreadHead split(Chair chair, ThreadId from, Collection<Integer> numbers, Title title) {
    var head = discussions.head(chair, from);
    var chosen = new TreeSet<>(numbers);
    if (chosen.isEmpty() || chosen.first() < 1 || chosen.last() > head.last()) {
      throw new Refusal.NotLikeThis("thread.splitNothing");
    }
    mustNotBeTooMany(chosen);
    return discussions.mover().move(chair, from, chosen, chair, null, title.text(), false);
  }

  /** Puts all messages of a thread at the end of another one of the same room. */
  public ThreadHead merge(Chair chair, ThreadId from, ThreadId into) {
    var head = discussions.head(chair, from);
    if (from.equals(into)) {
      throw new Refusal.NotLikeThis("thread.mergeItself");
    }
    discussions.head(chair, into);
    return discussions.mover().move(chair, from, all(head), chair, into, "", true);
  }

  /**
   * Moves a thread to another room, where at most those may read it who may read it now, and under
   * no looser rule.
   */
  public ThreadHead move(Chair from, Chair to, ThreadId thread) {
    var head = discussions.head(from, thread);
    if (from.room().id().equals(to.room().id())) {
      throw new Refusal.NotLikeThis("thread.moveNowhere");
    }
    var stricter = to.room().kind().compareTo(from.room().kind()) >= 0;
    var sameAlliance = from.room().alliance().equals(to.room().alliance());
    var nobodyNew =
        from.room().kind() == RoomKind.OPEN || rooms.people(from).containsAll(rooms.people(to));
    if (!sameAlliance || !stricter || !nobodyNew) {
      throw new Refusal.NotYours("thread.moveWider");
    }
    return discussions.mover().move(from, thread, all(head), to, null, head.title(), true);
  }

  private static Set<Integer> all(ThreadHead head) {
    var all = new TreeSet<>(IntStream.rangeClosed(1, head.last()).boxed().toList());
    mustNotBeTooMany(all);
    return all;
  }

  private static void mustNotBeTooMany(Set<Integer> numbers) {
    if (numbers.size() > MOST) {
      throw new Refusal.NotLikeThis("thread.moveTooMany", MOST);
    }
  }

  /** Refuses a change of a message that is on its way. */
  static void mustNotBeLeaving(Document head, int number) {
    var leaving = head.get("leaving", Document.class);
    if (leaving != null && leaving.getList("numbers", Integer.class, List.of()).contains(number)) {
      throw new Refusal.NotNow("thread.moving");
    }
  }
}
