package org.talanoa.discussion;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.Seat;

/**
 * Who wrote a message, whatever name it bears. For moderation alone, which acts on authors without
 * telling anybody who they are; a test holds that nothing else uses it. Thread safe.
 */
@Service
public class Authors {
  private final Discussions discussions;
  private final Approvals approvals;
  private final People people;

  public Authors(Discussions discussions, Approvals approvals, People people) {
    this.discussions = discussions;
    this.approvals = approvals;
    this.people = people;
  }

  /** Who wrote it; empty where that person is no longer here, or was never. */
  public Optional<PersonId> behind(Chair chair, ThreadId thread, int number) {
    return discussions.signer(chair, thread, number, people.everybody());
  }

  /** Who wrote what waits for approval. */
  public PersonId behindWaiting(Chair chair, String id) {
    return approvals.author(chair, id);
  }

  /** Whether the person of this seat wrote it. */
  public boolean isOwn(Seat seat, ThreadId thread, int number) {
    return discussions.isOwn(seat, thread, number);
  }
}
