package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.talanoa.Refusal;
import org.talanoa.activity.Activities;
import org.talanoa.activity.ActivityHead;
import org.talanoa.activity.Exercise;
import org.talanoa.activity.Exercises;
import org.talanoa.door.Wording;
import org.talanoa.people.People;
import org.talanoa.people.Profile;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;

/** The activities of a room, and the exercises that can be started in it. */
@Route(value = "a/:alliance/r/:room/activities", layout = Frame.class)
class ActivitiesView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  /** Of those that are over, so many are shown at once. */
  private static final int LATEST = 4;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final transient Rooms rooms;
  private final transient Activities activities;
  private final transient Exercises exercises;
  private final transient People people;
  private final transient Reader reader;

  ActivitiesView(
      Rooms rooms, Activities activities, Exercises exercises, People people, Reader reader) {
    this.rooms = rooms;
    this.activities = activities;
    this.exercises = exercises;
    this.people = people;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    Doorway.seat(rooms, reader.person(), event).ifPresent(this::show);
  }

  private void show(Seat seat) {
    var room = seat.room();
    var back = Parts.link("/a/" + room.alliance() + "/r/" + room.id(), "← " + room.name());
    back.addClassName("tal-back");
    add(
        back,
        Parts.head(Reader.say("activities.title")),
        Parts.kind(room.kind()),
        Parts.soft(Reader.say("activities.what")));
    var all = activities.in(seat);
    var now = all.stream().filter(head -> head.stage().lasts()).toList();
    var over = all.stream().filter(head -> !head.stage().lasts()).toList();
    if (!now.isEmpty()) {
      add(Parts.subhead(Reader.say("activities.now")), cards(room, now));
    }
    if (!over.isEmpty()) {
      add(Parts.subhead(Reader.say("activities.over")));
      over(room, over);
    }
    add(Parts.subhead(Reader.say("activities.start")));
    if (!rooms.maySpeak(seat)) {
      add(Parts.soft(Reader.say("activities.onlyLook")));
    }
    for (var exercise : exercises.all(seat.person(), room.alliance())) {
      var card = ExerciseParts.card(exercise);
      if (rooms.maySpeak(seat)) {
        start(card, room, exercise);
      }
      add(card);
    }
  }

  private void over(Room room, List<ActivityHead> over) {
    var latest = Math.min(over.size(), LATEST);
    add(cards(room, over.subList(0, latest)));
    if (over.size() > latest) {
      var earlier = new NativeDetails(Reader.say("activities.earlier", over.size() - latest));
      earlier.setContent(cards(room, over.subList(latest, over.size())));
      earlier.addClassName("tal-more");
      add(earlier);
    }
  }

  private Div cards(Room room, List<ActivityHead> heads) {
    var cards = new Div();
    cards.addClassName("tal-cards");
    for (var head : heads) {
      var card = Parts.link(address(room, head.id().value()), "");
      card.addClassName("tal-card");
      var leader = head.facilitator().flatMap(people::profile).map(Profile::name).orElse("");
      card.add(
          new H3(head.name().in(Reader.locale())),
          Parts.soft(
              Reader.say("live.activity.stage." + head.stage().wireName())
                  + " · "
                  + Reader.say("live.activity.count", head.people())
                  + (leader.isEmpty() ? "" : " · " + leader)));
      cards.add(card);
    }
    return cards;
  }

  private static String address(Room room, String activity) {
    return "/a/" + room.alliance() + "/r/" + room.id() + "/activity/" + activity;
  }

  private void start(NativeDetails card, Room room, Exercise exercise) {
    var pace = new Choice<Integer>(Reader.say("activities.pace"));
    pace.offer("0", 0, Reader.say("activities.live"));
    for (var days : new int[] {1, 2, 3, 7}) {
      pace.offer(Integer.toString(days), days, Reader.say("activities.days", days));
    }
    var said = new Div();
    var key = key();
    var form =
        new Div(
            Parts.soft(Reader.say("activities.byName")),
            Field.form(
                Reader.say("activities.startHere"),
                () -> {
                  said.removeAll();
                  try {
                    var voice = rooms.speak(reader.person(), new RoomId(room.id().value()));
                    var opened = activities.open(voice, exercise.id(), pace.value(), key);
                    getUI()
                        .ifPresent(
                            ui -> ui.getPage().setLocation(address(room, opened.id().value())));
                  } catch (Refusal refused) {
                    said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
                  }
                },
                pace,
                said));
    card.getElement().appendChild(form.getElement());
  }

  private static String key() {
    var bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String getPageTitle() {
    return Reader.say("activities.title") + " · Talanoa";
  }
}
