package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;
import org.talanoa.pulse.Answers;
import org.talanoa.pulse.Asked;
import org.talanoa.pulse.Pulses;
import org.talanoa.pulse.Round;
import org.talanoa.pulse.Statement;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;

/** The seven statements of a pulse, to be answered in peace on one page. */
@Route(value = "a/:alliance/r/:room/pulse/answer", layout = Frame.class)
class PulseAnswerView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Rooms rooms;
  private final transient Pulses pulses;
  private final transient Reader reader;
  private final Div said = new Div();
  private final transient Map<Statement, Scale> scales = new LinkedHashMap<>();

  PulseAnswerView(Rooms rooms, Pulses pulses, Reader reader) {
    this.rooms = rooms;
    this.pulses = pulses;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    said.removeAll();
    scales.clear();
    addClassName("tal-page");
    Doorway.seat(rooms, reader.person(), event)
        .ifPresent(seat -> {
          var pulse = pulses.of(seat);
          add(PulseParts.back(seat.room()), Parts.head(Reader.say("pulse.answer.title")));
          add(Parts.kind(seat.room().kind()));
          if (pulse.asked() instanceof Asked.Waits(var round)) {
            ask(seat.room(), round);
          } else {
            add(PulseParts.asked(pulse, reader.person().profile().timeZone()));
            add(PulseParts.onward(seat.room()));
          }
        });
  }

  private void ask(Room room, Round round) {
    add(Parts.words(Reader.say("pulse.answer.what")), promise(round));
    var form = new Div();
    form.addClassName("tal-scales");
    for (var statement : Statement.ALL) {
      var number = scales.size() + 1;
      var scale =
          new Scale(
              statement.wireName(),
              Reader.say(
                  "pulse.answer.legend",
                  number,
                  Reader.say("pulse.statement." + statement.wireName())));
      scales.put(statement, scale);
      form.add(scale);
    }
    var send =
        new NativeButton(Reader.say("pulse.answer.send"), _ -> send(room.id(), round.number()));
    send.addClassName("tal-button");
    add(form, said, send, Parts.soft(Reader.say("pulse.source")));
  }

  /** What happens with the answers, before one gives any. */
  private Div promise(Round round) {
    var closes = round.closes().atZone(reader.person().profile().timeZone());
    var facts = new UnorderedList();
    facts.addClassName("tal-facts");
    List.of(
            Reader.say("pulse.answer.added"),
            Reader.say("pulse.answer.shown", closes, Pulses.FLOOR),
            Reader.say("pulse.answer.once"),
            Reader.say("pulse.answer.mark"))
        .forEach(each -> facts.add(new ListItem(each)));
    var promise = new Div(Parts.subhead(Reader.say("pulse.answer.happens")), facts);
    promise.addClassName("tal-norms");
    return promise;
  }

  private void send(RoomId id, int round) {
    said.removeAll();
    var missing = scales.values().stream().filter(scale -> scale.value().isEmpty()).toList();
    if (!missing.isEmpty()) {
      missing.forEach(Scale::miss);
      said.add(Parts.alert(Reader.say("pulse.answer.missing", missing.size())));
      missing.getFirst().focus();
      return;
    }
    try {
      var values = scales.values().stream().map(scale -> scale.value().orElseThrow()).toList();
      pulses.answer(rooms.speak(reader.person(), id), round, new Answers(values));
      thank(id);
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  /** Nothing of what was answered stays on the screen. */
  private void thank(RoomId id) {
    removeAll();
    scales.clear();
    var seat = rooms.enter(reader.person(), id);
    var thanks = Parts.words(Reader.say("pulse.answer.thanks"));
    thanks.getElement().setAttribute("role", "status").setAttribute("tabindex", "-1");
    add(
        Parts.head(Reader.say("pulse.title")),
        thanks,
        PulseParts.asked(pulses.of(seat), reader.person().profile().timeZone()),
        PulseParts.onward(seat.room()));
    thanks.getElement().executeJs("this.focus()");
  }

  @Override
  public String getPageTitle() {
    return Reader.say("pulse.title") + " · Talanoa";
  }
}
