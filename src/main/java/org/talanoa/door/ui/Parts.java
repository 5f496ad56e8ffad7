package org.talanoa.door.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.util.Locale;
import org.talanoa.alliance.Role;
import org.talanoa.door.wire.PersonJson;
import org.talanoa.room.RoomKind;

/** The few pieces that every screen is made of. */
final class Parts {
  /** By which a browser keeps nothing of whoever leaves it; the next person may sit there. */
  static final String FORGET = "localStorage.clear();sessionStorage.clear()";

  private Parts() {}

  /** Leads to the way in, and leaves nothing in the browser. */
  static void leave(UI ui) {
    ui.getPage().executeJs(FORGET + ";location.assign('/sign-in')");
  }

  static H1 head(String text) {
    return new H1(text);
  }

  static H2 subhead(String text) {
    return new H2(text);
  }

  static Paragraph words(String text) {
    return new Paragraph(text);
  }

  static Paragraph soft(String text) {
    var words = new Paragraph(text);
    words.addClassName("tal-soft");
    return words;
  }

  /** What went wrong, heard at once by who does not see it. */
  static Paragraph alert(String text) {
    var words = new Paragraph(text);
    words.addClassName("tal-alert");
    words.getElement().setAttribute("role", "alert");
    return words;
  }

  /** Something to copy and give to somebody, with what it is. */
  static Div toPassOn(String what, String secret) {
    var input = new Input();
    input.setValue(secret);
    input.getElement().setAttribute("readonly", true);
    input.getElement().setAttribute("onfocus", "this.select()");
    input.setAriaLabel(what);
    var copy = new NativeButton(Reader.say("frame.copy"));
    copy.addClassName("tal-button");
    copy.getElement()
        .setAttribute(
            "onclick",
            "this.previousElementSibling.select();"
                + "navigator.clipboard?.writeText(this.previousElementSibling.value)");
    var row = new Div(input, copy);
    row.addClassName("tal-pass-on");
    var box = new Div(words(what), row);
    box.getElement().setAttribute("role", "status");
    return box;
  }

  /** A link that loads the page, so that the live components begin anew. */
  static Anchor link(String address, String text) {
    var link = new Anchor(address, text);
    link.setRouterIgnore(true);
    return link;
  }

  /** What somebody is in an alliance. */
  static String roleName(Role role) {
    return Reader.say("role." + role.name().toLowerCase(Locale.ROOT));
  }

  /** The sign, colour and name of a kind of room; the same everywhere. */
  static Span kind(RoomKind kind) {
    var sign =
        switch (kind) {
          case OPEN -> "◯";
          case CLOSED -> "◐";
          case CHATHAM_HOUSE -> "◑";
          case SEALED -> "●";
        };
    var mark = new Span(sign);
    mark.getElement().setAttribute("aria-hidden", "true");
    var badge = new Span(mark, new Span(Reader.say("room.kind." + kind.wireName())));
    badge.addClassNames("tal-kind", kind.wireName());
    return badge;
  }

  /** A person's portrait, or their initials where there is none; the name stands beside it. */
  static HtmlContainer face(PersonJson person) {
    var face = new Span();
    face.addClassName("tal-face");
    face.getElement().setAttribute("aria-hidden", "true");
    if (person.portrait() == null) {
      face.setText(person.initials());
      face.getStyle().set("--hue", Integer.toString(hue(person.id())));
    } else {
      face.add(new Image(person.portrait(), ""));
    }
    return face;
  }

  /** The colour behind somebody's initials; the same in the live components. */
  private static int hue(String id) {
    return id.chars().reduce(7, (hue, letter) -> (hue * 31 + letter) % 360);
  }

  /** A plain form that works without scripts and posts to one of the doors. */
  static Element form(String action) {
    var form = new Element("form");
    form.setAttribute("method", "post");
    form.setAttribute("action", action);
    form.getClassList().add("tal-form");
    return form;
  }

  static Element hiddenField(String name, String value) {
    return new Element("input")
        .setAttribute("type", "hidden")
        .setAttribute("name", name)
        .setAttribute("value", value);
  }

  static Element field(String name, String type, String label, String autocomplete) {
    var input =
        new Element("input")
            .setAttribute("type", type)
            .setAttribute("name", name)
            .setAttribute("required", true)
            .setAttribute("autocomplete", autocomplete);
    return new Element("label").appendChild(Element.createText(label), input);
  }

  static Element submit(String label, boolean first) {
    var button = new Element("button").setText(label).setAttribute("type", "submit");
    button.getClassList().add("tal-button");
    button.getClassList().set("second", !first);
    return button;
  }

  static <C extends HtmlContainer> C page(C container, Component... parts) {
    container.addClassName("tal-page");
    container.add(parts);
    return container;
  }
}
