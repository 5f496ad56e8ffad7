package org.talanoa.door.ui;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Profile;
import org.talanoa.room.Room;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seats;
import org.talanoa.search.Found;
import org.talanoa.search.Knowers;
import org.talanoa.text.Names;

/**
 * Those who know about what was asked, with what they said as the reason, each to be asked by one
 * click where the asker may speak. Thread safe.
 */
@Component
class WhoKnows {
  private final Knowers knowers;
  private final Rooms rooms;
  private final Wire wire;

  WhoKnows(Knowers knowers, Rooms rooms, Wire wire) {
    this.knowers = knowers;
    this.rooms = rooms;
    this.wire = wire;
  }

  /** Nothing where nobody is known, or no words say what about. */
  Optional<Section> of(Found found, Seats seats) {
    var question = found.question();
    var known =
        question.words().isEmpty() && question.phrases().isEmpty()
            ? List.<Knowers.Knower>of()
            : knowers.in(found, seats);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    var list = new UnorderedList();
    for (var knower : known) {
      list.add(new ListItem(knower(knower, seats, question.text())));
    }
    var section =
        new Section(
            new H3(Reader.say("search.knowers")),
            Parts.soft(Reader.say("search.knowersWhat")),
            list);
    section.addClassName("tal-knowers");
    return Optional.of(section);
  }

  private Div knower(Knowers.Knower knower, Seats seats, String question) {
    var person = knower.person();
    var name = new Span(person.name());
    name.getElement().setAttribute("dir", "auto");
    name.addClassName("tal-name");
    var about = new Div(name);
    knower.reasons().forEach(reason -> about.add(reason(reason)));
    var row = new Div(Parts.face(wire.person(person.withoutRank())), about);
    knower.reasons().stream()
        .map(Found.MessageHit::room)
        .filter(room -> seats.in(room.id()).filter(rooms::maySpeak).isPresent())
        .findFirst()
        .ifPresent(room -> row.add(ask(person, room, question)));
    return row;
  }

  private static Div reason(Found.MessageHit said) {
    var thread = Parts.link(SearchView.addressOf(said), said.thread().title());
    thread.getElement().setAttribute("dir", "auto");
    return new Div(
        new Div(thread, new Span(" · " + Names.isolated(said.room().name()))),
        new Html("<p dir=\"auto\">" + said.passage() + "</p>"));
  }

  private static Anchor ask(Profile person, Room room, String question) {
    var ask =
        Parts.link(
            "/a/"
                + room.alliance()
                + "/r/"
                + room.id()
                + "?ask="
                + SearchAddress.encoded(person.id().value())
                + "&about="
                + SearchAddress.encoded(question),
            Reader.say("search.ask"));
    ask.addClassNames("tal-button", "second");
    ask.getElement().setAttribute("aria-label", Reader.say("search.askPerson", person.name()));
    return ask;
  }
}
