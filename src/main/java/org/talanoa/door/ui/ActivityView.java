package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import org.talanoa.activity.Activities;
import org.talanoa.activity.ActivityId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;

/** One activity of a room. */
@Route(value = "a/:alliance/r/:room/activity/:activity", layout = Frame.class)
class ActivityView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Rooms rooms;
  private final transient Activities activities;
  private final transient Reader reader;
  private String title = "Talanoa";

  ActivityView(Rooms rooms, Activities activities, Reader reader) {
    this.rooms = rooms;
    this.activities = activities;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    var id = event.getRouteParameters().get("activity").orElse("");
    Doorway.seat(rooms, reader.person(), event).ifPresent(seat -> show(seat, new ActivityId(id)));
  }

  private void show(Seat seat, ActivityId id) {
    var room = seat.room();
    var activity = activities.see(seat, id);
    title = activity.exercise().name().in(Reader.locale()) + " · Talanoa";
    var back =
        Parts.link(
            "/a/" + room.alliance() + "/r/" + room.id() + "/activities",
            "← " + room.name() + " · " + Reader.say("activities.title"));
    back.addClassName("tal-back");
    var live = new LiveTexts.Activity(seat.person(), room.alliance().value());
    live.getElement()
        .setProperty("room", room.id().value())
        .setProperty("activity", id.value())
        .setProperty("kind", room.kind().wireName())
        .setProperty("mayspeak", rooms.maySpeak(seat));
    add(back, new Div(Parts.kind(room.kind())), live);
  }

  @Override
  public String getPageTitle() {
    return title;
  }
}
