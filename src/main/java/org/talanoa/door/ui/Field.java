package org.talanoa.door.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;

/** One line of text to be filled in, under its label. */
final class Field extends NativeLabel {
  private static final long serialVersionUID = 1;

  private final Input input = new Input(ValueChangeMode.ON_CHANGE);

  Field(String label, int longest) {
    setText(label);
    input.getElement().setAttribute("maxlength", Integer.toString(longest));
    add(input);
  }

  Field with(String value) {
    input.setValue(value);
    return this;
  }

  /** A day of the calendar, as 2026-12-31. */
  Field ofDay() {
    input.setType("date");
    return this;
  }

  /** Tells what has been typed, once somebody pauses. */
  void onTyping(Consumer<String> heard) {
    input.setValueChangeMode(ValueChangeMode.LAZY);
    input.addValueChangeListener(typed -> heard.accept(typed.getValue()));
  }

  String value() {
    return input.getValue();
  }

  /** Fields one under the other, and the one thing to do with them. */
  static Div form(String act, Runnable onAct, Component... fields) {
    var form = new Div(fields);
    form.addClassName("tal-form");
    var button = new NativeButton(act, _ -> onAct.run());
    button.addClassName("tal-button");
    form.add(button);
    return form;
  }
}
