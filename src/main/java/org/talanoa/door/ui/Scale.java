package org.talanoa.door.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.dom.Element;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.talanoa.pulse.Answers;

/** How far a statement holds, as a row of points to choose one from. */
@Tag("fieldset")
final class Scale extends Component {
  private static final long serialVersionUID = 1;
  private static final String CHOSEN = "event.target.value";

  private final Element still = new Element("small").setText(Reader.say("pulse.answer.still"));
  private int value;

  /**
   * @param name what holds the points together in the browser
   */
  Scale(String name, String statement) {
    var points = new Element("div");
    points.getClassList().add("tal-points");
    IntStream.rangeClosed(Answers.LEAST, Answers.MOST)
        .forEach(each -> points.appendChild(point(name, each)));
    var ends =
        new Element("div")
            .setAttribute("aria-hidden", "true")
            .appendChild(
                new Element("span").setText(Reader.say("pulse.answer.least")),
                new Element("span").setText(Reader.say("pulse.answer.most")));
    ends.getClassList().add("tal-ends");
    still.setVisible(false);
    getElement().getClassList().add("tal-scale");
    getElement()
        .appendChild(new Element("legend").setText(statement), points, ends, still)
        .addEventListener("change", event -> choose(event.getEventData().get(CHOSEN).asString("")))
        .addEventData(CHOSEN);
  }

  private static Element point(String name, int value) {
    return new Element("label")
        .appendChild(
            new Element("input")
                .setAttribute("type", "radio")
                .setAttribute("name", name)
                .setAttribute("value", Integer.toString(value))
                .setAttribute("aria-label", Reader.say("pulse.scale." + value)),
            new Element("span")
                .setAttribute("aria-hidden", "true")
                .setText(Integer.toString(value)));
  }

  private void choose(String chosen) {
    if (chosen.matches("[1-7]")) {
      value = Integer.parseInt(chosen);
      still.setVisible(false);
    }
  }

  /** Empty where nothing was chosen yet. */
  OptionalInt value() {
    return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** Says that nothing was chosen yet. */
  void miss() {
    still.setVisible(true);
  }

  void focus() {
    getElement().executeJs("this.querySelector('input').focus()");
  }
}
