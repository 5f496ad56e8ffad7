package org.talanoa.door.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import org.talanoa.Refusal;
import org.talanoa.alliance.AllianceId;
import org.talanoa.alliance.Alliances;
import org.talanoa.alliance.Role;

/** Where an organiser composes an exercise of the same parts as those of the library. */
@Route(value = "a/:alliance/exercises/compose", layout = Frame.class)
class ComposeExerciseView extends Div implements BeforeEnterObserver, HasDynamicTitle {
  private static final long serialVersionUID = 1;

  private final transient Alliances alliances;
  private final transient Reader reader;

  ComposeExerciseView(Alliances alliances, Reader reader) {
    this.alliances = alliances;
    this.reader = reader;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    removeAll();
    addClassName("tal-page");
    var id = new AllianceId(event.getRouteParameters().get("alliance").orElse(""));
    var membership = alliances.enter(reader.person(), id);
    if (membership.role() != Role.ORGANISER) {
      throw new Refusal.NotHere("exercise.unknown");
    }
    var from = event.getLocation().getQueryParameters().getSingleParameter("from").orElse("");
    var live = new LiveTexts.Exercise(membership.person(), id.value());
    live.getElement().setProperty("from", from);
    var back = Parts.link("/a/" + id + "/exercises", "← " + Reader.say("exercises.title"));
    back.addClassName("tal-back");
    add(back, Parts.head(Reader.say("exercises.compose")), live);
  }

  @Override
  public String getPageTitle() {
    return Reader.say("exercises.compose") + " · Talanoa";
  }
}
