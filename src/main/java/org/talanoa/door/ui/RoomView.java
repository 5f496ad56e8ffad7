package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.ThreadId;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.text.Title;

/** A room: its rule, its threads, and the open conversation. */
@Route(value = "a/:alliance/r/:room", layout = Frame.class)
@RouteAlias(value = "a/:alliance/r/:room/t/:thread", layout = Frame.class)
class RoomView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Rooms rooms;
  private final transient Discussions discussions;
  private final transient Pulses pulses;
  private final transient Reader reader;
  private String title = "Talanoa";

  RoomView(Rooms rooms, Discussions discussions, Pulses pulses, Reader reader) {
    this.rooms = rooms;
    this.discussions = discussions;
    this.pulses = pulses;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    setClassName("tal-room");
    var person = reader.person();
    var parameters = event.getRouteParameters();
    var alliance = parameters.get("alliance").orElse("");
    var suspension = Doorway.suspension(rooms, person, event);
    if (suspension.isPresent()) {
      title = suspension.get().room().name() + " · Talanoa";
      Doorway.showSuspended(this, suspension.get(), person);
      return;
    }
    var entered = Doorway.seat(rooms, person, event);
    if (entered.isEmpty()) {
      return;
    }
    var seat = entered.get();
    var thread = parameters.get("thread");
    var rule = Reader.say("room.rule." + seat.room().kind().wireName());
    title = seat.room().name() + " · Talanoa";

    var threads = live(new LiveTexts.Threads(person, alliance), seat, rule);
    threads.getElement().setProperty("current", thread.orElse(""));
    var query = event.getLocation().getQueryParameters();
    threads.getElement().setProperty("ask", query.getSingleParameter("ask").orElse(""));
    threads.getElement().setProperty("askabout", question(query.getSingleParameter("about")));
    threads
        .getElement()
        .executeJs(
            "this.addEventListener('thread-chosen', e => location.assign('/a/' + $0 + '/r/' + $1"
                + " + '/t/' + e.detail.thread))",
            alliance,
            seat.room().id().value());
    var side = new Div(about(alliance, seat, rule), threads);
    side.addClassName("tal-side");
    add(side);
    if (thread.isPresent()) {
      var head = discussions.head(seat, new ThreadId(thread.get()));
      title = head.titleOutside(seat.room()) + " · Talanoa";
      addClassName("with-thread");
      var conversation = live(new LiveTexts.Conversation(person, alliance), seat, rule);
      conversation.getElement().setProperty("thread", thread.get());
      var back = Parts.link("/a/" + alliance + "/r/" + seat.room().id(), "← " + seat.room().name());
      back.addClassNames("tal-back", "tal-only-phone");
      back.getElement().setAttribute("slot", "back");
      conversation.getElement().appendChild(back.getElement());
      if (rooms.mayJoin(seat)) {
        var join = join(seat);
        join.getElement().setAttribute("slot", "join");
        conversation.getElement().appendChild(join.getElement());
      }
      add(conversation);
    } else {
      var welcome =
          new Div(Parts.subhead(Reader.say("room.welcome")), Parts.soft(Reader.say("room.choose")));
      welcome.addClassName("tal-welcome");
      add(welcome);
    }
  }

  /** What somebody is to be asked about, as a title can be. */
  private static String question(Optional<String> about) {
    return about
        .map(text -> text.substring(0, Math.min(Title.LIMIT, text.length())))
        .map(String::strip)
        .orElse("");
  }

  private <C extends LiveTexts> C live(C component, Seat seat, String rule) {
    component.getElement().setProperty("room", seat.room().id().value());
    component.getElement().setProperty("kind", seat.room().kind().wireName());
    component.getElement().setProperty("rule", rule);
    component.getElement().setProperty("mayspeak", rooms.maySpeak(seat));
    component.getElement().setProperty("maykeep", rooms.mayKeepOrder(seat));
    component.getElement().setProperty("naming", seat.room().manner().namingForbidden());
    component.getElement().setProperty("rankhidden", seat.room().manner().rankHidden());
    component.getElement().setProperty("senior", seat.person().profile().seniority().mayVouch());
    return component;
  }

  private Div about(String alliance, Seat seat, String rule) {
    var room = seat.room();
    var back = Parts.link("/a/" + alliance, "← " + Reader.say("room.back"));
    back.addClassName("tal-back");
    var about =
        new Div(
            back,
            Parts.head(room.name()),
            Parts.kind(room.kind()),
            Parts.soft(rule),
            Parts.words(room.purpose()));
    about.addClassName("tal-about");
    var people =
        Parts.link(
            "/a/" + alliance + "/r/" + room.id() + "/people",
            Reader.say("room.people", rooms.people(seat).size()));
    people.addClassName("tal-back");
    about.add(people, new Span(" · "), way(alliance, room, "norms", Reader.say("norms.link")));
    if (pulses.isOf(seat)) {
      about.add(new Span(" · "), way(alliance, room, "pulse", Reader.say("pulse.link")));
    }
    about.add(new Span(" · "), way(alliance, room, "problems", Reader.say("problems.link")));
    about.add(new Span(" · "), way(alliance, room, "activities", Reader.say("activities.link")));
    if (rooms.mayKeepOrder(seat)) {
      about.add(new Span(" · "), way(alliance, room, "manner", Reader.say("manner.link")));
      about.add(new Span(" · "), way(alliance, room, "moderation", Reader.say("order.title")));
    }
    notices(alliance, seat).forEach(about::add);
    about.getElement().appendChild(search(room.id()));
    if (rooms.mayJoin(seat)) {
      about.add(join(seat));
    }
    return about;
  }

  private static Anchor way(String alliance, Room room, String page, String text) {
    var way = Parts.link("/a/" + alliance + "/r/" + room.id() + "/" + page, text);
    way.addClassName("tal-back");
    return way;
  }

  /** What has to be known before one writes here. */
  private List<Div> notices(String alliance, Seat seat) {
    var notices = new ArrayList<Div>();
    if (seat.room().continuedIn().isPresent()) {
      var notice = new Div(new Span(Reader.say("room.continued") + " "));
      rooms
          .next(seat)
          .ifPresent(next ->
              notice.add(Parts.link("/a/" + alliance + "/r/" + next, Reader.say("room.goOn"))));
      notices.add(notice);
    } else if (rooms.norms(seat.person(), seat.room().id()).changed()) {
      notices.add(
          new Div(
              new Span(Reader.say("norms.changed") + " "),
              Parts.link(
                  "/a/" + alliance + "/r/" + seat.room().id() + "/norms",
                  Reader.say("norms.read"))));
    }
    if (pulses.isOf(seat)) {
      var zone = seat.person().profile().timeZone();
      notices.addAll(PulseParts.notices(pulses.of(seat), seat.room(), zone));
    }
    notices.forEach(notice -> {
      notice.addClassName("tal-notice");
      notice.getElement().setAttribute("role", "status");
    });
    return notices;
  }

  /** The only search that finds what was said in a sealed room. */
  private static Element search(RoomId room) {
    var form = new Element("form").setAttribute("action", "/search").setAttribute("role", "search");
    form.setAttribute("aria-label", Reader.say("room.search"));
    var field =
        new Element("input")
            .setAttribute("type", "search")
            .setAttribute("name", "q")
            .setAttribute("placeholder", Reader.say("room.search"))
            .setAttribute("aria-label", Reader.say("room.search"))
            .setAttribute("maxlength", "1000");
    field.getClassList().add("tal-search");
    return form.appendChild(field, Parts.hiddenField("inside", room.value()));
  }

  private NativeButton join(Seat seat) {
    var room = seat.room().id();
    var join =
        new NativeButton(
            Reader.say("room.join"),
            _ -> {
              rooms.join(rooms.enter(reader.person(), room));
              getUI().ifPresent(ui -> ui.getPage().reload());
            });
    join.addClassName("tal-button");
    return join;
  }

  @Override
  public String getPageTitle() {
    return title;
  }
}
