package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;
import org.talanoa.pulse.Plan;
import org.talanoa.pulse.Pulse;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.Chair;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** When the pulse of a room is taken, for those who keep order in it. */
@Route(value = "a/:alliance/r/:room/pulse/plan", layout = Frame.class)
class PulsePlanView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final List<Integer> WEEKS = List.of(2, 4, 6, 8, 12, 26);
  private static final List<Integer> DAYS = List.of(3, 5, 7, 14);
  private static final int USUAL_WEEKS = 4;
  private static final int USUAL_DAYS = 7;

  private final transient Rooms rooms;
  private final transient Pulses pulses;
  private final transient Reader reader;
  private final Div said = new Div();

  PulsePlanView(Rooms rooms, Pulses pulses, Reader reader) {
    this.rooms = rooms;
    this.pulses = pulses;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    addClassName("tal-page");
    var id = new RoomId(event.getRouteParameters().get("room").orElse(""));
    Doorway.seat(rooms, reader.person(), event)
        .ifPresent(_ -> show(rooms.chair(reader.person(), id)));
  }

  private void show(Chair chair) {
    removeAll();
    said.removeAll();
    var room = chair.room();
    var pulse = pulses.of(chair);
    var zone = reader.person().profile().timeZone();
    var back = Parts.link(PulseParts.address(room) + "/pulse", "← " + Reader.say("pulse.title"));
    back.addClassName("tal-back");
    add(
        back,
        Parts.head(Reader.say("pulse.plan.title")),
        Parts.kind(room.kind()),
        Parts.words(Reader.say("pulse.plan.what", Pulses.FLOOR)),
        Parts.soft(Reader.say("pulse.plan.overlap")),
        said);
    var open = pulse.round().filter(_ -> pulse.next().isEmpty());
    open.ifPresent(round -> {
      var notice = new Div(Reader.say("pulse.plan.openNow", round.closes().atZone(zone)));
      notice.addClassName("tal-notice");
      add(notice);
    });
    pulse.next().ifPresent(_ -> add(PulseParts.asked(pulse, zone)));
    add(form(room.id(), pulse));
    if (pulse.plan().isPresent()) {
      var stop =
          new NativeButton(
              Reader.say("pulse.plan.stop"),
              _ -> act(room.id(), pulses::stop, "pulse.plan.stopped"));
      stop.addClassNames("tal-button", "second");
      add(new Paragraph(stop));
    }
  }

  private Div form(RoomId room, Pulse pulse) {
    var zone = reader.person().profile().timeZone();
    var first = new Field(Reader.say("pulse.plan.first"), 10);
    first.getElement().getChild(1).setAttribute("type", "date");
    pulse.next().ifPresent(next -> first.with(LocalDate.ofInstant(next.opens(), zone).toString()));
    var every = every(pulse.plan());
    var days = days(pulse.plan());
    return Field.form(
        Reader.say("pulse.plan.save"),
        () -> {
          var day = day(first.value());
          if (day.isEmpty()) {
            said.removeAll();
            said.add(Parts.alert(Reader.say("pulse.plan.day")));
            said.scrollIntoView();
            return;
          }
          act(
              room,
              chair -> pulses.plan(chair, day.get(), every.value(), days.value()),
              "pulse.plan.saved");
        },
        first,
        every,
        days);
  }

  private static Choice<Integer> every(Optional<Plan> plan) {
    var choice = new Choice<Integer>(Reader.say("pulse.plan.every"));
    choice.offer("0", 0, Reader.say("pulse.plan.once"));
    var weeks = new TreeSet<>(WEEKS);
    plan.filter(there -> !there.once()).ifPresent(there -> weeks.add(there.everyWeeks()));
    weeks.forEach(
        each -> choice.offer(Integer.toString(each), each, Reader.say("pulse.plan.weeks", each)));
    return choice.with(Integer.toString(plan.map(Plan::everyWeeks).orElse(USUAL_WEEKS)));
  }

  private static Choice<Integer> days(Optional<Plan> plan) {
    var choice = new Choice<Integer>(Reader.say("pulse.plan.open"));
    var days = new TreeSet<>(DAYS);
    plan.ifPresent(there -> days.add(there.openDays()));
    days.forEach(
        each -> choice.offer(Integer.toString(each), each, Reader.say("pulse.plan.days", each)));
    return choice.with(Integer.toString(plan.map(Plan::openDays).orElse(USUAL_DAYS)));
  }

  private static Optional<LocalDate> day(String written) {
    try {
      return Optional.of(LocalDate.parse(written));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private interface Planning {
    void with(Chair chair);
  }

  private void act(RoomId room, Planning planning, String done) {
    said.removeAll();
    try {
      planning.with(rooms.chair(reader.person(), room));
      show(rooms.chair(reader.person(), room));
      var well = Parts.soft(Reader.say(done));
      well.getElement().setAttribute("role", "status");
      said.add(well);
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
    said.scrollIntoView();
  }

  @Override
  public String getPageTitle() {
    return Reader.say("pulse.plan.title") + " · Talanoa";
  }
}
