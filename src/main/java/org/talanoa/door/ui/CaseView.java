package org.talanoa.door.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.talanoa.Refusal;
import org.talanoa.discussion.Body;
import org.talanoa.discussion.Discussions;
import org.talanoa.discussion.Message;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.Case;
import org.talanoa.moderation.CaseId;
import org.talanoa.moderation.Cases;
import org.talanoa.moderation.Decisions;
import org.talanoa.moderation.Unmaskings;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.room.Chair;
import org.talanoa.room.Room;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.text.Markdown;

/** One case: what was said, who reported it and why, what was done, and what is to be done. */
@Route(value = "a/:alliance/r/:room/case/:case", layout = Frame.class)
class CaseView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 2_000;
  private static final int MOST_THREADS = 50;

  private final transient Rooms rooms;
  private final transient Discussions discussions;
  private final transient Cases cases;
  private final transient Decisions decisions;
  private final transient Unmaskings unmaskings;
  private final transient CaseTexts texts;
  private final transient Reader reader;
  private final transient Wire wire;
  private final transient Clock clock;
  private String room = "";
  private String about = "";

  CaseView(
      Rooms rooms,
      Discussions discussions,
      Cases cases,
      Decisions decisions,
      Unmaskings unmaskings,
      CaseTexts texts,
      Reader reader,
      Wire wire,
      Clock clock) {
    this.rooms = rooms;
    this.discussions = discussions;
    this.cases = cases;
    this.decisions = decisions;
    this.unmaskings = unmaskings;
    this.texts = texts;
    this.reader = reader;
    this.wire = wire;
    this.clock = clock;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    addClassNames("tal-page", "tal-wide");
    room = event.getRouteParameters().get("room").orElse("");
    about = event.getRouteParameters().get("case").orElse("");
    show();
  }

  private Chair chair() {
    return rooms.chair(reader.person(), new RoomId(room));
  }

  private void show() {
    removeAll();
    var chair = chair();
    var found = cases.of(chair, new CaseId(about));
    var address = "/a/" + chair.room().alliance() + "/r/" + room;
    var back = Parts.link(address + "/moderation", "← " + Reader.say("order.title"));
    back.addClassName("tal-back");
    var title =
        Parts.head(
            Reader.say(
                found.sources().contains(Case.Source.REPORTED) ? "case.title" : "case.titleSeen"));
    var where = new Div(Parts.kind(chair.room().kind()), new Span(chair.room().name()));
    where.addClassName("tal-where");
    add(back, title, where, CaseTexts.labels(found));

    var told = new Div(said(chair, found, address), reports(chair.person(), found));
    told.addClassName("tal-told");
    var acts = new Div();
    acts.addClassName("tal-acts");
    waiting(chair, found).forEach(acts::add);
    if (found.state() == Case.State.OPEN) {
      acts.add(decide(chair, found));
    }
    acts.add(decided(chair.person(), found));
    if (found.state() == Case.State.DECIDED) {
      acts.add(reopen());
    }
    acts.add(notes(chair.person(), found));
    unmasking(found).ifPresent(acts::add);
    acts.add(history(chair.person(), found));
    var columns = new Div(told, acts);
    columns.addClassName("tal-columns");
    add(columns);
  }

  private Section said(Chair chair, Case found, String address) {
    var section = new Section(Parts.subhead(Reader.say("case.said")));
    for (var message : cases.surroundings(chair, found.id())) {
      section.add(message(chair.person(), found, message));
    }
    found
        .unmasked()
        .ifPresent(person -> {
          var known = Parts.words(Reader.say("case.unmasked", texts.name(person)));
          known.addClassName("tal-known");
          section.add(known);
        });
    section.add(
        Parts.link(
            address + "/t/" + found.thread() + "#" + found.number(), Reader.say("case.open")));
    return section;
  }

  private Article message(Person person, Case found, Message message) {
    var own = message.number() == found.number() && message.thread().equals(found.thread());
    var by = new Span(texts.name(message.by()));
    by.addClassName("tal-name");
    by.getElement().setAttribute("dir", "auto");
    var when = new Span(CaseTexts.when(person, message.at()));
    when.addClassName("tal-soft");
    var head = new Div(by, when);
    head.addClassName("tal-where");
    var item = new Article(head);
    item.addClassNames("tal-said", own ? "about" : "around");
    var words = own ? found.words() : words(message);
    if (own && found.hidden()) {
      item.add(Parts.soft(Reader.say("case.hidden")));
    }
    if (words.isPresent()) {
      var body = new Div();
      body.addClassName("tal-body");
      body.getElement().setAttribute("dir", "auto");
      body.getElement().setProperty("innerHTML", wire.html(words.get(), message.room()));
      item.add(body);
    } else {
      item.add(
          Parts.soft(
              Reader.say(
                  message.body() instanceof Body.Hidden
                      ? "live.hiddenMessage"
                      : message.body() instanceof Body.Moved ? "case.moved" : "live.deleted")));
    }
    return item;
  }

  private static Optional<Markdown> words(Message message) {
    return message.body() instanceof Body.Said(var words) ? Optional.of(words) : Optional.empty();
  }

  private Section reports(Person person, Case found) {
    var section = new Section();
    if (found.reportCount() > 0) {
      section.add(Parts.subhead(Reader.say("case.reports", found.reportCount())));
      var list = new UnorderedList();
      list.addClassName("tal-lines");
      for (var report : found.reports()) {
        var who = report.by().map(texts::name).orElseGet(() -> Reader.say("case.anonymous"));
        var item =
            new ListItem(
                strong(Reader.say("report.grounds." + report.grounds().wireName())),
                soft(who + ", " + CaseTexts.day(person, report.at())));
        if (!report.words().isEmpty()) {
          item.add(Parts.words(report.words()));
        }
        list.add(item);
      }
      section.add(list);
    }
    return section;
  }

  /** What others have asked for: an appeal to be answered, a request to be agreed to. */
  private List<Component> waiting(Chair chair, Case found) {
    var appeals =
        found.decisions().stream()
            .filter(decision ->
                decision
                    .appeal()
                    .filter(appeal -> appeal.outcome() == Case.Appeal.Outcome.WAITING)
                    .isPresent())
            .map(this::answer);
    var request =
        found
            .unmasking()
            .filter(asked -> asked.stage() == Case.Unmasking.Stage.ASKED)
            .map(asked -> asked(chair.person().id(), asked));
    return java.util.stream.Stream.concat(appeals, request.stream()).toList();
  }

  private Component answer(Case.Decision decision) {
    var appeal = decision.appeal().orElseThrow();
    var quote = Parts.words(appeal.words());
    quote.addClassName("tal-quote");
    quote.getElement().setAttribute("dir", "auto");
    var form =
        new AnswerForm((reverse, reason, said) ->
            attempt(
                said,
                () ->
                    decisions.settle(
                        chair(), new CaseId(about), decision.number(), reverse, reason)));
    return panel(
        Parts.subhead(Reader.say("case.appeal")),
        Parts.soft(
            Reader.say(
                "case.appealAgainst",
                CaseTexts.measure(decision.measure()),
                texts.name(decision.by()))),
        quote,
        form);
  }

  private Component asked(PersonId me, Case.Unmasking asked) {
    var own = asked.by().equals(me);
    var quote = Parts.words(asked.reason());
    quote.addClassName("tal-quote");
    var words = new Area(Reader.say(own ? "case.withdrawWhy" : "case.agreeWhy"), LONGEST);
    var said = new Div();
    var row = new Div();
    row.addClassName("tal-row");
    if (own) {
      row.add(
          button(
              "case.withdraw",
              false,
              said,
              () -> unmaskings.withdraw(chair(), new CaseId(about), words.value())));
    } else {
      if (unmaskings.mayAsk(chair())) {
        row.add(
            button(
                "case.agree",
                true,
                said,
                () -> unmaskings.agree(chair(), new CaseId(about), words.value())));
      }
      row.add(
          button(
              "case.disagree",
              false,
              said,
              () -> unmaskings.refuse(chair(), new CaseId(about), words.value())));
    }
    var form = new Div(words, row);
    form.addClassName("tal-form");
    return panel(
        Parts.subhead(
            own ? Reader.say("case.askedOwn") : Reader.say("case.asked", texts.name(asked.by()))),
        quote,
        Parts.soft(Reader.say("case.agreeWhat")),
        form,
        said);
  }

  private DecisionForm decide(Chair chair, Case found) {
    var heads =
        discussions.threads(chair, clock.instant().plusSeconds(60), MOST_THREADS).stream()
            .filter(head -> !head.id().equals(found.thread()) && !head.locked())
            .toList();
    return new DecisionForm(
        heads,
        stricter(chair),
        found.hidden(),
        (measure, reason) -> {
          decisions.decide(chair(), new CaseId(about), measure, reason);
          show();
        });
  }

  private List<Room> stricter(Chair chair) {
    return rooms.seats(chair.person()).all().stream()
        .filter(rooms::mayKeepOrder)
        .map(org.talanoa.room.Seat::room)
        .filter(there -> there.alliance().equals(chair.room().alliance()))
        .filter(there -> !there.id().equals(chair.room().id()))
        .filter(there -> there.kind().compareTo(chair.room().kind()) >= 0)
        .toList();
  }

  private Section decided(Person person, Case found) {
    var section = new Section();
    if (!found.decisions().isEmpty()) {
      section.add(Parts.subhead(Reader.say("case.decisions")));
      var list = new OrderedList();
      list.addClassName("tal-lines");
      for (var decision : found.decisions()) {
        var item =
            new ListItem(
                strong(CaseTexts.measure(decision.measure())),
                soft(texts.name(decision.by()) + ", " + CaseTexts.when(person, decision.at())),
                Parts.words(decision.reason()));
        decision.appeal().ifPresent(appeal -> item.add(outcome(appeal)));
        list.add(item);
      }
      section.add(list);
    }
    return section;
  }

  private Component outcome(Case.Appeal appeal) {
    var words =
        switch (appeal.outcome()) {
          case WAITING -> Reader.say("case.appealWaits");
          case UPHELD -> Reader.say("case.upheldBy", by(appeal), appeal.reason());
          case REVERSED -> Reader.say("case.reversedBy", by(appeal), appeal.reason());
        };
    return Parts.soft(words);
  }

  private String by(Case.Appeal appeal) {
    return appeal.by().map(texts::name).orElseGet(() -> Reader.say("live.former"));
  }

  private Component reopen() {
    var why = new Area(Reader.say("case.reopenWhy"), LONGEST);
    var said = new Div();
    var form =
        new Div(
            why,
            button(
                "case.reopen",
                false,
                said,
                () -> decisions.reopen(chair(), new CaseId(about), why.value())),
            said);
    form.addClassName("tal-form");
    return more("case.reopenOpen", form);
  }

  private Section notes(Person person, Case found) {
    var section = new Section(Parts.subhead(Reader.say("case.notes")));
    var list = new UnorderedList();
    list.addClassName("tal-lines");
    for (var note : found.notes()) {
      list.add(
          new ListItem(
              strong(texts.name(note.by())),
              soft(CaseTexts.when(person, note.at())),
              Parts.words(note.words())));
    }
    if (!found.notes().isEmpty()) {
      section.add(list);
    }
    var words = new Area(Reader.say("case.note"), LONGEST).saying(Reader.say("case.noteWhat"));
    var said = new Div();
    var form =
        new Div(
            words,
            button(
                "case.noteDo",
                false,
                said,
                () -> cases.note(chair(), new CaseId(about), words.value())),
            said);
    form.addClassName("tal-form");
    section.add(form);
    return section;
  }

  private Optional<Component> unmasking(Case found) {
    var under = found.unmasking().map(Case.Unmasking::stage);
    if (!found.veiled()
        || !unmaskings.mayAsk(chair())
        || under.filter(stage -> stage == Case.Unmasking.Stage.ASKED).isPresent()
        || under.filter(stage -> stage == Case.Unmasking.Stage.AGREED).isPresent()) {
      return Optional.empty();
    }
    var why =
        new Area(Reader.say("case.unmaskWhy"), LONGEST)
            .saying(Reader.say("case.unmaskLeast", Unmaskings.LEAST_REASON));
    var said = new Div();
    var form =
        new Div(
            Parts.soft(Reader.say("case.unmaskWhat")),
            why,
            button(
                "case.unmaskAsk",
                false,
                said,
                () -> unmaskings.ask(chair(), new CaseId(about), why.value())),
            said);
    form.addClassName("tal-form");
    return Optional.of(more("case.unmask", form));
  }

  private NativeDetails history(Person person, Case found) {
    var list = new OrderedList();
    list.addClassName("tal-lines");
    for (var event : found.history()) {
      var who = event.by().map(texts::name).orElseGet(() -> nobody(event));
      list.add(
          new ListItem(
              new Span(Reader.say("case.event." + event.what(), who)),
              soft(CaseTexts.when(person, event.at()))));
    }
    return more("case.history", list);
  }

  private static String nobody(Case.Event event) {
    return switch (event.what()) {
      case "appealed" -> Reader.say("case.author");
      case "pointed-out" -> Reader.say("case.source." + event.detail());
      default -> Reader.say("case.anonymous");
    };
  }

  private static Div panel(Component... parts) {
    var panel = new Div(parts);
    panel.addClassName("tal-decide");
    return panel;
  }

  private static NativeDetails more(String key, Component content) {
    var details = new NativeDetails(Reader.say(key));
    details.setContent(content);
    details.addClassName("tal-more");
    return details;
  }

  private static Span strong(String text) {
    var span = new Span(text);
    span.addClassName("tal-what");
    return span;
  }

  private static Span soft(String text) {
    var span = new Span(text);
    span.addClassName("tal-soft");
    return span;
  }

  private NativeButton button(String key, boolean first, Div said, Runnable act) {
    var button = new NativeButton(Reader.say(key), _ -> attempt(said, act));
    button.addClassName("tal-button");
    if (!first) {
      button.addClassName("second");
    }
    return button;
  }

  private void attempt(Div said, Runnable act) {
    said.removeAll();
    try {
      act.run();
      show();
    } catch (Refusal refused) {
      said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  @Override
  public String getPageTitle() {
    return Reader.say("case.title") + " · Talanoa";
  }
}
