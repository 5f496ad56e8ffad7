package org.talanoa.door;

import org.springframework.stereotype.Component;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;
import org.talanoa.people.Invitation;
import org.talanoa.people.Invitations;
import org.talanoa.people.People;
import org.talanoa.people.PersonId;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** Leads those who came by an invitation to where it leads, on behalf of who invited them. */
@Component
public class Newcomers {
  private final People people;
  private final Alliances alliances;
  private final Rooms rooms;

  public Newcomers(People people, Alliances alliances, Rooms rooms) {
    this.people = people;
    this.alliances = alliances;
    this.rooms = rooms;
  }

  /** Gives the newcomer what the inviting person may still give. */
  public void welcome(Invitations.Redeemed redeemed) {
    var invitation = redeemed.invitation();
    if (invitation.purpose() != Invitation.Purpose.JOIN) {
      return;
    }
    var host =
        people
            .onBehalfOf(new PersonId(invitation.by()))
            .orElseThrow(() -> new Refusal.NotHere("invitation.unknown"));
    var membership = alliances.enter(host, new AllianceId(invitation.alliance()));
    var person = redeemed.person().id();
    if (alliances.membership(redeemed.person(), membership.alliance().id()).isEmpty()) {
      alliances.admit(membership, person, Role.valueOf(invitation.role()));
    }
    for (var room : invitation.rooms()) {
      rooms.admit(rooms.speak(host, new RoomId(room)), person, false);
    }
  }
}
