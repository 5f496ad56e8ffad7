package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.text.ListFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.talanoa.alliance.Stage;
import org.talanoa.search.Term;
import org.talanoa.text.Names;

/**
 * What was understood of a question besides its words, each part as a link that asks without it,
 * and what was not. There is nothing to be seen where only words were asked for.
 */
final class Understood extends Div {
  private static final long serialVersionUID = 1;

  private final transient SearchAddress asked;
  private final transient Function<String, Optional<String>> kinds;

  /**
   * @param kinds what the kind of tacit knowledge is called that is meant, where one is
   */
  Understood(SearchAddress asked, Function<String, Optional<String>> kinds) {
    this.asked = asked;
    this.kinds = kinds;
    addClassName("tal-understood");
    var chips = new UnorderedList();
    chips.getElement().setAttribute("aria-label", Reader.say("search.understood"));
    var mistaken = new ArrayList<String>();
    for (var term : Term.in(asked.text())) {
      if (isMistaken(term)) {
        mistaken.add(asked.text().substring(term.from(), term.to()));
      } else if (!term.value().isEmpty()) {
        said(term).ifPresent(said -> chips.add(new ListItem(chip(term, said))));
      }
    }
    if (chips.getElement().getChildCount() > 0) {
      add(chips);
    }
    if (!mistaken.isEmpty()) {
      add(Parts.soft(Reader.say("search.mistaken", list(mistaken))));
    }
    setVisible(getElement().getChildCount() > 0);
  }

  private boolean isMistaken(Term term) {
    return term.form() == Term.Form.MISTAKEN
        || term.is("about") && kinds.apply(term.value()).isEmpty();
  }

  private static String list(List<String> parts) {
    return ListFormat.getInstance(
            Reader.locale(), ListFormat.Type.STANDARD, ListFormat.Style.NARROW)
        .format(
            parts.stream().map(part -> Reader.say("search.said", Names.isolated(part))).toList());
  }

  private Anchor chip(Term term, String said) {
    var chip = Parts.link(asked.without(term).address(), said);
    var sign = new Span("✕");
    sign.getElement().setAttribute("aria-hidden", "true");
    chip.add(sign);
    chip.setAriaLabel(Reader.say("search.understood.remove", said));
    return chip;
  }

  /** A part in the words of the reader; nothing of what are only words. */
  private Optional<String> said(Term term) {
    return switch (term.form()) {
      case PHRASE -> Optional.of(said("phrase", term.value()));
      case WITHOUT -> Optional.of(said("without", term.value()));
      case BEGINNING -> Optional.of(said("beginning", term.value()));
      case OPERATOR -> Optional.of(narrowed(term));
      case WORD, MISTAKEN, UNFINISHED -> Optional.empty();
    };
  }

  private String narrowed(Term term) {
    var value = term.value();
    return switch (term.operator()) {
      case "is", "has" -> Reader.say("search." + term.operator() + "." + value);
      case "from" -> said("from", value.equals("me") ? Reader.say("search.understood.me") : value);
      case "about" -> said("about", kinds.apply(value).orElse(value));
      case "stage" -> said("stage", stage(value));
      case "country" -> said("country", country(value));
      case "before", "after" ->
          Term.day(value).map(day -> said(term.operator(), date(day))).orElse(value);
      default -> said(term.operator(), value);
    };
  }

  private static String said(String what, String value) {
    return Reader.say("search.understood." + what, Names.isolated(value));
  }

  private static String date(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .localizedBy(Reader.locale())
        .format(day);
  }

  private static String stage(String value) {
    return Arrays.stream(Stage.values())
        .map(Stage::wireName)
        .filter(value::equals)
        .map(known -> Reader.say("stage." + known))
        .findFirst()
        .orElse(value);
  }

  private static String country(String value) {
    return value.matches("[A-Za-z]{2}")
        ? Locale.of("", value).getDisplayCountry(Reader.locale())
        : value;
  }
}
