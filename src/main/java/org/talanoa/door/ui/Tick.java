package org.talanoa.door.ui;

import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.dom.Element;

/** Something that is so or not, with what it means. */
final class Tick extends NativeLabel {
  private static final long serialVersionUID = 1;

  private final Element box = new Element("input").setAttribute("type", "checkbox");

  Tick(String label, String meaning) {
    addClassName("tal-tick");
    box.addPropertyChangeListener("checked", "change", _ -> {});
    getElement().appendChild(box, new Element("span").setText(label));
    if (!meaning.isEmpty()) {
      getElement().appendChild(new Element("small").setText(meaning));
    }
  }

  Tick with(boolean ticked) {
    box.setProperty("checked", ticked);
    return this;
  }

  boolean value() {
    return box.getProperty("checked", false);
  }
}
