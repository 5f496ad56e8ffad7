package org.talanoa.alliance;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;

/**
 * Invites whole lists of people. Nobody is a member before they have come in by their link
 * themselves, also not who has an account already. Thread safe.
 */
@Service
public class MemberLists {
  private final Alliances alliances;
  private final People people;
  private final Invitations invitations;

  public MemberLists(Alliances alliances, People people, Invitations invitations) {
    this.alliances = alliances;
    this.people = people;
    this.invitations = invitations;
  }

  /** What became of a line. */
  public sealed interface Outcome {
    MemberList.Good line();
  }

  /**
   * The link that leads in is made.
   *
   * @param secret of the link, or empty where it was only looked at
   */
  public record Invited(MemberList.Good line, String secret) implements Outcome {
    @Override
    public String toString() {
      return "Invited[" + line.number() + "]";
    }
  }

  /** They have been invited before, and their link still works. */
  public record Waiting(MemberList.Good line, Instant until) implements Outcome {}

  /** They belong to the alliance, as this; which a list does not change. */
  public record Belongs(MemberList.Good line, Role role) implements Outcome {}

  /** What would become of a list, without anything being done. Organisers only. */
  public List<Outcome> look(Membership organiser, MemberList list) {
    return each(organiser, list, false);
  }

  /** Invites everybody on the list who is not here or invited already. Organisers only. */
  public List<Outcome> invite(Membership organiser, MemberList list) {
    return each(organiser, list, true);
  }

  private List<Outcome> each(Membership organiser, MemberList list, boolean really) {
    Alliances.mustOrganise(organiser);
    var members = alliances.members(organiser);
    var alliance = organiser.alliance().id().value();
    var pending = invitations.pending(alliance);
    return list.good().stream()
        .<Outcome>map(line -> {
          var member = people.withAddress(line.email(), members.keySet());
          if (member.isPresent()) {
            return new Belongs(line, members.getOrDefault(member.get(), Role.PEER));
          }
          var until = pending.get(line.email());
          if (until != null) {
            return new Waiting(line, until);
          }
          return new Invited(line, really ? invite(organiser, line) : "");
        })
        .toList();
  }

  private String invite(Membership organiser, MemberList.Good line) {
    return invitations.invite(
        organiser.person(),
        organiser.alliance().id().value(),
        line.role().name(),
        List.of(),
        line.email(),
        line.introduction());
  }
}
