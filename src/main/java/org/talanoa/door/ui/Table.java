package org.talanoa.door.ui;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.dom.Element;

/** Figures in rows, of which the first cell names the row. */
@Tag("table")
final class Table extends HtmlContainer {
  private static final long serialVersionUID = 1;

  private final Element body = new Element("tbody");

  Table(String caption) {
    addClassName("tal-table");
    var words = new Element("caption").setText(caption);
    words.getClassList().add("tal-unseen");
    getElement().appendChild(words);
  }

  void head(String... names) {
    var row = new Element("tr");
    for (var name : names) {
      row.appendChild(new Element("th").setAttribute("scope", "col").setText(name));
    }
    getElement().appendChild(new Element("thead").appendChild(row), body);
  }

  /** Answers the cell that names the row. */
  Element row(String name, String... cells) {
    var head = new Element("th").setAttribute("scope", "row");
    head.appendChild(new Element("span").setText(name));
    var row = new Element("tr").appendChild(head);
    for (var cell : cells) {
      row.appendChild(new Element("td").setText(cell));
    }
    body.appendChild(row);
    return head;
  }
}
