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
import org.springframework.beans.factory.annotation.Value;

/** What stands around every screen: the name, the ways to go, and the search. */
class Frame extends Div implements RouterLayout {
  private static final long serialVersionUID = 1;

  private final Main main = new Main();

  Frame(Reader reader, @Value("${talanoa.demo:false}") boolean demonstration) {
    addClassName("tal-shell");
    var skip = new Anchor("#main", Reader.say("frame.skip"));
    skip.addClassName("tal-skip");
    main.setId("main");
    main.addClassName("tal-main");
    main.getElement().setAttribute("tabindex", "-1");
    add(skip, top(reader));
    if (demonstration) {
      var note = new Aside();
      note.setText(Reader.say("frame.demonstration"));
      note.getElement().setAttribute("aria-label", Reader.say("frame.demonstrationName"));
      note.addClassName("tal-demo");
      add(note);
    }
    add(main);
  }

  private static Header top(Reader reader) {
    var top = new Header();
    top.addClassName("tal-top");
    var brand = Parts.link("/", "Talanoa");
    brand.addClassName("tal-brand");
    top.add(brand);
    var person = reader.maybe();
    if (person.isPresent()) {
      var space = new Span();
      space.addClassName("tal-space");
      top.getElement().appendChild(search());
      top.add(
          space,
          Parts.link("/bookmarks", Reader.say("frame.bookmarks")),
          Parts.link("/profile", person.get().profile().name()));
      top.getElement().appendChild(theme(), signOut());
    }
    return top;
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
            .setAttribute("maxlength", "300");
    field.getClassList().add("tal-search");
    return form.appendChild(field);
  }

  private static Element theme() {
    var button =
        new Element("button")
            .setAttribute("type", "button")
            .setText("◐")
            .setAttribute("aria-label", Reader.say("frame.theme"))
            .setAttribute("title", Reader.say("frame.theme"))
            .setAttribute(
                "onclick",
                "localStorage.setItem('talanoa-theme',"
                    + "document.documentElement.getAttribute('theme')==='dark'?'light':'dark');"
                    + "dispatchEvent(new Event('talanoa-theme'))");
    button.getClassList().add("tal-plain");
    return button;
  }

  private static Element signOut() {
    var form =
        new Element("form").setAttribute("method", "post").setAttribute("action", "/api/sign-out");
    form.setAttribute(
        "onsubmit",
        "Object.keys(localStorage).filter(k=>k.startsWith('talanoa:'))"
            + ".forEach(k=>localStorage.removeItem(k))");
    var button = new Element("button").setText(Reader.say("frame.signOut"));
    button.getClassList().add("tal-plain");
    return form.appendChild(button);
  }

  @Override
  public void showRouterLayoutContent(HasElement content) {
    main.getElement().appendChild(content.getElement());
  }
}
