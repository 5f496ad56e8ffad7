package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Optional;
import org.talanoa.Refusal;
import org.talanoa.door.Promise;
import org.talanoa.door.Wording;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Threshold;

/** What those who sit in a room promise each other; accepted before the first reading. */
@Route(value = "a/:alliance/r/:room/norms", layout = Frame.class)
class NormsView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Rooms rooms;
  private final transient Reader reader;

  NormsView(Rooms rooms, Reader reader) {
    this.rooms = rooms;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    addClassName("tal-page");
    var id = new RoomId(event.getRouteParameters().get("room").orElse(""));
    var thread =
        event
            .getLocation()
            .getQueryParameters()
            .getSingleParameter("thread")
            .filter(name -> name.matches("[a-z0-9]{1,40}"));
    show(id, thread);
  }

  private void show(RoomId id, Optional<String> thread) {
    removeAll();
    var person = reader.person();
    var threshold = rooms.norms(person, id);
    var room = threshold.room();
    var here = "/a/" + room.alliance() + "/r/" + id;
    var inside = rooms.seat(person, id).isPresent();
    var back =
        inside
            ? Parts.link(here, "← " + room.name())
            : Parts.link("/a/" + room.alliance(), "← " + Reader.say("room.back"));
    back.addClassName("tal-back");
    add(
        back,
        Parts.head(Reader.say("norms.title", room.name())),
        Parts.kind(room.kind()),
        Parts.words(Reader.say("room.rule." + room.kind().wireName())));
    if (!inside) {
      add(Parts.soft(Reader.say("norms.before")));
    }
    if (threshold.changed()) {
      changes(threshold);
    }
    var text = Promise.text(room.kind(), room.norms().text(), Reader.locale());
    add(Parts.subhead(Reader.say("norms.promise")), words(text.lines().toList(), "p"));
    add(Parts.subhead(Reader.say("norms.works")), facts(room));
    if (!threshold.crossed()) {
      add(answer(room, here, thread, inside));
    }
  }

  private static UnorderedList facts(Room room) {
    var facts = new UnorderedList();
    facts.addClassName("tal-facts");
    Promise.sentences(room, Reader.locale()).forEach(each -> facts.add(new ListItem(each)));
    return facts;
  }

  /** What is there now and was not, and the other way round, line by line. */
  private void changes(Threshold threshold) {
    var norms = threshold.room().norms();
    var kind = threshold.room().kind();
    add(Parts.subhead(Reader.say("norms.whatChanged")));
    var former = norms.at(threshold.accepted());
    if (former.isEmpty()) {
      add(Parts.soft(Reader.say("norms.changedMuch")));
      return;
    }
    var before = lines(Promise.text(kind, former.get(), Reader.locale()));
    var now = lines(Promise.text(kind, norms.text(), Reader.locale()));
    var added = now.stream().filter(line -> !before.contains(line)).toList();
    var gone = before.stream().filter(line -> !now.contains(line)).toList();
    if (!added.isEmpty()) {
      add(Parts.soft(Reader.say("norms.added")), words(added, "ins"));
    }
    if (!gone.isEmpty()) {
      add(Parts.soft(Reader.say("norms.gone")), words(gone, "del"));
    }
    if (added.isEmpty() && gone.isEmpty()) {
      add(Parts.soft(Reader.say("norms.reordered")));
    }
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static Div words(List<String> lines, String each) {
    var words = new Div();
    words.addClassName("tal-norms");
    for (var line : lines) {
      if (!line.isBlank()) {
        var paragraph = new Element("p").setAttribute("dir", "auto");
        words
            .getElement()
            .appendChild(
                each.equals("p")
                    ? paragraph.setText(line)
                    : paragraph.appendChild(new Element(each).setText(line)));
      }
    }
    return words;
  }

  private Div answer(Room room, String here, Optional<String> thread, boolean inside) {
    var version = room.norms().version();
    var on = here + thread.map(name -> "/t/" + name).orElse("");
    var accept =
        new NativeButton(
            Reader.say("norms.accept"),
            _ -> act(() -> rooms.accept(reader.person(), room.id(), version), room, on));
    accept.addClassName("tal-button");
    var answer = new Div(accept);
    answer.addClassName("tal-row");
    if (!inside) {
      var leave =
          new NativeButton(
              Reader.say("norms.decline"),
              _ ->
                  act(
                      () -> rooms.leave(reader.person(), room.id()),
                      room,
                      "/a/" + room.alliance()));
      leave.addClassNames("tal-button", "second");
      answer.add(leave);
    }
    return answer;
  }

  /** Where the norms have changed while they were read, they are shown as they are now. */
  private void act(Runnable act, Room room, String then) {
    try {
      act.run();
      getUI().ifPresent(ui -> ui.getPage().setLocation(then));
    } catch (Refusal refused) {
      if (refused instanceof Refusal.NotNow) {
        show(room.id(), Optional.empty());
      }
      addComponentAsFirst(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  @Override
  public String getPageTitle() {
    return Reader.say("norms.link") + " · Talanoa";
  }
}
