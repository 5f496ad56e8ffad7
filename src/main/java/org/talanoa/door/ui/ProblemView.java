package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import org.talanoa.discussion.ThreadId;
import org.talanoa.people.Person;
import org.talanoa.problem.ProblemId;
import org.talanoa.problem.Problems;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;

/** One problem statement, and beside it the thread in which it is talked about. */
@Route(value = "a/:alliance/r/:room/problem/:problem", layout = Frame.class)
class ProblemView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Rooms rooms;
  private final transient Problems problems;
  private final transient Reader reader;
  private String title = "Talanoa";

  ProblemView(Rooms rooms, Problems problems, Reader reader) {
    this.rooms = rooms;
    this.problems = problems;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    setClassName("tal-statement");
    var person = reader.person();
    var entered = Doorway.seat(rooms, person, event);
    if (entered.isEmpty()) {
      return;
    }
    var seat = entered.get();
    var room = seat.room();
    var id = new ProblemId(event.getRouteParameters().get("problem").orElse(""));
    var problem = problems.of(seat, id);
    title = (room.kind().wordsLeave() ? problem.title() : room.name()) + " · Talanoa";
    var back =
        Parts.link(
            "/a/" + room.alliance() + "/r/" + room.id() + "/problems",
            "← " + Reader.say("problems.title"));
    back.addClassName("tal-back");
    var rule = Reader.say("room.rule." + room.kind().wireName());
    var statement = live(new LiveTexts.Problem(person, room.alliance().value()), seat, rule);
    statement.getElement().setProperty("problem", id.value());
    var written = new Div(back, Parts.kind(room.kind()), Parts.soft(rule), statement);
    written.addClassName("tal-written");
    add(written);
    problems.thread(seat, problem).ifPresent(thread -> beside(person, seat, thread, rule));
  }

  private void beside(Person person, Seat seat, ThreadId thread, String rule) {
    addClassName("with-thread");
    var alliance = seat.room().alliance().value();
    var conversation = live(new LiveTexts.Conversation(person, alliance), seat, rule);
    conversation.getElement().setProperty("thread", thread.value());
    add(conversation);
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

  @Override
  public String getPageTitle() {
    return title;
  }
}
