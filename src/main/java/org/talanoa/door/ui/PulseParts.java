package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteConfiguration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.talanoa.pulse.Asked;
import org.talanoa.pulse.Pulse;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.Room;

/** What the screens of a room say of its pulse. */
final class PulseParts {
  private PulseParts() {}

  static String address(Room room) {
    return "/a/" + room.alliance() + "/r/" + room.id();
  }

  static Anchor back(Room room) {
    var back = Parts.link(address(room), "← " + room.name());
    back.addClassName("tal-back");
    return back;
  }

  /** The ways on from where one has answered. */
  static Div onward(Room room) {
    var onward = Parts.link(address(room), Reader.say("pulse.answer.back"));
    onward.addClassName("tal-button");
    var pulse = Parts.link(address(room) + "/pulse", Reader.say("pulse.see"));
    pulse.addClassNames("tal-button", "second");
    var ways = new Div(onward, pulse);
    ways.addClassName("tal-row");
    return ways;
  }

  /** What the pulse wants of whoever looks. */
  static Div asked(Pulse pulse, ZoneId zone) {
    var box = new Div();
    switch (pulse.asked()) {
      case Asked.Waits(var round) ->
          box.add(Reader.say("pulse.waits", round.closes().atZone(zone)));
      case Asked.Answered(var round) ->
          box.add(Reader.say("pulse.answered", round.closes().atZone(zone), Pulses.FLOOR));
      case Asked.Rests(var until) -> box.add(Reader.say("pulse.rests", until.atZone(zone)));
      case Asked.Mute _ ->
          pulse
              .round()
              .ifPresent(round -> box.add(Reader.say("pulse.mute", round.closes().atZone(zone))));
      case Asked.Nothing _ ->
          pulse
              .next()
              .ifPresentOrElse(
                  round ->
                      box.add(
                          Reader.say(
                              "pulse.next",
                              round.opens().atZone(zone),
                              round.closes().atZone(zone))),
                  () -> pulse.round().ifPresent(_ -> box.add(Reader.say("pulse.counting"))));
    }
    box.addClassName("tal-notice");
    return box;
  }

  /** What the room's own screen says: that a pulse waits, and that trust comes first. */
  static List<Div> notices(Pulse pulse, Room room, ZoneId zone) {
    var notices = new ArrayList<Div>();
    if (pulse.asked() instanceof Asked.Waits(var round)) {
      notices.add(
          new Div(
              new Span(Reader.say("pulse.waits", round.closes().atZone(zone)) + " "),
              Parts.link(address(room) + "/pulse/answer", Reader.say("pulse.answerNow"))));
    }
    if (pulse.course().trustFirst()) {
      notices.add(
          new Div(
              new Span(Reader.say("pulse.trustFirst") + " "),
              exercises(room)
                  .orElseGet(() -> Parts.link(address(room) + "/pulse", Reader.say("pulse.see")))));
    }
    return notices;
  }

  /** The way to the exercises that build trust, where there are some. */
  static Optional<Anchor> exercises(Room room) {
    var exercises = address(room) + "/activities";
    return RouteConfiguration.forApplicationScope()
        .getRoute(exercises.substring(1))
        .map(_ -> Parts.link(exercises, Reader.say("pulse.activities")));
  }
}
