package org.talanoa.door.ui;

import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.dom.Element;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of several, under its label; the browser's own list, which every device knows how to show.
 */
final class Choice<T> extends NativeLabel {
  private static final long serialVersionUID = 1;

  private final Element select = new Element("select");
  private final transient Map<String, T> values = new LinkedHashMap<>();

  Choice(String label) {
    setText(label);
    select.addPropertyChangeListener("value", "change", _ -> {});
    getElement().appendChild(select);
  }

  /** Offers a value; its name stands for it in the browser. */
  Choice<T> offer(String name, T value, String text) {
    values.put(name, value);
    select.appendChild(new Element("option").setAttribute("value", name).setText(text));
    return this;
  }

  /** Chooses the value with this name. */
  Choice<T> with(String name) {
    select.setProperty("value", name);
    for (var i = 0; i < select.getChildCount(); i++) {
      var option = select.getChild(i);
      if (name.equals(option.getAttribute("value"))) {
        option.setAttribute("selected", true);
      }
    }
    return this;
  }

  /** Does something whenever somebody has chosen anew. */
  Choice<T> onChange(Runnable act) {
    select.addPropertyChangeListener("value", "change", _ -> act.run());
    return this;
  }

  /** What is chosen; the first where nothing was offered under the name that came back. */
  T value() {
    var first = values.values().iterator().next();
    return values.getOrDefault(select.getProperty("value", ""), first);
  }
}
