package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import org.talanoa.room.Rooms;

/** The problem statements of a room. */
@Route(value = "a/:alliance/r/:room/problems", layout = Frame.class)
class ProblemsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Rooms rooms;
  private final transient Reader reader;

  ProblemsView(Rooms rooms, Reader reader) {
    this.rooms = rooms;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    var person = reader.person();
    var entered = Doorway.seat(rooms, person, event);
    if (entered.isEmpty()) {
      return;
    }
    var seat = entered.get();
    var room = seat.room();
    var back = Parts.link("/a/" + room.alliance() + "/r/" + room.id(), "← " + room.name());
    back.addClassName("tal-back");
    var list = new LiveTexts.Problems(person, room.alliance().value());
    list.getElement().setProperty("room", room.id().value());
    list.getElement().setProperty("mayspeak", rooms.maySpeak(seat));
    add(
        back,
        Parts.head(Reader.say("problems.title")),
        Parts.kind(room.kind()),
        Parts.soft(Reader.say("room.rule." + room.kind().wireName())),
        Parts.words(Reader.say("problems.what")));
    add(list);
  }

  @Override
  public String getPageTitle() {
    return Reader.say("problems.title") + " · Talanoa";
  }
}
