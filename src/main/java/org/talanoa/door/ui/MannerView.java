package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;
import org.talanoa.moderation.Acts;
import org.talanoa.room.Chair;
import org.talanoa.room.Manner;
import org.talanoa.room.Norms;
import org.talanoa.room.Retention;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.RoomKind;
import org.talanoa.room.Rooms;

/** How a room works, for those who keep order in it. */
@Route(value = "a/:alliance/r/:room/manner", layout = Frame.class)
class MannerView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final List<Long> SECONDS = List.of(0L, 30L, 60L, 300L, 900L);
  private static final List<Integer> DAYS = List.of(30, 90, 365, 730, 1_825);
  private static final int LONGEST_REASON = 2_000;

  private final transient Rooms rooms;
  private final transient Acts acts;
  private final transient Reader reader;
  private final Div said = new Div();

  MannerView(Rooms rooms, Acts acts, Reader reader) {
    this.rooms = rooms;
    this.acts = acts;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    addClassName("tal-page");
    var id = new RoomId(event.getRouteParameters().get("room").orElse(""));
    Doorway.seat(rooms, reader.person(), event)
        .ifPresent(_ -> show(rooms.chair(reader.person(), id).room()));
  }

  private void show(Room room) {
    removeAll();
    said.removeAll();
    var back = Parts.link("/a/" + room.alliance() + "/r/" + room.id(), "← " + room.name());
    back.addClassName("tal-back");
    add(
        back,
        Parts.head(Reader.say("manner.title")),
        Parts.kind(room.kind()),
        Parts.soft(Reader.say("manner.what")),
        said);
    arrange(room);
    word(room);
    if (room.continuedIn().isEmpty()) {
      goOn(room);
    }
  }

  private void arrange(Room room) {
    var now = room.manner();
    var rank =
        new Tick(Reader.say("manner.rankHidden"), Reader.say("manner.rankHiddenWhat"))
            .with(now.rankHidden());
    var approve =
        new Tick(Reader.say("manner.approveFirst"), Reader.say("manner.approveFirstWhat"))
            .with(now.approveFirst());
    var naming =
        new Tick(Reader.say("manner.namingForbidden"), Reader.say("manner.namingForbiddenWhat"))
            .with(now.namingForbidden());
    var slow = slowness(now);
    var retention = retention(now);
    var former = new Choice<Manner.FormerWords>(Reader.say("manner.formerWords"));
    former
        .offer("keep", Manner.FormerWords.KEEP, Reader.say("manner.formerKept"))
        .offer("remove", Manner.FormerWords.REMOVE, Reader.say("manner.formerRemoved"))
        .with(now.formerWords() == Manner.FormerWords.KEEP ? "keep" : "remove");
    var why = new Area(Reader.say("manner.why"), LONGEST_REASON);
    var form =
        Field.form(
            Reader.say("manner.save"),
            () ->
                act(
                    room,
                    chair ->
                        acts.arrange(
                            chair,
                            new Manner(
                                rank.value(),
                                slow.value(),
                                approve.value(),
                                naming.value(),
                                retention.value(),
                                former.value()),
                            why.value()),
                    "manner.saved"),
            rank,
            naming,
            approve,
            slow,
            retention,
            former,
            why);
    add(form);
  }

  private static Choice<Duration> slowness(Manner now) {
    var choice = new Choice<Duration>(Reader.say("manner.slow"));
    var seconds = new TreeSet<>(SECONDS);
    seconds.add(now.slow().toSeconds());
    for (var each : seconds) {
      var text =
          each % 60 == 0 && each > 0
              ? Reader.say("manner.slowMinutes", each / 60)
              : Reader.say("manner.slowSeconds", each);
      choice.offer(Long.toString(each), Duration.ofSeconds(each), text);
    }
    return choice.with(Long.toString(now.slow().toSeconds()));
  }

  private static Choice<Retention> retention(Manner now) {
    var choice = new Choice<Retention>(Reader.say("manner.retention"));
    choice.offer("keep", new Retention.Keep(), Reader.say("manner.keep"));
    var days = new TreeSet<>(DAYS);
    if (now.retention() instanceof Retention.DeleteAfter(var present)) {
      days.add(present);
    }
    for (var each : days) {
      choice.offer(
          "after-" + each, new Retention.DeleteAfter(each), Reader.say("manner.keepDays", each));
    }
    choice.offer("end", new Retention.DeleteAtEnd(), Reader.say("manner.keepUntilEnd"));
    return choice.with(
        switch (now.retention()) {
          case Retention.Keep() -> "keep";
          case Retention.DeleteAfter(var present) -> "after-" + present;
          case Retention.DeleteAtEnd() -> "end";
        });
  }

  private void word(Room room) {
    var usual = Reader.say("room.norms." + room.kind().wireName());
    var written = room.norms().text();
    var text =
        new Lines(Reader.say("norms.text"), Reader.say("norms.textWhat"), Norms.LONGEST)
            .with(written.isEmpty() ? usual : written);
    add(
        Parts.subhead(Reader.say("norms.link")),
        Parts.soft(Reader.say("norms.wordWhat")),
        Field.form(
            Reader.say("norms.save"),
            () ->
                act(
                    room,
                    chair -> acts.word(chair, same(text.value(), usual) ? "" : text.value(), ""),
                    "norms.saved"),
            text));
  }

  private static boolean same(String one, String other) {
    return one.strip().equals(other.strip());
  }

  private void goOn(Room room) {
    var kind = new Choice<RoomKind>(Reader.say("manner.goOnKind"));
    for (var offered : RoomKind.values()) {
      if (room.kind().mayGoOnAs(offered)) {
        kind.offer(
            offered.wireName(),
            offered,
            Reader.say("room.kind." + offered.wireName())
                + " – "
                + Reader.say("room.rule." + offered.wireName()));
      }
    }
    var here = new Div();
    var why = new Area(Reader.say("manner.goOnWhy"), LONGEST_REASON);
    var sure = new Tick(Reader.say("manner.goOnSure"), "");
    var form =
        Field.form(
            Reader.say("manner.goOnDo"),
            () -> {
              here.removeAll();
              if (!sure.value()) {
                here.add(Parts.alert(Reader.say("manner.goOnTick")));
                return;
              }
              try {
                var next =
                    acts.continueAs(
                            rooms.chair(reader.person(), room.id()), kind.value(), why.value())
                        .room();
                getUI()
                    .ifPresent(ui ->
                        ui.getPage().setLocation("/a/" + next.alliance() + "/r/" + next.id()));
              } catch (Refusal refused) {
                here.add(Parts.alert(Wording.of(Reader.locale(), refused)));
              }
            },
            kind,
            why,
            sure,
            here);
    form.getChildren()
        .filter(part -> part instanceof NativeButton)
        .forEach(button -> button.getElement().getClassList().add("second"));
    add(Parts.subhead(Reader.say("manner.goOn")), Parts.words(Reader.say("manner.goOnWhat")), form);
  }

  private interface Keeping {
    void with(Chair chair);
  }

  private void act(Room room, Keeping keeping, String done) {
    said.removeAll();
    try {
      keeping.with(rooms.chair(reader.person(), room.id()));
      show(rooms.chair(reader.person(), room.id()).room());
      var well = Parts.soft(Reader.say(done));
      well.getElement().setAttribute("role", "status");
      said.add(well);
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
    said.scrollIntoView();
  }

  @Override
  public String getPageTitle() {
    return Reader.say("manner.title") + " · Talanoa";
  }
}
