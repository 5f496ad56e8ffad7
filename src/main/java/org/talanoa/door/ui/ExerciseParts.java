package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import org.talanoa.activity.Exercise;
import org.talanoa.activity.Phase;

/** How an exercise is shown: in short, and with everything that a facilitator has to know. */
final class ExerciseParts {
  private ExerciseParts() {}

  static NativeDetails card(Exercise exercise) {
    var locale = Reader.locale();
    var name = new Span(exercise.name().in(locale));
    name.addClassName("tal-what");
    name.getElement().setAttribute("dir", "auto");
    var minutes = Math.ceilDiv(exercise.length().toSeconds(), 60);
    var facts = new Span(Reader.say("exercises.facts", minutes, exercise.least(), exercise.most()));
    facts.addClassName("tal-soft");
    var purpose = Parts.words(exercise.purpose().in(locale));
    purpose.getElement().setAttribute("dir", "auto");
    var summary = new Div(name, new Span(" "), facts, purpose);
    var card = new NativeDetails();
    card.setSummary(summary);
    card.addClassNames("tal-card", "tal-exercise");
    card.getElement().appendChild(whole(exercise).getElement());
    return card;
  }

  private static Div whole(Exercise exercise) {
    var locale = Reader.locale();
    var whole = new Div();
    part(whole, "exercises.when", exercise.whenToUse().in(locale));
    var steps = new OrderedList();
    for (var phase : exercise.phases()) {
      steps.add(step(phase));
    }
    whole.add(title("exercises.steps"), steps);
    part(whole, "exercises.slowLine", exercise.slowLine().in(locale));
    return whole;
  }

  private static ListItem step(Phase phase) {
    var locale = Reader.locale();
    var title = new Span(phase.title().in(locale));
    title.addClassName("tal-what");
    var length = new Span(" · " + length(phase));
    length.addClassName("tal-soft");
    var item = new ListItem(title, length, Parts.words(phase.task().in(locale)));
    var says = phase.says().in(locale);
    if (!says.isBlank()) {
      var quote = Parts.soft(Reader.say("exercises.says", says));
      quote.addClassName("tal-quote");
      item.add(quote);
    }
    item.getElement().setAttribute("dir", "auto");
    return item;
  }

  private static String length(Phase phase) {
    if (!phase.turn().isZero()) {
      return Reader.say("exercises.eachTurn", said(phase.turn()));
    }
    return phase.lasts().isZero() ? Reader.say("exercises.open") : said(phase.lasts());
  }

  private static String said(Duration length) {
    return length.toSeconds() % 60 == 0
        ? Reader.say("exercises.minutes", length.toMinutes())
        : Reader.say("exercises.seconds", length.toSeconds());
  }

  private static void part(Div whole, String key, String text) {
    if (!text.isBlank()) {
      var words = Parts.words(text);
      words.getElement().setAttribute("dir", "auto");
      whole.add(title(key), words);
    }
  }

  private static Span title(String key) {
    var title = new Span(Reader.say(key));
    title.addClassName("tal-what");
    return title;
  }
}
