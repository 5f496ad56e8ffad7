package org.talanoa.door.ui;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.ArrayList;
import java.util.List;
import org.talanoa.pulse.Asked;
import org.talanoa.pulse.Course;
import org.talanoa.pulse.Published;
import org.talanoa.pulse.Pulse;
import org.talanoa.pulse.Pulses;
import org.talanoa.pulse.Statement;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;

/** How trust in a room goes: the same for all its people. */
@Route(value = "a/:alliance/r/:room/pulse", layout = Frame.class)
class PulseView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int MOST_ROUNDS = 24;
  private static final int MOST_COLUMNS = 3;

  private final transient Rooms rooms;
  private final transient Pulses pulses;
  private final transient Reader reader;

  PulseView(Rooms rooms, Pulses pulses, Reader reader) {
    this.rooms = rooms;
    this.pulses = pulses;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    Doorway.seat(rooms, reader.person(), event).ifPresent(seat -> show(seat, pulses.of(seat)));
  }

  private void show(Seat seat, Pulse pulse) {
    var room = seat.room();
    add(
        PulseParts.back(room),
        Parts.head(Reader.say("pulse.title")),
        Parts.kind(room.kind()),
        Parts.soft(Reader.say("pulse.what")));
    now(seat, pulse);
    if (pulse.course().trustFirst()) {
      var first = new Paragraph(new Span(Reader.say("pulse.trustFirst") + " "));
      PulseParts.exercises(room).ifPresent(first::add);
      add(first);
    }
    if (!pulse.untaken()) {
      course(pulse.course());
    }
  }

  private void now(Seat seat, Pulse pulse) {
    var keeps = rooms.mayKeepOrder(seat);
    if (pulse.round().isPresent()) {
      add(PulseParts.asked(pulse, reader.person().profile().timeZone()));
    } else if (pulse.untaken()) {
      add(Parts.words(Reader.say(keeps ? "pulse.neverKeeper" : "pulse.never")));
    }
    var ways = new Div();
    ways.addClassName("tal-row");
    var here = PulseParts.address(seat.room()) + "/pulse";
    if (pulse.asked() instanceof Asked.Waits) {
      var answer = Parts.link(here + "/answer", Reader.say("pulse.answerNow"));
      answer.addClassName("tal-button");
      ways.add(answer);
    }
    if (keeps) {
      var plan = Parts.link(here + "/plan", Reader.say("pulse.plan.link"));
      plan.addClassNames("tal-button", "second");
      ways.add(plan);
    }
    if (ways.getComponentCount() > 0) {
      add(ways);
    }
  }

  private void course(Course course) {
    add(Parts.subhead(Reader.say("pulse.course")));
    if (course.shown().isEmpty()) {
      add(Parts.soft(Reader.say("pulse.nothingYet", Pulses.FLOOR)));
    } else {
      add(Parts.soft(Reader.say("pulse.courseWhat")));
    }
    var rounds = course.published();
    if (rounds.isEmpty()) {
      return;
    }
    var zone = reader.person().profile().timeZone();
    var latest = rounds.subList(Math.max(0, rounds.size() - MOST_ROUNDS), rounds.size());
    if (course.shown().size() > 1) {
      add(new Html(PulseChart.of(latest, zone, Reader.locale())));
    }
    add(rounds(latest));
    var shown = course.shown();
    if (!shown.isEmpty()) {
      add(Parts.subhead(Reader.say("pulse.each")), Parts.soft(Reader.say("pulse.eachWhat")));
      add(statements(shown.subList(Math.max(0, shown.size() - MOST_COLUMNS), shown.size())));
    }
    add(howToRead());
  }

  private String day(Published published) {
    return PulseChart.day(
        published.round().closes(), reader.person().profile().timeZone(), Reader.locale());
  }

  private Table rounds(List<Published> rounds) {
    var table = new Table(Reader.say("pulse.course"));
    table.head(
        Reader.say("pulse.closedOn"), Reader.say("pulse.trust"), Reader.say("pulse.turnout"));
    for (var each : rounds.reversed()) {
      switch (each) {
        case Published.Shown(var _, var figures) ->
            table.row(
                day(each),
                PulseChart.number(figures.trust(), Reader.locale()),
                Reader.say("pulse.turnout." + figures.turnout().wireName()));
        case Published.TooFew _ ->
            table.row(day(each), "–", Reader.say("pulse.tooFewWhat", Pulses.FLOOR));
      }
    }
    return table;
  }

  private Table statements(List<Published.Shown> shown) {
    var table = new Table(Reader.say("pulse.each"));
    table.addClassName("tal-statements");
    var head = new ArrayList<String>();
    head.add(Reader.say("pulse.statement"));
    shown.forEach(each -> head.add(day(each)));
    table.head(head.toArray(String[]::new));
    for (var statement : Statement.ALL) {
      var words = Reader.say("pulse.statement." + statement.wireName());
      var means =
          shown.stream()
              .map(each -> PulseChart.number(each.figures().mean(statement), Reader.locale()))
              .toArray(String[]::new);
      table
          .row(statement.reversed() ? words + " " + Reader.say("pulse.reversed") : words, means)
          .appendChild(bar(shown.getLast().figures().mean(statement)));
    }
    return table;
  }

  /** How far the last figure reaches; only for the eye, as the number stands beside it. */
  private static Element bar(double mean) {
    var bar = new Element("div").setAttribute("aria-hidden", "true");
    bar.getClassList().add("tal-bar");
    bar.getStyle().set("--reach", Math.round((mean - 1) / 6 * 100) + "%");
    return bar;
  }

  private static NativeDetails howToRead() {
    var facts = new UnorderedList();
    facts.addClassName("tal-facts");
    List.of(
            Reader.say("pulse.read.rounded"),
            Reader.say("pulse.read.floor", Pulses.FLOOR),
            Reader.say("pulse.read.same"),
            Reader.say("pulse.source"))
        .forEach(each -> facts.add(new ListItem(each)));
    return new NativeDetails(Reader.say("pulse.read"), facts);
  }

  @Override
  public String getPageTitle() {
    return Reader.say("pulse.title") + " · Talanoa";
  }
}
