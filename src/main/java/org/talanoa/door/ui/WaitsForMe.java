package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.talanoa.activity.Activities;
import org.talanoa.activity.ActivityHead;
import org.talanoa.activity.Stage;
import org.talanoa.alliance.Membership;
import org.talanoa.discussion.Marks;
import org.talanoa.problem.Iterations;
import org.talanoa.pulse.Pulses;
import org.talanoa.room.Room;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seat;
import org.talanoa.search.SavedSearches;

/**
 * What waits for a person: who called or answered them, and what they were asked for. Only what is
 * theirs to do; what is merely new stands beside its room. Thread safe.
 */
@Component
class WaitsForMe {
  private static final int MOST = 12;

  /** What is due within these days is shown. */
  private static final Period AHEAD = Period.ofDays(7);

  private final Rooms rooms;
  private final Marks marks;
  private final Pulses pulses;
  private final Iterations iterations;
  private final Activities activities;
  private final SavedSearches searches;
  private final Clock clock;

  WaitsForMe(
      Rooms rooms,
      Marks marks,
      Pulses pulses,
      Iterations iterations,
      Activities activities,
      SavedSearches searches,
      Clock clock) {
    this.rooms = rooms;
    this.marks = marks;
    this.pulses = pulses;
    this.iterations = iterations;
    this.activities = activities;
    this.searches = searches;
    this.clock = clock;
  }

  /** Something that waits, where it is, and the way there. */
  private record Item(String address, String what, String where) {}

  /** What waits in these alliances, all of one person; empty where nothing does. */
  Optional<Div> of(Collection<Membership> memberships) {
    if (memberships.isEmpty()) {
      return Optional.empty();
    }
    var person = memberships.iterator().next().person();
    var here =
        memberships.stream()
            .map(membership -> membership.alliance().id())
            .collect(Collectors.toSet());
    var seats = rooms.seats(person);
    var items = new ArrayList<Item>();
    var mine = seats.all().stream().filter(seat -> here.contains(seat.room().alliance())).toList();
    for (var seat : mine) {
      var calls = marks.calls(seat);
      if (calls > 0) {
        items.add(item(seat.room(), "", Reader.say("waits.calls", calls)));
      }
    }
    for (var seat : mine) {
      if (rooms.maySpeak(seat)) {
        activities.in(seat).stream()
            .filter(activity -> activity.stage().lasts())
            .forEach(activity -> items.add(going(seat.room(), activity)));
      }
    }
    for (var waiting : pulses.waiting(seats)) {
      if (!here.contains(waiting.room().alliance())) {
        continue;
      }
      var until = waiting.round().closes().atZone(person.profile().timeZone());
      items.add(item(waiting.room(), "/pulse/answer", Reader.say("waits.pulse", until)));
    }
    var today = LocalDate.now(clock.withZone(person.profile().timeZone()));
    for (var due : iterations.waiting(seats, today.plus(AHEAD))) {
      seats
          .in(due.problem().room())
          .map(Seat::room)
          .filter(room -> here.contains(room.alliance()))
          .ifPresent(room -> items.add(due(room, due)));
    }
    for (var fresh : searches.fresh(seats)) {
      if (fresh.count() > 0) {
        var text = fresh.saved().text();
        items.add(
            new Item(
                SearchAddress.asking(text).address(),
                Reader.say("waits.search", fresh.count()),
                text));
      }
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(shown(items));
  }

  private static Item going(Room room, ActivityHead activity) {
    return item(
        room,
        "/activity/" + activity.id(),
        Reader.say(
            activity.stage() == Stage.INVITING ? "waits.invites" : "waits.goesOn",
            activity.name().in(Reader.locale())));
  }

  /** Named only where words may leave the room. */
  private static Item due(Room room, Iterations.Due due) {
    var title = room.kind().wordsLeave() ? due.problem().title() : room.name();
    var when =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
            .localizedBy(Reader.locale())
            .format(due.when());
    return new Item(
        "/a/" + room.alliance() + "/r/" + room.id() + "/problem/" + due.problem().id(),
        Reader.say(due.step().isPresent() ? "waits.step" : "waits.checkIn", when),
        title);
  }

  private static Item item(Room room, String rest, String what) {
    return new Item("/a/" + room.alliance() + "/r/" + room.id() + rest, what, room.name());
  }

  private static Div shown(List<Item> items) {
    var list = new UnorderedList();
    list.addClassName("tal-waits");
    for (var item : items.subList(0, Math.min(MOST, items.size()))) {
      var link = Parts.link(item.address(), item.what());
      var where = new Span(item.where());
      where.addClassName("tal-soft");
      where.getElement().setAttribute("dir", "auto");
      list.add(new ListItem(link, where));
    }
    var box = new Div(Parts.subhead(Reader.say("waits.title")), list);
    if (items.size() > MOST) {
      box.add(Parts.soft(Reader.say("waits.more", items.size() - MOST)));
    }
    box.addClassName("tal-waits-box");
    return box;
  }
}
