package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.talanoa.alliance.GiveAndTake;
import org.talanoa.door.wire.Wire;
import org.talanoa.people.Profile;

/** A person in a list of those who belong somewhere: the face, the name, and what they say. */
final class MemberItem extends ListItem {
  private static final long serialVersionUID = 1;

  private final Div about;

  /**
   * @param badge what sets this person apart here, or nothing
   */
  MemberItem(Wire wire, Profile profile, String badge) {
    var name = new Span(profile.name());
    name.addClassName("tal-name");
    name.getElement().setAttribute("dir", "auto");
    var heading = new Div(name);
    if (!badge.isEmpty()) {
      var shown = new Span(badge);
      shown.addClassName("tal-badge");
      heading.add(shown);
    }
    var about = new Div(heading);
    line(about, profile.position());
    line(about, joined(" · ", List.of(profile.institution(), country(profile))));
    var languages =
        profile.languages().stream()
            .map(tag -> Locale.forLanguageTag(tag).getDisplayLanguage(Reader.locale()))
            .toList();
    line(about, joined(", ", languages));
    if (!profile.askMeAbout().isEmpty()) {
      line(about, Reader.say("members.askAbout", String.join(", ", profile.askMeAbout())));
    }
    add(Parts.face(wire.person(profile)), about);
    this.about = about;
  }

  /** Shows also what this person offers and seeks. */
  MemberItem with(@Nullable GiveAndTake said) {
    if (said != null && !said.offers().isEmpty()) {
      line(about, Reader.say("members.offersLine", String.join(" · ", said.offers())));
    }
    if (said != null && !said.seeks().isEmpty()) {
      line(about, Reader.say("members.seeksLine", String.join(" · ", said.seeks())));
    }
    return this;
  }

  static String country(Profile profile) {
    return profile.country().isEmpty()
        ? ""
        : Locale.of("", profile.country()).getDisplayCountry(Reader.locale());
  }

  private static void line(Div about, String text) {
    if (!text.isBlank()) {
      var line = Parts.soft(text);
      line.getElement().setAttribute("dir", "auto");
      about.add(line);
    }
  }

  private static String joined(String between, List<String> parts) {
    return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(between));
  }
}
