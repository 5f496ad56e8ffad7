package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;
import org.talanoa.alliance.Stage;
import org.talanoa.alliance.Synonyms;
import org.talanoa.alliance.TacitKinds;
import org.talanoa.door.Wording;

/** What an alliance says of itself and distinguishes, for those who organise it. */
@Route(value = "a/:alliance/about", layout = Frame.class)
class AllianceAboutView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Alliances alliances;
  private final transient TacitKinds kinds;
  private final transient Synonyms synonyms;
  private final transient Reader reader;

  AllianceAboutView(Alliances alliances, TacitKinds kinds, Synonyms synonyms, Reader reader) {
    this.alliances = alliances;
    this.kinds = kinds;
    this.synonyms = synonyms;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    var id = new AllianceId(event.getRouteParameters().get("alliance").orElse(""));
    var membership = alliances.enter(reader.person(), id);
    if (membership.role() != Role.ORGANISER) {
      throw new Refusal.NotYours("alliance.organisersOnly");
    }
    var now = membership.alliance();
    var back = Parts.link("/a/" + id, "← " + now.name());
    back.addClassName("tal-back");
    var name = new Field(Reader.say("home.allianceName"), Alliances.LONGEST_NAME).with(now.name());
    var theme =
        new Field(Reader.say("home.allianceTheme"), Alliances.LONGEST_THEME).with(now.theme());
    var description =
        new Lines(
                Reader.say("about.description"),
                Reader.say("about.descriptionWhat"),
                Alliances.LONGEST_DESCRIPTION)
            .with(now.description());
    var from = new Field(Reader.say("about.from"), 10).ofDay().with(text(now.from()));
    var to = new Field(Reader.say("about.to"), 10).ofDay().with(text(now.to()));
    var stage = new Choice<Stage>(Reader.say("about.stage"));
    for (var one : Stage.values()) {
      stage.offer(
          one.wireName(),
          one,
          Reader.say("stage." + one.wireName())
              + " – "
              + Reader.say("stage.what." + one.wireName()));
    }
    stage.with(now.stage().wireName());
    var said = new Div();
    said.getElement().setAttribute("role", "status");
    add(
        back,
        Parts.head(Reader.say("about.title")),
        Field.form(
            Reader.say("about.save"),
            () -> {
              said.removeAll();
              try {
                alliances.describe(
                    alliances.enter(reader.person(), id),
                    name.value(),
                    theme.value(),
                    description.value(),
                    day(from.value()),
                    day(to.value()),
                    stage.value());
                said.add(Parts.words(Reader.say("about.saved")));
              } catch (Refusal refused) {
                said.add(Parts.alert(Wording.of(Reader.locale(), refused)));
              }
            },
            name,
            theme,
            description,
            from,
            to,
            stage),
        said,
        new OwnKinds(alliances, kinds, reader, id),
        new OwnSynonyms(alliances, synonyms, reader, id));
  }

  private static String text(@Nullable LocalDate day) {
    return day == null ? "" : day.toString();
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return text.isBlank() ? null : LocalDate.parse(text.strip());
    } catch (DateTimeParseException _) {
      throw new Refusal.NotLikeThis("alliance.day", text);
    }
  }

  @Override
  public String getPageTitle() {
    return Reader.say("about.title") + " · Talanoa";
  }
}
