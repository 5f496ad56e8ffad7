package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.List;
import org.talanoa.Refusal;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.HiddenRanks;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.Acts;
import org.talanoa.people.People;
import org.talanoa.people.Profile;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** Who sits in a room; who may, gives and takes seats here. */
@Route(value = "a/:alliance/r/:room/people", layout = Frame.class)
class RoomPeopleView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_REASON = 2_000;

  private final transient Rooms rooms;
  private final transient Acts acts;
  private final transient Alliances alliances;
  private final transient People people;
  private final transient HiddenRanks ranks;
  private final transient Wire wire;
  private final transient Reader reader;

  RoomPeopleView(
      Rooms rooms,
      Acts acts,
      Alliances alliances,
      People people,
      HiddenRanks ranks,
      Wire wire,
      Reader reader) {
    this.rooms = rooms;
    this.acts = acts;
    this.alliances = alliances;
    this.people = people;
    this.ranks = ranks;
    this.wire = wire;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    addClassName("tal-page");
    Doorway.seat(rooms, reader.person(), event).ifPresent(seat -> show(seat.room().id()));
  }

  private void show(RoomId id) {
    removeAll();
    var person = reader.person();
    var seat = rooms.enter(person, id);
    var room = seat.room();
    var back = Parts.link("/a/" + room.alliance() + "/r/" + id, "← " + room.name());
    back.addClassName("tal-back");
    var seated = rooms.people(seat);
    add(back, Parts.head(Reader.say("room.peopleTitle")), Parts.kind(room.kind()));
    var keepers = rooms.keepers(seat);
    var list = new UnorderedList();
    list.addClassName("tal-members");
    for (var profile : ranks.as(person, people.profiles(seated))) {
      var badge = keepers.contains(profile.id()) ? Reader.say("room.keeper") : "";
      var item = new MemberItem(wire, profile, badge);
      if (rooms.mayKeepOrder(seat) && !profile.id().equals(person.id())) {
        item.add(place(id, profile, keepers.contains(profile.id())));
      }
      list.add(item);
    }
    add(list);
    if (seated.contains(person.id())) {
      var leave =
          act(Reader.say("room.leave"), room.name(), id, () -> rooms.leave(reader.person(), id));
      add(new Paragraph(leave));
    }
    if (room.kind().wordsLeave() && speaks(id)) {
      export(room);
    }
    if (rooms.mayInvite(seat)) {
      var membership = alliances.enter(person, room.alliance());
      add(Parts.subhead(Reader.say("room.invite")));
      var others = new UnorderedList();
      others.addClassName("tal-members");
      alliances.members(membership).entrySet().stream()
          .filter(entry -> entry.getValue().takesPart() && !seated.contains(entry.getKey()))
          .flatMap(entry -> people.profile(entry.getKey()).stream())
          .limit(500)
          .map(ranks.as(person))
          .forEach(profile -> {
            var item = new MemberItem(wire, profile, "");
            item.add(
                act(
                    Reader.say("room.giveSeat"),
                    profile.name(),
                    id,
                    () -> acts.admit(rooms.enter(reader.person(), id), profile.id(), false, "")));
            others.add(item);
          });
      add(others);
    }
  }

  /** What may be done about somebody's place here; there has to be a reason, and they read it. */
  private NativeDetails place(RoomId id, Profile profile, boolean keeper) {
    var why = new Area(Reader.say("room.placeWhy"), LONGEST_REASON);
    var person = profile.id();
    var order =
        act(
            Reader.say(keeper ? "room.endKeeper" : "room.makeKeeper"),
            profile.name(),
            id,
            () -> acts.admit(rooms.enter(reader.person(), id), person, !keeper, why.value()));
    var remove =
        act(
            Reader.say("room.remove"),
            profile.name(),
            id,
            () -> acts.remove(rooms.chair(reader.person(), id), person, why.value()));
    var row = new Div(order, remove);
    row.addClassName("tal-row");
    var form = new Div(why, row);
    form.addClassName("tal-form");
    var details = new NativeDetails(Reader.say("room.place"));
    details.setContent(form);
    details.addClassName("tal-more");
    return details;
  }

  /** Whoever may say something here may take out what the room's kind lets out. */
  private boolean speaks(RoomId id) {
    try {
      rooms.speak(reader.person(), id);
      return true;
    } catch (Refusal _) {
      return false;
    }
  }

  private void export(Room room) {
    var links = new Div();
    links.addClassName("tal-row");
    for (var format : List.of("csv", "json")) {
      var link =
          Parts.link(
              "/api/rooms/" + room.id() + "/export?format=" + format,
              Reader.say("room.export." + format));
      link.getElement().setAttribute("download", true);
      link.addClassNames("tal-button", "second");
      links.add(link);
    }
    add(
        Parts.subhead(Reader.say("room.export")),
        Parts.soft(Reader.say("room.export." + room.kind().wireName())),
        links);
  }

  private NativeButton act(String label, String whom, RoomId room, Runnable act) {
    var button =
        new NativeButton(
            label,
            _ -> {
              try {
                act.run();
                if (rooms.seat(reader.person(), room).isPresent()) {
                  show(room);
                } else {
                  getUI().ifPresent(ui -> ui.getPage().setLocation("/"));
                }
              } catch (Refusal refused) {
                addComponentAsFirst(Parts.alert(Wording.of(Reader.locale(), refused)));
              }
            });
    button.addClassNames("tal-button", "second");
    button.setAriaLabel(label + ": " + whom);
    return button;
  }

  @Override
  public String getPageTitle() {
    return Reader.say("room.peopleTitle") + " · Talanoa";
  }
}
