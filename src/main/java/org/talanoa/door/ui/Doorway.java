package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.QueryParameters;
import java.util.Optional;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.room.Suspension;

/** What stands between somebody and a screen of a room. */
final class Doorway {
  private Doorway() {}

  private static RoomId room(BeforeEnterEvent event) {
    return new RoomId(event.getRouteParameters().get("room").orElse(""));
  }

  /** A seat; whoever has not accepted the norms is led to them instead. */
  static Optional<Seat> seat(Rooms rooms, Person person, BeforeEnterEvent event) {
    var seat = rooms.seat(person, room(event));
    if (seat.isEmpty()) {
      var room = rooms.norms(person, room(event)).room();
      var wanted =
          event
              .getRouteParameters()
              .get("thread")
              .map(thread -> QueryParameters.of("thread", thread))
              .orElse(QueryParameters.empty());
      event.forwardTo("a/" + room.alliance() + "/r/" + room.id() + "/norms", wanted);
    }
    return seat;
  }

  static Optional<Suspension> suspension(Rooms rooms, Person person, BeforeEnterEvent event) {
    return rooms.suspension(person, room(event));
  }

  /** Says to the person concerned, and to nobody else, that they are kept out and until when. */
  static void showSuspended(Div page, Suspension suspension, Person person) {
    var room = suspension.room();
    var back = Parts.link("/a/" + room.alliance(), "← " + Reader.say("room.back"));
    back.addClassName("tal-back");
    page.setClassName("tal-page");
    page.add(
        back,
        Parts.head(room.name()),
        Parts.kind(room.kind()),
        Parts.words(
            suspension.forGood()
                ? Reader.say("suspended.forGood")
                : Reader.say(
                    "suspended.until", suspension.until().atZone(person.profile().timeZone()))),
        Parts.soft(Reader.say("suspended.who")));
  }
}
