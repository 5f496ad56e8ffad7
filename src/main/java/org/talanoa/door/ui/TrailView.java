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
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
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
    var concerned = entry.about().startsWith("case/") ? "case.author" : "trail.concerned";
    var who = entry.by().map(texts::name).orElseGet(() -> Reader.say(concerned));
    var what = new Span(Reader.say("trail.act." + entry.act(), who));
    what.addClassName("tal-what");
    var when = new Span("#" + entry.number() + " · " + CaseTexts.when(person, entry.at()));
    when.addClassName("tal-soft");
    var item = new ListItem(what, when);
    about(room, entry.about().split("/")).ifPresent(item::add);
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

  private static Optional<Paragraph> about(Room room, String[] about) {
    var here = "/a/" + room.alliance() + "/r/" + room.id();
    return switch (about[0]) {
      case "case" -> {
        var label =
            about.length > 2 ? Reader.say("case.measure." + about[2]) : Reader.say("trail.case");
        yield Optional.of(new Paragraph(Parts.link(here + "/case/" + about[1], label)));
      }
      case "thread" ->
          Optional.of(
              new Paragraph(Parts.link(here + "/t/" + about[1], Reader.say("trail.thread"))));
      case "act" -> Optional.of(Parts.soft(Reader.say("appeal.against." + about[1])));
      case "entry" -> Optional.of(Parts.soft(Reader.say("trail.entry", about[1])));
      case "kind" -> Optional.of(Parts.soft(Reader.say("room.kind." + about[1])));
      case "manner" ->
          Optional.of(
              Parts.soft(
                  Arrays.stream(about)
                      .skip(1)
                      .map(TrailView::arranged)
                      .collect(Collectors.joining(" · "))));
      default -> Optional.empty();
    };
  }

  /** Such as: Approve first – on. */
  private static String arranged(String change) {
    var parts = change.split(":");
    var now =
        switch (parts[0]) {
          case "slow" -> slowness(Long.parseLong(parts[1]));
          case "retention" ->
              switch (parts[1]) {
                case "keep" -> Reader.say("manner.keep");
                case "end" -> Reader.say("manner.keepUntilEnd");
                default -> Reader.say("manner.keepDays", Integer.parseInt(parts[1]));
              };
          case "formerWords" ->
              Reader.say(parts[1].equals("keep") ? "manner.formerKept" : "manner.formerRemoved");
          default -> Reader.say(parts[1].equals("true") ? "trail.on" : "trail.off");
        };
    return Reader.say("manner." + parts[0]) + " – " + now;
  }

  private static String slowness(long seconds) {
    return seconds > 0 && seconds % 60 == 0
        ? Reader.say("manner.slowMinutes", seconds / 60)
        : Reader.say("manner.slowSeconds", seconds);
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
                trails.takeReasonAway(rooms.chair(reader.person(), room), entry.id(), why.value());
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
