package org.talanoa.door.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Html;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.text.ListFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.talanoa.Refusal;
import org.talanoa.alliance.TacitKind;
import org.talanoa.discussion.Byline;
import org.talanoa.discussion.Reaction;
import org.talanoa.door.Wording;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Allowance;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.Profile;
import org.talanoa.room.RoomId;
import org.talanoa.room.Rooms;
import org.talanoa.room.Seats;
import org.talanoa.search.By;
import org.talanoa.search.Found;
import org.talanoa.search.Inquiry;
import org.talanoa.search.Order;
import org.talanoa.search.Question;
import org.talanoa.search.SavedSearches;
import org.talanoa.search.Search;
import org.talanoa.search.Term;
import org.talanoa.text.Names;

/** What peers have said about something; the address of the page carries the question. */
@Route(value = "search", layout = Frame.class)
class SearchView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;
  private static final int PAGE = 20;

  /** So many answers stand before those who know more. */
  private static final int BEFORE_WHO_KNOWS = 3;

  /** So many values of a facet are shown. */
  private static final int FACETS = 8;

  private static final int MOST_KINDS = 30;

  private static final Set<String> REACTIONS =
      Arrays.stream(Reaction.values()).map(Reaction::wireName).collect(Collectors.toSet());

  private final transient Search search;
  private final transient Rooms rooms;
  private final transient People people;
  private final transient WhoKnows whoKnows;
  private final transient SavedSearches saved;
  private final transient SearchOffers offers;
  private final transient Wire wire;
  private final transient Allowance allowance;
  private final transient Reader reader;

  SearchView(
      Search search,
      Rooms rooms,
      People people,
      WhoKnows whoKnows,
      SavedSearches saved,
      SearchOffers offers,
      Wire wire,
      Allowance allowance,
      Reader reader) {
    this.search = search;
    this.rooms = rooms;
    this.people = people;
    this.whoKnows = whoKnows;
    this.saved = saved;
    this.offers = offers;
    this.wire = wire;
    this.allowance = allowance;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassNames("tal-page", "tal-find");
    var asked = SearchAddress.of(event.getLocation().getQueryParameters());
    var person = reader.person();
    var seats = rooms.seats(person);
    add(
        Parts.head(Reader.say("search.title")),
        box(person, seats, asked),
        new Understood(asked, meant -> offers.kind(seats, meant)),
        how());
    try {
      allowance.take(Allowance.Act.SEARCH, person, Reader.request().getRemoteAddr());
      if (asked.text().isBlank()) {
        add(Parts.words(Reader.say("search.empty")), beginnings());
        byKind(seats).ifPresent(this::add);
        add(kept(seats));
        return;
      }
      asked
          .inside()
          .ifPresent(room ->
              add(
                  Parts.soft(
                      Reader.say("search.inside")
                          + ": "
                          + Names.isolated(rooms.enter(person, room).room().name()))));
      var inquiry =
          new Inquiry(
              Question.of(asked.text()),
              asked.inside(),
              asked.by(),
              asked.order(),
              asked.from(),
              asked.from() == 0 ? Search.MOST : PAGE, // Who knows is told by more than is shown.
              true);
      var keeps = asked.inside().isEmpty() && saved.keeps(person, asked.text());
      var found =
          keeps
              ? saved.seen(person, asked.text(), () -> search.find(seats, inquiry))
              : search.find(seats, inquiry);
      show(person, seats, asked, keeps, found);
    } catch (Refusal.TooMuch wait) {
      add(Parts.alert(Wording.of(Reader.locale(), wait)));
    }
  }

  private Component box(Person person, Seats seats, SearchAddress asked) {
    var box = new LiveTexts.SearchBox(person);
    box.getElement().setProperty("q", asked.text());
    box.getElement().setProperty("inside", asked.inside().map(RoomId::value).orElse(""));
    box.getElement()
        .setProperty("order", asked.order() == Order.RELEVANCE ? "" : asked.order().wireName());
    box.getElement().setProperty("by", asked.by() == By.BOTH ? "" : asked.by().wireName());
    box.getElement().setPropertyMap("values", offers.of(person, seats));
    return box;
  }

  /** The words that narrow a question, each as a link that tries it. */
  private static Component how() {
    var list = new Div();
    for (var operator : SearchOffers.OPERATORS) {
      var row = new Paragraph();
      var sign = new Span(Reader.say("search.example." + operator));
      sign.addClassName("tal-code");
      row.add(sign, new Span(Reader.say("live.search." + operator)));
      list.add(row);
    }
    for (var way : List.of("phrase", "without", "beginning")) {
      var row = new Paragraph();
      var sign = new Span(Reader.say("search.example." + way));
      sign.addClassName("tal-code");
      row.add(sign, new Span(Reader.say("search." + way)));
      list.add(row);
    }
    var details = new com.vaadin.flow.component.html.NativeDetails(Reader.say("search.how"), list);
    details.addClassName("tal-how");
    return details;
  }

  private static Component beginnings() {
    var list = new UnorderedList();
    list.addClassName("tal-beginnings");
    for (var each : List.of("unanswered", "experience", "problem")) {
      list.add(
          new ListItem(
              Parts.link(
                  SearchAddress.asking("is:" + each).address(),
                  Reader.say("search.begin." + each))));
    }
    return list;
  }

  /** What peers have marked, by what it is about; those kinds only of which there is something. */
  private Optional<Component> byKind(Seats seats) {
    var marked =
        about(seats, SearchAddress.asking(""), search.kinds(seats)).stream()
            .sorted(MOST_FIRST)
            .limit(MOST_KINDS)
            .toList();
    if (marked.isEmpty()) {
      return Optional.empty();
    }
    var list = new UnorderedList();
    list.addClassName("tal-beginnings");
    for (var kind : marked) {
      var count = new Span(Reader.say("search.marked", kind.count()));
      count.addClassName("tal-soft");
      var link = Parts.link(SearchAddress.asking(kind.term()).address(), kind.name());
      link.getElement().setAttribute("dir", "auto");
      list.add(new ListItem(link, new Text(" "), count));
    }
    return Optional.of(new Div(new H2(Reader.say("search.byKind")), list));
  }

  /** The searches that one keeps, with what is new, each to be forgotten again. */
  private Div kept(Seats seats) {
    var kept = new Div();
    kept.getElement().setAttribute("tabindex", "-1");
    show(kept, seats);
    return kept;
  }

  private void show(Div kept, Seats seats) {
    kept.removeAll();
    var mine = saved.fresh(seats);
    if (!mine.isEmpty()) {
      var list = new UnorderedList();
      list.addClassName("tal-kept");
      for (var fresh : mine) {
        var text = fresh.saved().text();
        var link = Parts.link(SearchAddress.asking(text).address(), text);
        link.getElement().setAttribute("dir", "auto");
        var item = new ListItem(link);
        if (fresh.count() > 0) {
          var tag = new Span(Reader.say("search.fresh", fresh.count()));
          tag.addClassName("tal-tag");
          item.add(tag);
        }
        var drop =
            new NativeButton(
                Reader.say("search.drop"),
                _ -> {
                  saved.drop(reader.person(), text);
                  show(kept, rooms.seats(reader.person()));
                  kept.getElement().executeJs("this.focus()");
                });
        drop.addClassNames("tal-button", "second");
        drop.getElement().setAttribute("aria-label", Reader.say("search.dropThis", text));
        item.add(drop);
        list.add(item);
      }
      kept.add(new H2(Reader.say("search.kept")), list);
    }
  }

  /** Keeps what was asked, or keeps it no more. */
  private Div keeping(String text, boolean keeps) {
    var keeping = new Div();
    keeping.addClassName("tal-keeping");
    offerToKeep(keeping, text, keeps);
    return keeping;
  }

  private NativeButton offerToKeep(Div keeping, String text, boolean keeps) {
    var button =
        new NativeButton(
            Reader.say(keeps ? "search.drop" : "search.keep"), _ -> keep(keeping, text, !keeps));
    button.addClassNames("tal-button", "second");
    keeping.removeAll();
    keeping.add(button);
    if (keeps) {
      keeping.add(Parts.soft(Reader.say("search.keeps")));
    }
    return button;
  }

  private void keep(Div keeping, String text, boolean keeps) {
    try {
      if (keeps) {
        saved.keep(reader.person(), text);
      } else {
        saved.drop(reader.person(), text);
      }
      offerToKeep(keeping, text, keeps).focus();
    } catch (Refusal refused) {
      offerToKeep(keeping, text, !keeps).focus();
      keeping.add(Parts.alert(Wording.of(Reader.locale(), refused)));
    }
  }

  private void show(Person person, Seats seats, SearchAddress asked, boolean keeps, Found found) {
    found
        .indexing()
        .ifPresent(progress -> add(Parts.soft(Reader.say("search.indexing", progress.percent()))));
    if (found.cut()) {
      add(Parts.soft(Reader.say("search.cut")));
    }
    corrected(asked, found).ifPresent(this::add);
    var answers = new Section();
    answers.add(new H2(total(found)));
    if (found.loosely() && !found.hits().isEmpty()) {
      answers.add(Parts.soft(Reader.say("search.loosely")));
    }
    found.widened().forEach(widened -> answers.add(widened(asked, widened)));
    if (found.hits().isEmpty()) {
      answers.add(Parts.words(Reader.say("search.none")));
    } else {
      answers.add(orders(asked));
    }
    if (asked.inside().isEmpty()) {
      answers.add(keeping(asked.text(), keeps));
    }
    var shown = found.hits().stream().limit(PAGE).toList();
    var first = Math.min(shown.size(), BEFORE_WHO_KNOWS);
    shown.subList(0, first).forEach(hit -> answers.add(row(person, hit)));
    if (asked.from() == 0) {
      whoKnows.of(found, seats).ifPresent(answers::add);
    }
    shown.subList(first, shown.size()).forEach(hit -> answers.add(row(person, hit)));
    if (found.total() > asked.from() + PAGE) {
      answers.add(
          asked
              .next(PAGE)
              .<Component>map(SearchView::more)
              .orElseGet(() -> Parts.soft(Reader.say("search.deepest", asked.from() + PAGE))));
    }
    var both = new Div(answers);
    both.addClassName("tal-answers");
    found
        .facets()
        .map(facets -> facets(seats, asked, facets))
        .filter(aside -> aside.getElement().getChildCount() > 0)
        .ifPresent(both::add);
    add(both);
  }

  /** How many answers there are; what narrows the question is said above. */
  private static String total(Found found) {
    var words = found.question().text();
    return words.isEmpty()
        ? Reader.say("search.totalNarrowed", found.total())
        : Reader.say("search.total", found.total(), Names.isolated(words));
  }

  private static Anchor more(SearchAddress next) {
    var more = Parts.link(next.address(), Reader.say("search.more"));
    more.addClassNames("tal-button", "second");
    return more;
  }

  /** The question as it may have been meant, where words of it are nowhere. */
  private static Optional<Component> corrected(SearchAddress asked, Found found) {
    var corrected = asked.corrected(found.instead());
    if (corrected.text().equals(asked.with(asked.text()).text())) {
      return Optional.empty();
    }
    var link = Parts.link(corrected.address(), corrected.text());
    link.getElement().setAttribute("dir", "auto");
    return Optional.of(new Paragraph(new Span(Reader.say("search.instead") + " "), link));
  }

  static String addressOf(Found.MessageHit hit) {
    var room = hit.room();
    return "/a/"
        + room.alliance()
        + "/r/"
        + room.id()
        + "/t/"
        + hit.thread().id()
        + "#"
        + hit.message().number();
  }

  /** What was looked for too, and the way to look for nothing else than what was written. */
  private static Component widened(SearchAddress asked, Found.Widened widened) {
    var others =
        ListFormat.getInstance(Reader.locale(), ListFormat.Type.OR, ListFormat.Style.FULL)
            .format(
                widened.others().stream()
                    .map(other -> Reader.say("search.said", Names.isolated(other)))
                    .toList());
    var line =
        Parts.soft(Reader.say("search.widened", Names.isolated(widened.words()), others) + " ");
    asked
        .exactly(widened.words())
        .map(exactly -> Parts.link(exactly.address(), Reader.say("search.asWritten")))
        .ifPresent(line::add);
    return line;
  }

  private static Component orders(SearchAddress asked) {
    var orders = new Nav();
    orders.addClassName("tal-orders");
    orders.getElement().setAttribute("aria-label", Reader.say("search.orders"));
    for (var order : Order.values()) {
      var link =
          Parts.link(asked.order(order).address(), Reader.say("search.order." + order.wireName()));
      current(link, order == asked.order());
      orders.add(link);
    }
    var exactly =
        Parts.link(
            asked.by(asked.by() == By.WORDS ? By.BOTH : By.WORDS).address(),
            Reader.say("search.exactly"));
    current(exactly, asked.by() == By.WORDS);
    exactly.addClassName("tal-exactly");
    orders.add(exactly);
    return orders;
  }

  private static void current(Anchor link, boolean is) {
    if (is) {
      link.getElement().setAttribute("aria-current", "true");
    }
  }

  /** A value of a facet: what it is called, and what is added to the question to have only it. */
  private record Facet(String name, String term, int count) {}

  private static final Comparator<Facet> MOST_FIRST =
      Comparator.comparingInt(Facet::count).reversed().thenComparing(Facet::name);

  private Aside facets(Seats seats, SearchAddress asked, Found.InCommon common) {
    var inRooms = new ArrayList<Facet>();
    common
        .rooms()
        .forEach((id, count) ->
            seats
                .in(id)
                .ifPresent(seat ->
                    inRooms.add(
                        new Facet(seat.room().name(), term("in", seat.room().name()), count))));
    var byPeople = new ArrayList<Facet>();
    common
        .authors()
        .forEach((id, count) ->
            people
                .profile(id)
                .map(Profile::name)
                .ifPresent(name -> byPeople.add(new Facet(name, term("from", name), count))));
    var kinds = new ArrayList<Facet>();
    common
        .is()
        .forEach(
            (is, count) -> kinds.add(new Facet(Reader.say("search.is." + is), "is:" + is, count)));
    var reactions = new ArrayList<Facet>();
    common
        .has()
        .forEach((has, count) ->
            (REACTIONS.contains(has) ? reactions : kinds)
                .add(new Facet(Reader.say("search.has." + has), "has:" + has, count)));
    var about = about(seats, asked, common.about());
    var aside = new Aside();
    aside.getElement().setAttribute("aria-label", Reader.say("search.narrow"));
    facet(asked, "search.facet.rooms", inRooms).ifPresent(aside::add);
    facet(asked, "search.facet.people", byPeople).ifPresent(aside::add);
    facet(asked, "search.facet.about", about).ifPresent(aside::add);
    facet(asked, "search.facet.kinds", kinds).ifPresent(aside::add);
    facet(asked, "search.facet.reactions", reactions).ifPresent(aside::add);
    return aside;
  }

  /** The kinds of tacit knowledge that the asker's alliances distinguish, besides those asked. */
  private List<Facet> about(Seats seats, SearchAddress asked, Map<String, Integer> counts) {
    var kinds = offers.kinds(seats);
    Term.in(asked.text()).stream()
        .filter(term -> term.is("about"))
        .flatMap(term -> offers.called(seats, term.value()))
        .forEach(kind -> kinds.remove(kind.id()));
    var about = new ArrayList<Facet>();
    kinds.forEach((id, kind) ->
        Optional.ofNullable(counts.get(id))
            .ifPresent(count ->
                about.add(new Facet(SearchOffers.name(kind), aboutIt(seats, kind), count))));
    return about;
  }

  private String aboutIt(Seats seats, TacitKind kind) {
    return "about:" + SearchAddress.quoted(offers.meant(seats, kind));
  }

  private static String term(String operator, String name) {
    return operator + ":\"" + name.replace("\"", " ") + "\"";
  }

  /** What one value would not narrow is not offered. */
  private static Optional<Component> facet(SearchAddress asked, String title, List<Facet> values) {
    var shown =
        values.stream()
            .filter(value -> !asked.text().contains(value.term()))
            .sorted(MOST_FIRST)
            .limit(FACETS)
            .toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    var list = new UnorderedList();
    for (var value : shown) {
      var link = Parts.link(asked.with(asked.text() + " " + value.term()).address(), value.name());
      link.getElement().setAttribute("dir", "auto");
      var count = new Span(Integer.toString(value.count()));
      count.addClassName("tal-count");
      list.add(new ListItem(link, count));
    }
    return Optional.of(new Div(new H3(Reader.say(title)), list));
  }

  private HtmlContainer row(Person person, Found.Hit hit) {
    var row = new com.vaadin.flow.component.html.Article();
    row.addClassName("tal-hit");
    var room = hit.room();
    var at = "/a/" + room.alliance() + "/r/" + room.id();
    var passage = new Html("<p dir=\"auto\">" + hit.passage() + "</p>");
    switch (hit) {
      case Found.MessageHit said -> {
        var message = said.message();
        row.add(title(addressOf(said), said.thread().title()), passage);
        said.inFile().ifPresent(in -> row.add(inFile(in, room.id())));
        row.add(
            about(nameOf(message.by()), hit, person, message.at(), said.byMeaning()),
            around(person, room.id(), said.thread().id().value(), message.number()));
      }
      case Found.ProblemHit(_, var problem, _, var byMeaning) ->
          row.add(
              title(at + "/problem/" + problem.id(), problem.title()),
              passage,
              about(Reader.say("search.is.problem"), hit, person, problem.at(), byMeaning));
    }
    return row;
  }

  private String nameOf(Byline by) {
    return by instanceof Byline.Former ? Reader.say("live.former") : wire.byline(by).name();
  }

  private static H3 title(String address, String text) {
    var link = Parts.link(address, text);
    link.getElement().setAttribute("dir", "auto");
    return new H3(link);
  }

  private Component inFile(Found.InFile in, RoomId room) {
    var file = wire.attachment(in.file(), room);
    var link = Parts.link(file.url(), file.name());
    link.getElement().setAttribute("download", file.name());
    link.getElement().setAttribute("dir", "auto");
    var name = new Paragraph(new Span(Reader.say("search.inFile") + " "), link);
    var part = new Div(name, new Html("<p dir=\"auto\">" + in.passage() + "</p>"));
    part.addClassName("tal-in-file");
    return part;
  }

  private static Component about(
      String who, Found.Hit hit, Person person, Instant at, boolean byMeaning) {
    var when =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(Reader.locale())
            .withZone(person.profile().timeZone())
            .format(at);
    var about =
        new Paragraph(
            Parts.kind(hit.room().kind()),
            new Span(
                Names.isolated(who) + " · " + Names.isolated(hit.room().name()) + " · " + when));
    about.addClassName("soft");
    if (byMeaning) {
      var tag = new Span(Reader.say("search.byMeaning"));
      tag.addClassName("tal-tag");
      about.add(tag);
    }
    return about;
  }

  private static Component around(Person person, RoomId room, String thread, int number) {
    var around = new LiveTexts.Exchange(person);
    around.getElement().setProperty("room", room.value());
    around.getElement().setProperty("thread", thread);
    around.getElement().setProperty("number", number);
    return around;
  }

  @Override
  public String getPageTitle() {
    return Reader.say("search.title") + " · Talanoa";
  }
}
