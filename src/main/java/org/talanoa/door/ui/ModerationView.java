package org.talanoa.door.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.discussion.Draft;
import org.talanoa.discussion.Waiting;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.Appeals;
import org.talanoa.moderation.Case;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Decisions;
import org.talanoa.moderation.Lookout;
import org.talanoa.moderation.WaitingAppeal;
import org.talanoa.moderation.WaitingMessages;
import org.talanoa.people.Person;
import org.talanoa.room.Chair;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.text.Rendering;

/** What waits for somebody who keeps order: in one room, or in all in which they do. */
@Route(value = "a/:alliance/moderation", layout = Frame.class)
@RouteAlias(value = "a/:alliance/r/:room/moderation", layout = Frame.class)
class ModerationView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int EXCERPT = 220;
  private static final int MOST_DECIDED = 20;
  private static final int LONGEST_REASON = 2_000;

  private final transient Alliances alliances;
  private final transient Rooms rooms;
  private final transient Cases cases;
  private final transient Lookout lookout;
  private final transient Decisions decisions;
  private final transient WaitingMessages messages;
  private final transient Appeals appeals;
  private final transient CaseTexts texts;
  private final transient Reader reader;
  private final transient Wire wire;
  private final transient Rendering rendering = new Rendering();

  ModerationView(
      Alliances alliances,
      Rooms rooms,
      Cases cases,
      Lookout lookout,
      Decisions decisions,
      WaitingMessages messages,
      Appeals appeals,
      CaseTexts texts,
      Reader reader,
      Wire wire) {
    this.alliances = alliances;
    this.rooms = rooms;
    this.cases = cases;
    this.lookout = lookout;
    this.decisions = decisions;
    this.messages = messages;
    this.appeals = appeals;
    this.texts = texts;
    this.reader = reader;
    this.wire = wire;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    addClassName("tal-page");
    var parameters = event.getRouteParameters();
    show(new AllianceId(parameters.get("alliance").orElse("")), parameters.get("room"));
  }

  /** Something that waits, with the time since when. */
  private record Item(Instant since, Article shown) {}

  private void show(AllianceId alliance, Optional<String> only) {
    removeAll();
    var person = reader.person();
    var membership = alliances.enter(person, alliance);
    var kept =
        only.map(room -> List.of(rooms.chair(person, new RoomId(room))))
            .orElseGet(() ->
                rooms.seats(membership).stream()
                    .filter(rooms::mayKeepOrder)
                    .map(seat -> rooms.chair(person, seat.room().id()))
                    .toList());
    if (kept.isEmpty()) {
      throw new Refusal.NotYours("room.chairNotYours");
    }
    var room = only.map(_ -> kept.getFirst().room());
    add(back(alliance, membership.alliance().name(), room), Parts.head(Reader.say("order.title")));
    room.ifPresent(there -> add(Parts.kind(there.kind())));
    var items = new ArrayList<Item>();
    for (var chair : kept) {
      lookout.look(chair);
      decisions.carryOn(chair);
      cases
          .waiting(chair)
          .forEach(waiting ->
              items.add(new Item(waiting.opened(), item(person, chair, waiting, room.isEmpty()))));
    }
    for (var chair : kept) {
      messages
          .of(chair)
          .forEach(waiting ->
              items.add(new Item(waiting.at(), message(chair, waiting, alliance, only))));
    }
    for (var chair : kept) {
      appeals
          .waiting(chair)
          .forEach(
              waiting -> items.add(new Item(waiting.at(), appeal(chair, waiting, alliance, only))));
    }
    items.sort(Comparator.comparing(Item::since));
    if (items.isEmpty()) {
      var calm =
          new Div(
              Parts.subhead(Reader.say("order.calm")), Parts.soft(Reader.say("order.calmWhat")));
      calm.addClassName("tal-calm");
      add(calm);
    } else {
      add(Parts.soft(Reader.say("order.what", items.size())));
    }
    items.forEach(item -> add(item.shown()));
    room.ifPresent(there -> about(person, kept.getFirst(), there));
  }

  private static Anchor back(AllianceId alliance, String name, Optional<Room> room) {
    var back =
        room.map(there -> Parts.link("/a/" + alliance + "/r/" + there.id(), "← " + there.name()))
            .orElseGet(() -> Parts.link("/a/" + alliance, "← " + name));
    back.addClassName("tal-back");
    return back;
  }

  private Article item(Person person, Chair chair, Case waiting, boolean outside) {
    var room = chair.room();
    var item = new Article();
    item.addClassName("tal-case");
    if (outside) {
      item.add(where(room));
    }
    item.add(CaseTexts.labels(waiting));
    words(waiting, outside && !room.kind().wordsLeave()).ifPresent(item::add);
    var open =
        Parts.link(
            "/a/" + room.alliance() + "/r/" + room.id() + "/case/" + waiting.id(),
            Reader.say("order.look"));
    open.addClassNames("tal-button", "second");
    open.setAriaLabel(
        Reader.say(
            "order.lookAt", texts.name(waiting.by()), CaseTexts.day(person, waiting.opened())));
    var foot =
        new Div(
            new Span(
                Reader.say(
                    "order.since",
                    texts.name(waiting.by()),
                    CaseTexts.day(person, waiting.opened()))),
            open);
    foot.addClassName("tal-foot");
    item.add(foot);
    return item;
  }

  /** A message that waits to be let in; in a sealed room it is read on the room's own screen. */
  private Article message(
      Chair chair, Waiting waiting, AllianceId alliance, Optional<String> only) {
    var room = chair.room();
    var item = labelled(room, only, "order.waits");
    if (isSealedFrom(room, only)) {
      inside(room).forEach(item::add);
      return item;
    }
    var by = Parts.soft(Reader.say("order.waitsBy", texts.name(waiting.by()), waiting.title()));
    by.getElement().setAttribute("dir", "auto");
    var words = new Div();
    words.addClassName("tal-body");
    words.getElement().setAttribute("dir", "auto");
    words.getElement().setProperty("innerHTML", wire.html(waiting.draft().markdown(), room.id()));
    item.add(by, words);
    waiting.draft().poll().ifPresent(poll -> item.add(poll(poll)));
    if (!waiting.files().isEmpty()) {
      item.add(files(waiting));
    }
    item.add(answer(room.id(), waiting, alliance, only));
    return item;
  }

  private static Div where(Room room) {
    var where = new Div(Parts.kind(room.kind()), new Span(room.name()));
    where.addClassName("tal-where");
    return where;
  }

  private static Article labelled(Room room, Optional<String> only, String key) {
    var item = new Article();
    item.addClassName("tal-case");
    if (only.isEmpty()) {
      item.add(where(room));
    }
    var label = new Span(Reader.say(key));
    label.addClassName("tal-label");
    var labels = new Div(label);
    labels.addClassName("tal-labels");
    item.add(labels);
    return item;
  }

  /** No word of a sealed room is shown on a screen outside of it. */
  private static boolean isSealedFrom(Room room, Optional<String> only) {
    return only.isEmpty() && !room.kind().wordsLeave();
  }

  private static List<Component> inside(Room room) {
    var inside =
        Parts.link(
            "/a/" + room.alliance() + "/r/" + room.id() + "/moderation",
            Reader.say("order.inside"));
    inside.addClassNames("tal-button", "second");
    return List.of(Parts.soft(Reader.say("order.sealed")), inside);
  }

  /** An appeal against what was done outside of a case. */
  private Article appeal(
      Chair chair, WaitingAppeal waiting, AllianceId alliance, Optional<String> only) {
    var room = chair.room();
    var item = labelled(room, only, "order.appeal");
    if (isSealedFrom(room, only)) {
      inside(room).forEach(item::add);
      return item;
    }
    var from = waiting.from().map(texts::name).orElseGet(() -> Reader.say("order.appealVeiled"));
    var against = Reader.say("appeal.against." + waiting.against().wireName());
    item.add(Parts.soft(Reader.say("order.appealBy", from, against, texts.name(waiting.by()))));
    waiting
        .thread()
        .ifPresent(thread ->
            item.add(
                new Paragraph(
                    Parts.link(
                        "/a/" + alliance + "/r/" + room.id() + "/t/" + thread,
                        Reader.say("trail.thread")))));
    item.add(quote("order.appealReason", waiting.reason()));
    item.add(quote("order.appealWords", waiting.words()));
    item.add(
        waiting.others()
            ? Parts.soft(Reader.say("refusal.appeal.otherKeeper"))
            : settle(room.id(), waiting, alliance, only));
    return item;
  }

  private static Div quote(String key, String words) {
    var quote = Parts.words(words);
    quote.addClassName("tal-quote");
    quote.getElement().setAttribute("dir", "auto");
    return new Div(Parts.soft(Reader.say(key)), quote);
  }

  private NativeDetails settle(
      RoomId room, WaitingAppeal waiting, AllianceId alliance, Optional<String> only) {
    var details = new NativeDetails(Reader.say("case.answerDo"));
    details.setContent(
        new AnswerForm((reverse, reason, said) ->
            attempt(
                said,
                alliance,
                only,
                () ->
                    appeals.answer(
                        rooms.chair(reader.person(), room), waiting.id(), reverse, reason))));
    details.addClassName("tal-more");
    return details;
  }

  private static Div poll(Draft.Question poll) {
    var options = new UnorderedList();
    poll.options()
        .forEach(option -> {
          var item = new ListItem(option);
          item.getElement().setAttribute("dir", "auto");
          options.add(item);
        });
    var question = Parts.words(poll.text());
    question.getElement().setAttribute("dir", "auto");
    var shown =
        new Div(
            Parts.soft(Reader.say(poll.several() ? "order.pollSeveral" : "order.poll")),
            question,
            options);
    shown.addClassName("tal-quote");
    return shown;
  }

  /** Pictures are shown, as they would be once it is said; other files are there to be kept. */
  private UnorderedList files(Waiting waiting) {
    var list = new UnorderedList();
    list.addClassName("tal-files");
    list.getElement().setAttribute("aria-label", Reader.say("order.files"));
    for (var file : wire.files(waiting)) {
      var link = new Anchor(file.url(), file.name());
      link.setRouterIgnore(true);
      link.getElement().setAttribute("dir", "auto");
      var item = new ListItem(link);
      if (file.image()) {
        link.setTarget("_blank");
        item.add(new Image(file.url(), ""));
      } else {
        link.getElement().setAttribute("download", true);
      }
      list.add(item);
    }
    return list;
  }

  private Div answer(RoomId room, Waiting waiting, AllianceId alliance, Optional<String> only) {
    var said = new Div();
    var letIn =
        new NativeButton(
            Reader.say("order.letIn"),
            _ ->
                attempt(
                    said,
                    alliance,
                    only,
                    () -> messages.letIn(rooms.chair(reader.person(), room), waiting.id())));
    letIn.addClassName("tal-button");
    letIn.setAriaLabel(Reader.say("order.letInOf", texts.name(waiting.by())));
    var why = new Area(Reader.say("order.turnAwayWhy"), LONGEST_REASON);
    var turnAway =
        Field.form(
            Reader.say("order.turnAway"),
            () ->
                attempt(
                    said,
                    alliance,
                    only,
                    () ->
                        messages.turnAway(
                            rooms.chair(reader.person(), room), waiting.id(), why.value())),
            why);
    var details = new NativeDetails(Reader.say("order.turnAwayOpen"));
    details.setContent(turnAway);
    details.addClassName("tal-more");
    return new Div(letIn, details, said);
  }

  private void attempt(Div said, AllianceId alliance, Optional<String> only, Runnable act) {
    said.removeAll();
    try {
      act.run();
      show(alliance, only);
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  private Optional<Paragraph> words(Case about, boolean sealed) {
    return sealed
        ? Optional.of(Parts.soft(Reader.say("order.sealed")))
        : about
            .words()
            .map(words -> {
              var said = Parts.words(rendering.excerpt(words, EXCERPT));
              said.addClassName("tal-excerpt");
              said.getElement().setAttribute("dir", "auto");
              return said;
            });
  }

  private void about(Person person, Chair chair, Room room) {
    var decided = cases.decided(chair).stream().limit(MOST_DECIDED).toList();
    var list = new Div();
    decided.forEach(each -> {
      var link =
          Parts.link(
              "/a/" + room.alliance() + "/r/" + room.id() + "/case/" + each.id(),
              CaseTexts.measure(each.decisions().getLast().measure()));
      list.add(
          new Paragraph(
              link,
              new Span(
                  " – "
                      + texts.name(each.by())
                      + ", "
                      + CaseTexts.day(person, each.decisions().getLast().at()))));
    });
    if (!decided.isEmpty()) {
      var details = new NativeDetails(Reader.say("order.decided"));
      details.setContent(list);
      details.addClassName("tal-more");
      add(details);
    }
    var trail =
        Parts.link(
            "/a/" + room.alliance() + "/r/" + room.id() + "/trail", Reader.say("trail.title"));
    add(new Paragraph(trail));
  }

  @Override
  public String getPageTitle() {
    return Reader.say("order.title") + " · Talanoa";
  }
}
