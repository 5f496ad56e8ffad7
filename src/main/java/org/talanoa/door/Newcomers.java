package org.talanoa.door;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.GiveAndTake;
import org.talanoa.alliance.Membership;
import org.talanoa.alliance.Role;
import org.talanoa.moderation.Acts;
import org.talanoa.people.Invitation;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** Leads those who came by an invitation to where it leads, on behalf of who invited them. */
@Component
public class Newcomers {
  private static final Logger LOG = LoggerFactory.getLogger(Newcomers.class);

  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;
  private final Acts acts;

  public Newcomers(People people, Alliances alliances, Rooms rooms, Acts acts) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
    this.acts = acts;
  }

  /** Refuses, before anything is used up, where an invitation leads nowhere any more. */
  public void mustLeadSomewhere(Invitation invitation) {
    if (invitation.purpose() == Invitation.Purpose.JOIN) {
      host(invitation);
    }
  }

  /**
   * Gives the newcomer what the inviting person may still give. A room in which that person has
   * nothing to say any more is left out; the newcomer finds the alliance all the same. Whoever sits
   * in a room already keeps their seat as it is.
   */
  public void welcome(Invitations.Redeemed redeemed) {
    var invitation = redeemed.invitation();
    if (invitation.purpose() != Invitation.Purpose.JOIN) {
      return;
    }
    var membership = host(invitation);
    var person = redeemed.person().id();
    if (alliances.membership(redeemed.person(), membership.alliance().id()).isEmpty()) {
      alliances.admit(membership, person, Role.valueOf(invitation.role()));
      introduce(redeemed, membership);
    }
    for (var room : invitation.rooms()) {
      try {
        var seat = rooms.enter(membership.person(), new RoomId(room));
        if (!rooms.people(seat).contains(person)) {
          acts.admit(seat, person, false, "");
        }
      } catch (Refusal refused) {
        LOG.info("an invitation led past room {}: {}", room, refused.key());
      }
    }
  }

  private void introduce(Invitations.Redeemed redeemed, Membership host) {
    var introduction = redeemed.invitation().introduction();
    alliances
        .membership(redeemed.person(), host.alliance().id())
        .ifPresent(membership ->
            alliances.say(
                membership, new GiveAndTake(introduction.offers(), introduction.seeks())));
  }

  private Membership host(Invitation invitation) {
    return people
        .onBehalfOf(new PersonId(invitation.by()))
        .flatMap(host -> alliances.membership(host, new AllianceId(invitation.alliance())))
        .orElseThrow(() -> new Refusal.NotHere("invitation.unknown"));
  }
}
