package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;
import org.talanoa.moderation.Entry;
import org.talanoa.moderation.Trails;
import org.talanoa.people.Person;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** What those who keep order in a room have done there, and why. */
@Route(value = "a/:alliance/r/:room/trail", layout = Frame.class)
class TrailView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int ON_A_PAGE = 50;
  private static final int LONGEST_REASON = 2_000;

  private final transient Rooms rooms;
  private final transient Trails trails;
  private final transient CaseTexts texts;
  private final transient Reader reader;

  TrailView(Rooms rooms, Trails trails, CaseTexts texts, Reader reader) {
    this.rooms = rooms;
    this.trails = trails;
    this.texts = texts;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    addClassName("tal-page");
    var before =
        event
            .getLocation()
            .getQueryParameters()
            .getSingleParameter("before")
            .filter(number -> number.matches("\\d{1,15}"))
            .map(Long::parseLong)
            .orElse(Long.MAX_VALUE);
    show(new RoomId(event.getRouteParameters().get("room").orElse("")), before);
  }

  private void show(RoomId id, long before) {
    removeAll();
    var person = reader.person();
    var chair = rooms.chair(person, id);
    var room = chair.room();
    var address = "/a/" + room.alliance() + "/r/" + id;
    var back = Parts.link(address + "/moderation", "← " + Reader.say("order.title"));
    back.addClassName("tal-back");
    add(
        back,
        Parts.head(Reader.say("trail.title")),
        Parts.soft(Reader.say("trail.what", room.name())));
    var entries = trails.of(chair, before, ON_A_PAGE);
    if (entries.isEmpty()) {
      add(Parts.words(Reader.say("trail.none")));
      return;
    }
    var list = new OrderedList();
    list.addClassName("tal-trail");
    entries.forEach(entry -> list.add(item(person, room, entry, before)));
    add(list);
    if (entries.size() == ON_A_PAGE) {
      var older =
          Parts.link(
              address + "/trail?before=" + entries.getLast().number(), Reader.say("trail.older"));
      older.addClassNames("tal-button", "second");
      add(older);
    }
  }

  private ListItem item(Person person, Room room, Entry entry, long before) {
    var who = entry.by().map(texts::name).orElseGet(() -> Reader.say("case.author"));
    var what = new Span(Reader.say("trail.act." + entry.act(), who));
    what.addClassName("tal-what");
    var when = new Span("#" + entry.number() + " · " + CaseTexts.when(person, entry.at()));
    when.addClassName("tal-soft");
    var item = new ListItem(what, when);
    var about = entry.about().split("/");
    if (about[0].equals("case")) {
      var label =
          about.length > 2 ? Reader.say("case.measure." + about[2]) : Reader.say("trail.case");
      item.add(
          new Paragraph(
              Parts.link(
                  "/a/" + room.alliance() + "/r/" + room.id() + "/case/" + about[1], label)));
    } else if (about[0].equals("entry")) {
      item.add(Parts.soft(Reader.say("trail.entry", about[1])));
    }
    entry
        .reason()
        .filter(reason -> !reason.isEmpty())
        .ifPresent(reason -> {
          item.add(Parts.words(reason), takeAway(room.id(), entry, before));
        });
    if (entry.reason().isEmpty()) {
      item.add(Parts.soft(Reader.say("trail.takenAway")));
    }
    return item;
  }

  private NativeDetails takeAway(RoomId room, Entry entry, long before) {
    var why = new Area(Reader.say("trail.takeWhy"), LONGEST_REASON);
    var said = new Div();
    var form =
        Field.form(
            Reader.say("trail.take"),
            () -> {
              said.removeAll();
              try {
                trails.takeReasonAway(
                    rooms.chair(reader.person(), room), entry.number(), why.value());
                show(room, before);
              } catch (Refusal refused) {
                said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
              }
            },
            Parts.soft(Reader.say("trail.takeWhat")),
            why);
    var details = new NativeDetails(Reader.say("trail.takeOpen"));
    details.setContent(new Div(form, said));
    details.addClassName("tal-more");
    return details;
  }

  @Override
  public String getPageTitle() {
    return Reader.say("trail.title") + " · Talanoa";
  }
}
