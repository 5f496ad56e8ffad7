package org.talanoa.door.ui;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.RouterLayout;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.talanoa.discussion.Bookmarks;
import org.talanoa.door.wire.Wire;
import org.talanoa.moderation.Notices;
import org.talanoa.people.Person;

/** What stands around every screen: the name, the ways to go, and the search. */
class Frame extends Div implements RouterLayout {
  private static final long serialVersionUID = 1;

  private final Main main = new Main();

  private final transient Reader reader;
  private final transient Bookmarks bookmarks;
  private final transient Notices notices;
  private final transient Wire wire;
  private final transient Clock clock;

  Frame(
      Reader reader,
      Bookmarks bookmarks,
      Notices notices,
      Wire wire,
      Clock clock,
      @Value("${talanoa.demo:false}") boolean demonstration) {
    this.reader = reader;
    this.bookmarks = bookmarks;
    this.notices = notices;
    this.wire = wire;
    this.clock = clock;
    addClassName("tal-shell");
    var skip = new Anchor("#main", Reader.say("frame.skip"));
    skip.addClassName("tal-skip");
    main.setId("main");
    main.addClassName("tal-main");
    main.getElement().setAttribute("tabindex", "-1");
    add(skip, top());
    if (demonstration) {
      var note = new Aside();
      note.setText(Reader.say("frame.demonstration"));
      note.getElement().setAttribute("aria-label", Reader.say("frame.demonstrationName"));
      note.addClassName("tal-demo");
      add(note);
    }
    add(main);
  }

  private Header top() {
    var top = new Header();
    top.addClassName("tal-top");
    var brand = Parts.link("/", "Talanoa");
    brand.addClassName("tal-brand");
    top.add(brand);
    var person = reader.maybe();
    if (person.isPresent()) {
      top.getElement().appendChild(search());
      reminders(person.get()).ifPresent(top::add);
      told(person.get()).ifPresent(top::add);
      top.getElement().appendChild(menu(person.get()));
    }
    return top;
  }

  /** What its owner wanted to be reminded of by now. */
  private Optional<Anchor> reminders(Person person) {
    var now = clock.instant();
    var due = bookmarks.of(person).stream().filter(mark -> mark.due(now)).count();
    if (due == 0) {
      return Optional.empty();
    }
    var link = Parts.link("/bookmarks", Reader.say("frame.reminders", due));
    link.addClassName("tal-due");
    return Optional.of(link);
  }

  /** What its owner was told and has not looked at. */
  private Optional<Anchor> told(Person person) {
    var waiting = notices.waiting(person);
    if (waiting == 0) {
      return Optional.empty();
    }
    var link = Parts.link("/notices", Reader.say("notices.frame", waiting));
    link.addClassName("tal-due");
    return Optional.of(link);
  }

  private Element menu(Person person) {
    var profile = person.profile();
    var name = new Span(profile.name());
    name.addClassName("tal-name");
    name.getElement().setAttribute("dir", "auto");
    var summary =
        new Element("summary")
            .setAttribute("aria-label", Reader.say("frame.menu", profile.name()))
            .appendChild(Parts.face(wire.person(profile)).getElement(), name.getElement());
    var entries =
        new Element("div")
            .appendChild(
                Parts.link("/profile", Reader.say("frame.profile")).getElement(),
                Parts.link("/bookmarks", Reader.say("frame.bookmarks")).getElement(),
                Parts.link("/notices", Reader.say("notices.title")).getElement(),
                theme(),
                signOut());
    var menu = new Element("details").appendChild(summary, entries);
    menu.getClassList().add("tal-menu");
    return menu;
  }

  private static Element search() {
    var form = new Element("form").setAttribute("action", "/search").setAttribute("role", "search");
    var field =
        new Element("input")
            .setAttribute("type", "search")
            .setAttribute("name", "q")
            .setAttribute("placeholder", Reader.say("frame.search"))
            .setAttribute("aria-label", Reader.say("frame.search"))
            .setAttribute("data-search", true)
            .setAttribute("maxlength", "1000");
    field.getClassList().add("tal-search");
    return form.appendChild(field);
  }

  private static Element theme() {
    var button =
        new Element("button")
            .setAttribute("type", "button")
            .setText(Reader.say("frame.theme"))
            .setAttribute(
                "onclick",
                "localStorage.setItem('talanoa-theme',"
                    + "document.documentElement.getAttribute('theme')==='dark'?'light':'dark');"
                    + "dispatchEvent(new Event('talanoa-theme'))");
    return button;
  }

  private static Element signOut() {
    var form =
        new Element("form").setAttribute("method", "post").setAttribute("action", "/api/sign-out");
    form.setAttribute("onsubmit", Parts.FORGET);
    var button = new Element("button").setText(Reader.say("frame.signOut"));
    return form.appendChild(button);
  }

  @Override
  public void showRouterLayoutContent(HasElement content) {
    main.getElement().appendChild(content.getElement());
  }
}
