package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.talanoa.discussion.Byline;
import org.talanoa.moderation.Case;
import org.talanoa.moderation.Measure;
import org.talanoa.people.People;
import org.talanoa.people.Person;
import org.talanoa.people.PersonId;
import org.talanoa.people.Profile;

/** How cases and what belongs to them are put into words; the same on every screen. */
@Component
class CaseTexts {
  private final People people;

  CaseTexts(People people) {
    this.people = people;
  }

  String name(PersonId person) {
    return people.profile(person).map(Profile::name).orElseGet(() -> Reader.say("live.former"));
  }

  String name(Byline by) {
    return switch (by) {
      case Byline.Named(var person) -> name(person);
      case Byline.Pseudonym(var name) -> name;
      case Byline.Imported(var name) -> name;
      case Byline.Former() -> Reader.say("live.former");
    };
  }

  static String when(Person reader, Instant at) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(Reader.locale())
        .withZone(reader.profile().timeZone())
        .format(at);
  }

  static String day(Person reader, Instant at) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(Reader.locale())
        .withZone(reader.profile().timeZone())
        .format(at);
  }

  /** Such as: Suspend from posting (3 days). */
  static String measure(Measure measure) {
    var name = Reader.say("case.measure." + measure.wireName());
    return measure.lasts().equals(Duration.ZERO) ? name : name + " (" + lasts(measure) + ")";
  }

  private static String lasts(Measure measure) {
    return duration(measure.lasts());
  }

  static String duration(Duration duration) {
    if (duration.toDays() > 0) {
      return Reader.say("case.days", duration.toDays());
    }
    if (duration.toHours() > 0) {
      return Reader.say("case.hours", duration.toHours());
    }
    return duration.toMinutes() > 0
        ? Reader.say("case.minutes", duration.toMinutes())
        : Reader.say("case.seconds", duration.toSeconds());
  }

  /** Why a case waits, in a few words. */
  static List<String> reasons(Case about) {
    var reasons = new ArrayList<String>();
    if (about.appealWaits()) {
      reasons.add(Reader.say("case.appealWaits"));
    }
    if (about
        .unmasking()
        .filter(asked -> asked.stage() == Case.Unmasking.Stage.ASKED)
        .isPresent()) {
      reasons.add(Reader.say("case.unmaskingWaits"));
    }
    if (about.state() == Case.State.OPEN) {
      if (about.sources().contains(Case.Source.REPORTED)) {
        var grounds =
            about.reports().stream()
                .map(report ->
                    Reader.say("report.grounds." + report.grounds().wireName())
                        .toLowerCase(Reader.locale()))
                .distinct()
                .collect(Collectors.joining(", "));
        reasons.add(Reader.say("case.reported", about.reportCount(), grounds));
      }
      for (var source : List.of(Case.Source.IDENTIFYING, Case.Source.NEWCOMER)) {
        if (about.sources().contains(source)) {
          reasons.add(Reader.say("case.source." + source.wireName()));
        }
      }
    }
    return reasons;
  }

  static Div labels(Case about) {
    var row = new Div();
    row.addClassName("tal-labels");
    reasons(about)
        .forEach(reason -> {
          var label = new Span(reason);
          label.addClassName("tal-label");
          row.add(label);
        });
    return row;
  }
}
