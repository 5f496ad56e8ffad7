package org.talanoa.door.ui;

import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;
import org.talanoa.Refusal;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Allowance;
import org.talanoa.people.Person;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.search.Found;
import org.talanoa.search.Question;
import org.talanoa.search.Search;
import org.talanoa.text.Names;

/** What peers have said about something; the address of the page carries the question. */
@Route(value = "search", layout = Frame.class)
class SearchView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 20;

  private final transient Search search;
  private final transient Rooms rooms;
  private final transient Wire wire;
  private final transient Allowance allowance;
  private final transient Reader reader;

  SearchView(Search search, Rooms rooms, Wire wire, Allowance allowance, Reader reader) {
    this.search = search;
    this.rooms = rooms;
    this.wire = wire;
    this.allowance = allowance;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    var asked = event.getLocation().getQueryParameters();
    var text = asked.getSingleParameter("q").orElse("");
    var from =
        asked
            .getSingleParameter("from")
            .filter(number -> number.matches("\\d{1,4}"))
            .map(Integer::parseInt)
            .orElse(0);
    var inside = asked.getSingleParameter("inside").map(RoomId::new);
    add(Parts.head(Reader.say("search.title")), Parts.soft(Reader.say("search.how")));
    if (text.isBlank()) {
      add(Parts.words(Reader.say("search.empty")));
      return;
    }
    try {
      var person = reader.person();
      allowance.take(Allowance.Act.SEARCH, person, Reader.request().getRemoteAddr());
      inside.ifPresent(room ->
          add(
              Parts.soft(
                  Reader.say("search.inside") + ": " + rooms.enter(person, room).room().name())));
      var found = search.find(rooms.seats(person), inside, Question.of(text), from, PAGE);
      show(person, text, from, inside, found);
    } catch (Refusal.TooMuch wait) {
      add(Parts.alert(Wording.of(Reader.locale(), wait)));
    }
  }

  private void show(Person person, String text, int from, Optional<RoomId> inside, Found found) {
    found
        .indexing()
        .ifPresent(progress ->
            add(Parts.soft(Reader.say("search.indexing", progress.done(), progress.of()))));
    if (found.cut()) {
      add(Parts.soft(Reader.say("search.cut")));
    }
    add(Parts.subhead(Reader.say("search.total", found.total(), text)));
    if (found.hits().isEmpty()) {
      add(Parts.words(Reader.say("search.none")));
    }
    found.hits().forEach(hit -> add(row(person, hit)));
    if (found.total() > from + PAGE) {
      var more =
          Parts.link(
              "/search?q="
                  + URLEncoder.encode(text, StandardCharsets.UTF_8)
                  + "&from="
                  + (from + PAGE)
                  + inside.map(room -> "&inside=" + room).orElse(""),
              Reader.say("search.more"));
      more.addClassNames("tal-button", "second");
      add(more);
    }
  }

  private Div row(Person person, Found.Hit hit) {
    var row = new Div();
    row.addClassName("tal-hit");
    var address =
        "/a/"
            + hit.room().alliance()
            + "/r/"
            + hit.room().id()
            + "/t/"
            + hit.thread().id()
            + "#"
            + hit.message().number();
    var name = wire.byline(hit.message().by()).name();
    var when =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(Reader.locale())
            .withZone(person.profile().timeZone())
            .format(hit.message().at());
    row.add(
        Parts.kind(hit.room().kind()),
        Parts.link(address, hit.thread().title()),
        new Html("<p dir=\"auto\">" + hit.passage() + "</p>"),
        Parts.soft(
            Names.isolated(name) + " · " + Names.isolated(hit.room().name()) + " · " + when));
    return row;
  }

  @Override
  public String getPageTitle() {
    return Reader.say("search.title") + " · Talanoa";
  }
}
