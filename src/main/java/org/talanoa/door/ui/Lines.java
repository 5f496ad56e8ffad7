package org.talanoa.door.ui;

import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.dom.Element;

/** Several lines of text to be filled in, under their label. */
final class Lines extends NativeLabel {
  private static final long serialVersionUID = 1;

  private final Element area = new Element("textarea");

  Lines(String label, String meaning, int longest) {
    setText(label);
    area.addPropertyChangeListener("value", "change", _ -> {});
    area.setAttribute("maxlength", Integer.toString(longest));
    area.setAttribute("dir", "auto");
    getElement().appendChild(new Element("small").setText(meaning), area);
  }

  Lines with(String value) {
    area.setProperty("value", value);
    return this;
  }

  String value() {
    return area.getProperty("value", "");
  }
}
