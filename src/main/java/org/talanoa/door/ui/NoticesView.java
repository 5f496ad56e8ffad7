package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.stream.Collectors;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;
import org.talanoa.moderation.Appeals;
import org.talanoa.moderation.Measures;
import org.talanoa.moderation.Notice;
import org.talanoa.moderation.Notices;
import org.talanoa.people.Person;
import org.talanoa.room.Rooms;

/** What a person is told of decisions that concern them; here they appeal. */
@Route(value = "notices", layout = Frame.class)
class NoticesView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_APPEAL = 2_000;

  private final transient Notices notices;
  private final transient Appeals appeals;
  private final transient Rooms rooms;
  private final transient CaseTexts texts;
  private final transient Reader reader;

  NoticesView(Notices notices, Appeals appeals, Rooms rooms, CaseTexts texts, Reader reader) {
    this.notices = notices;
    this.appeals = appeals;
    this.rooms = rooms;
    this.texts = texts;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    addClassName("tal-page");
    show();
    notices.read(reader.person());
  }

  private void show() {
    removeAll();
    var person = reader.person();
    add(Parts.head(Reader.say("notices.title")), Parts.soft(Reader.say("notices.what")));
    var all = notices.of(person);
    if (all.isEmpty()) {
      add(Parts.words(Reader.say("notices.none")));
    }
    all.forEach(notice -> add(item(person, notice)));
  }

  private Article item(Person person, Notice notice) {
    var item = new Article();
    item.addClassNames("tal-case", notice.read() ? "read" : "fresh");
    var where = new Div(Parts.kind(notice.roomKind()), new Span(notice.roomName()));
    where.addClassName("tal-where");
    var when = new Span(CaseTexts.when(person, notice.at()));
    when.addClassName("tal-soft");
    where.add(when);
    var what = Parts.subhead(sentence(notice));
    item.add(where, what);
    notice
        .until()
        .ifPresent(until ->
            item.add(Parts.words(Reader.say("notices.until", CaseTexts.when(person, until)))));
    if (!notice.reason().isEmpty()) {
      var reason = new Div();
      reason.addClassName("tal-quote");
      notice.reason().lines().forEach(line -> reason.add(Parts.words(line)));
      reason.getElement().setAttribute("dir", "auto");
      item.add(Parts.soft(Reader.say("notices.reason")), reason);
    }
    notice
        .thread()
        .filter(_ -> rooms.seat(person, notice.room()).isPresent())
        .ifPresent(thread ->
            item.add(
                new Paragraph(
                    Parts.link(
                        "/a/"
                            + notice.alliance()
                            + "/r/"
                            + notice.room()
                            + "/t/"
                            + thread
                            + "#"
                            + notice.number(),
                        Reader.say("notices.message")))));
    switch (notice.appeal()) {
      case POSSIBLE -> item.add(appeal(notice));
      case DONE -> item.add(Parts.soft(Reader.say("notices.appealed")));
      case NO -> {}
    }
    return item;
  }

  private String sentence(Notice notice) {
    var measure = measure(notice.measure());
    return switch (notice.kind()) {
      case DECIDED -> Reader.say("notices.decided." + notice.measure());
      case APPEAL_UPHELD -> Reader.say("notices.upheld", measure);
      case APPEAL_REVERSED -> Reader.say("notices.reversed", measure);
      case REPORT_ANSWERED ->
          switch (notice.measure()) {
            case "dismiss" -> Reader.say("notices.reportDismissed");
            case "author" -> Reader.say("notices.reportActed");
            default -> Reader.say("notices.reportDecided", measure);
          };
      case UNMASKED ->
          Reader.say(
              "notices.unmasked",
              notice.by().stream().map(texts::name).collect(Collectors.joining(", ")));
      case APPROVED -> Reader.say("notices.approved");
      case NOT_APPROVED -> Reader.say("notices.notApproved");
      case THREAD_LOCKED, THREAD_UNLOCKED, THREAD_RENAMED, KEEPER_MADE, KEEPER_ENDED, SEAT_TAKEN ->
          Reader.say("notices.act." + notice.kind().wireName());
    };
  }

  private static String measure(String name) {
    if (Measures.NAMES.contains(name)) {
      return Reader.say("case.measure." + name);
    }
    return name.isEmpty() || name.equals("author") ? "" : Reader.say("appeal.against." + name);
  }

  private NativeDetails appeal(Notice notice) {
    var words = new Area(Reader.say("notices.appealWords"), LONGEST_APPEAL);
    var said = new Div();
    var form =
        Field.form(
            Reader.say("notices.appealSend"),
            () -> {
              said.removeAll();
              try {
                appeals.appeal(reader.person(), notice.id(), words.value());
                show();
              } catch (Refusal refused) {
                said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
              }
            },
            Parts.soft(Reader.say("notices.appealWhat")),
            words);
    var details = new NativeDetails(Reader.say("notices.appeal"));
    details.setContent(new Div(form, said));
    details.addClassName("tal-more");
    return details;
  }

  @Override
  public String getPageTitle() {
    return Reader.say("notices.title") + " · Talanoa";
  }
}
