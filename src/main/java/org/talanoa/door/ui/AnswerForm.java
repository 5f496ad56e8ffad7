package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;

/** Answers an appeal: what was done stays or is taken back, and why. */
final class AnswerForm extends Div {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_REASON = 2_000;

  /** Gives the answer, and shows in what is said where it is refused. */
  @FunctionalInterface
  interface Answering {
    void answer(boolean reverse, String reason, Div said);
  }

  AnswerForm(Answering answering) {
    var outcome = new Choice<Boolean>(Reader.say("case.answer"));
    outcome.offer("uphold", false, Reader.say("case.uphold"));
    outcome.offer("reverse", true, Reader.say("case.reverse"));
    var why =
        new Area(Reader.say("case.reason"), LONGEST_REASON).saying(Reader.say("case.answerWhat"));
    var said = new Div();
    add(
        Field.form(
            Reader.say("case.answerDo"),
            () -> answering.answer(outcome.value(), why.value(), said),
            outcome,
            why),
        said);
  }
}
