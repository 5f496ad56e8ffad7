package org.talanoa.door.ui;

import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;

/** Several lines of text to be filled in, under their label. */
final class Area extends NativeLabel {
  private static final long serialVersionUID = 1;

  private final Element area = new Element("textarea");

  Area(String label, int longest) {
    setText(label);
    area.setAttribute("maxlength", Integer.toString(longest)).setAttribute("rows", "3");
    area.addPropertyChangeListener("value", "change", _ -> {});
    getElement().appendChild(area);
  }

  /** Says more about what is to be written. */
  Area saying(String help) {
    var words = new Span(help);
    words.addClassName("tal-help");
    getElement().insertChild(1, words.getElement());
    return this;
  }

  String value() {
    return area.getProperty("value", "");
  }
}
