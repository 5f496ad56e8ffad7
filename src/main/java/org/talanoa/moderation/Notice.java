package org.talanoa.moderation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.talanoa.alliance.AllianceId;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;

/**
 * What a person is told of a decision that concerns them. Carries no word of a message.
 *
 * @param thread where the message stood in the room, and its number, from where whatever moved it
 *     leads on; empty where it stands nowhere
 * @param measure the wire name of what was decided; empty where that is not told
 * @param until when it ends; empty where it does not, or not by itself
 * @param by those who did it, where that is told
 * @param appeal whether the person may appeal
 * @param against what the appeal would be against; nobody is shown that
 */
public record Notice(
    String id,
    Instant at,
    Kind kind,
    AllianceId alliance,
    RoomId room,
    String roomName,
    RoomKind roomKind,
    Optional<ThreadId> thread,
    int number,
    String measure,
    String reason,
    Optional<Instant> until,
    List<PersonId> by,
    Appealing appeal,
    boolean read,
    Optional<Against> against) {
  public Notice {
    by = List.copyOf(by);
  }

  /** It has been looked at. */
  Notice looked() {
    return with(appeal, true);
  }

  /** The appeal was made. */
  Notice appealed() {
    return with(Appealing.DONE, true);
  }

  private Notice with(Appealing appeal, boolean read) {
    return new Notice(
        id, at, kind, alliance, room, roomName, roomKind, thread, number, measure, reason, until,
        by, appeal, read, against);
  }

  /** What it tells. */
  public enum Kind {
    /** Something was decided about what the person wrote, or about them. */
    DECIDED,
    APPEAL_UPHELD,
    APPEAL_REVERSED,
    /** A message that the person reported was looked at. */
    REPORT_ANSWERED,
    /** Two keepers know now who wrote under a pseudonym. */
    UNMASKED,
    /** A message that waited was let in. */
    APPROVED,
    /** A message that waited was not let in. */
    NOT_APPROVED,
    /** A thread that the person began was closed. */
    THREAD_LOCKED,
    THREAD_UNLOCKED,
    /** A thread that the person began has another title. */
    THREAD_RENAMED,
    /** The person keeps order in the room from now on. */
    KEEPER_MADE,
    KEEPER_ENDED,
    /** The person's seat in the room was taken away. */
    SEAT_TAKEN;

    /** The name used on the wire and in message keys. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether there is an appeal. */
  public enum Appealing {
    NO,
    POSSIBLE,
    DONE
  }

  /** What an appeal is against. */
  sealed interface Against {}

  /** The decision with this number on a case. */
  record OnCase(CaseId about, int decision) implements Against {}

  /**
   * What a keeper of order did outside of a case.
   *
   * @param by who did it
   * @param veiled whether it concerns what the person wrote under a pseudonym
   */
  record OnAct(PersonId by, boolean veiled) implements Against {}
}
